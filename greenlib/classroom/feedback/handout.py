"""What all feedback pages of an assignment share, made once from its master and the syllabus."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup
from nbformat import NotebookNode

from .. import pages
from ..judged import visible_part
from ..masters import BEGIN_HIDDEN, Question, check_master, is_answer, is_test, points_of
from ..masters import question_heading as heading_of
from ..notebooks import TextNotebook, grade_id
from ..syllabus import ProseRubric, Unit
from .outputs import calm

_INSTEAD_OF_HIDDEN = "# Hidden tests with other numbers ran here."


@dataclass(frozen=True)
class Test:
    """A test cell as students see it: its name, title, points and visible source."""

    name: str
    title: str
    points: int
    source: Markup
    hides: bool


@dataclass(frozen=True)
class Asked:
    """A question as its students see it.

    criteria : what a prose answer is marked on -> the most points; the levels are not here.
    sections : those of the lesson that teach what it asks.
    """

    question: Question
    title: str
    prompt: Markup
    tests: tuple[Test, ...]
    criteria: dict[str, int]
    sections: tuple[str, ...]


@dataclass(frozen=True)
class Handout:
    """An assignment as its students see it: nothing hidden and no solution is in it.

    lesson : the title of the lesson that it goes with, "" if the syllabus has none.
    questions : its questions, in order.
    starts : id of a question's first cell -> the question's name.
    cell_ids : the ids of all cells that were handed out.
    """

    slug: str
    title: str
    lesson: str
    questions: tuple[Asked, ...]
    starts: dict[str, str]
    cell_ids: frozenset[str]


def handout_of(
    master: TextNotebook, slug: str, unit: Unit | None, rubrics: Mapping[str, ProseRubric]
) -> Handout:
    """Return the handout of the assignment with this master.

    `unit` is its part of the syllabus; `rubrics` are those of its prose questions.

    Raises MasterError for a master that cannot be released as it stands.
    """
    questions, cells = check_master(master), master.nb.cells
    begins = [number for number, cell in enumerate(cells) if heading_of(cell)]
    ends = [*begins[1:], len(cells)]
    return Handout(
        slug,
        _first_heading(cells) or slug,
        f"lesson {slug[:2]}, {unit.title}" if unit else "",
        tuple(
            _asked(question, cells[begin:end], unit, rubrics.get(question.name))
            for question, begin, end in zip(questions, begins, ends, strict=True)
        ),
        {cells[begin].id: question.name for question, begin in zip(questions, begins, strict=True)},
        frozenset(cell.id for cell in cells),
    )


def _asked(
    question: Question, cells: list[NotebookNode], unit: Unit | None, rubric: ProseRubric | None
) -> Asked:
    objectives = unit.objectives if unit else []
    sections = [o.section for o in objectives if question.name in o.questions]
    return Asked(
        question,
        question.title.rpartition(" · ")[0],
        _prompt(cells),
        tuple(_test(cell) for cell in cells if is_test(cell)),
        {one.name: max(level.points for level in one.levels)
         for one in (rubric.criteria if rubric else ())},
        tuple(dict.fromkeys(sections)),
    )  # fmt: skip


def _prompt(cells: Iterable[NotebookNode]) -> Markup:
    texts = [cell.source for cell in cells if cell.cell_type == "markdown" and not is_answer(cell)]
    texts[0] = texts[0].partition("\n")[2]
    return calm(pages.markdown("\n\n".join(texts)))


def _test(cell: NotebookNode) -> Test:
    visible = visible_part(cell.source, [_INSTEAD_OF_HIDDEN])
    return Test(
        grade_id(cell), _opening_comment(visible) or grade_id(cell), points_of(cell),
        pages.code(visible), BEGIN_HIDDEN in cell.source,
    )  # fmt: skip


def _opening_comment(source: str) -> str:
    """Return what the comment at the top says.

    >>> _opening_comment("# The worked example,\\n# then others.\\nimport math")
    'The worked example, then others.'
    """
    words = []
    for line in source.splitlines():
        if not line.startswith("# ") or line == _INSTEAD_OF_HIDDEN:
            break
        words.append(line[2:].strip())
    return " ".join(words)


def _first_heading(cells: Iterable[NotebookNode]) -> str:
    for cell in cells:
        if cell.cell_type == "markdown" and cell.source.startswith("# "):
            return cell.source.splitlines()[0][2:].strip()
    return ""
