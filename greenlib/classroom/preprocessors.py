"""Steps that plug into nbgrader's own pipelines, through nbgrader_config.py.

Autograde: `RestoreCells` before the run, `QuietTests` after it.
Feedback: `HideSecrets` before the page is made.
"""

from __future__ import annotations

import copy
import textwrap
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from .masters import BEGIN_HIDDEN, END_HIDDEN, is_answer, is_graded, is_test
from .notebooks import grade_id
from .words import failure_in_words

LINE_WIDTH = 100  # of a message on a feedback page, in characters


class RestoreCells(NbGraderPreprocessor):
    """Put a submission back into the order of its release, whatever happened to its cells.

    Answers are taken by grade id, the first where there are two; every other cell of the release
    comes back as it was; cells that the student added stay behind the cell they followed.
    """

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        course, info = self.parent.parent.coursedir, resources["nbgrader"]
        folder = course.format_path(course.release_directory, ".", info["assignment"])
        path = Path(folder) / f"{info['notebook']}.ipynb"
        if path.is_file():
            nb.cells = restore(nb, nbformat.read(path, as_version=4))
        return nb, resources


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


class QuietTests(NbGraderPreprocessor):
    """Drop what test cells print: nbgrader gives 0 to a test that writes to stderr."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict, cell_index: int
    ) -> tuple[NotebookNode, dict]:
        if is_test(cell) and cell.cell_type == "code":
            cell.outputs = [output for output in cell.outputs if output.output_type == "error"]
        return cell, resources


class HideSecrets(NbGraderPreprocessor):
    """Take hidden tests, their traces and tracebacks out of what students get back."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict, cell_index: int
    ) -> tuple[NotebookNode, dict]:
        if is_graded(cell) and cell.cell_type == "code":
            cell.source = _visible_part(cell.source)
            for output in cell.outputs:
                if output.output_type == "error":
                    words = failure_in_words(output.ename, output.evalue)
                    output.ename, output.evalue = "", words
                    output.traceback = _lines(words)
        return cell, resources


def _lines(words: str) -> list[str]:
    # Values stay in one piece, so that a student can search for them.
    return textwrap.wrap(words, LINE_WIDTH, break_long_words=False, break_on_hyphens=False)


def _visible_part(source: str) -> str:
    lines, hidden = [], False
    for line in source.splitlines():
        if line.strip() == BEGIN_HIDDEN:
            hidden = True
            lines.append("# Hidden tests with other numbers ran here.")
        elif line.strip() == END_HIDDEN:
            hidden = False
        elif not hidden:
            lines.append(line)
    return "\n".join(lines)
