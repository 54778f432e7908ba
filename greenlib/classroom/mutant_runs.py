"""Run mutants against the tests of their question: the visible tests, and the hidden ones alone.

A worker imports what test cells use once and is forked for every run, so each starts from the same
state and an endless loop ends when its computing time is used up. This needs a system that can
fork: Linux or macOS.
"""

from __future__ import annotations

import ast
import contextlib
import os
import resource
import signal
import warnings
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from types import CodeType

CPU_LIMIT_S = 1
_WALL_LIMIT_S = 60
_MEMORY_LIMIT_BYTES = 4 * 2**30


@dataclass(frozen=True)
class Trial:
    """An answer to try: the cell itself, the cells that run before it, and its test cells.

    `tests` holds the visible and the hidden part of each test cell.
    """

    answer: str
    before: tuple[str, ...]
    tests: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Outcome:
    """Why an answer failed the visible tests and why it failed the hidden ones; "" if it passed."""

    visible: str
    hidden: str


def outcomes(
    trials: Iterable[Trial], *, done: Callable[[], None] = lambda: None, jobs: int | None = None
) -> list[Outcome]:
    """Return the outcome of each trial, in order; `done` is called as each one ends.

    `jobs` is how many run at the same time; the number of cores by default.
    """
    found = []
    context = get_context("spawn")
    with (
        _repeatable_sets(),
        ProcessPoolExecutor(jobs or os.cpu_count(), context, initializer=_warm_up) as pool,
    ):
        for outcome in pool.map(_try, trials, chunksize=8):
            found.append(outcome)
            done()
    return found


@contextlib.contextmanager
def _repeatable_sets() -> Iterator[None]:
    """Start workers such that a set of texts has the same order in every run."""
    before = os.environ.get("PYTHONHASHSEED")
    os.environ["PYTHONHASHSEED"] = "0"
    try:
        yield
    finally:
        del os.environ["PYTHONHASHSEED"]
        if before is not None:
            os.environ["PYTHONHASHSEED"] = before


def _warm_up() -> None:
    import numpy  # noqa: F401

    import greenlib.checks  # noqa: F401


def _try(trial: Trial) -> Outcome:
    # Compiled here and not in the forks, so that cells which many trials share are compiled once.
    cells = [_compiled(cell) for cell in (*trial.before, trial.answer)]
    visible = [(_compiled(part), True) for part, _ in trial.tests]
    hidden = []
    for visible_part, hidden_part in trial.tests:
        # What the hidden tests build on, imports and data, runs; the visible checks may fail.
        hidden += [(statement, False) for statement in _statements(visible_part)]
        hidden.append((_compiled(hidden_part), True))
    return Outcome(
        _in_a_fork(lambda: _run(cells, visible)), _in_a_fork(lambda: _run(cells, hidden))
    )


def _run(cells: list[CodeType], tests: list[tuple[CodeType, bool]]) -> str:
    """Run the cells, then each test or step towards one; return why a test fails, or ""."""
    names: dict[str, object] = {"__name__": "__main__"}
    try:
        for cell in cells:
            exec(cell, names)
        for code, is_test in tests:
            with contextlib.nullcontext() if is_test else contextlib.suppress(Exception):
                exec(code, names)
    except BaseException as error:  # also SystemExit: whatever ends a test cell fails it
        return f"{type(error).__name__}: {error}"
    return ""


@cache
def _compiled(source: str) -> CodeType:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return compile(source, "cell", "exec", dont_inherit=True)


@cache
def _statements(source: str) -> tuple[CodeType, ...]:
    body = ast.parse(source).body
    return tuple(compile(ast.Module([each], []), "cell", "exec") for each in body)


def _in_a_fork(run: Callable[[], str]) -> str:
    """Return what `run` returns in a process of its own, or how that process ended."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _limit_this_process()
        os.write(writing, b"." + run().encode(errors="replace")[:4000])
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode(errors="replace")
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status in (-signal.SIGPROF, -signal.SIGALRM):
        return f"no end after {CPU_LIMIT_S} s of computing"
    # Without the full stop in front, the answer has ended the process before the tests were over.
    return said[1:] if said else f"the process ended with {status}"


def _limit_this_process() -> None:
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nothing, stream)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_LIMIT_BYTES, _MEMORY_LIMIT_BYTES))
    # Computing time, not time on the clock: a busy machine does not turn slow into endless.
    signal.setitimer(signal.ITIMER_PROF, CPU_LIMIT_S)
    signal.alarm(_WALL_LIMIT_S)
    warnings.simplefilter("ignore")
