"""The server that workers are forked from: it has imported what they need, once for all of them."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
from collections.abc import Iterator
from multiprocessing import forkserver, resource_tracker
from multiprocessing.context import BaseContext


def begin() -> BaseContext:
    """Return the context that workers are made in; its server starts to import, if not yet begun.

    Begun early, it imports while this process does the same.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["greenlib.classroom.lean", "greenlib.classroom.grade"])
    # It lets Ctrl-C through again when it has started, so it comes first.
    resource_tracker.ensure_running()
    with ctrl_c_later():
        forkserver.ensure_running()
    return context


def end() -> None:
    """End the server and wait for it: only then does its CPU time, and its workers', count as ours.

    Does nothing where none was begun.
    """
    forkserver._forkserver._stop()


@contextlib.contextmanager
def ctrl_c_later() -> Iterator[None]:
    """Hold Ctrl-C back while processes start: they inherit that, so it does not tear them apart."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
