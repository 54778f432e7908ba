"""A process that grades submissions one after the other, with its own engine and gradebook."""

from __future__ import annotations

import dataclasses
import json
import socket
import time
import unicodedata
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from traitlets.config import Config

from .assignment import Assignment
from .engine import Engine, TestCell
from .engine.runner import EngineError
from .errors import CourseError
from .files import write_atomically
from .judged import cells_to_run
from .record import Recorder
from .submission import Graded, Submission, digest_of, grade_submission
from .submissions import find_notebook, read_file

REPORT = "graded.json"


class Worker:
    """Grades submissions under the course directory `root` and writes down what they got.

    Use as a context manager. The engine starts with the first submission that needs it, from
    `seeds` if there are any.
    """

    def __init__(
        self,
        root: Path,
        assignment: Assignment,
        config: Config,
        seeds: Mapping[str, socket.socket] | None = None,
    ):
        self._root, self._assignment, self._seeds = root, assignment, seeds
        self._engine: Engine | None = None
        self._recorder = Recorder(config.CourseDirectory.db_url, assignment.slug, config)
        self._open = ExitStack()

    def __enter__(self) -> Worker:
        self._open.enter_context(self._recorder)
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def grade(self, student: str) -> Graded:
        """Grade what `student` handed in, unless that was done before, and return the result.

        The graded notebook is on disk by then and left out of it: a class is kept in memory.
        Raises CourseError if the engine does not start, or what it gave cannot be written.
        """
        begun = time.perf_counter()
        graded = self._grade(student)
        return dataclasses.replace(graded, latency_s=time.perf_counter() - begun)

    def _grade(self, student: str) -> Graded:
        slug = self._assignment.slug
        folder = self._root / "submitted" / student / slug
        try:
            submission = read_submission(folder, slug)
        except CourseError as error:
            graded = Graded("", problem=str(error), new=True)
            write_down(self._root, self._recorder, student, slug, graded, None)
            return graded
        known = read_report(self._root, student, slug)
        digest = digest_of(self._assignment, submission)
        if known is not None and known.digest == digest and self._recorder.holds(student, known):
            return known
        graded = grade_submission(self._assignment, self._warm(), submission)
        write_down(self._root, self._recorder, student, slug, graded, submitted_at(folder))
        return dataclasses.replace(graded, notebook=b"", new=True)

    def _warm(self) -> Engine:
        if self._engine is None:
            try:
                self._engine = self._open.enter_context(engine_for(self._assignment, self._seeds))
            except EngineError as error:
                raise CourseError(
                    f"{error}. Next: see that there is memory to spare, then run the command again."
                ) from error
        return self._engine


def read_submission(folder: Path, slug: str) -> Submission:
    """Return what a student handed in in `folder`.

    Raises CourseError, in words for the student and the instructor, if there is no such file.
    """
    _refuse_odd_name(folder.parent.name)
    path, remarks = find_notebook(folder, slug)
    return Submission(path.name, read_file(path), remarks)


def _refuse_odd_name(student: str) -> None:
    """Raise CourseError for a name by which nbgrader would find others, or no one."""
    odd = [c for c in student if c in "*?[" or unicodedata.category(c) == "Cc"]
    if odd:
        raise CourseError(
            f"the folder {student!r} has {odd[0]!r} in its name, which nbgrader takes for a "
            "pattern or cannot read. Next: rename the folder and grade again."
        )


def submitted_at(folder: Path) -> datetime | None:
    """Return the time that nbgrader's collect has written beside the notebook, or None."""
    from nbgrader.utils import parse_utc

    path = folder / "timestamp.txt"
    if path.is_symlink() or not path.is_file():
        return None
    try:
        with path.open(encoding="utf-8") as file:
            return parse_utc(file.read(100).strip())
    except ValueError:
        return None


def engine_for(assignment: Assignment, seeds: Mapping[str, socket.socket] | None = None) -> Engine:
    """Return an engine that is warm for `assignment`; see `Engine` for `seeds`."""
    return Engine(
        assignment.student_imports, assignment.judge_imports, assignment.limits, assignment.files,
        [cell for cell in cells_to_run(assignment.graded_notebook()) if isinstance(cell, TestCell)],
        seeds,
    )  # fmt: skip


def write_down(
    root: Path, recorder: Recorder, student: str, slug: str, graded: Graded, at: datetime | None
) -> None:
    """Write the graded notebook, then the grades, then the report that says it was done.

    In this order a run that is killed in between does the submission again, and nothing is lost.
    """
    folder = root / "autograded" / student / slug
    if not graded.problem:
        write_atomically(folder / f"{slug}.ipynb", graded.notebook)
        recorder.record(student, graded, at)
    report = {**dataclasses.asdict(graded), "notebook": None}
    del report["new"], report["latency_s"]
    write_atomically(folder / REPORT, json.dumps(report, indent=1).encode())


def read_report(root: Path, student: str, slug: str) -> Graded | None:
    """Return what an earlier run wrote down about a submission, without its notebook, or None."""
    folder = root / "autograded" / student / slug
    try:
        report = json.loads((folder / REPORT).read_bytes())
        known = Graded(**{**report, "notebook": b""})
    except (OSError, ValueError, TypeError):
        return None
    if not known.problem and not (folder / f"{slug}.ipynb").is_file():
        return None
    return dataclasses.replace(
        known, unanswered=tuple(known.unanswered), remarks=tuple(known.remarks)
    )
