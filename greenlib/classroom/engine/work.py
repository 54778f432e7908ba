"""What goes into a run and what comes out of it, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class StudentCell:
    """A cell that runs in the student's process."""

    name: str
    source: str


@dataclass(frozen=True)
class TestCell:
    """A cell that judges: it runs in the judge.

    `setup` is what of it the student has seen and may rely on further down, such as its imports;
    that runs in the student's process too.
    """

    __test__ = False

    name: str
    source: str
    setup: str = ""


@dataclass(frozen=True)
class CellOutcome:
    """What a cell did.

    outputs : nbformat outputs of a student's cell.
    error_name, error_text : the error that ended it; both empty if none did.
    seconds : wall time.
    """

    name: str
    outputs: tuple[dict[str, Any], ...] = ()
    error_name: str = ""
    error_text: str = ""
    seconds: float = 0.0


@dataclass(frozen=True)
class RunReport:
    """What a run did, cell by cell, in order.

    remarks : sentences on what went wrong outside the cells, for student and instructor.
    contained : whether the operating system kept the student's process apart.
    cpu_seconds : CPU time of the student's process.
    """

    cells: tuple[CellOutcome, ...] = ()
    remarks: tuple[str, ...] = ()
    contained: bool = True
    cpu_seconds: float = 0.0
    seconds: float = field(default=0.0, compare=False)
