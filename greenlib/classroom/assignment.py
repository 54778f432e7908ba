"""Everything that grading an assignment needs, as plain data that can go to another machine."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

import nbformat
from nbformat import NotebookNode

from .engine import Limits
from .engine.seeds import ALWAYS
from .imports import PACKAGE, greenlib_files, imported_names, names_imported_by
from .masters import Question, check_master, is_test
from .notebooks import TextNotebook, to_bytes
from .release import data_files, graded_notebook, release_notebook

# Polars starts threads of its own at import, and a fork must find none.
_NEVER_WARM = ("polars", "greenlib.classroom")


@dataclass(frozen=True)
class Assignment:
    """What is needed to grade submissions of one assignment.

    slug : its name.
    questions : its questions, in order.
    released, graded : the notebook that students got, and the one with hidden tests, as .ipynb.
    files : name -> content of the files that students got beside it.
    student_imports, judge_imports : modules to import before submissions come.
    limits : what a submission may use.
    """

    slug: str
    questions: tuple[Question, ...]
    released: bytes
    graded: bytes
    files: dict[str, bytes]
    student_imports: tuple[str, ...]
    judge_imports: tuple[str, ...]
    limits: Limits

    @cached_property
    def digest(self) -> str:
        """What decides a grade besides the submission itself: this assignment and our code."""
        content = hashlib.sha256(self.released + self.graded)
        content.update(json.dumps(dataclasses.asdict(self.limits), sort_keys=True).encode())
        for name, data in sorted(self.files.items()):
            content.update(name.encode() + data)
        for path in sorted([*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.csv")]):
            content.update(path.read_bytes())
        return content.hexdigest()

    def released_notebook(self) -> NotebookNode:
        """Return a fresh copy of the notebook that students got."""
        return nbformat.v4.reads(self.released.decode())

    def graded_notebook(self) -> NotebookNode:
        """Return a fresh copy of the notebook with hidden tests."""
        return nbformat.v4.reads(self.graded.decode())


def assignment_of(master: TextNotebook, slug: str, limits: Limits) -> Assignment:
    """Return what grading needs, from the assignment's master.

    Raises MasterError for a master that cannot be released as it stands.
    """
    folder = master.path.parent
    students, judges = imports_of([c for c in master.nb.cells if c.cell_type == "code"])
    return Assignment(
        slug,
        tuple(check_master(master)),
        to_bytes(release_notebook(master)),
        to_bytes(graded_notebook(master)),
        {path.relative_to(folder).as_posix(): path.read_bytes() for path in data_files(folder)},
        students,
        judges,
        limits,
    )


def imports_of(code_cells: Iterable[NotebookNode]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the modules that students' processes, and judges, are to have imported beforehand."""
    code_cells = list(code_cells)
    return (
        _imports(ALWAYS["student"], (cell.source for cell in code_cells)),
        _imports(ALWAYS["judge"], (cell.source for cell in code_cells if is_test(cell))),
    )


def _imports(always: Iterable[str], sources: Iterable[str]) -> tuple[str, ...]:
    """Return the modules that these cells import, and those that greenlib's functions import."""
    names: set[str] = set()
    for source in sources:
        with suppress(SyntaxError):
            names |= imported_names(source)
    for path in greenlib_files(names):
        names |= names_imported_by(path)
    return tuple(sorted({*always, *(n for n in names if not n.startswith(_NEVER_WARM))}))
