"""The memory of a student's process and all that it has started, together.

The kernel limits each process; without a control group, which an ordinary user may not make, it
does not limit their sum. So whoever watches the first process adds up now and then.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress

_PAGE_KB = os.sysconf("SC_PAGE_SIZE") // 1024


class Together:
    """Adds up the memory of processes.

    Make it before the first of them is there: it keeps hold of the /proc of this moment, which a
    cell's own covers.
    """

    def __init__(self):
        self._proc = os.open("/proc", os.O_RDONLY) if os.path.isdir("/proc") else None

    def close(self) -> None:
        """Let go of /proc: whoever runs a student's code must not have it."""
        if self._proc is not None:
            os.close(self._proc)
            self._proc = None

    def held_mb(self, first: int) -> float:
        """Return the MB that process `first` and its descendants hold; what is shared counts once.

        0 where the system has no /proc.

        >>> Together().held_mb(os.getpid()) < 10_000
        True
        """
        if self._proc is None:
            return 0.0
        return sum(self._held_kb(process) for process in self._family(first)) / 1000

    def _family(self, first: int) -> Iterator[int]:
        children: dict[int, list[int]] = {}
        for name in os.listdir(self._proc):
            if name.isdigit() and (stat := self._read(f"{name}/stat")):
                # The name of a program stands in brackets, and may hold some itself.
                parent = int(stat.rpartition(")")[2].split()[1])
                children.setdefault(parent, []).append(int(name))
        waiting = [first]
        while waiting:
            process = waiting.pop()
            waiting += children.get(process, ())
            yield process

    def _held_kb(self, process: int) -> float:
        for line in self._read(f"{process}/smaps_rollup").splitlines():
            if line.startswith("Pss:"):  # proportional: a page that n share counts a nth for each
                return float(line.split()[1])
        # Where that may not be read: all that is resident, the shared part for each of them.
        resident = self._read(f"{process}/statm").split()[1:2]
        return int(resident[0]) * _PAGE_KB if resident else 0.0

    def _read(self, path: str) -> str:
        with suppress(OSError):
            handle = os.open(path, os.O_RDONLY, dir_fd=self._proc)
            with os.fdopen(handle, errors="replace") as file:
                return file.read()
        return ""
