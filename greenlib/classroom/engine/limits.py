"""What a student's process may use."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """The limits of one run; each in the unit that its name says.

    cell_seconds : wall time of one cell, or of one call from a test.
    notebook_seconds : wall time of the whole notebook, tests included.
    cpu_seconds : CPU time of each process of the student.
    memory_mb : what a process of the student may add to what the warm parent had.
    together_mb : what all processes of the student may hold together, looked at a few times a
        second.
    processes : processes and threads together.
    open_files : open files of each process.
    file_mb : size of a file, and of all files in the private /tmp together.
    output_chars : text kept of one cell's output.
    message_mb : size of one answer to the judge, and of all that a notebook shows together.
    """

    cell_seconds: float = 30.0
    notebook_seconds: float = 180.0
    cpu_seconds: int = 240
    memory_mb: int = 1500
    together_mb: int = 3000
    processes: int = 64
    open_files: int = 256
    file_mb: int = 50
    output_chars: int = 100_000
    message_mb: int = 32
