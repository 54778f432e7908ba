"""What a class's results say: about the questions, the objectives, and who needs a word.

Pure: from a `Class` to numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from math import ceil, sqrt
from statistics import median

import pandas as pd

from ..masters import Question
from ..results import QuestionResult, StudentResult
from ..syllabus import Objective
from .alike import Pair, alike_pairs
from .gather import Class
from .messages import Message, most_frequent
from .use import Use, use_of

# Below this many students a correlation says nothing.
FEWEST = 10
# Who has this share of an objective's points has reached it.
REACHED = 0.8
_BINS = 10


@dataclass(frozen=True)
class QuestionNumbers:
    """What the class got for one question.

    Parameters
    ----------
    full, some, none, empty, waiting : how many students got all points, some, none; left the
        answer as it was released (and got none); wait to be marked.
    mean_share : mean points over the most there are; None until half of the class is marked.
    discrimination : correlation of its points with those of all other questions that everybody is
        marked in; None where that means nothing.
    """

    question: Question
    full: int
    some: int
    none: int
    empty: int
    waiting: int
    mean_share: float | None
    discrimination: float | None


@dataclass(frozen=True)
class ObjectiveNumbers:
    """How far the class reached an objective.

    Parameters
    ----------
    questions : the numbers of the questions that assess it.
    share : points over the most there are, in the answers that are marked to questions that
        `counts` holds for; None if there is none.
    reached : how many students have at least `REACHED` of its points, of `marked` whose answers to
        it are all marked.
    """

    objective: Objective
    questions: tuple[int, ...]
    share: float | None
    reached: int | None
    marked: int


@dataclass(frozen=True)
class Insights:
    """All numbers of a report about `about`.

    Parameters
    ----------
    questions, objectives : in order of the assignment; the least reached objective first.
    messages, remarks : the most frequent first.
    alike : pairs of students whose answers are alike.
    """

    about: Class
    questions: tuple[QuestionNumbers, ...]
    objectives: tuple[ObjectiveNumbers, ...]
    messages: tuple[Message, ...]
    remarks: tuple[Message, ...]
    alike: tuple[Pair, ...]
    use: Use

    @cached_property
    def graded(self) -> list[StudentResult]:
        """The students whose submission could be graded."""
        return [result for result in self.about.results if not result.problem]

    @cached_property
    def refused(self) -> list[StudentResult]:
        """The students whose submission could not be graded."""
        return [result for result in self.about.results if result.problem]

    @property
    def max_score(self) -> int:
        """The points of all questions."""
        return sum(question.points for question in self.about.questions)

    @property
    def median(self) -> float | None:
        """The median of the points so far; None without any."""
        return median(result.score for result in self.graded) if self.graded else None

    @cached_property
    def waiting(self) -> list[str]:
        """The students with an answer that waits to be marked."""
        return [r.student for r in self.graded if any(q.score is None for q in r.questions)]

    @cached_property
    def not_graded(self) -> list[str]:
        """The students who handed in something that grading has not seen yet."""
        return sorted(self.about.handed_in - {result.student for result in self.about.results})

    @cached_property
    def missing(self) -> list[str]:
        """The students who are enrolled or listed, and handed in nothing."""
        return sorted((self.about.enrolled | (self.about.listed or set())) - self.about.handed_in)

    @cached_property
    def unlisted(self) -> list[str]:
        """The students who handed in, and are not on the instructor's list."""
        return [] if self.about.listed is None else sorted(self.about.handed_in - self.about.listed)


def insights(about: Class, *, compared: Callable[[], None] = lambda: None) -> Insights:
    """Return what there is to know about a class; `compared` is called after each question."""
    graded = [result for result in about.results if not result.problem]
    frame = points_frame(graded)
    return Insights(
        about,
        tuple(_question_numbers(about, question, graded, frame) for question in about.questions),
        tuple(_objectives(about, graded, {q for q in frame if counts(frame, q)})),
        tuple(most_frequent(_said(about, graded))),
        tuple(most_frequent(("", r.student, remark) for r in graded for remark in r.remarks)),
        tuple(alike_pairs(about.answers, about.questions, about.known, done=compared)),
        use_of(about),
    )


def points_frame(results: list[StudentResult]) -> pd.DataFrame:
    """Return the points, a row for each student and a column for each question; NaN if unmarked."""
    rows = {r.student: {q.question: q.score for q in r.questions} for r in results}
    return pd.DataFrame.from_dict(rows, orient="index").astype(float)


def counts(points: pd.DataFrame, question: str) -> bool:
    """Return whether at least half of the class is marked in a question.

    Before that the marks are mostly those of empty answers, which get none at once.
    """
    return question in points and bool(2 * points[question].count() >= len(points))


def discrimination(points: pd.DataFrame, question: str) -> float | None:
    """Return the corrected item-total correlation of a question, from -1 to 1.

    Its points against the sum of all other questions that everybody is marked in. None with fewer
    than `FEWEST` students marked, or where all of them got the same.
    """
    others = points.drop(columns=question).dropna(axis=1)
    own = points[question].dropna()
    rest = others.sum(axis=1)[own.index]
    if len(own) < FEWEST or own.nunique() < 2 or rest.nunique() < 2:
        return None
    return float(own.corr(rest))


def uncertainty(students: int) -> float:
    """Return how far a correlation of about 0 can be off by chance, in 19 classes of 20.

    About 2 standard errors, each 1/sqrt(n - 1) (Hotelling, J. R. Stat. Soc. B 15, 1953).

    >>> uncertainty(101)
    0.2
    """
    return 2 / sqrt(students - 1)


def distribution(insights: Insights) -> list[tuple[str, int]]:
    """Return (range of points, how many students), from none to all points."""
    width = max(1, ceil(insights.max_score / _BINS))
    last = insights.max_score // width
    counts = [0] * (last + 1)
    for result in insights.graded:
        counts[max(0, min(last, int(result.score // width)))] += 1
    return [(_range(n * width, width, insights.max_score), count) for n, count in enumerate(counts)]


def _range(start: int, width: int, most: int) -> str:
    end = min(start + width - 1, most)
    return f"{start}–{end}" if end > start else f"{start}"


def _question_numbers(
    about: Class, question: Question, graded: list[StudentResult], points: pd.DataFrame
) -> QuestionNumbers:
    place = about.questions.index(question)
    kinds = [_kind(about, question, r.student, r.questions[place]) for r in graded]
    marked = [r.questions[place].score for r in graded if r.questions[place].score is not None]
    return QuestionNumbers(
        question,
        *(kinds.count(kind) for kind in ("full", "some", "none", "empty", "waiting")),
        sum(marked) / len(marked) / question.points if counts(points, question.name) else None,
        discrimination(points, question.name) if counts(points, question.name) else None,
    )


def _kind(about: Class, question: Question, student: str, result: QuestionResult) -> str:
    if result.score is None:
        return "waiting"
    if result.score >= result.max_score:
        return "full"
    if result.score > 0:
        return "some"
    untouched = set(question.answer_ids) <= set(about.graded[student].unanswered)
    return "empty" if untouched else "none"


def _objectives(
    about: Class, graded: list[StudentResult], counted: set[str]
) -> list[ObjectiveNumbers]:
    numbers = [_objective(about, objective, graded, counted) for objective in about.objectives]
    return sorted(numbers, key=lambda each: 2.0 if each.share is None else each.share)


def _objective(
    about: Class, objective: Objective, graded: list[StudentResult], counted: set[str]
) -> ObjectiveNumbers:
    names = counted & set(objective.questions)
    parts = [[part for part in r.questions if part.question in names] for r in graded]
    marked = [q for own in parts for q in own if q.score is not None]
    whole = [own for own in parts if own and all(q.score is not None for q in own)]
    shares = [_share(own) for own in whole]
    return ObjectiveNumbers(
        objective,
        tuple(q.number for q in about.questions if q.name in objective.questions),
        _share(marked) if marked else None,
        sum(share >= REACHED for share in shares) if shares else None,
        len(whole),
    )


def _share(parts: list[QuestionResult]) -> float:
    return sum(part.score for part in parts) / sum(part.max_score for part in parts)


def _said(about: Class, graded: list[StudentResult]) -> Iterator[tuple[str, str, str]]:
    """Yield (question, student, message) of the failed tests of answers that somebody wrote."""
    for result in graded:
        for question, part in zip(about.questions, result.questions, strict=True):
            kind = _kind(about, question, result.student, part)
            for reason in () if question.is_prose or kind == "empty" else part.reasons:
                yield question.name, result.student, reason
