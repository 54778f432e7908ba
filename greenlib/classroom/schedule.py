"""When assignments are due, and who has more time: `schedule.yml`.

The file is a class's own and is not committed::

    timezone: Europe/Berlin
    due:
      01-footprint: 2026-10-12 23:59
    extensions:
      01-footprint:
        student-03: {days: 2}
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import Field, field_validator

from .errors import CourseError
from .roster import Roster
from .syllabus import Strict, read_checked

SCHEDULE = "schedule.yml"


class Extension(Strict):
    """More time for one student and one assignment."""

    days: float = Field(0, ge=0, le=366)
    hours: float = Field(0, ge=0, le=8784)


class Schedule(Strict):
    """Due dates by assignment, and extensions by assignment and student.

    A due date without an offset of its own is in `timezone`.
    """

    timezone: str = "UTC"
    due: dict[str, datetime] = Field(default_factory=dict)
    extensions: dict[str, dict[str, Extension]] = Field(default_factory=dict)

    @field_validator("timezone")
    @classmethod
    def _exists(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ValueError, OSError, LookupError):
            raise ValueError("no such time zone; Europe/Berlin is one") from None
        return name

    @field_validator("due", mode="before")
    @classmethod
    def _with_a_time(cls, due: Any) -> Any:
        for value in due.values() if isinstance(due, dict) else ():
            if not isinstance(value, datetime) and ":" not in str(value):
                raise ValueError(f"{value} has no time of day; write {value} 23:59")
        return due

    def due_utc(self, slug: str) -> datetime | None:
        """Return when `slug` is due, in UTC and without a zone, as nbgrader keeps it; or None."""
        due = self.due.get(slug)
        if due is None:
            return None
        return self.in_utc(due)

    def in_utc(self, when: datetime) -> datetime:
        """Return a time of this class's clocks in UTC, without a zone."""
        aware = when if when.tzinfo else when.replace(tzinfo=ZoneInfo(self.timezone))
        return aware.astimezone(UTC).replace(tzinfo=None)

    def extension(self, slug: str, student_id: str, roster: Roster) -> timedelta:
        """Return the time that a student has beyond the due date.

        That is the extension for this assignment or the student's ``extra_days``, whichever is
        longer.
        """
        given = self.extensions.get(slug, {}).get(student_id, Extension())
        student = roster.student(student_id)
        always = timedelta(days=student.extra_days if student else 0)
        return max(timedelta(days=given.days, hours=given.hours), always)


def read_schedule(root: Path, slugs: Collection[str] | None = None) -> Schedule:
    """Return the schedule of the course directory `root`; an empty one if it has no schedule.yml.

    `slugs` are the assignments that exist. Raises CourseError for a field that is wrong or an
    assignment that does not exist.
    """
    path = root / SCHEDULE
    if not path.is_file():
        return Schedule()
    schedule = read_checked(path, Schedule)
    for slug in (*schedule.due, *schedule.extensions) if slugs is not None else ():
        if slug not in slugs:
            raise CourseError(
                f"{path}: there is no assignment {slug!r}. Next: name one of {', '.join(slugs)}."
            )
    return schedule
