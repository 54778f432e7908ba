"""A class as a report reads it, made from a few numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from greenlib.classroom.masters import Question
from greenlib.classroom.report import Class
from greenlib.classroom.results import QuestionResult, StudentResult
from greenlib.classroom.submission import Graded
from greenlib.classroom.syllabus import Objective

SLUG = "01-small"
QUESTIONS = (
    Question(1, "Question 1 · Energy · 2 points", 2, ("energy",), ("test_energy",)),
    Question(2, "Question 2 · Emissions · 3 points", 3, ("emissions",), ("test_emissions",)),
    Question(3, "Question 3 · Say why · 5 points", 5, ("why",), ()),
)
OBJECTIVES = (
    Objective(text="turn watts into energy", section="Energy", questions=["energy"]),
    Objective(text="explain what was left out", section="Why", questions=["why"]),
    Objective(text="do both in a row", section="Both", questions=["energy", "emissions"]),
)
# Ten students: six have question 1 right, four of them question 2; all prose waits.
POINTS = {
    f"student-{n:02}": (2.0 if n <= 6 else 0.0, 3.0 if n <= 4 else 0.0, None) for n in range(1, 11)
}


def class_of(
    points: Mapping[str, Sequence[float | None]],
    *,
    reasons: Mapping[str, Mapping[str, tuple[str, ...]]] | None = None,
    graded: Mapping[str, Graded] | None = None,
    **others,
) -> Class:
    """Return a class from student -> points of each question, in order.

    `reasons` are student -> question -> messages; `graded` what grading wrote down where that
    matters; `others` are fields of the class.
    """
    reasons, graded = reasons or {}, graded or {}
    results = []
    for student, own in sorted(points.items()):
        said = reasons.get(student, {})
        parts = (
            QuestionResult(question.name, score, question.points, said.get(question.name, ()))
            for question, score in zip(QUESTIONS, own, strict=True)
        )
        known = graded.get(student, Graded("digest"))
        results.append(StudentResult(student, tuple(parts), known.problem, known.remarks))
    every = {student: graded.get(student, Graded("digest")) for student in points}
    fields = {"objectives": OBJECTIVES, "handed_in": frozenset(points), **others}
    return Class(SLUG, "A small unit", QUESTIONS, results=tuple(results), graded=every, **fields)
