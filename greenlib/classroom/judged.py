"""From a notebook to the cells that the engine runs, and back from its report to outputs."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from functools import cache

import nbformat
from nbformat import NotebookNode

from .engine import CellOutcome, RunReport, StudentCell, TestCell
from .masters import BEGIN_HIDDEN, END_HIDDEN, is_test, split_tests
from .notebooks import grade_id

# What a student may rely on further down because a visible test above has it.
_SETUP = (ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign, ast.FunctionDef, ast.ClassDef)


def cells_to_run(nb: NotebookNode) -> list[StudentCell | TestCell]:
    """Return the code cells of `nb`, in order: test cells to judge, all others to run."""
    return [_as_work(cell) for cell in nb.cells if cell.cell_type == "code"]


def _as_work(cell: NotebookNode) -> StudentCell | TestCell:
    name = grade_id(cell) or str(cell.get("id", "cell"))
    if is_test(cell):
        return TestCell(name, cell.source, setup_of(split_tests(cell.source)[0]))
    return StudentCell(name, cell.source)


def put_outputs(nb: NotebookNode, report: RunReport) -> None:
    """Write into `nb` what its cells did, as nbgrader reads it: a failed test has an error."""
    code_cells = [cell for cell in nb.cells if cell.cell_type == "code"]
    for number, (cell, outcome) in enumerate(zip(code_cells, report.cells, strict=True), 1):
        cell.execution_count = number
        cell.outputs = _outputs(outcome, number)


def _outputs(outcome: CellOutcome, count: int) -> list[NotebookNode]:
    outputs = [nbformat.from_dict(output) for output in outcome.outputs]
    for output in outputs:
        if output.output_type == "execute_result":
            output.execution_count = count
    if outcome.error_name:
        name, text = outcome.error_name, outcome.error_text
        outputs.append(nbformat.v4.new_output("error", ename=name, evalue=text, traceback=[text]))
    return outputs


def visible_part(source: str, instead: Sequence[str] = ()) -> str:
    """Return a test cell's source without its hidden tests, the lines `instead` in their place.

    >>> visible_part("a\\n### BEGIN HIDDEN TESTS\\nb\\n### END HIDDEN TESTS\\nc")
    'a\\nc'
    """
    lines, hidden = [], False
    for line in source.splitlines():
        if line.strip() == BEGIN_HIDDEN:
            hidden = True
            lines += instead
        elif line.strip() == END_HIDDEN:
            hidden = False
        elif not hidden:
            lines.append(line)
    return "\n".join(lines)


@cache
def setup_of(visible: str) -> str:
    """Return the imports, assignments and definitions at the top level of a visible test.

    >>> setup_of("import math\\nchecks.returns(f, 2, expected=4)\\nsizes = [1, 2]")
    'import math\\nsizes = [1, 2]'
    """
    try:
        body = ast.parse(visible).body
    except SyntaxError:
        return ""
    return "\n".join(ast.unparse(node) for node in body if isinstance(node, _SETUP))
