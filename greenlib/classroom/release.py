"""Make the student's notebook from a master, and check that no secret is left in it.

The student's notebook is made by nbgrader's own preprocessors, the ones `nbgrader
generate_assignment` uses, without the gradebook. The check afterwards does not trust them: it
looks in the result for anything that looks like a marker, and for the lines that were to go.
"""

from __future__ import annotations

import copy
import itertools
import re
from pathlib import Path
from typing import TYPE_CHECKING

from nbformat import NotebookNode

from .errors import MasterError
from .masters import BEGIN_HIDDEN, BEGIN_SOLUTION, END_HIDDEN, END_SOLUTION, is_answer
from .notebooks import TextNotebook, grade_id

if TYPE_CHECKING:
    from nbgrader.converters.base import BaseConverter

# Beside a master, and never released: the mark scheme, and comments to use again.
FOR_MARKERS = ("rubric.yml", "comments.yml")
_MARKER_LIKE = re.compile(r"(begin|end)\W*(hidden|hiden|solution|mark\W*scheme)", re.IGNORECASE)
_STUBS = ("raise NotImplementedError()", "YOUR ANSWER HERE")


def release_notebook(master: TextNotebook) -> NotebookNode:
    """Return the notebook that students get.

    Raises MasterError, with the line in the master, if a solution or a hidden test would leak.
    """
    from nbgrader.converters import GenerateAssignment
    from nbgrader.coursedir import CourseDirectory
    from nbgrader.preprocessors import SaveCells

    converter = GenerateAssignment(coursedir=CourseDirectory())
    steps = [step for step in converter.preprocessors if step is not SaveCells]
    nb = apply_steps(converter, master.nb, {"metadata": {}, "nbgrader": {}}, steps)
    refuse_leaks(master, nb)
    return nb


def graded_notebook(master: TextNotebook) -> NotebookNode:
    """Return the notebook that is graded: no solutions, but the hidden tests still in it.

    Its cells are those that nbgrader stores in the gradebook and puts back into a submission.
    """
    from nbgrader.converters import GenerateAssignment
    from nbgrader.coursedir import CourseDirectory
    from nbgrader.preprocessors import SaveCells

    converter = GenerateAssignment(coursedir=CourseDirectory())
    steps = list(itertools.takewhile(lambda step: step is not SaveCells, converter.preprocessors))
    return apply_steps(converter, master.nb, {"metadata": {}, "nbgrader": {}}, steps)


def apply_steps(
    converter: BaseConverter, nb: NotebookNode, resources: dict, steps: list[type] | None = None
) -> NotebookNode:
    """Return what the preprocessors of an nbgrader converter make of a copy of `nb`.

    `steps` are those of its preprocessors to apply; all by default.
    """
    nb = copy.deepcopy(nb)
    for step in converter.preprocessors if steps is None else steps:
        nb, resources = step(parent=converter)(nb, resources)
    return nb


def refuse_leaks(master: TextNotebook, released: NotebookNode) -> None:
    """Raise MasterError if `released` still holds a secret of `master`."""
    by_id = {cell.id: cell for cell in released.cells}
    public = "\n".join(_without_secrets(cell.source) for cell in master.nb.cells)
    text = "\n".join(str(cell.source) for cell in released.cells)
    for number, cell in enumerate(master.nb.cells):
        for line_number, line in secret_lines(cell.source):
            if line not in public and line in text:
                where = master.place(number, line_number)
                raise MasterError(*where, "this line leaks into release/", "correct the markers")
        if is_answer(cell) and not any(stub in by_id[cell.id].source for stub in _STUBS):
            raise MasterError(
                *master.place(number, 0), f"{grade_id(cell)!r} is released without a stub",
                f"mark the solution with {BEGIN_SOLUTION!r} and {END_SOLUTION!r}",
            )  # fmt: skip
        if found := _MARKER_LIKE.search(by_id[cell.id].source):
            raise MasterError(
                *master.place(number, 0), f"{found[0]!r} is left in the released cell",
                "correct the marker",
            )  # fmt: skip


def secret_lines(source: str) -> list[tuple[int, str]]:
    """Return (line number, text) of the lines that students must not see.

    Lines of fewer than eight characters, such as ``else:``, tell nothing and are left out.

    >>> secret_lines("a\\n### BEGIN SOLUTION\\nanswer = 42 * 2\\n### END SOLUTION")
    [(3, 'answer = 42 * 2')]
    """
    secret, lines = False, []
    for number, line in enumerate(source.splitlines(), 1):
        text = line.strip()
        if text in (BEGIN_SOLUTION, BEGIN_HIDDEN):
            secret = True
        elif text in (END_SOLUTION, END_HIDDEN):
            secret = False
        elif secret and len(text) >= 8:
            lines.append((number, text))
    return lines


def data_files(folder: Path) -> list[Path]:
    """Return the files beside a master that students get too, sorted.

    Everything but notebooks, Python files, what markers use, hidden files and caches.
    """
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file()
        and path.suffix not in (".ipynb", ".py", ".pyc")
        and path.name not in FOR_MARKERS
        and not any(part.startswith((".", "__")) for part in path.relative_to(folder).parts)
    )


def _without_secrets(source: str) -> str:
    secrets = {number for number, _ in secret_lines(source)}
    return "\n".join(
        line for number, line in enumerate(source.splitlines(), 1) if number not in secrets
    )
