"""What workers, and their engines, are forked from: it has imported what they need, once for all.

Workers are forked from a server, their engines' warm parents from seeds.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
from collections.abc import Iterator
from multiprocessing import forkserver, resource_tracker
from multiprocessing.context import BaseContext

from .engine.seeds import ALWAYS, Seeds

# With the command's own module, which each worker begins by importing again.
_PRELOAD = [
    "greenlib.classroom.lean", "greenlib.classroom.pool", "greenlib.classroom.cli", "nbgrader.api",
]  # fmt: skip
_seeds: Seeds | None = None
_STOPPING = (signal.SIGINT, signal.SIGTERM)


def begin() -> BaseContext:
    """Return the context that workers are made in; server and seeds start to import.

    Begun early, they import while this process does the same. Nothing is begun twice.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOAD)
    with signals_blocked():
        forkserver.ensure_running()
    seeds()
    return context


def seeds() -> Seeds:
    """Return the seeds of this process, which are begun if they were not yet."""
    global _seeds
    if _seeds is None:
        _seeds = Seeds(ALWAYS)
    return _seeds


def end() -> None:
    """End the server and the seeds and wait for them: only then does their CPU time count as ours.

    Does nothing where none was begun.
    """
    global _seeds
    forkserver._forkserver._stop()
    if _seeds is not None:
        _seeds.end()
        _seeds = None


@contextlib.contextmanager
def signals_blocked() -> Iterator[None]:
    """Hold Ctrl-C and SIGTERM back while processes start: they inherit that, and start whole."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # Python's tracker of resources lets both signals through again when it starts.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def unblock_signals() -> None:
    """Let through what `signals_blocked` held back when this process was started."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPING)
