"""A mark for a prose answer, what a marker wishes, and the mark that follows. Pure."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from ..errors import CourseError
from ..syllabus import ProseRubric


class ChangedMeanwhile(CourseError):
    """The answer or its mark is another than the marker saw; `now` is the mark there is."""

    def __init__(self, now: Mark):
        super().__init__("this answer was marked or graded meanwhile. Next: compare the two marks.")
        self.now = now


@dataclass(frozen=True)
class Mark:
    """What the gradebook holds about one answer.

    manual, auto : points from a person and from the grader (0 for an answer left as released).
    waits : whether a person has still to look at it.
    comment : what the student is told.
    levels : criterion -> number of its level in the rubric, from 0.
    """

    manual: float | None = None
    auto: float | None = None
    waits: bool = True
    comment: str = ""
    levels: Mapping[str, int] = field(default_factory=dict)

    @property
    def score(self) -> float | None:
        """The points that count, as nbgrader counts them; None if there are none."""
        return self.auto if self.manual is None else self.manual

    @property
    def version(self) -> str:
        """What changes whenever the mark does."""
        values = dataclasses.asdict(self)
        return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:16]


class Wish(BaseModel):
    """What a marker wants done with an answer, as the page sends it.

    `mark` takes the levels; `comment` leaves them; `keep` says that the mark still holds for a
    submission that was graded again; `clear` takes the mark back. Each takes the comment too.
    `undo` goes back to the mark before.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    action: Literal["mark", "comment", "keep", "clear", "undo"]
    version: str
    levels: dict[str, int] = {}
    comment: str = Field(default="", max_length=10_000)


def mark_after(rubric: ProseRubric, before: Mark, wish: Wish) -> Mark:
    """Return the mark that follows from `wish`, which is not to undo.

    Points change once every criterion has its level, so that a half-made choice loses nothing.
    Raises CourseError for a criterion or a level that the rubric does not have.
    """
    after = dataclasses.replace(before, comment=wish.comment.strip())
    if wish.action == "clear":
        return dataclasses.replace(after, manual=None, levels={}, waits=before.auto is None)
    if wish.action == "keep":
        return dataclasses.replace(after, waits=before.score is None)
    if wish.action == "comment":
        return after
    points = rubric.points_of(wish.levels)
    after = dataclasses.replace(after, levels=dict(wish.levels))
    if points is None:
        return after
    return dataclasses.replace(after, manual=float(points), waits=False)


def levels_that_hold(rubric: ProseRubric, mark: Mark) -> dict[str, int]:
    """Return the chosen levels; none if they no longer explain the points.

    They do not after the points were changed in formgrader, or the rubric was.
    """
    try:
        points = rubric.points_of(mark.levels)
    except CourseError:
        return {}
    return {} if points is not None and points != mark.manual else dict(mark.levels)
