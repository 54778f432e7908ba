"""What a report says first: how the class did, in a sentence, and what to look at, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .numbers import FEWEST, Insights, uncertainty
from .tables import title_of

# A question with less than this tells those who know from those who do not hardly at all.
WEAK = 0.1
# An objective of which the class has less than this is worth a second lesson.
LOW = 0.6


@dataclass(frozen=True)
class Step:
    """Something to look at: a few words, the section of the page about it, and why."""

    words: str
    section: str
    why: str = ""


def summary(found: Insights) -> str:
    """Return how many handed in, the median, and how many wait to be marked."""
    total = len(found.about.handed_in)
    graded = len(found.graded)
    said = f"{total:,} handed in" if graded == total else f"{total:,} handed in, {graded:,} graded"
    if found.median is None:
        return f"{said}: no submission could be graded, so there are no points to report."
    said += f"; the median is {found.median:g} of {found.max_score} points"
    if found.waiting:
        return f"{said} so far, and {_waiting(found)}."
    return f"{said}, and every answer is marked."


def first_steps(found: Insights) -> list[Step]:
    """Return what to look at, the most urgent first."""
    return [*_to_do(found), *_to_teach(found), *_to_doubt(found)]


def caution(found: Insights) -> str:
    """Return which numbers mean nothing, or little, in a class of this size."""
    students = len(found.graded)
    if students < FEWEST:
        return (
            f"With {students} graded, fewer than {FEWEST}, discrimination means nothing and is "
            "left out; a share is a head count, and one student moves every figure. Read the "
            "answers themselves."
        )
    return (
        f"With {students} graded, chance alone moves a discrimination by about "
        f"±{uncertainty(students):.2f}."
    )


def _to_do(found: Insights) -> Iterator[Step]:
    if escaped := sum(bool(graded.not_contained) for graded in found.about.graded.values()):
        yield Step(f"{escaped} ran without being kept apart", "run", "grade on Linux")
    if found.refused:
        yield Step(f"{_submissions(len(found.refused))} could not be graded", "students",
                   "the reasons say what to ask for")  # fmt: skip
    if found.not_graded:
        count = len(found.not_graded)
        yield Step(f"{_submissions(count)} came in after the last grading", "students",
                   f"greenlib grade {found.about.slug}")  # fmt: skip
    if found.waiting:
        yield Step(_waiting(found), "questions",
                   f"greenlib review grade {found.about.slug}; until half are marked, what is "
                   "below leaves the question out")  # fmt: skip
    if found.missing:
        yield Step(f"{len(found.missing):,} handed in nothing", "students", "write to them")


def _to_teach(found: Insights) -> Iterator[Step]:
    marked = [q for q in found.questions if q.mean_share is not None and q.mean_share < 1]
    if marked:
        hardest = min(marked, key=lambda q: q.mean_share)
        name = hardest.question.name
        said = next((m for m in found.messages if m.question == name), None)
        empty = f"{hardest.empty} left it empty; " if hardest.empty else ""
        why = f"most frequent message ({said.count}×): {said.words}" if said else ""
        yield Step(f"{title_of(hardest.question)}: {100 * hardest.mean_share:.0f} % of its points, "
                   "the least of all", "questions", f"{empty}{why}".rstrip("; "))  # fmt: skip
    for each in found.objectives[:1]:
        if each.share is not None and each.share < LOW:
            yield Step(f"the class is least able to {each.objective.text}: {100 * each.share:.0f} "
                       "% of the points", "objectives",
                       f"taught in '{each.objective.section}'")  # fmt: skip


def _to_doubt(found: Insights) -> Iterator[Step]:
    weak = [q for q in found.questions if q.discrimination is not None and q.discrimination < WEAK]
    if weak:
        numbers = ", ".join(str(q.question.number) for q in weak)
        yield Step(f"who does well elsewhere does no better in question {numbers}", "questions",
                   "read it and its tests again: it may be unclear, or too easy")  # fmt: skip
    if found.alike:
        count = len(found.alike)
        yield Step(f"{count:,} {'pair' if count == 1 else 'pairs'} of submissions with long, rare "
                   "answers in common", "alike", "a reason to talk, not a proof")  # fmt: skip


def _submissions(count: int) -> str:
    return f"{count:,} submission{'' if count == 1 else 's'}"


def _waiting(found: Insights) -> str:
    count = len(found.waiting)
    return f"{count:,} {'waits' if count == 1 else 'wait'} for a mark on prose"
