"""The two processes that warm parents are forked from: what takes long to import is imported once.

A run begins them early, while it still reads what is to be graded. Each worker then has warm
parents of its own forked from them.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress

from .warm import SINGLE_THREADED
from .wire import PeerGone, Wire

ROLES = ("judge", "student")
# What students' code and the tests of any assignment may use.
ALWAYS = {
    "judge": ("numpy", "pandas", "greenlib.checks"),
    "student": ("numpy", "pandas", "matplotlib.pyplot"),
}
_END_SECONDS = 5


class Seeds:
    """The two processes, begun here and ended here.

    Parameters
    ----------
    imports : role -> the modules that it imports; it goes on with that while we go on.

    `sockets` has role -> what `warm.py` calls its control, of which other processes may have
    copies; `processes` are those that were begun.
    """

    def __init__(self, imports: Mapping[str, Iterable[str]]):
        self._words = {role: tempfile.TemporaryFile() for role in ROLES}  # noqa: SIM115
        self.sockets: dict[str, socket.socket] = {}
        self.processes: list[subprocess.Popen] = []
        for role in ROLES:
            self.sockets[role], theirs = socket.socketpair()
            with theirs:
                self.processes.append(_started(role, theirs, self._words[role]))
            with suppress(PeerGone):
                Wire(self.sockets[role], 0).send({"imports": list(imports[role])})

    def last_words(self, role: str) -> str:
        """Return the last line that a process, or what was forked from it, said about an error."""
        self._words[role].seek(0)
        lines = self._words[role].read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else "it said nothing"

    def end(self) -> None:
        """End both, and with them what was forked from them."""
        for role in ROLES:
            self.sockets[role].close()
            self._words[role].close()
        for process in self.processes:
            try:
                process.wait(timeout=_END_SECONDS)
            except subprocess.TimeoutExpired:
                with suppress(ProcessLookupError):
                    os.kill(process.pid, signal.SIGKILL)
                process.wait()


def _started(role: str, control: socket.socket, words) -> subprocess.Popen:
    # -P: no module may come from the folder that grading was started in.
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "greenlib.classroom.engine.warm", role,
         str(control.fileno())],
        pass_fds=[control.fileno()], cwd="/", env=_environment(), stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=words, start_new_session=True,
    )  # fmt: skip


def _environment() -> dict[str, str]:
    """Return the little of the environment that Python needs; the rest may be secret."""
    kept = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "VIRTUAL_ENV", "TZ")
    return {name: os.environ[name] for name in kept if name in os.environ} | SINGLE_THREADED | {
        "MPLBACKEND": "agg", "PYTHONHASHSEED": "0",
    }  # fmt: skip
