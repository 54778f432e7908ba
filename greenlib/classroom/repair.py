"""Put a submitted notebook back into the order of its release, whatever happened to its cells.

A cell is recognised by its grade id, else by its cell id, else by its text; an answer also by the
name that it must define. Tests, points, texts and metadata are always those of the release. From
the submission come the answers and what the student added, which runs where the student put it: so
two answers with one id count as they did on the student's screen.
"""

from __future__ import annotations

import ast
import copy
import warnings
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import nbformat
from nbformat import NotebookNode

from .errors import CourseError
from .notebooks import grade_id
from .placing import TOP, PlacedCell, Places, SortedOut, bare, defined
from .remarks import remarks_on
from .submissions import SubmittedCell, read_cells

# A shorter text may stand in an answer by chance.
_TELLING_LETTERS = 20


def repair(
    submitted: bytes | Mapping[str, Any], released: NotebookNode, name: str = "the file"
) -> tuple[NotebookNode, tuple[str, ...]]:
    """Return the notebook to grade, and remarks in words on what was found and put right.

    Parameters
    ----------
    submitted : the bytes of the file that was handed in, or a notebook that has been read.
    released : the notebook that students got; it is not changed.
    name : what messages call the file.

    Raises CourseError, in words, for a file that is no notebook or not one of this assignment.
    """
    cells, remarks = read_cells(submitted, name)
    places = Places(released)
    placed = _placed(cells, places)
    if all(one.place == TOP for one in placed):
        raise CourseError(
            f"{name} holds none of the cells of this assignment. Next: check that it is the right "
            "notebook, and hand in the one of this assignment."
        )
    sorted_out = _sorted_out(placed, places)
    return _assembled(sorted_out, released), (*remarks, *remarks_on(sorted_out, places))


def _placed(cells: list[SubmittedCell], places: Places) -> list[PlacedCell]:
    placed: list[PlacedCell] = []
    for cell in cells:
        one = PlacedCell(cell, *places.recognise(cell))
        if placed and (whole := _put_together(placed[-1], one, places)):
            placed[-1] = whole
        else:
            placed.append(one)
    return [_without_released_text(one, places) for one in placed]


def _put_together(first: PlacedCell, second: PlacedCell, places: Places) -> PlacedCell | None:
    """Return the answer whose parts these two are, or None.

    A cell that is split inside a function leaves two parts that are Python only together. Jupyter
    gives both the same grade id; some editors leave the second without.
    """
    known = first if first.place != TOP else second
    if known.place not in places.answers or {first.place, second.place} - {TOP, known.place}:
        return None
    if first.cell.kind != "code" or second.cell.kind != "code" or not second.cell.source.strip():
        return None
    parts = first.cell.source, second.cell.source
    if all(map(_is_python, parts)) or not _is_python("\n".join(parts)):
        return None
    whole = replace(known.cell, source="\n".join(parts))
    return replace(known, cell=whole, repairs=known.repairs | {"joined"})


def _is_python(source: str) -> bool:
    try:
        with warnings.catch_warnings(action="ignore"):  # of escapes such as "\\d"
            ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _without_released_text(one: PlacedCell, places: Places) -> PlacedCell:
    """Take out of a code answer the texts and tests of the release that were merged into it."""
    if one.place not in places.answers or not places.names(one.place):
        return one
    source = one.cell.source
    for place, cell in enumerate(places.cells):
        if place not in places.answers and len(cell.source) >= _TELLING_LETTERS:
            source = source.replace(cell.source, "")
    if source == one.cell.source:
        return one
    return replace(
        one, cell=replace(one.cell, source=source.strip()), repairs=one.repairs | {"merged"}
    )


def _sorted_out(placed: list[PlacedCell], places: Places) -> SortedOut:
    found = SortedOut(placed, _written_answers(placed, places), defaultdict(list))
    previous, seen = TOP, {TOP}
    for one in placed:
        if one.place not in seen:  # a further copy is an addition behind what it follows
            previous = one.place
            seen.add(previous)
        if one.place == TOP and one.cell.marks[1:3] == (True, False):
            found.left_out.append(one.cell)
        elif addition := _addition(one, found.answers, places):
            found.additions[previous].append(addition)
    for place in places.answers:
        _look_elsewhere(place, found, places)
    return found


def _written_answers(placed: Iterable[PlacedCell], places: Places) -> dict[int, SubmittedCell]:
    """Return what stands in each answer's place: the first copy that was written.

    Texts for people are put together, so that whoever marks them sees all.
    """
    copies: dict[int, list[SubmittedCell]] = defaultdict(list)
    for one in placed:
        if one.place in places.answers and not places.is_as_released(one.place, one.cell.source):
            copies[one.place].append(one.cell)
    return {
        place: written[0] if places.cells[place].cell_type == "code" else _as_one(written)
        for place, written in copies.items()
    }


def _as_one(cells: list[SubmittedCell]) -> SubmittedCell:
    texts = dict.fromkeys(cell.source for cell in cells)
    pictures = {name: data for cell in cells for name, data in cell.attachments.items()}
    return replace(cells[0], source="\n\n".join(texts), attachments=pictures)


def _addition(
    one: PlacedCell, answers: Mapping[int, SubmittedCell], places: Places
) -> SubmittedCell | None:
    """Return what `one` adds to the cells of the release, or None."""
    if not one.cell.source.strip():
        return None
    if one.place == TOP:
        return one.cell
    if places.is_as_released(one.place, one.cell.source):
        return None
    released = places.cells[one.place]
    if one.place in places.answers:
        is_more = released.cell_type == "code" and one.cell.source != answers[one.place].source
        return one.cell if is_more else None
    before, contains, after = bare(one.cell.source).partition(bare(released.source))
    if contains:
        return replace(one.cell, source=f"{before}\n{after}".strip())
    return None if grade_id(released) else one.cell


def _look_elsewhere(place: int, found: SortedOut, places: Places) -> None:
    """Fill an answer's place from other cells if nothing that counts stands in it."""
    if places.cells[place].cell_type == "code":
        others = _cells_that_define(places.names(place), place, found)
    elif place not in found.answers:
        others = [c for n in (place - 1, place) for c in found.additions[n] if c.kind != "code"]
    else:
        others = []
    if not others:
        return
    if place in found.answers:
        found.additions[place - 1].append(found.answers[place])
    for behind, cells in found.additions.items():
        found.additions[behind] = [c for c in cells if not any(c is other for other in others)]
    found.answers[place] = _as_one(others)
    found.elsewhere.append(place)


def _cells_that_define(names: set[str], place: int, found: SortedOut) -> list[SubmittedCell]:
    """Return the cells away from `place` that define its names, if none at `place` does."""
    here = [*found.additions[place], *(found.answers[n] for n in (place,) if n in found.answers)]
    if any(names & defined(cell.source) for cell in here):
        return []
    added = [cell for behind in sorted(found.additions) for cell in found.additions[behind]]
    answers = [found.answers[n] for n in sorted(found.answers) if n != place]
    return [cell for cell in added + answers if names & defined(cell.source)]


def _assembled(found: SortedOut, released: NotebookNode) -> NotebookNode:
    nb = copy.deepcopy(released)
    taken = {cell.id for cell in nb.cells}
    ids = (name for n in range(10**9) if (name := f"added-{n + 1}") not in taken)
    cells = [_added(cell, next(ids)) for cell in found.additions.get(TOP, [])]
    for place, cell in enumerate(nb.cells):
        cells.append(cell)
        if answer := found.answers.get(place):
            cell.source = answer.source
            _attach(cell, answer)
        cells += [_added(cell, next(ids)) for cell in found.additions.get(place, [])]
    nb.cells = cells
    return nb


def _added(cell: SubmittedCell, cell_id: str) -> NotebookNode:
    make = getattr(nbformat.v4, f"new_{cell.kind}_cell")
    node = make(cell.source, id=cell_id)
    _attach(node, cell)
    return node


def _attach(node: NotebookNode, cell: SubmittedCell) -> None:
    if node.cell_type == "markdown" and cell.attachments:
        node.attachments = nbformat.from_dict(cell.attachments)
