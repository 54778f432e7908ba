"""Check an assignment's master before anything is made from it.

nbgrader fails open where it matters most: a misspelt or lower-case hidden-test marker is released
to students without a warning. So markers, grade ids and points are checked here, each with the
line that is wrong and what to do about it.
"""

from __future__ import annotations

import ast
import difflib
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from nbformat import NotebookNode

from .errors import MasterError
from .notebooks import TextNotebook, grade_id

BEGIN_SOLUTION, END_SOLUTION = "### BEGIN SOLUTION", "### END SOLUTION"
BEGIN_HIDDEN, END_HIDDEN = "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"
MARKERS = (BEGIN_SOLUTION, END_SOLUTION, BEGIN_HIDDEN, END_HIDDEN)
_HEADING = re.compile(r"^#{2,4}\s+Question\s+(\d+)\b.*?(?:·\s*(\d+)\s+points?)?\s*$", re.MULTILINE)
_LOOKS_LIKE_A_MARKER = re.compile(
    r"(begin|end|start|stop|finish)\w*\W*(the\W*)?(hid|sol|test)", re.IGNORECASE
)


@dataclass(frozen=True)
class Question:
    """A question of an assignment: its number, title, points and the ids of its cells."""

    number: int
    title: str
    points: int
    answer_ids: tuple[str, ...]
    test_ids: tuple[str, ...]

    @property
    def name(self) -> str:
        """The question's name: the grade id of its (first) answer cell."""
        return self.answer_ids[0]

    @property
    def is_prose(self) -> bool:
        """Whether a person marks it: it has no test cells."""
        return not self.test_ids


def check_master(notebook: TextNotebook) -> list[Question]:
    """Return the questions of a master, or say what is wrong with it.

    Raises MasterError, with file and line, for solution cells without markers, misspelt or
    unbalanced markers, markers in the wrong kind of cell, test cells that show a value, and points
    in a heading that disagree with those in the metadata.
    """
    for number, cell in enumerate(notebook.nb.cells):
        _check_markers(notebook, number, cell)
        _check_kind(notebook, number, cell)
    return list(_questions(notebook))


def is_answer(cell: NotebookNode) -> bool:
    """Return whether the student writes in this cell."""
    return bool(cell.metadata.get("nbgrader", {}).get("solution"))


def is_test(cell: NotebookNode) -> bool:
    """Return whether this cell judges an answer: graded, and not written in by the student."""
    return is_graded(cell) and not is_answer(cell)


def is_graded(cell: NotebookNode) -> bool:
    """Return whether the cell carries points."""
    return bool(cell.metadata.get("nbgrader", {}).get("grade"))


def points_of(cell: NotebookNode) -> int:
    """Return the cell's points; 0 if it has none."""
    return cell.metadata.get("nbgrader", {}).get("points", 0) if is_graded(cell) else 0


def question_heading(cell: NotebookNode) -> re.Match | None:
    """Return the match of a question's heading (its number, its points or None), or None."""
    return _HEADING.search(cell.source) if cell.cell_type == "markdown" else None


def split_tests(source: str) -> tuple[str, str]:
    """Return the visible and the hidden lines of a test cell.

    >>> split_tests("a()\\n### BEGIN HIDDEN TESTS\\nb()\\n### END HIDDEN TESTS")
    ('a()', 'b()')
    """
    parts: tuple[list[str], list[str]] = ([], [])
    hidden = False
    for line in source.splitlines():
        if line.strip() in (BEGIN_HIDDEN, END_HIDDEN):
            hidden = line.strip() == BEGIN_HIDDEN
        else:
            parts[hidden].append(line)
    return "\n".join(parts[0]), "\n".join(parts[1])


def cells_by_question(nb: NotebookNode) -> list[list[NotebookNode]]:
    """Return the cells before the first question, then those of each question from its heading."""
    starts = [number for number, cell in enumerate(nb.cells) if question_heading(cell)]
    edges = [0, *starts, len(nb.cells)]
    return [nb.cells[start:end] for start, end in itertools.pairwise(edges)]


def _check_markers(notebook: TextNotebook, number: int, cell: NotebookNode) -> None:
    opened: tuple[str, int] | None = None
    for line_number, line in enumerate(cell.source.splitlines(), 1):
        text = line.strip()
        where = notebook.place(number, line_number)
        if text not in MARKERS:
            _refuse_look_alike(where, text)
            continue
        _check_marker_belongs(where, text, cell)
        begins = text.startswith("### BEGIN")
        if begins and opened:
            raise MasterError(*where, f"{text!r} inside {opened[0]!r}", "close the first one")
        if not begins and (opened is None or opened[0] != text.replace("END", "BEGIN")):
            raise MasterError(*where, f"{text!r} has no beginning", "add the BEGIN line above it")
        opened = (text, line_number) if begins else None
    if opened:
        where = notebook.place(number, opened[1])
        raise MasterError(*where, f"{opened[0]!r} never ends", "add its END line")


def _refuse_look_alike(where: tuple, text: str) -> None:
    if not text.startswith(("#", "<!--")):
        return
    letters = re.sub(r"[^a-z]", "", text.lower())
    close = difflib.get_close_matches(
        letters, [re.sub(r"[^a-z]", "", marker.lower()) for marker in MARKERS], n=1, cutoff=0.75
    )
    if close or (len(text) < 50 and _LOOKS_LIKE_A_MARKER.search(text)):
        raise MasterError(
            *where, f"{text!r} looks like a marker but is none",
            f"write one of {', '.join(MARKERS)} exactly",
        )  # fmt: skip


def _check_marker_belongs(where: tuple, marker: str, cell: NotebookNode) -> None:
    if "HIDDEN" in marker and not is_test(cell):
        raise MasterError(*where, "hidden tests outside a test cell", "move them to a test cell")
    if "SOLUTION" in marker and not is_answer(cell):
        raise MasterError(
            *where, "a solution outside an answer cell",
            'give the cell "solution": true in its nbgrader metadata',
        )  # fmt: skip


def _check_kind(notebook: TextNotebook, number: int, cell: NotebookNode) -> None:
    where = notebook.place(number, 0)
    if is_answer(cell) and BEGIN_SOLUTION not in cell.source:
        raise MasterError(
            *where, f"the answer cell {grade_id(cell)!r} has no {BEGIN_SOLUTION!r}",
            "mark the lines that students must write",
        )  # fmt: skip
    if is_graded(cell) and (type(points_of(cell)) is not int or points_of(cell) <= 0):
        raise MasterError(
            *where, f"{grade_id(cell)!r} has {points_of(cell)!r} points",
            'give it a whole number of "points" above 0',
        )  # fmt: skip
    if is_test(cell) and cell.cell_type == "code" and (line := _shown_value(cell.source)):
        # nbgrader reads a shown number as partial credit and a shown text as full marks.
        raise MasterError(
            *notebook.place(number, line), "this test cell ends in a value",
            "call a check, or assign the value to a name",
        )  # fmt: skip


def _shown_value(source: str) -> int | None:
    body = ast.parse(source).body
    if not body or not isinstance(body[-1], ast.Expr):
        return None
    call = body[-1].value
    if isinstance(call, ast.Call) and ast.unparse(call.func).startswith("checks."):
        return None
    return body[-1].lineno


def _questions(notebook: TextNotebook) -> Iterator[Question]:
    before, *sections = cells_by_question(notebook.nb)
    _refuse_strays(notebook, len(before))
    start = len(before)
    for inside in sections:
        heading = question_heading(inside[0])
        where = notebook.place(start, 1)
        start += len(inside)
        if heading[2] is None:
            raise MasterError(*where, "a question without points", "end the heading '· 3 points'")
        total = sum(points_of(cell) for cell in inside)
        if total != int(heading[2]):
            raise MasterError(
                *where, f"the heading says {heading[2]} points, the cells add up to {total}",
                "correct the heading or the points in the metadata",
            )  # fmt: skip
        answers = tuple(grade_id(cell) for cell in inside if is_answer(cell))
        if not answers:
            raise MasterError(*where, "a question without an answer cell", "add one")
        yield Question(
            int(heading[1]), heading[0].lstrip("# ").strip(), total, answers,
            tuple(grade_id(cell) for cell in inside if is_test(cell)),
        )  # fmt: skip


def _refuse_strays(notebook: TextNotebook, first_question: int) -> None:
    for number, cell in enumerate(notebook.nb.cells[:first_question]):
        if is_graded(cell) or is_answer(cell):
            raise MasterError(
                *notebook.place(number, 0), f"{grade_id(cell)!r} belongs to no question",
                "put it below a heading '## Question 1 · Title · 3 points'",
            )  # fmt: skip
