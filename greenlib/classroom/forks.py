"""The server that workers are forked from: it has imported what they need, once for all of them."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
from collections.abc import Iterator
from multiprocessing import forkserver, resource_tracker
from multiprocessing.context import BaseContext

# With the command's own module, which each worker begins by importing again.
_PRELOAD = [
    "greenlib.classroom.lean", "greenlib.classroom.pool", "greenlib.classroom.cli", "nbgrader.api",
]  # fmt: skip
_STOPPING = (signal.SIGINT, signal.SIGTERM)


def begin() -> BaseContext:
    """Return the context that workers are made in; its server starts to import, if not yet begun.

    Begun early, it imports while this process does the same.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOAD)
    with signals_blocked():
        forkserver.ensure_running()
    return context


def end() -> None:
    """End the server and wait for it: only then does its CPU time, and its workers', count as ours.

    Does nothing where none was begun.
    """
    forkserver._forkserver._stop()


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
