"""What a class got, question by question, and why: read from the gradebook and the notebooks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from .gradebook import db_url
from .masters import Question
from .notebooks import grade_id
from .remarks import remarks_in
from .words import failure_in_words


@dataclass(frozen=True)
class QuestionResult:
    """What a student got for one question.

    `score` is None while a person has still to mark it; `reasons` say why points were lost.
    """

    question: str
    score: float | None
    max_score: int
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class StudentResult:
    """What a student got for an assignment.

    `problem` says why it could not be graded; `remarks` say what was found and put right in the
    notebook before it was.
    """

    student: str
    questions: tuple[QuestionResult, ...]
    problem: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def score(self) -> float:
        """The points so far; questions that wait for a person count nothing yet."""
        return sum(result.score or 0 for result in self.questions)

    @property
    def lost(self) -> list[QuestionResult]:
        """The questions that lost points and say why."""
        return [result for result in self.questions if result.reasons]


def read_results(
    root: Path, slug: str, questions: Iterable[Question], problems: dict[str, str]
) -> list[StudentResult]:
    """Return the results of every student with a submission, sorted by name.

    Parameters
    ----------
    root : the course directory, with gradebook and autograded notebooks.
    slug : the assignment.
    questions : the assignment's questions, from its master.
    problems : student -> why the submission could not be graded.
    """
    from nbgrader.api import Gradebook, MissingEntry

    questions, results = list(questions), []
    students = {path.parent.name for path in (root / "submitted").glob(f"*/{slug}")}
    with Gradebook(db_url(root), "greenlib") as gradebook:
        for student in sorted(students | set(problems)):
            if student in problems:
                results.append(_not_graded(student, questions, problems[student]))
                continue
            try:
                stored = gradebook.find_submission_notebook(slug, slug, student)
            except MissingEntry:
                results.append(_not_graded(student, questions, "not graded yet"))
                continue
            scores = {
                grade.name: None if grade.needs_manual_grade else grade.score
                for grade in stored.grades
            }
            path = root / "autograded" / student / slug / f"{slug}.ipynb"
            nb = nbformat.read(path, as_version=4)
            reasons = _reasons(nb)
            parts = tuple(_result(question, scores, reasons) for question in questions)
            results.append(StudentResult(student, parts, remarks=remarks_in(nb)))
    return results


def _not_graded(student: str, questions: list[Question], problem: str) -> StudentResult:
    nothing = tuple(QuestionResult(question.name, 0, question.points) for question in questions)
    return StudentResult(student, nothing, problem)


def _result(question: Question, scores: dict, reasons: dict[str, str]) -> QuestionResult:
    ids = question.test_ids or question.answer_ids
    parts = [scores.get(name) for name in ids]
    score = None if None in parts else sum(parts)
    if question.is_prose:
        return QuestionResult(
            question.name, score, question.points, ("no answer",) if score == 0 else ()
        )
    found = dict.fromkeys(reasons[name] for name in ids if name in reasons)
    return QuestionResult(question.name, score, question.points, tuple(found))


def _reasons(nb: NotebookNode) -> dict[str, str]:
    return {
        grade_id(cell): failure_in_words(output.ename, output.evalue)
        for cell in nb.cells
        if cell.cell_type == "code" and grade_id(cell)
        for output in cell.outputs
        if output.output_type == "error"
    }
