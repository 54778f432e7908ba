"""Put a submission back into the order of its release, whatever happened to its cells."""

from __future__ import annotations

import copy

from nbformat import NotebookNode

from .masters import is_answer
from .notebooks import grade_id


def restore(submitted: NotebookNode, released: NotebookNode) -> list[NotebookNode]:
    """Return the cells to grade: those released, with the student's answers and additions."""
    names = {grade_id(cell) for cell in released.cells} - {None}
    answer_names = {grade_id(cell) for cell in released.cells if is_answer(cell)}
    released_ids = {cell.id for cell in released.cells}
    answers: dict[str, str] = {}
    additions: dict[str | None, list[NotebookNode]] = {}
    previous: str | None = None
    for cell in submitted.cells:
        name = grade_id(cell)
        if name in names:
            if name in answer_names:
                answers.setdefault(name, cell.source)
            previous = name
        elif cell.get("id") not in released_ids and cell.source.strip():
            additions.setdefault(previous, []).append(_as_addition(cell))
    cells = additions.pop(None, [])
    for cell in released.cells:
        name = grade_id(cell)
        cells.append(copy.deepcopy(cell))
        if name in answers:
            cells[-1].source = answers[name]
        cells += additions.pop(name, []) if name else []
    return cells


def _as_addition(cell: NotebookNode) -> NotebookNode:
    addition = copy.deepcopy(cell)
    addition.metadata.pop("nbgrader", None)
    return addition
