"""Where the milliseconds of a submission go: each stage timed by calling what grading calls."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import nbformat
import psutil

from greenlib.classroom import gradebook
from greenlib.classroom.assignment import Assignment, assignment_of
from greenlib.classroom.build import read_master
from greenlib.classroom.engine import StudentCell
from greenlib.classroom.engine.together import Together
from greenlib.classroom.grade import students_of
from greenlib.classroom.judged import cells_to_run
from greenlib.classroom.record import Recorder
from greenlib.classroom.submission import grade_submission
from greenlib.classroom.worker import Worker, engine_for, read_submission, write_down

_AT_MOST = 60


@dataclass(frozen=True)
class Stages:
    """Where time and memory go.

    once_ms, each_ms : wall times of what happens once, and, as medians, of what each submission
        needs.
    worker_mb : memory of a worker and its warm processes; what they share counts once.
    """

    once_ms: dict[str, float]
    each_ms: dict[str, float]
    worker_mb: float


def stages_of(root: Path, slug: str) -> Stages:
    """Grade submissions of the course at `root` again, one by one, and time each stage.

    The stages of a run are found by running less: no cell at all, then the student's cells alone.
    """
    once: dict[str, float] = {}
    config = gradebook.config_of(root)
    master = _timed(once, "read the master", lambda: read_master(root, slug))
    assignment = assignment_of(master, slug, gradebook.limits_of(config))
    _timed(once, "register it in the gradebook",
           lambda: gradebook.register(config, slug, master))  # fmt: skip
    shutil.rmtree(root / "autograded")
    engine = engine_for(assignment)
    _timed(once, "start a worker's two warm processes", engine.__enter__)
    try:
        with (
            Worker(root, assignment, config) as worker,
            Recorder(config.CourseDirectory.db_url, slug, config) as recorder,
        ):
            rows = [
                _stages_of_one(root, assignment, engine, worker, recorder, student)
                for student in students_of(root, slug)[:_AT_MOST]
            ]
            worker_mb = _worker_mb()
    finally:
        engine.__exit__()
    return Stages(once, {name: median(row[name] for row in rows) for name in rows[0]}, worker_mb)


def _stages_of_one(
    root: Path, assignment: Assignment, engine, worker: Worker, recorder: Recorder, student: str
) -> dict[str, float]:
    slug, took = assignment.slug, {}
    handed_in = read_submission(root / "submitted" / student / slug, slug)
    _timed(took, "all", lambda: worker.grade(student))
    graded = _timed(took, "grade", lambda: grade_submission(assignment, engine, handed_in))
    cells = cells_to_run(nbformat.reads(graded.notebook.decode(), as_version=4))
    _timed(took, "run", lambda: engine.run(cells))
    _timed(took, "students", lambda: engine.run([c for c in cells if isinstance(c, StudentCell)]))
    _timed(took, "empty", lambda: engine.run([]))
    # Under a name that the gradebook does not have yet, then again, with nothing to change.
    name = f"{student}-again"
    _timed(took, "record", lambda: recorder.record(name, graded, None))
    _timed(took, "record again", lambda: recorder.record(name, graded, None))
    _timed(took, "write", lambda: write_down(root, recorder, name, slug, graded, None))
    return {
        "fork a judge and a student's process, namespaces": took["empty"],
        "the student's own cells": took["students"] - took["empty"],
        "the tests, in the judge": took["run"] - took["students"],
        "check and repair, points, notebook to JSON": took["grade"] - took["run"],
        "gradebook, one transaction": took["record"],
        "graded notebook and report, to disk": took["write"] - took["record again"],
        "all of it": took["all"],
    }


def _worker_mb() -> float:
    """Return the memory of this process and of one of the two engines below it."""
    together = Together()
    all_mb = together.held_mb(os.getpid())
    engines_mb = sum(together.held_mb(child.pid) for child in psutil.Process().children())
    return all_mb - engines_mb / 2


def _timed(took: dict[str, float], name: str, work: Callable[[], Any]) -> Any:
    start = time.perf_counter()
    result = work()
    took[name] = 1000 * (time.perf_counter() - start)
    return result
