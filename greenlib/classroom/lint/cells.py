"""Cells of a lesson are short, and each stands between sentences."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .pages import Cell, Page
from .rules import Flaw, page_rule

MOST_LINES = 12
_CLOSERS = set("()[]{}, ")


@page_rule("short-cells", "A cell that fits in one look is read, a long one passed over.",
           lessons_only=True)  # fmt: skip
def short_cells(page: Page) -> Iterator[Flaw]:
    """A code cell has at most twelve lines to read; see `lines_to_read`."""
    for cell in page.code:
        count = lines_to_read(cell)
        if count > MOST_LINES:
            yield Flaw(
                cell.at(), f"{count} lines of code, at most {MOST_LINES}",
                "split the cell with a sentence between, or move code to greenlib",
            )  # fmt: skip


@page_rule("between-cells", "Every output deserves a sentence, every step a reason.",
           lessons_only=True)  # fmt: skip
def between_cells(page: Page) -> Iterator[Flaw]:
    """No two code cells follow each other without prose."""
    for before, cell in zip(page.cells, page.cells[1:], strict=False):
        if before.is_code and cell.is_code:
            yield Flaw(
                cell.at(), "a code cell right after another",
                "say between them what was seen or what comes, or join them",
            )  # fmt: skip


def lines_to_read(cell: Cell) -> int:
    """Return how many lines of a code cell there are to read.

    Imports, comments, blank lines and lone closing brackets do not count; a text over several
    lines counts once, however long.
    """
    passed_over: set[int] = set()
    for node in ast.walk(cell.tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            passed_over.update(range(node.lineno, node.end_lineno + 1))
        elif isinstance(node, (ast.Constant, ast.JoinedStr)):
            passed_over.update(range(node.lineno + 1, node.end_lineno + 1))
    return sum(
        number not in passed_over and _says_something(line)
        for number, line in enumerate(cell.source.splitlines(), 1)
    )


def _says_something(line: str) -> bool:
    return not line.lstrip().startswith("#") and not set(line) <= _CLOSERS
