"""A warm parent: a process that has imported what a course uses, and is forked for each run.

``python -m greenlib.classroom.engine.warm ROLE FD`` is the seed of such parents, where ROLE is
student or judge and FD is its end of a socket: seed -> a warm parent for each worker -> a process
for each run. The student's seed and parents never see a master: what they fork could read their
memory.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import select
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

from . import sandbox
from .large_pages import use_large_pages
from .limits import Limits
from .together import Together
from .wire import PeerGone, Wire

_Serve = Callable[..., None]
# Settings and the shell -> what a forked child does, and why it is not contained.
_Prepare = Callable[[dict, Any], tuple[_Serve, str]]

MAX_FORK_MESSAGE = 100
_MAX_SETTINGS = 200_000_000
FORKED = b"f"
_LAST_CHILDREN_SECONDS = 1.0
_LOOK_AT_MEMORY_SECONDS = 0.25
# Set before NumPy comes in: a cell has few threads, and a fork must find none.
SINGLE_THREADED = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def main(role: str, control: socket.socket) -> None:
    """Import what is asked for, then fork a warm parent for each socket that arrives."""
    # Whoever starts us may hold signals back; a cell is interrupted with one.
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    gc.disable()  # imports leave no garbage
    imports = Wire(control, _MAX_SETTINGS).receive()["imports"]
    shell = None
    if role == "student":
        from .student import make_shell

        # Before Matplotlib comes in, which looks for the notebook that it is to draw in.
        shell = make_shell()
    _warm_up(imports)
    gc.collect()
    gc.freeze()
    gc.enable()
    use_large_pages()
    _fork_for_each(control, lambda end: _be_parent(_PREPARE[role], shell, end), is_told=False)


def _be_parent(prepare: _Prepare, shell: Any, control: socket.socket) -> None:
    """Get ready for one assignment, say so, then fork a child for each run."""
    wire = Wire(control, _MAX_SETTINGS)
    serve, not_contained = prepare(wire.receive(), shell)
    gc.collect()
    gc.freeze()
    wire.send({"not_contained": not_contained, "process_id": os.getpid()})
    _fork_for_each(control, serve, is_told=True)


def _fork_for_each(control: socket.socket, serve: _Serve, *, is_told: bool) -> None:
    """Fork a child that serves the sockets of each message, until `control` closes.

    `is_told`: whether the other end waits for word that the child is there.
    """
    control.settimeout(None)
    while True:
        message, ends, _, _ = socket.recv_fds(control, MAX_FORK_MESSAGE, 4)
        _reap(0 if message else _LAST_CHILDREN_SECONDS)
        if not message:
            return
        if os.fork() == 0:
            control.close()
            _run(serve, ends)
        for end in ends:
            os.close(end)
        if is_told:
            control.sendall(FORKED)


def _reap(seconds: float) -> None:
    """Take leave of children that have ended, so that the system adds their CPU time to ours.

    Others are waited for that long; those that are still at something then end with this process.
    """
    deadline = time.monotonic() + seconds
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0] or time.monotonic() < deadline:
            time.sleep(0.001)


def _warm_up(names: list[str]) -> None:
    """Import modules, then go on in a copy: it has one thread, whatever they have started."""
    for name in names:
        # An import that fails here fails again in the cell that needs it, in front of its author.
        with suppress(Exception):
            importlib.import_module(name)
    if child := os.fork():
        os.waitpid(child, 0)
        os._exit(0)
    sandbox.die_with_parent()


def _prepare_judge(settings: dict, shell: None) -> tuple[_Serve, str]:
    """Return what a judge does with its sockets, and why it is not contained: it need not be."""
    from .judge import compiled, serve

    _warm_up(settings["imports"])
    for name, source in settings["tests"]:
        with suppress(SyntaxError):
            compiled(name, source)
    limits, base_bytes = Limits(**settings["limits"]), sandbox.address_space()

    def serve_judge(*ends: socket.socket) -> None:
        sandbox.limit_memory(limits, base_bytes)
        serve(*ends)

    return serve_judge, ""


def _prepare_student(settings: dict, shell: Any) -> tuple[_Serve, str]:
    """Return what a student's process does with its sockets, and why it is not contained or ""."""
    from .student import serve

    limits = Limits(**settings["limits"])
    _warm_up(settings["imports"])
    sandbox.be_ended_first()
    base_bytes = sandbox.address_space()
    user = sandbox.user_of_cells()
    why = _contain()

    def close() -> None:
        sandbox.set_limits(limits, base_bytes)
        if not why:
            sandbox.close_cell(limits, user)
        sandbox.die_with_parent()

    def serve_student(talk: socket.socket, lifeline: socket.socket) -> None:
        if not why:
            sandbox.new_cell()
        with _own_folder() if why else nullcontext():
            _in_a_child(
                close, lambda: serve(talk, shell, limits, settings["files"]), talk, lifeline,
                limits.together_mb,
            )  # fmt: skip

    return serve_student, why


@contextmanager
def _own_folder() -> Iterator[None]:
    """Have files without a place go into a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="cell-", ignore_cleanup_errors=True) as folder:
        tempfile.tempdir = folder
        yield


_PREPARE = {"judge": _prepare_judge, "student": _prepare_student}


def _contain() -> str:
    """Move into a root of our own; return why that cannot be done, or ""."""
    if sys.platform != "linux":
        return f"{sys.platform} has no namespaces"
    # Tried in a child first: a failure half way would leave this process without its files.
    greenlib = Path(__file__).parents[2]
    reader, writer = os.pipe()
    if os.fork() == 0:
        try:
            sandbox.enter_root(greenlib)
            _try_cell()
        except OSError as error:
            os.write(writer, str(error).encode()[:500])
        os._exit(0)
    os.close(writer)
    os.wait()
    with os.fdopen(reader) as words:
        why = words.read()
    if not why:
        sandbox.enter_root(greenlib)
    return why


def _try_cell() -> None:
    sandbox.new_cell()
    reader, writer = os.pipe()
    if (child := os.fork()) == 0:
        try:
            sandbox.close_cell(Limits(), sandbox.user_of_cells())
        except OSError as error:
            os.write(writer, str(error).encode()[:500])
        os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)
    with os.fdopen(reader) as words:
        if why := words.read():
            raise OSError(why)


def _in_a_child(close, serve, talk: socket.socket, lifeline: socket.socket, most_mb: float) -> None:
    """Run `serve` in a child, closed in first, and end that child when the judge's end closes.

    On the lifeline the judge sends i (interrupt) or k (kill), and gets the child's end as JSON.
    The child is ended, too, when it and all that it started hold more than `most_mb`.
    """
    memory = Together()
    child = os.fork()
    if child == 0:
        lifeline.close()
        memory.close()
        # Out of our group of processes: a signal to the whole group would reach the warm parent.
        os.setsid()
        try:
            _let_go_of_streams()
            close()
            serve()
        finally:
            os._exit(1)
    talk.close()
    _watch(child, lifeline, memory, most_mb)


def _let_go_of_streams() -> None:
    nothing = os.open("/dev/null", os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    os.close(nothing)


def _watch(child: int, lifeline: socket.socket, memory: Together, most_mb: float) -> None:
    too_much = False
    ended = os.pidfd_open(child) if hasattr(os, "pidfd_open") else None
    while True:
        ready, _, _ = select.select(
            [lifeline, *([ended] if ended else [])], [], [], _LOOK_AT_MEMORY_SECONDS
        )
        if not ready:
            if too_much := memory.held_mb(child) > most_mb:
                os.kill(child, signal.SIGKILL)
                break
            continue
        if lifeline not in ready:
            break
        command = lifeline.recv(1)
        if command != b"i":
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            break
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGINT)
    _, status, usage = os.wait4(child, 0)
    cpu_seconds = usage.ru_utime + usage.ru_stime
    end = {"exit": os.waitstatus_to_exitcode(status), "cpu_seconds": cpu_seconds,
           "too_much_memory": too_much}  # fmt: skip
    with suppress(OSError):
        lifeline.sendall(json.dumps(end).encode())


def _run(serve, ends: list[int]) -> None:
    # Whoever wanted this run has gone when the warm parent has.
    sandbox.die_with_parent()
    try:
        serve(*(socket.socket(fileno=end) for end in ends))
        os._exit(0)
    except PeerGone:
        os._exit(0)
    finally:
        os._exit(1)


if __name__ == "__main__":
    with suppress(PeerGone):
        main(sys.argv[1], socket.socket(fileno=int(sys.argv[2])))
