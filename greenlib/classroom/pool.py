"""Grade with workers on this machine: processes that end with the run, and what they write stays.

A worker that is told to end (SIGTERM), or whose run was stopped, ends the submission it is at; one
whose run was killed ends at once. What it was at is begun again by the next.
"""

from __future__ import annotations

import contextlib
import dataclasses
import gc
import itertools
import multiprocessing
import multiprocessing.connection
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.util import Finalize
from pathlib import Path

from traitlets.config import Config

from . import forks
from .assignment import Assignment
from .errors import CourseError
from .submission import Graded
from .worker import Worker

# A worker can be ended from outside; what it was at is begun again, but not for ever.
_POOLS = 3


@dataclass(frozen=True)
class Setting:
    """What every worker needs to know.

    root : the course directory.
    assignment : what is graded.
    config : nbgrader's configuration, with the URL of the gradebook.
    """

    root: Path
    assignment: Assignment
    config: Config


def grade_here(
    students: list[str], setting: Setting, workers: int, done: Callable[[str], None]
) -> dict[str, Graded]:
    """Grade the submissions of `students` with that many workers; return student -> result.

    Raises CourseError if files or grades cannot be written.
    """
    workers = max(1, min(workers, len(students)))
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
    students: list[str], setting: Setting, workers: int
) -> Iterator[tuple[str, Graded]]:
    waiting = iter(students)
    futures: dict[Future[Graded], str] = {}
    with ProcessPoolExecutor(
        workers,
        mp_context=forks.begin(),
        initializer=_begin,
        initargs=(setting, forks.seeds().sockets),
    ) as pool:

        def hand_out(places: int) -> None:
            # One more than there are workers: none waits, and a run that is stopped ends soon.
            for student in itertools.islice(waiting, places):
                futures[pool.submit(_grade_one, student)] = student

        with forks.signals_blocked():
            hand_out(workers + 1)
        while futures:
            ended, _ = wait(futures, return_when=FIRST_COMPLETED)
            hand_out(len(ended))
            for future in ended:
                yield futures.pop(future), future.result()


_process: _Process


class _Process:
    """What a worker's process holds: its worker, begun with the first submission, ended with it."""

    def __init__(self, setting: Setting, seeds: Mapping[str, socket.socket]):
        gc.freeze()  # what the server had imported stays, and stays shared
        self._setting, self._seeds = setting, seeds
        self._worker: Worker | None = None
        self._busy = self._ending = False
        # Ctrl-C is for the command itself, which then has its workers end.
        signal.signal(signal.SIGINT, lambda *_: None)
        signal.signal(signal.SIGTERM, self._end_soon)
        forks.unblock_signals()
        threading.Thread(target=_end_with_the_run, daemon=True).start()

    def grade(self, student: str) -> Graded:
        self._busy = True
        try:
            return self._grade(student)
        finally:
            self._busy = False
            if self._ending:
                self._end()

    def _grade(self, student: str) -> Graded:
        try:
            graded = self._begun().grade(student)
        except CourseError:
            # The disk or the gradebook: what stops one stops all.
            raise
        except Exception as error:
            # Nothing that one submission brings about may stop the others.
            words = f"the grader failed with {type(error).__name__}: {error}"
            return Graded("", problem=f"{words}. Next: grade again; if it stays, report it.")
        # The notebook is on disk already.
        return dataclasses.replace(graded, notebook=b"")

    def _begun(self) -> Worker:
        if self._worker is None:
            setting = self._setting
            worker = Worker(setting.root, setting.assignment, setting.config, self._seeds)
            self._worker = worker.__enter__()
            Finalize(None, worker.__exit__, exitpriority=1)
        return self._worker

    def _end_soon(self, *_: object) -> None:
        self._ending = True
        if not self._busy:
            self._end()

    def _end(self) -> None:
        if self._worker is not None:
            self._worker.__exit__()
        os._exit(0)


def _end_with_the_run() -> None:
    """End this process when the run's own has gone; what was being written begins again."""
    multiprocessing.connection.wait([multiprocessing.parent_process().sentinel])
    os._exit(1)


def _begin(setting: Setting, seeds: Mapping[str, socket.socket]) -> None:
    global _process
    _process = _Process(setting, seeds)


def _grade_one(student: str) -> Graded:
    return _process.grade(student)
