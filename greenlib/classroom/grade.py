"""Grade an assignment: every submission, several at a time, none able to stop the others."""

from __future__ import annotations

import contextlib
import math
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.util import Finalize
from pathlib import Path

from traitlets.config import Config

from . import forks, gradebook
from .assignment import Assignment, assignment_of
from .build import read_master
from .errors import UsageError
from .results import StudentResult, read_results
from .submission import Graded
from .worker import Worker

# A worker costs about as much to start as this many submissions to grade.
_WORTH_A_WORKER = 20
# A worker can be ended from outside; what it was at is begun again, but not for ever.
_POOLS = 3


def grade(
    root: Path,
    slug: str,
    *,
    source_root: Path | None = None,
    planned: Callable[[int], None] = lambda count: None,
    done: Callable[[str], None] = lambda student: None,
    jobs: int | None = None,
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

    Raises UsageError for an assignment that does not exist or has no submissions. A submission
    that cannot be graded ends in a result that says why.
    """
    masters = source_root or root
    master = read_master(masters, slug)
    config = gradebook.config_of(root, settings_from=masters)
    assignment = assignment_of(master, slug, gradebook.limits_of(config))
    students = students_of(root, slug)
    gradebook.register(config, root, slug, master)
    planned(len(students))
    workers = min(jobs or workers_for(len(students), os.cpu_count() or 1), len(students))
    setting = (root, assignment, gradebook.db_url(root), config)
    graded = _grade_all(students, setting, workers, done)
    return read_results(root, slug, assignment.questions, graded)


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


def _grade_all(
    students: list[str], setting: tuple, workers: int, done: Callable[[str], None]
) -> dict[str, Graded]:
    graded: dict[str, Graded] = {}
    for _ in range(_POOLS):
        waiting = [student for student in students if student not in graded]
        with contextlib.suppress(BrokenProcessPool):
            for student, result in _through_pool(waiting, setting, workers):
                graded[student] = result
                done(student)
            break
    for student in students:
        problem = f"the process that graded it was ended from outside {_POOLS} times"
        graded.setdefault(student, Graded("", problem=f"{problem}. Next: grade again."))
    return graded


def _through_pool(
    students: list[str], setting: tuple, workers: int
) -> Iterator[tuple[str, Graded]]:
    with ProcessPoolExecutor(
        workers, mp_context=forks.begin(), initializer=_begin, initargs=setting
    ) as pool:
        with forks.ctrl_c_later():
            futures = {pool.submit(_grade_one, student): student for student in students}
        try:
            for future in as_completed(futures):
                yield futures[future], future.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


_worker: Worker


def _begin(root: Path, assignment: Assignment, db_url: str, config: Config) -> None:
    """Begin a worker's process; its engine ends before it does."""
    global _worker
    # A worker ends the submission it is at; the command itself stops.
    signal.signal(signal.SIGINT, lambda *_: None)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    _worker = Worker(root, assignment, db_url, config)
    _worker.__enter__()
    Finalize(None, _worker.__exit__, (None, None, None), exitpriority=1)


def _grade_one(student: str) -> Graded:
    try:
        return _worker.grade(student)
    except Exception as error:
        # Nothing that one submission brings about may stop the others.
        words = f"the grader failed with {type(error).__name__}: {error}"
        return Graded("", problem=f"{words}. Next: grade again; if it stays, report it.")
