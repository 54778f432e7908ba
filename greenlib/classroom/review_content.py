"""Gather what reviewers look at in a unit: its questions with all that belongs to each of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from .bank import Answer, Bank, read_bank
from .masters import (
    Question,
    cells_by_question,
    is_answer,
    is_test,
    points_of,
    split_tests,
)
from .matrix import Row
from .notebooks import grade_id
from .proved import Caught, Proof, inputs_of, read_proof
from .signoffs import Review, read_review
from .syllabus import Equivalent, ProseRubric, Unit, read_equivalents, read_rubrics


@dataclass(frozen=True)
class Test:
    """A test cell: what students see of it, and what only grading runs."""

    name: str
    points: int
    visible: str
    hidden: str


@dataclass(frozen=True)
class Tried:
    """An answer of the bank and its row of the matrix; None if it was not tried yet."""

    answer: Answer
    row: Row | None


@dataclass(frozen=True)
class QuestionReview:
    """A question and all that belongs to it.

    prompt : the cells above the answer; the first begins with the question's heading.
    reference : the answer cells, markers included.
    objectives : those of the syllabus that it assesses.
    caught : what became of the mutants; None for prose, and where they were not tried yet.
    equivalents : the mutants that no test can catch, with the reason.
    surprises : the rows of the matrix that are not as they must be.
    """

    question: Question
    prompt: tuple[NotebookNode, ...]
    reference: tuple[NotebookNode, ...]
    tests: tuple[Test, ...]
    objectives: tuple[str, ...]
    rubric: ProseRubric | None
    tried: tuple[Tried, ...]
    caught: Caught | None
    equivalents: tuple[Equivalent, ...]
    surprises: tuple[Row, ...]

    def of_kind(self, kind: str) -> list[Tried]:
        """Return the bank's answers of `kind`, "right" or "wrong"."""
        return [tried for tried in self.tried if tried.answer.kind == kind]


@dataclass(frozen=True)
class UnitReview:
    """A unit: its block of the syllabus, its text, its questions, its sign-offs.

    `doubt` says why the results of grading are not those of this version; "" if they are.
    """

    unit: Unit
    introduction: tuple[NotebookNode, ...]
    questions: tuple[QuestionReview, ...]
    review: Review
    doubt: str

    @property
    def name(self) -> str:
        """The unit's number and title."""
        return f"{self.unit.slug[:2]} · {self.unit.title}"


def unit_review(root: Path, unit: Unit) -> UnitReview:
    """Return all that belongs to the review of `unit`, which has an assignment.

    Raises CourseError and its kinds for a file of the unit that is not well formed.
    """
    bank, proof = read_bank(root, unit.slug), read_proof(root, unit.slug)
    rubrics = read_rubrics(root / "source" / unit.slug)
    equivalents = read_equivalents(root / "tests" / "mutants" / f"{unit.slug}.yml")
    introduction, *sections = cells_by_question(bank.master.nb)
    questions = [
        QuestionReview(
            question,
            tuple(cell for cell in cells if not is_answer(cell) and not is_test(cell)),
            tuple(cell for cell in cells if is_answer(cell)),
            tuple(_test(cell) for cell in cells if is_test(cell)),
            tuple(o.text for o in unit.objectives if question.name in o.questions),
            rubrics.get(question.name),
            tuple(_tried(bank, question, proof)),
            _caught(question, proof),
            tuple(equivalents.get(question.name, ())),
            tuple(row for row in _rows(question, proof) if not row.agrees),
        )
        for question, cells in zip(bank.questions, sections, strict=True)
    ]  # fmt: skip
    review = read_review(root, bank)
    return UnitReview(unit, tuple(introduction), tuple(questions), review, _doubt(bank, proof))


def _test(cell: NotebookNode) -> Test:
    visible, hidden = split_tests(cell.source)
    return Test(str(grade_id(cell)), points_of(cell), visible, hidden)


def _rows(question: Question, proof: Proof | None) -> list[Row]:
    return [row for row in proof.rows if row.question == question.name] if proof else []


def _tried(bank: Bank, question: Question, proof: Proof | None) -> Iterator[Tried]:
    rows = {row.title: row for row in _rows(question, proof)}
    for answer in bank.answers:
        if answer.question == question.name:
            yield Tried(answer, rows.get(answer.title))


def _caught(question: Question, proof: Proof | None) -> Caught | None:
    counts = proof.caught if proof else ()
    return next((caught for caught in counts if caught.question == question.name), None)


def _doubt(bank: Bank, proof: Proof | None) -> str:
    if proof is None:
        return "Answers and slips have not been tried yet"
    if proof.inputs != inputs_of(bank):
        return "Points, messages and mutation scores are of an earlier version"
    return ""
