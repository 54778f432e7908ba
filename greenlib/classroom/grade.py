"""Grade an assignment: every submission, several at a time, none able to stop the others."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from traitlets.config import Config

from . import gradebook
from .build import read_master
from .errors import CourseError, UsageError
from .feedback import write_notice
from .masters import check_master
from .remarks import with_remarks
from .repair import read_submission
from .results import StudentResult, read_results


def grade(
    root: Path,
    slug: str,
    *,
    source_root: Path | None = None,
    with_feedback: bool = False,
    planned: Callable[[int], None] = lambda count: None,
    done: Callable[[str], None] = lambda student: None,
    jobs: int | None = None,
) -> list[StudentResult]:
    """Grade what is in ``submitted/*/slug`` and return the results, sorted by student.

    Parameters
    ----------
    root : the course directory to grade in: submissions, gradebook, autograded and feedback.
    slug : the assignment.
    source_root : the course directory with the master, if not `root`.
    with_feedback : also write the feedback pages.
    planned, done : called with the number of submissions, and with each student as it ends.
    jobs : how many are graded at the same time; the number of cores by default.

    Raises UsageError for an assignment that does not exist or has no submissions. A submission
    that cannot be graded ends in a result that says why.
    """
    masters = source_root or root
    master = read_master(masters, slug)
    questions = check_master(master)
    submissions = _submissions(root, slug)
    released = _released(root, slug)
    config = gradebook.config_of(root, settings_from=masters)
    gradebook.register(config, root, slug, master)
    planned(len(submissions))
    problems: dict[str, str] = {}
    workers = min(jobs or os.cpu_count() or 1, len(submissions))
    context = get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_ignore_ctrl_c) as pool:
        with _ctrl_c_later():
            futures = {
                pool.submit(
                    _grade_one, config, slug, student, folder, released, with_feedback
                ): student
                for student, folder in submissions.items()
            }
        try:
            for future in as_completed(futures):
                if problem := future.result():
                    problems[futures[future]] = problem
                done(futures[future])
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return read_results(root, slug, questions, problems)


@contextlib.contextmanager
def _ctrl_c_later() -> Iterator[None]:
    """Hold Ctrl-C back while workers start: they inherit that, and so are not torn apart by it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _ignore_ctrl_c() -> None:
    """Let a worker end the submission it is at; the command itself stops."""
    signal.signal(signal.SIGINT, lambda *_: None)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _submissions(root: Path, slug: str) -> dict[str, Path]:
    found = {
        path.parent.name: path
        for path in sorted((root / "submitted").glob(f"*/{slug}"))
        if path.is_dir()
    }
    if not found:
        raise UsageError(
            f"there is no submission of {slug} in {root / 'submitted'}. Next: put each one at "
            f"submitted/STUDENT/{slug}/{slug}.ipynb."
        )
    return found


def _released(root: Path, slug: str) -> NotebookNode:
    path = root / "release" / slug / f"{slug}.ipynb"
    if not path.is_file():
        raise UsageError(f"{path} is missing. Next: greenlib build {slug}.")
    return nbformat.read(path, as_version=4)


def _grade_one(
    config: Config, slug: str, student: str, folder: Path, released: NotebookNode,
    with_feedback: bool,
) -> str:  # fmt: skip
    """Grade one submission in a process of its own; return why it could not be, or ""."""
    root = Path(config.CourseDirectory.root)
    try:
        nb, remarks = read_submission(folder, slug, released)
        with gradebook.standing_in(config, folder, with_remarks(nb, remarks)) as api:
            # A busy machine can make a kernel start too late; that is not the student's fault.
            problem = gradebook.autograde(api, slug, student) and gradebook.autograde(
                api, slug, student
            )
            if with_feedback and not problem:
                problem = gradebook.write_feedback(api, slug, student)
    except CourseError as error:
        problem = str(error)
    try:
        if with_feedback and problem:
            write_notice(root, slug, student, problem)
    except CourseError as error:
        problem = f"{problem} {error}"
    return problem
