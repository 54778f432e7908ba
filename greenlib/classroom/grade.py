"""Grade an assignment: every submission, several at a time, none able to stop the others."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from traitlets.config import Config

from . import gradebook
from .assignment import Assignment, assignment_of
from .build import read_master
from .errors import UsageError
from .results import StudentResult, read_results
from .submission import Graded
from .worker import Worker

# A worker can be ended from outside; what it was at is begun again, but not for ever.
_POOLS = 3


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

    A submission that was graded before and has not changed, nor the assignment, is not graded
    again.

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
    config = gradebook.config_of(root, settings_from=masters)
    assignment = assignment_of(master, slug, gradebook.limits_of(config))
    students = _students(root, slug)
    gradebook.register(config, root, slug, master)
    planned(len(students))
    workers = min(jobs or os.cpu_count() or 1, len(students))
    setting = (root, assignment, gradebook.db_url(root), config, with_feedback)
    graded = _grade_all(students, setting, workers, done)
    return read_results(root, slug, assignment.questions, graded)


def _students(root: Path, slug: str) -> list[str]:
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
    # Workers are forked from a server that has imported what they need, once for all of them.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    with ProcessPoolExecutor(
        workers, mp_context=context, initializer=_begin, initargs=setting
    ) as pool:
        with _ctrl_c_later():
            futures = {pool.submit(_grade_one, student): student for student in students}
        try:
            for future in as_completed(futures):
                yield futures[future], future.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


_worker: Worker
_feedback: Callable[[str], str]


def _begin(
    root: Path, assignment: Assignment, db_url: str, config: Config, with_feedback: bool
) -> None:
    """Begin a worker's process; its engine ends when it does."""
    global _worker, _feedback
    # A worker ends the submission it is at; the command itself stops.
    signal.signal(signal.SIGINT, lambda *_: None)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    _worker = Worker(root, assignment, db_url, config)
    _worker.__enter__()
    _feedback = lambda student: ""  # noqa: E731
    if with_feedback:
        api = gradebook.api_for(config)
        _feedback = lambda student: gradebook.write_feedback(api, assignment.slug, student)  # noqa: E731


def _grade_one(student: str) -> Graded:
    try:
        graded = _worker.grade(student)
        if not graded.problem:
            _feedback(student)
    except Exception as error:
        # Nothing that one submission brings about may stop the others.
        words = f"the grader failed with {type(error).__name__}: {error}"
        return Graded("", problem=f"{words}. Next: grade again; if it stays, report it.")
    return graded


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
