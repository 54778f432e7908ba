"""Run a command and see what it and all its descendants use."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

_POLL_SECONDS = 0.2


@dataclass(frozen=True)
class Used:
    """What a command used.

    seconds : wall time.
    cpu_seconds : CPU time of the process and of every descendant that was waited for, by the
        system's own accounts.
    peak_mb : the largest sum of the resident memory of all its processes, looked at five times a
        second; memory that forked processes share counts for each of them.
    begun : when it began, in s since the epoch.
    output : what it printed on standard output.
    """

    seconds: float
    cpu_seconds: float
    peak_mb: float
    begun: float
    output: str


def run(
    command: Sequence[str],
    folder: Path,
    environment: Mapping[str, str],
    often: Callable[[], None] = lambda: None,
) -> Used:
    """Run `command` in `folder`, call `often` now and then, and return what it used.

    Raises RuntimeError, with its last words, if the command fails.
    """
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as complained:
        begun, start = time.time(), time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=dict(environment), stdin=subprocess.DEVNULL, stdout=said,
            stderr=complained,
        )  # fmt: skip
        peak_mb, ended = 0.0, 0
        while not ended:
            time.sleep(_POLL_SECONDS)
            peak_mb = max(peak_mb, resident_mb(process.pid))
            often()
            ended, status, usage = os.wait4(process.pid, os.WNOHANG)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            raise RuntimeError(f"{' '.join(command)} failed: {_text(complained)[-2000:]}")
        cpu_seconds = usage.ru_utime + usage.ru_stime
        return Used(seconds, cpu_seconds, peak_mb, begun, _text(said))


def resident_mb(pid: int) -> float:
    """Return the resident memory of a process and all its descendants, in MB."""
    total = 0
    try:
        first = psutil.Process(pid)
        family = [first, *first.children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0.0
    for process in family:
        try:
            total += process.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total / 1e6


def _text(file) -> str:
    file.seek(0)
    return file.read().decode(errors="replace")
