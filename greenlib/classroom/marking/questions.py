"""The prose questions of an assignment: what was asked, and how it is marked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from ..build import read_master
from ..errors import CourseError, UsageError
from ..masters import Question, check_master
from ..notebooks import grade_id
from ..syllabus import ProseRubric, read_rubrics


@dataclass(frozen=True)
class ProseQuestion:
    """A question that a person marks: its name and title, the prompt as Markdown, its rubric."""

    name: str
    title: str
    prompt: str
    rubric: ProseRubric


def prose_questions(root: Path, slug: str, only: str | None = None) -> tuple[ProseQuestion, ...]:
    """Return the prose questions of assignment `slug`, or the one called `only`.

    Raises UsageError for an assignment or a question that does not exist, CourseError where there
    is nothing to mark or no rubric to mark by.
    """
    master = read_master(root, slug)
    prose = [question for question in check_master(master) if question.is_prose]
    if not prose:
        raise CourseError(f"{slug} has no prose question: the grader marks all of it.")
    if only is not None and only not in {question.name for question in prose}:
        known = ", ".join(question.name for question in prose)
        raise UsageError(f"{slug} has no prose question {only!r}. Prose questions: {known}.")
    rubrics = read_rubrics(root / "source" / slug)
    return tuple(
        ProseQuestion(
            question.name, question.title, _prompt(master.nb.cells, question),
            _rubric(rubrics, slug, question),
        )
        for question in prose
        if only in (None, question.name)
    )  # fmt: skip


def _rubric(rubrics: dict[str, ProseRubric], slug: str, question: Question) -> ProseRubric:
    rubric = rubrics.get(question.name)
    place = f"source/{slug}/rubric.yml"
    if rubric is None:
        raise CourseError(
            f"{place} has no rubric for {question.name!r}. Next: write its criteria, levels and "
            "anchor answer, as in source/01-footprint/rubric.yml."
        )
    if rubric.points != question.points:
        raise CourseError(
            f"{place}: the best levels of {question.name!r} give {rubric.points} points, the "
            f"question has {question.points}. Next: make them agree."
        )
    return rubric


def _prompt(cells: list[NotebookNode], question: Question) -> str:
    """Return the text between the question's heading, left out, and its answer cell."""
    end = next(n for n, cell in enumerate(cells) if grade_id(cell) == question.name)
    texts: list[str] = []
    for cell in reversed(cells[:end]):
        heading, _, rest = cell.source.partition("\n")
        begins = cell.cell_type == "markdown" and heading.lstrip("# ") == question.title
        if cell.cell_type == "markdown":
            texts.insert(0, rest.strip() if begins else cell.source)
        if begins:
            break
    return "\n\n".join(texts)
