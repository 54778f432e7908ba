"""Tell which cell of a release a submitted cell is: by grade id, by cell id, by its text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from nbformat import NotebookNode

from .masters import is_answer
from .notebooks import grade_id
from .submissions import SubmittedCell

TOP = -1
_DEFINED = re.compile(
    r"^(?:(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)|(\w+)[ \t]*(?::[^=\n]+)?=(?!=))", re.MULTILINE
)


class Places:
    """A release, and what its cells are recognised by; a place is a cell's number in it."""

    def __init__(self, released: NotebookNode):
        self.cells = released.cells
        self.answers = [n for n, cell in enumerate(self.cells) if is_answer(cell)]
        self._by_key: dict[tuple[str, str | None], int] = {}
        for place, cell in enumerate(self.cells):
            for key in ("grade", grade_id(cell)), ("cell", cell.id), ("text", bare(cell.source)):
                self._by_key.setdefault(key, place)

    def recognise(self, cell: SubmittedCell) -> tuple[int, str]:
        """Return the place of `cell` and how it was recognised; TOP for a cell of its own."""
        for how, value in (
            ("grade", cell.grade_id), ("cell", cell.cell_id), ("text", bare(cell.source)),
        ):  # fmt: skip
            if value and (how, value) in self._by_key:
                return self._by_key[how, value], how
        return TOP, ""

    def names(self, place: int) -> set[str]:
        """Return the names that the answer at `place` must define; none for prose."""
        cell = self.cells[place]
        return defined(cell.source) if cell.cell_type == "code" else set()

    def is_as_released(self, place: int, source: str) -> bool:
        """Return whether `source` is what students got at `place`."""
        return bare(source) == bare(self.cells[place].source)

    def title(self, place: int) -> str:
        """Return what people call the cell at `place`."""
        return grade_id(self.cells[place]) or self.cells[place].id


@dataclass(frozen=True)
class PlacedCell:
    """A submitted cell, its place in the release, how it was recognised, and what was repaired.

    `repairs` holds "joined" for parts of a split cell put together, and "merged" for text of the
    release taken out of an answer.
    """

    cell: SubmittedCell
    place: int
    how: str
    repairs: frozenset[str] = frozenset()


@dataclass
class SortedOut:
    """What a submission holds for each place of the release.

    `elsewhere` are the answers that stood in a cell without their id; `left_out` the old tests.
    """

    placed: list[PlacedCell]
    answers: dict[int, SubmittedCell]
    additions: dict[int, list[SubmittedCell]]
    elsewhere: list[int] = field(default_factory=list)
    left_out: list[SubmittedCell] = field(default_factory=list)


def bare(source: str) -> str:
    """Return a source without the white space that editors add or drop."""
    return "\n".join(line.rstrip() for line in source.strip().splitlines())


def defined(source: str) -> set[str]:
    """Return the names that a code cell defines at its left edge, also if it does not parse."""
    return {name for pair in _DEFINED.findall(source) for name in pair if name}
