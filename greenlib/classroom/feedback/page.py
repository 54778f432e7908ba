"""The page that a student gets back; pure.

A summary comes first: points, what to do next, remarks. Then each question: what the tests found or
how a person marked it, what the student wrote and what that showed, what was asked.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup
from nbformat import NotebookNode

from .. import pages
from ..masters import is_answer, is_test
from ..notebooks import grade_id
from ..remarks import remarks_in
from ..syllabus import Level
from ..words import failure_in_words, printable
from .handout import Asked, Handout, Test
from .marks import Marks
from .outputs import Output, calm, outputs_of, written

_TEMPLATE = "feedback.html.jinja"


@dataclass(frozen=True)
class State:
    """How a question or a test stands: a symbol, words, and the class that colours them."""

    symbol: str
    words: str
    look: str


_WAITS = State("…", "waits for a person", "wait")
_EMPTY = State("○", "no answer", "bad")
# What has all of its points, some of them, none.
_OF_QUESTION = (
    State("✓", "all points", "good"),
    State("◐", "some of the points", "wait"),
    State("✗", "no points yet", "bad"),
)
_OF_TEST = (
    State("✓", "passed", "good"),
    State("◐", "passed in part", "wait"),
    State("✗", "not passed", "bad"),
)


@dataclass(frozen=True)
class Part:
    """A cell as it is shown: what it is, its source and what it showed."""

    label: str
    source: Markup
    outputs: list[Output]


@dataclass(frozen=True)
class Found:
    """What a test found: its points, and the message if it failed."""

    test: Test
    points: float | None
    state: State
    messages: list[str]
    by_hand: bool


@dataclass(frozen=True)
class Answered:
    """A question with all that was found, marked, written and shown for it."""

    asked: Asked
    points: float | None
    state: State
    found: list[Found]
    levels: dict[str, Level]
    comments: list[Markup]
    untouched: bool
    parts: list[Part]

    @property
    def lost(self) -> float:
        """The points that are missing; 0 while a person has still to mark it."""
        return 0 if self.points is None else self.asked.question.points - self.points


def feedback_page(handout: Handout, student: str, marks: Marks, nb: NotebookNode) -> bytes:
    """Return the page of a graded submission as the bytes of an HTML file.

    Parameters
    ----------
    handout : the assignment as students see it.
    student : whose page it is.
    marks : what the gradebook holds.
    nb : the graded notebook, with the outputs of its cells.
    """
    parts = _parts(handout, marks, nb)
    failures = _failures(nb)
    answers = [_answered(asked, marks, failures, parts) for asked in handout.questions]
    return pages.page(
        f"Feedback · {handout.title}", _TEMPLATE, handout=handout, student=printable(student),
        problem="", answers=answers, penalty=marks.penalty, above=parts.get("", []),
        score=max(sum(a.points or 0 for a in answers) - marks.penalty, 0),
        whole=sum(answer.state is _OF_QUESTION[0] for answer in answers),
        total=sum(asked.question.points for asked in handout.questions),
        waiting=[a for a in answers if a.points is None],
        losing=[a for a in answers if a.lost > 0],
        remarks=[printable(remark) for remark in remarks_in(nb)],
    )  # fmt: skip


def notice_page(handout: Handout, student: str, problem: str) -> bytes:
    """Return the page of a submission that could not be graded; `problem` says why."""
    reason, _, remedy = printable(problem).partition(" Next: ")
    return pages.page(
        f"Not graded yet · {handout.title}", _TEMPLATE, handout=handout,
        student=printable(student), problem=reason, remedy=remedy,
    )  # fmt: skip


def _answered(
    asked: Asked, marks: Marks, failures: dict[str, list[str]], parts: dict[str, list[Part]]
) -> Answered:
    question = asked.question
    found = [_found(test, marks, failures) for test in asked.tests]
    names = question.test_ids or question.answer_ids
    got = [marks.points.get(name) for name in names]
    points = None if None in got else sum(got)
    untouched = set(question.answer_ids) <= marks.unanswered
    state = _EMPTY if untouched and points == 0 else _state(points, question.points, _OF_QUESTION)
    return Answered(
        asked, points, state, found,
        dict(marks.levels.get(question.name, {})),
        [calm(pages.markdown(marks.comments[name]))
         for name in question.answer_ids if name in marks.comments],
        untouched, parts.get(question.name, []),
    )  # fmt: skip


def _found(test: Test, marks: Marks, failures: dict[str, list[str]]) -> Found:
    points = marks.points.get(test.name)
    return Found(
        test, points, _state(points, test.points, _OF_TEST), failures.get(test.name, []),
        test.name in marks.by_hand,
    )  # fmt: skip


def _state(points: float | None, most: int, states: tuple[State, State, State]) -> State:
    if points is None:
        return _WAITS
    return states[0 if points >= most else 1 if points > 0 else 2]


def _failures(nb: NotebookNode) -> dict[str, list[str]]:
    """Return grade id -> messages, for each test that failed."""
    return {
        grade_id(cell): [
            printable(failure_in_words(output.ename, output.evalue))
            for output in cell.outputs if output.output_type == "error"
        ]
        for cell in nb.cells if cell.cell_type == "code" and is_test(cell)
    }  # fmt: skip


def _parts(handout: Handout, marks: Marks, nb: NotebookNode) -> dict[str, list[Part]]:
    """Return question -> the cells to show below it; "" -> those above the first question.

    Test cells are never shown: the graded notebook holds their hidden part.
    """
    asked = [each.question for each in handout.questions]
    tests = {name for question in asked for name in question.test_ids}
    owner = handout.starts | {
        name: question.name
        for question in asked
        for name in (*question.answer_ids, *question.test_ids)
    }
    place, parts = "", {}
    for cell in nb.cells:
        name = grade_id(cell) or cell.get("id")
        place = owner.get(name, place)
        if is_test(cell) or name in tests | marks.unanswered:
            continue
        if part := _part(handout, cell):
            parts.setdefault(place, []).append(part)
    return parts


def _part(handout: Handout, cell: NotebookNode) -> Part | None:
    outputs = outputs_of(cell)
    if is_answer(cell):
        label = "Your answer"
    elif cell.get("id") not in handout.cell_ids:
        label = "Your own cell"
    elif outputs:
        label = "A cell of the assignment"
    else:
        return None
    return Part(label, written(cell.cell_type, cell.source), outputs)
