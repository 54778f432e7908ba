"""Look at a notebook's cells as the grader will: which it knows, and which it would not count.

A release carries nbgrader's metadata: a grade id, points, and a checksum of each cell as it was
released. So much can be said from the notebook alone; with an untouched release beside it, more.
"""

from __future__ import annotations

import ast
import copy
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

import nbformat
from nbformat import NotebookNode

from .masters import is_answer, is_graded, is_test, points_of, question_heading
from .notebooks import grade_id
from .repair import repair

_TOTAL = re.compile(r"^\*\*(\d{1,4}) points\*\*", re.MULTILINE)


@dataclass(frozen=True)
class Finding:
    """Something about a notebook's cells or file; `costs` if points hang on it."""

    text: str
    costs: bool


@dataclass(frozen=True)
class Section:
    """A question as it stands in a notebook: its heading, and the places of its cells.

    `number` and `points` are None where there is no heading or it does not say.
    """

    title: str
    number: int | None
    points: int | None
    cells: dict[int, NotebookNode]

    @property
    def answers(self) -> dict[int, NotebookNode]:
        """The cells that the student writes in, by place."""
        return {place: cell for place, cell in self.cells.items() if is_answer(cell)}

    @property
    def tests(self) -> dict[int, NotebookNode]:
        """The cells that judge the answer, by place."""
        return {place: cell for place, cell in self.cells.items() if is_test(cell)}

    @property
    def others(self) -> dict[int, NotebookNode]:
        """The code cells that the student added, by place."""
        return {
            place: cell
            for place, cell in self.cells.items()
            if cell.cell_type == "code" and not grade_id(cell) and cell.source.strip()
        }

    @property
    def cell_points(self) -> int:
        """What its cells are worth together."""
        return sum(points_of(cell) for cell in self.cells.values())


def sections(nb: NotebookNode) -> list[Section]:
    """Return the questions of `nb` in order; first a section for what stands above them."""
    found = [Section("above the first question", None, None, {})]
    for place, cell in enumerate(nb.cells):
        if heading := question_heading(cell):
            title = " ".join(heading[0].lstrip("# ").split())
            found.append(Section(title, _small(heading[1]), _small(heading[2]), {}))
        found[-1].cells[place] = cell
    return found


def _small(digits: str | None) -> int | None:
    return int(digits) if digits and len(digits) <= 3 else None


def checksum(cell: NotebookNode) -> str:
    """Return nbgrader's checksum of a cell: of its source, kind, grade id and points."""
    locked = not is_answer(cell) and (is_graded(cell) or cell.metadata.nbgrader.get("locked"))
    parts = [cell.source, cell.cell_type, is_graded(cell), is_answer(cell), bool(locked),
             grade_id(cell)]  # fmt: skip
    if is_graded(cell):
        parts.append(float(points_of(cell)))
    return hashlib.md5("".join(map(str, parts)).encode(), usedforsecurity=False).hexdigest()


def is_untouched(cell: NotebookNode) -> bool:
    """Return whether a cell is as it was released."""
    return cell.metadata.nbgrader.get("checksum") == checksum(cell)


def was_changed(cell: NotebookNode) -> bool:
    """Return whether a cell is not as it was released; False if its metadata do not say."""
    return "checksum" in cell.metadata.nbgrader and not is_untouched(cell)


def is_release(nb: NotebookNode) -> bool:
    """Return whether every cell with a grade id is as it was released, and there are some."""
    marked = [cell for cell in nb.cells if grade_id(cell)]
    return bool(marked) and all(map(is_untouched, marked))


def has_visible_test(cell: NotebookNode) -> bool:
    """Return whether a released test cell tests something; some hold hidden tests alone."""
    try:
        body = ast.parse(cell.source).body
    except SyntaxError:
        return True
    return not all(isinstance(statement, (ast.Import, ast.ImportFrom)) for statement in body)


def as_graded(nb: NotebookNode, released: NotebookNode | None) -> NotebookNode:
    """Return the notebook that the grader makes of `nb`: cells in order, each once.

    Without the release, what is missing stays missing, and the order is that of `nb`.
    """
    if released is not None:
        return repair(nb, released)[0]
    ordered = copy.deepcopy(nb)
    ordered.cells, seen = [], set()
    for cell in nb.cells:
        name = grade_id(cell) or (question_heading(cell) and cell.source)
        if not name or name not in seen:
            ordered.cells.append(_of_its_kind(cell))
        seen.add(name)
    return ordered


def _of_its_kind(cell: NotebookNode) -> NotebookNode:
    kind = cell.metadata.get("nbgrader", {}).get("cell_type", cell.cell_type)
    if kind == cell.cell_type or kind not in ("code", "markdown"):
        return copy.deepcopy(cell)
    make = nbformat.v4.new_code_cell if kind == "code" else nbformat.v4.new_markdown_cell
    return make(cell.source, metadata=copy.deepcopy(cell.metadata))


def cell_findings(nb: NotebookNode, released: NotebookNode | None) -> list[Finding]:
    """Return what the grader would change in the cells of `nb`, or not count."""
    graded = as_graded(nb, released)
    if not any(grade_id(cell) for cell in nb.cells):
        return [Finding("No cell carries the marks that the grader goes by: another program "
                        "may have removed them. Start from a fresh copy of the assignment and "
                        "paste your answers into it.", True)]  # fmt: skip
    where = {grade_id(cell): _place(section) for section in sections(graded)
             for cell in section.cells.values() if grade_id(cell)}  # fmt: skip
    missing = _missing(nb, released, where) if released else _missing_by_points(graded)
    return [
        *missing,
        *_twice(nb, where),
        *_changed_tests(nb, released, where),
        *_other_kind(nb, where),
        *_added(graded),
        *(_changed_text(nb, released) if released else ()),
    ]


def _place(section: Section) -> str:
    return f"Question {section.number}" if section.number is not None else "no question"


def _missing(nb: NotebookNode, released: NotebookNode, where: dict) -> Iterator[Finding]:
    present = {grade_id(cell) for cell in nb.cells}
    for cell in released.cells:
        name = grade_id(cell)
        if name is None or name in present:
            continue
        if is_answer(cell):
            yield Finding(f"{where[name]}: its answer cell ({name}) is gone, so there is nothing "
                          "to grade. Copy that cell from the release and write your answer there.",
                          True)  # fmt: skip
        else:
            yield Finding(f"{where[name]}: the test cell {name} is gone. Grading puts it back; it "
                          "was run here too.", False)  # fmt: skip


def _missing_by_points(graded: NotebookNode) -> Iterator[Finding]:
    """Find what is gone without the release: by headings, by their points and by the total."""
    questions = sections(graded)[1:]
    copy_it = "Copy what is missing from a fresh copy of the assignment."
    for section in questions:
        lost = (section.points or 0) - section.cell_points
        if not section.answers:
            yield Finding(f"{_place(section)}: its answer cell is gone, so there is nothing to "
                          f"grade. {copy_it}", True)  # fmt: skip
        elif lost > 0:
            yield Finding(f"{_place(section)}: test cells for {lost} of its {section.points} "
                          "points are gone. Grading puts them back, but they could not be run "
                          f"here. {copy_it}", True)  # fmt: skip
    numbers = {section.number or 0 for section in questions}
    gone = sorted(set(range(1, max(numbers, default=0) + 1)) - numbers)
    for number in gone:
        yield Finding(f"Question {number}: its heading is gone, and perhaps its cells. {copy_it}",
                      True)  # fmt: skip
    total = next((int(found[1]) for cell in graded.cells if cell.cell_type == "markdown"
                  and (found := _TOTAL.search(cell.source))), None)  # fmt: skip
    there = sum(section.points or section.cell_points for section in questions)
    if total is not None and there < total and not gone:
        yield Finding(f"The first cell says {total} points, the questions add up to {there}: a "
                      f"whole question is gone. {copy_it}", True)  # fmt: skip


def _twice(nb: NotebookNode, where: dict) -> Iterator[Finding]:
    copies: dict[str, list[NotebookNode]] = {}
    for cell in nb.cells:
        if name := grade_id(cell):
            copies.setdefault(name, []).append(cell)
    for name, cells in copies.items():
        differ = is_answer(cells[0]) and any(cell.source != cells[0].source for cell in cells)
        if len(cells) > 1:
            yield Finding(f"{where.get(name, 'no question')}: {name} stands {len(cells)} times in "
                          "the notebook. Only the first one counts: delete the others"
                          f"{', and check that it is the right one' if differ else ''}.",
                          differ)  # fmt: skip


def _changed_tests(
    nb: NotebookNode, released: NotebookNode | None, where: dict
) -> Iterator[Finding]:
    for cell in nb.cells:
        name = grade_id(cell)
        if name is None or is_answer(cell) or not was_changed(cell):
            continue
        if released is not None:
            effect = "Grading puts the released one back; that one was run here."
        else:
            effect = "Grading puts the released one back, so what it says here does not count."
        yield Finding(f"{where.get(name, 'no question')}: the locked cell {name} was changed. "
                      f"{effect} Write only in answer cells.", released is None)  # fmt: skip


def _other_kind(nb: NotebookNode, where: dict) -> Iterator[Finding]:
    for cell in nb.cells:
        kind = cell.metadata.get("nbgrader", {}).get("cell_type", cell.cell_type)
        if kind != cell.cell_type:
            yield Finding(f"{where.get(grade_id(cell), 'no question')}: {grade_id(cell)} was "
                          f"turned into a {cell.cell_type} cell. Grading turns it back into a "
                          f"{kind} cell; do the same.", False)  # fmt: skip


def _added(graded: NotebookNode) -> Iterator[Finding]:
    count = sum(len(section.others) for section in sections(graded))
    if count:
        yield Finding(f"{count} code cell{'s' if count > 1 else ''} of your own: run like the "
                      "others, but not graded.", False)  # fmt: skip


def _changed_text(nb: NotebookNode, released: NotebookNode) -> Iterator[Finding]:
    texts = {cell.id: cell.source for cell in released.cells if cell.cell_type == "markdown"
             and not grade_id(cell)}  # fmt: skip
    for cell in nb.cells:
        if cell.get("id") in texts and cell.source != texts[cell.id] and not grade_id(cell):
            first = cell.source.strip().splitlines()[:1] or [cell.id]
            yield Finding(f"The text cell that begins {first[0][:60]!r} was changed. Grading puts "
                          "the released text back: an answer written there is lost.",
                          False)  # fmt: skip
