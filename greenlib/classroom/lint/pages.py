"""A unit as the rules see it: lesson and master in cells, questions, syllabus entry, rubrics."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ..build import wanted_units
from ..errors import MasterError
from ..masters import Question, check_master, is_answer
from ..notebooks import TextNotebook, grade_id, read_text_notebook
from ..syllabus import ProseRubric, read_rubrics, read_syllabus
from ..syllabus import Unit as SyllabusUnit

SYLLABUS = Path("course", "syllabus.yml")


@dataclass(frozen=True)
class Place:
    """Where something stands: the file, the cell (grade id or number from 1), the file's line."""

    path: Path
    cell: str
    line: int

    def __str__(self) -> str:
        return f"{self.path.as_posix()}:{self.cell}:{self.line}"


@dataclass(frozen=True)
class Cell:
    """One cell of a page; `number` counts from 0, lines in it from 1."""

    notebook: TextNotebook
    number: int

    @property
    def source(self) -> str:
        """The cell's text."""
        return self.notebook.nb.cells[self.number].source

    @property
    def is_code(self) -> bool:
        """Whether it holds code."""
        return self.notebook.nb.cells[self.number].cell_type == "code"

    @property
    def is_answer(self) -> bool:
        """Whether a student writes in it; in a master it holds the reference answer."""
        return is_answer(self.notebook.nb.cells[self.number])

    @cached_property
    def tree(self) -> ast.Module:
        """The parsed code."""
        return ast.parse(self.source)

    def at(self, line_in_cell: int = 1) -> Place:
        """Return the place of a line of this cell."""
        path, line = self.notebook.place(self.number, line_in_cell)
        name = grade_id(self.notebook.nb.cells[self.number]) or str(self.number + 1)
        return Place(path, name, line)


@dataclass(frozen=True)
class Page:
    """A lesson or a master."""

    notebook: TextNotebook
    is_lesson: bool
    root: Path

    @cached_property
    def cells(self) -> list[Cell]:
        """Its cells, in order."""
        return [Cell(self.notebook, number) for number in range(len(self.notebook.nb.cells))]

    @property
    def prose(self) -> list[Cell]:
        """Its Markdown cells."""
        return [cell for cell in self.cells if not cell.is_code]

    @property
    def code(self) -> list[Cell]:
        """Its code cells."""
        return [cell for cell in self.cells if cell.is_code]


@dataclass(frozen=True)
class Unit:
    """A unit: what could be read of it, and what could not."""

    slug: str
    root: Path
    lesson: Page | None
    master: Page | None
    questions: tuple[Question, ...]
    syllabus: SyllabusUnit | None
    rubrics: dict[str, ProseRubric]
    unreadable: tuple[MasterError, ...]

    @property
    def pages(self) -> list[Page]:
        """Lesson and master, as far as they are there and can be read."""
        return [page for page in (self.lesson, self.master) if page is not None]

    def place_of(self, error: MasterError) -> Place:
        """Return the place that an error names."""
        return Place(error.path, self.slug, error.line)

    def in_syllabus(self) -> Place:
        """Return the place of this unit in the syllabus; its first line if it has none."""
        return _line_with(self.root, SYLLABUS, self.slug, f"slug: {self.slug}")

    def in_rubrics(self, question: str) -> Place:
        """Return the place of a question's rubric; the first line of the file if it has none."""
        path = Path("source", self.slug, "rubric.yml")
        return _line_with(self.root, path, question, f"  {question}:")


def read_units(root: Path, slugs: Iterable[str] = ()) -> Iterator[Unit]:
    """Yield the units called `slugs`, or all, in order.

    A page that cannot be read is in `unreadable`. Raises UsageError for a name that does not
    exist, CourseError for a syllabus or rubric that is damaged.
    """
    wanted = wanted_units(root, slugs)
    syllabus = read_syllabus(root / SYLLABUS)
    for slug in wanted:
        unreadable: list[MasterError] = []
        lesson = _read(root, Path("course", f"{slug}.py"), unreadable)
        master = _read(root, Path("source", slug, f"{slug}.py"), unreadable)
        questions = _questions(master, unreadable) if master else ()
        rubrics = read_rubrics(root / "source" / slug)
        yield Unit(
            slug, root, lesson, master, questions, syllabus.unit(slug), rubrics, tuple(unreadable)
        )


def _read(root: Path, path: Path, unreadable: list[MasterError]) -> Page | None:
    if not (root / path).is_file():
        return None
    try:
        notebook = read_text_notebook(root / path, path)
        if not notebook.nb.cells:
            remedy = "begin with '# %% [markdown]' and a title"
            raise MasterError(path, 1, "no cells", remedy)
        return Page(notebook, path.parts[0] == "course", root)
    except MasterError as error:
        unreadable.append(error)
        return None


def _questions(master: Page, unreadable: list[MasterError]) -> tuple[Question, ...]:
    try:
        return tuple(check_master(master.notebook))
    except MasterError as error:
        unreadable.append(error)
        return ()


def _line_with(root: Path, path: Path, name: str, text: str) -> Place:
    lines = (root / path).read_text(encoding="utf-8").splitlines() if (root / path).exists() else []
    number = next((n for n, line in enumerate(lines, 1) if line.rstrip().endswith(text)), 1)
    return Place(path, name, number)
