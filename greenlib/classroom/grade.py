"""Grade an assignment: every submission, several at a time, none able to stop the others."""

from __future__ import annotations

import math
import os
from collections.abc import Callable
from pathlib import Path

from . import gradebook
from .assignment import assignment_of
from .build import assignment_slugs, read_master
from .errors import CourseError, UsageError
from .late import apply_schedule
from .pool import Setting, grade_here
from .results import StudentResult, read_results

# A worker costs about as much to start as this many submissions to grade.
_WORTH_A_WORKER = 20


def grade(
    root: Path,
    slug: str,
    *,
    source_root: Path | None = None,
    planned: Callable[[int], None] = lambda count: None,
    done: Callable[[str], None] = lambda student: None,
    jobs: int | None = None,
    scheduler: str | None = None,
    db: str | None = None,
) -> list[StudentResult]:
    """Grade what is in ``submitted/*/slug`` and return the results, sorted by student.

    A submission that was graded before and has not changed, nor the assignment, is not graded
    again.

    Parameters
    ----------
    root : the course directory to grade in: submissions, gradebook and autograded.
    slug : the assignment.
    source_root : the course directory with the master, if not `root`.
    planned, done : called with the number of submissions, and with each student as it ends.
    jobs : how many are graded at the same time; by default as many as the class is worth, at most
        the number of cores.
    scheduler : the address of a Dask cluster whose workers grade, such as tcp://host:8786.
    db : the URL of the gradebook, if not the course's own.

    Raises UsageError for an assignment that does not exist or has no submissions, and CourseError
    if files or grades cannot be written. A submission that cannot be graded ends in a result that
    says why.
    """
    if not hasattr(os, "fork"):
        raise CourseError(
            "grading forks a process for each submission, which this system cannot. Next: grade on "
            "Linux or macOS; on Windows, in the Windows Subsystem for Linux (WSL)."
        )
    masters = source_root or root
    master = read_master(masters, slug)
    config = gradebook.config_of(root, settings_from=masters, db=db)
    assignment = assignment_of(master, slug, gradebook.limits_of(config))
    students = students_of(root, slug)
    gradebook.register(config, slug, master)
    apply_schedule(config, root, slug, students, assignment_slugs(masters))
    planned(len(students))
    setting = Setting(root, assignment, config)
    workers = jobs or workers_for(len(students), os.cpu_count() or 1)
    if scheduler:
        from .cluster import grade_there

        graded = grade_there(students, setting, scheduler, done)
    else:
        graded = grade_here(students, setting, workers, done)
    return read_results(config.CourseDirectory.db_url, slug, assignment.questions, graded)


def workers_for(submissions: int, cores: int) -> int:
    """Return how many workers `submissions` are worth on a machine with so many `cores`.

    >>> workers_for(12, cores=8), workers_for(60, cores=8), workers_for(2000, cores=8)
    (1, 3, 8)
    """
    return max(1, min(cores, math.ceil(submissions / _WORTH_A_WORKER)))


def students_of(root: Path, slug: str) -> list[str]:
    """Return who has handed in a folder for `slug`, sorted.

    Raises UsageError if there is no one.
    """
    found = sorted(
        path.parent.name for path in (root / "submitted").glob(f"*/{slug}") if path.is_dir()
    )
    if not found:
        raise UsageError(
            f"there is no submission of {slug} in {root / 'submitted'}. Next: put each one at "
            f"submitted/STUDENT/{slug}/{slug}.ipynb."
        )
    return found
