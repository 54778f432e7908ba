"""Run a student's cells in a fresh kernel, one after the other, each judged by itself."""

from __future__ import annotations

import contextlib
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from queue import Empty

from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.kernelspec import NoSuchKernel
from jupyter_client.manager import KernelManager

from .errors import CourseError
from .words import line_in_cell

CELL_LIMIT_S = 30.0  # what the grader allows a cell
_START_LIMIT_S = 60
_INTERRUPT_LIMIT_S = 5.0
TIMED_OUT, ENDED, NOT_RUN = "CellTimeoutError", "PythonEnded", "NotRun"


@dataclass(frozen=True)
class Stop:
    """Why a cell did not come to its end.

    `name` is the error's, or TIMED_OUT, ENDED (the cell ended Python) or NOT_RUN (Python had ended
    before it); `line` is the line of the cell, where it is known.
    """

    name: str
    text: str = ""
    line: int | None = None


class Kernel:
    """A running kernel that executes one cell at a time; `ended` once there is no Python left."""

    def __init__(self, manager: KernelManager, client: BlockingKernelClient):
        self.ended = False
        self._manager = manager
        self._client = client

    def wait_until_ready(self) -> None:
        """Return when the kernel answers. Raises CourseError if it does not."""
        if self._reply(self._client.kernel_info(), _START_LIMIT_S) is None:
            raise CourseError(
                "the Python kernel did not start. Next: close other notebooks and run the command "
                "again; if it stays so, install the course again (README.md)."
            )

    def run(self, source: str, limit_s: float) -> Stop | None:
        """Run a cell and return why it stopped, or None if it came to its end."""
        if self.ended:
            return Stop(NOT_RUN)
        request = self._client.execute(source, allow_stdin=False, stop_on_error=False)
        reply = self._reply(request, limit_s)
        if reply is None:
            return Stop(ENDED) if self.ended else self._interrupt(request)
        self.ended = any(part.get("source") == "ask_exit" for part in reply.get("payload", []))
        if self.ended:
            return Stop(ENDED)
        if reply["status"] != "error":
            return None
        return Stop(reply["ename"], reply["evalue"], line_in_cell(reply["traceback"]))

    def _interrupt(self, request: str) -> Stop:
        """Stop the cell that takes too long; it is the end if the kernel does not obey."""
        self._manager.interrupt_kernel()
        self.ended = self._reply(request, _INTERRUPT_LIMIT_S) is None
        return Stop(TIMED_OUT)

    def _reply(self, request: str, seconds: float) -> dict | None:
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            try:
                message = self._client.get_shell_msg(timeout=min(left, 0.5))
            except Empty:
                self.ended = not self._manager.is_alive()
                if self.ended:
                    return None
                continue
            if message["parent_header"].get("msg_id") == request:
                return message["content"]
        return None


@contextlib.contextmanager
def fresh_kernel(folder: Path) -> Iterator[Kernel]:
    """Give a new kernel that works in `folder`, gone afterwards whatever happens.

    It is still starting when it is given. Raises CourseError if there is none to start.
    """
    manager = KernelManager(kernel_name="python3")
    try:
        manager.start_kernel(
            cwd=str(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            extra_arguments=["--HistoryManager.hist_file=:memory:"],
        )  # fmt: skip
        client = manager.blocking_client()
        client.start_channels(iopub=False, stdin=False, hb=False)
        try:
            yield Kernel(manager, client)
        finally:
            client.stop_channels()
    except NoSuchKernel:
        raise CourseError(
            "there is no Jupyter kernel called 'python3' here. Next: pip install ipykernel in the "
            "environment that the course is installed in."
        ) from None
    finally:
        manager.shutdown_kernel(now=True)


def run_cells(
    kernel: Kernel, sources: Iterable[str], limit_s: float, done: Callable[[], None]
) -> list[Stop | None]:
    """Run cells in order and return, for each, why it stopped; an error stops only its own cell.

    `limit_s` is the wall time of one cell; `done` is called after each.
    """
    kernel.wait_until_ready()
    stops = []
    for source in sources:
        stops.append(kernel.run(source, limit_s))
        done()
    return stops
