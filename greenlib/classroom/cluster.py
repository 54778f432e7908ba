"""Grade on the workers of a Dask cluster; this process alone reads and writes the class's files.

To a worker go the assignment, once, and the bytes of one submission after the other, each under
the digest of its content; back comes what grading gave, as plain data. All that is needed to begin
again lies at the scheduler (nothing is scattered), so a worker that ends in the middle costs no
grade. Submissions that are the same to the byte and in hand together are graded once.
"""

from __future__ import annotations

import contextlib
import dataclasses
import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from .assignment import Assignment
from .engine import Engine
from .engine.runner import EngineError
from .errors import CourseError, UsageError
from .pool import Setting
from .record import Recorder
from .submission import Graded, Submission, digest_of, grade_submission
from .worker import engine_for, read_report, read_submission, submitted_at, write_down

if TYPE_CHECKING:
    from distributed import Client, Future

_ANSWER_S = 30
# A worker finds its next submission waiting; the scheduler holds few at a time.
_IN_HAND_PER_THREAD = 4
_IDLE_S = 60
_PREFIX = "greenlib-"


def grade_there(
    students: Iterable[str], setting: Setting, scheduler: str, done: Callable[[str], None]
) -> dict[str, Graded]:
    """Grade the submissions of `students` on the cluster at `scheduler`; return student -> result.

    Raises UsageError if Dask is not installed, CourseError if no scheduler or worker answers, if
    workers have another version of greenlib, or if files or grades cannot be written.
    """
    run = _Run(setting, done)
    url = setting.config.CourseDirectory.db_url
    with (
        _connected(scheduler) as client,
        Recorder(url, setting.assignment.slug, setting.config) as recorder,
    ):
        waiting = run.to_grade(students, recorder)
        for digest, graded in _through_cluster(client, setting.assignment, waiting):
            run.settle(digest, graded, recorder)
    return run.graded


class _Run:
    """What this process does with the class's files while others grade."""

    def __init__(self, setting: Setting, done: Callable[[str], None]):
        self._root, self._assignment = setting.root, setting.assignment
        self._done = done
        self._waiting: dict[str, list[str]] = {}
        self._begun: dict[str, float] = {}
        self.graded: dict[str, Graded] = {}

    def to_grade(
        self, students: Iterable[str], recorder: Recorder
    ) -> Iterator[tuple[str, Submission]]:
        """Yield each submission that is to be graded, with its digest, none twice at once."""
        slug = self._assignment.slug
        for student in students:
            try:
                submission = read_submission(self._folder(student), slug)
            except CourseError as error:
                graded = Graded("", problem=str(error), new=True)
                write_down(self._root, recorder, student, slug, graded, None)
                self._end(student, graded)
                continue
            digest = digest_of(self._assignment, submission)
            known = read_report(self._root, student, slug)
            if known is not None and known.digest == digest and recorder.holds(student, known):
                self._end(student, known)
            elif digest in self._waiting:
                self._waiting[digest].append(student)
            else:
                self._waiting[digest] = [student]
                self._begun[digest] = time.perf_counter()
                yield digest, submission

    def settle(self, digest: str, graded: Graded, recorder: Recorder) -> None:
        """Write down what the submissions with this digest got."""
        slug = self._assignment.slug
        begun = self._begun.pop(digest)
        for student in self._waiting.pop(digest):
            if graded.digest:
                at = submitted_at(self._folder(student))
                write_down(self._root, recorder, student, slug, graded, at)
            latency_s = time.perf_counter() - begun
            self._end(student, dataclasses.replace(graded, new=True, latency_s=latency_s))

    def _end(self, student: str, graded: Graded) -> None:
        self.graded[student] = dataclasses.replace(graded, notebook=b"")
        self._done(student)

    def _folder(self, student: str):
        return self._root / "submitted" / student / self._assignment.slug


def _through_cluster(
    client: Client, assignment: Assignment, submissions: Iterator[tuple[str, Submission]]
) -> Iterator[tuple[str, Graded]]:
    from distributed import as_completed

    # With its digest known here, it is known there: the check for another greenlib rests on that.
    shared = client.submit(_as_it_is, assignment, key=f"{_PREFIX}assignment-{assignment.digest}")
    in_hand = as_completed(loop=client.loop)

    def hand_out(places: int) -> None:
        for _ in range(places):
            digest, submission = next(submissions, ("", None))
            if digest:
                in_hand.add(client.submit(_grade, shared, submission, key=_PREFIX + digest))

    hand_out(_IN_HAND_PER_THREAD * sum(client.nthreads().values()))
    for future in in_hand:
        yield future.key.removeprefix(_PREFIX), _result(future, client)
        hand_out(1)


def _result(future: Future, client: Client) -> Graded:
    from distributed import KilledWorker

    if future.cancelled() or client.status != "running":
        raise CourseError(
            "the scheduler went away. Next: start it again, then run the command again; grades "
            "written so far are kept."
        )
    error = future.exception()
    if error is None:
        return future.result()
    if isinstance(error, CourseError):
        raise error
    if isinstance(error, KilledWorker):
        return Graded("", problem="every worker that graded it ended. Next: grade again.")
    if isinstance(error, ModuleNotFoundError):
        raise _unlike(str(error))
    words = f"the grader failed with {type(error).__name__}: {error}"
    return Graded("", problem=f"{words}. Next: grade again; if it stays, report it.")


@contextlib.contextmanager
def _connected(scheduler: str) -> Iterator[Client]:
    """Give a client whose cluster has a worker, and close it."""
    try:
        from distributed import Client
    except ImportError:
        raise UsageError(
            "a cluster needs Dask, which is not installed. Next: pip install -c constraints.txt -e "
            "'.[cluster]'."
        ) from None
    # What the loss of a worker means is said as results.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        client = Client(scheduler, timeout=_ANSWER_S, set_as_default=False)
    except (OSError, ValueError) as error:
        raise CourseError(
            f"no Dask scheduler answers at {scheduler}: {error}. Next: start one with 'dask "
            "scheduler' and give the address that it prints, such as tcp://host:8786."
        ) from None
    try:
        client.wait_for_workers(1, timeout=_ANSWER_S)
        yield client
    except TimeoutError:
        raise CourseError(
            f"the cluster at {scheduler} has no worker. Next: start some with 'dask worker "
            f"{scheduler} --nthreads 1', then run the command again."
        ) from None
    finally:
        client.close()


# On a worker: one engine for each assignment, used by one submission at a time.
_lock = threading.Lock()
_engines: dict[str, tuple[Engine, threading.Timer]] = {}


def _as_it_is(assignment: Assignment) -> Assignment:
    return assignment


def _grade(assignment: Assignment, submission: Submission) -> Graded:
    with _lock, _engine(assignment) as engine:
        return grade_submission(assignment, engine, submission)


@contextlib.contextmanager
def _engine(assignment: Assignment) -> Iterator[Engine]:
    """Give an engine that is warm for `assignment`; closed when it was idle for a while.

    It ends with the worker's process in any case.
    """
    digest = assignment.digest
    if digest in _engines:
        engine, timer = _engines.pop(digest)
        timer.cancel()
    else:
        engine = _begin(assignment)
    try:
        yield engine
    finally:
        timer = threading.Timer(_IDLE_S, _close, [digest, engine])
        timer.daemon = True
        timer.start()
        _engines[digest] = engine, timer


def _begin(assignment: Assignment) -> Engine:
    from distributed import get_worker

    if dataclasses.replace(assignment).digest != assignment.digest:
        raise _unlike(f"that of {get_worker().address} differs")
    try:
        return engine_for(assignment).__enter__()
    except EngineError as error:
        raise CourseError(
            f"{get_worker().address}: {error}. Next: see that this worker has memory to spare, or "
            "stop it, then run the command again."
        ) from error


def _close(digest: str, engine: Engine) -> None:
    with _lock:
        if digest in _engines and _engines[digest][0] is engine:
            del _engines[digest]
            engine.__exit__()


def _unlike(why: str) -> CourseError:
    return CourseError(
        f"workers need the greenlib that you have: {why}. Next: install the same version on all, "
        "start the workers again, then run the command again."
    )
