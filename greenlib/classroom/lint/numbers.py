"""No emission factor without a source: numbers come from greenlib.factors, or say they are made up.

A number counts as a factor if it is given to a name such as `pue`, `intensity_g_per_kwh`, `power_w`
or `kwh_per_gb`, or multiplies an energy (`energy_kwh * 450`). 0 and 1 are neutral. So is every
number beside which the reader is told: a comment in the cell, or the prose right above or below,
with one of the words in `TOLD`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from .pages import Cell, Page
from .rules import Flaw, page_rule

TOLD = re.compile(r"\b(made[ -]up|assum(ed?|ptions?)|suppose)\b", re.IGNORECASE)
_FACTOR = re.compile(
    r"(^|_)(pue|intensity|w|watts?)$|_g_per_kwh$|(^|_)k?wh_per_\w+$", re.IGNORECASE
)
_ENERGY = re.compile(r"(^|_)(k|m)?wh$", re.IGNORECASE)
_CONVERSIONS = {0, 1, 2, 7, 10, 12, 24, 30, 60, 100, 365, 1000, 3600, 8760, 1e6, 1e9}


@page_rule("bare-factor", "A number that a reader could doubt must lead to its source.",
           lessons_only=True)  # fmt: skip
def bare_factors(page: Page) -> Iterator[Flaw]:
    """Emission and energy factors are looked up, or called made up where they stand."""
    for cell in page.code:
        if _reader_is_told(page, cell):
            continue
        for node in ast.walk(cell.tree):
            for name, value in [*_given(node), *_multiplied(node)]:
                yield Flaw(
                    cell.at(value.lineno), f"{name} gets the bare number {ast.unparse(value)}",
                    "look it up with factors.value(key, unit), adding it to greenlib/data with its "
                    "source; or say 'made up' in a comment or in the prose beside the cell",
                )  # fmt: skip


def _reader_is_told(page: Page, cell: Cell) -> bool:
    beside = [other for other in page.prose if abs(other.number - cell.number) == 1]
    comments = [line.partition("#")[2] for line in cell.source.splitlines()]
    return any(TOLD.search(text) for text in (*comments, *(other.source for other in beside)))


def _given(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """Yield the factors' names that `node` gives a bare number, with the number."""
    pairs: list[tuple[object, ast.expr | None]] = []
    if isinstance(node, ast.Assign):
        pairs = [(getattr(target, "id", None), node.value) for target in node.targets]
    elif isinstance(node, ast.keyword):
        pairs = [(node.arg, node.value)]
    elif isinstance(node, ast.Dict):
        pairs = [(getattr(key, "value", None), value)
                 for key, value in zip(node.keys, node.values, strict=True)]  # fmt: skip
    elif isinstance(node, ast.arguments):
        pairs = [(argument.arg, value) for argument, value in _defaults(node)]
    for name, value in pairs:
        if isinstance(name, str) and value is not None and _FACTOR.search(name) and _is_bare(value):
            yield name, value


def _defaults(arguments: ast.arguments) -> list[tuple[ast.arg, ast.expr | None]]:
    positional = [*arguments.posonlyargs, *arguments.args]
    last = positional[len(positional) - len(arguments.defaults) :]
    return [*zip(last, arguments.defaults, strict=True),
            *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)]  # fmt: skip


def _multiplied(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """Yield the energies that `node` multiplies by a number that converts no unit."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        for one, other in ((node.left, node.right), (node.right, node.left)):
            name = ast.unparse(one)
            converts = isinstance(other, ast.Constant) and other.value in _CONVERSIONS
            if _ENERGY.search(name) and _is_bare(other) and not converts:
                yield name, other


def _is_bare(node: ast.expr) -> bool:
    """Return whether an expression is made of numbers alone, one of them other than 0 and 1."""
    numbers = [part.value for part in ast.walk(node) if isinstance(part, ast.Constant)]
    names = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
    plain = all(type(number) in (int, float) for number in numbers) and names <= {"Range"}
    return plain and any(number not in (0, 1) for number in numbers)
