"""Make wrong answers from a right one, a single slip at a time.

Hidden tests are worth what they catch. A mutant is the reference solution with one slip in it, and
each must lose points; those that compute the same as the reference are listed with a reason.

Why not a mutation library? Three were looked at. mutatest has had no release since February 2022.
mutmut and cosmic-ray are well kept, but both mutate files of a package and run a test command on
them, where a solution is a cell in a notebook; both number their mutants by position, so that a
list of equivalent ones is out of date after any edit; and neither knows the slips of this subject,
such as a unit factor of 1000 or a factor that is in a product twice. Python's own `ast` is enough.
"""

from __future__ import annotations

import ast
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from .mutant_kinds import expression_changes, statement_changes

# A piece of code shorter than this is shown with what is around it, up to the longer length.
_TELLING, _TOO_LONG = 12, 72


@dataclass(frozen=True)
class Mutant:
    """A solution with one slip: what kind, on which line, in words, and the whole cell.

    `id` is made of the kind and the code before and after, so edits elsewhere do not change it.
    """

    id: str
    kind: str
    line: int
    words: str
    source: str


@dataclass(frozen=True)
class _Slot:
    """A place in a syntax tree, and the nodes around it, the innermost last."""

    owner: ast.AST
    field: str
    index: int | None
    around: tuple[ast.AST, ...]

    def get(self) -> ast.AST:
        value = getattr(self.owner, self.field)
        return value if self.index is None else value[self.index]

    def set(self, node: ast.AST) -> None:
        if self.index is None:
            setattr(self.owner, self.field, node)
        else:
            getattr(self.owner, self.field)[self.index] = node


def mutants(source: str) -> list[Mutant]:
    """Return every mutant of the solution in `source`, in the order of its lines.

    >>> for mutant in mutants("def facility_kwh(it_kwh, pue):\\n    return it_kwh * pue")[:4]:
    ...     print(mutant.words)
    line 1: facility_kwh(it_kwh, pue) became facility_kwh(pue, it_kwh)
    line 2: return it_kwh * pue became return
    line 2: return it_kwh * pue became print(it_kwh * pue)
    line 2: it_kwh * pue became it_kwh / pue
    """
    tree = ast.parse(source)
    seen, counts, found = {ast.unparse(tree)}, Counter(), []
    for slot in _slots(tree, ()):
        line = getattr(slot.get(), "lineno", 0)
        for kind, before, after, changed in _changed(tree, slot):
            if changed in seen or not _compiles(changed):
                continue
            seen.add(changed)
            name = f"{kind}: {before} -> {after or 'nothing'}"
            counts[name] += 1
            if counts[name] > 1:
                name += f" ({counts[name]})"
            words = f"{before} became {after}" if after else f"{before} is gone"
            found.append(Mutant(name, kind, line, f"line {line}: {words}", changed))
    return sorted(found, key=lambda mutant: mutant.line)


def _slots(node: ast.AST, around: tuple[ast.AST, ...]) -> Iterator[_Slot]:
    """Yield every place that a slip can change; messages and docstrings are none."""
    around = (*around, node)
    for field, value in ast.iter_fields(node):
        for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(child, (ast.stmt, ast.expr)) and not _is_text(child):
                yield _Slot(node, field, index, around)
            if isinstance(child, ast.AST) and not isinstance(child, ast.JoinedStr):
                yield from _slots(child, around)


def _changed(tree: ast.AST, slot: _Slot) -> Iterator[tuple[str, str, str, str]]:
    """Yield kind, code before, code after ("" if it is gone) and the whole of each change."""
    node = slot.get()
    is_statement = isinstance(node, ast.stmt)
    changes = statement_changes(node) if is_statement else expression_changes(node, slot.owner)
    shown = None if is_statement else _telling_place(slot)
    before = _one_line(shown or node)
    for kind, replacement in list(changes):
        slot.set(replacement)
        after = "" if isinstance(replacement, ast.Pass) else _one_line(shown or replacement)
        whole = ast.unparse(tree)
        slot.set(node)
        yield kind, before, after, whole


def _telling_place(slot: _Slot) -> ast.AST | None:
    """Return the smallest node around the slot whose code says enough; None for the slot's own."""
    node, shown = slot.get(), None
    for outer in reversed(slot.around):
        if len(ast.unparse(shown or node)) >= _TELLING or not _is_small(outer):
            break
        if len(ast.unparse(outer)) > _TOO_LONG:
            break
        shown = outer
    return shown


def _is_small(node: ast.AST) -> bool:
    return isinstance(
        node, (ast.expr, ast.keyword, ast.comprehension, ast.Return, ast.Assign, ast.AugAssign)
    )


def _one_line(node: ast.AST) -> str:
    if isinstance(node, ast.FunctionDef):
        return f"{node.name}({ast.unparse(node.args)})"
    return ast.unparse(node).strip().partition("\n")[0]


def _is_text(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr):
        return _is_text(node.value)
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def _compiles(source: str) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)
        try:
            compile(source, "mutant", "exec")
        except SyntaxError:
            return False
    return True
