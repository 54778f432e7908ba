"""Whose a file is: by its folder, or by the name that Canvas or Moodle gave it.

Canvas: ``lastfirst_LATE_9001_12345_01-footprint-1.ipynb`` (user, then upload; a later upload has a
higher number). Moodle: ``First Last_3101_assignsubmission_file_/01-footprint.ipynb`` (the number is
the participant's, which only the grading worksheet explains).

Both write the time of the download beside each file in their archives, not that of handing in, so
times are taken from ``timestamp.txt`` beside a notebook, or from Moodle's grading worksheet.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from dateutil import parser

from .roster import Roster, Student
from .schedule import Schedule

_CANVAS = re.compile(
    r"(?P<name>.+?)(?P<late>_LATE)?_(?P<user>\d{1,18})_(?P<upload>\d{1,18})_(?P<file>.+)", re.DOTALL
)
_MOODLE = re.compile(
    r"(?P<name>.+)_(?P<number>\d+)_assignsubmission_[a-z]+(?:_(?P<file>.*))?", re.DOTALL
)
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


@dataclass(frozen=True)
class Participant:
    """A line of Moodle's grading worksheet: who a number is, and when they handed in (UTC)."""

    email: str
    name: str
    submitted: datetime | None


@dataclass(frozen=True)
class Sender:
    """Whose a file is.

    student : the id, or None where nobody fits; `said` is then what the file says of its sender.
    file_name : the file's name as the student gave it.
    upload : Canvas's number, higher for later ones; 0 elsewhere.
    submitted : when it was handed in, in UTC, if that is known.
    late : Canvas marks it as late.
    """

    student: str | None
    said: str
    file_name: str
    upload: int = 0
    submitted: datetime | None = None
    late: bool = False


def sender_of(
    parts: tuple[str, ...], roster: Roster, participants: Mapping[str, Participant]
) -> Sender:
    """Return whose the file is that the names `parts` lead to.

    The outermost name that says it counts: what is inside, a student may have named.

    Parameters
    ----------
    parts : folders and archives from the outermost, and the file's own name.
    roster : the class; without one, the outermost folder is taken for the student's id.
    participants : the lines of Moodle's grading worksheet, by number.
    """
    for number, part in enumerate(parts):
        own_file = number == len(parts) - 1
        if found := _MOODLE.fullmatch(part):
            return _from_moodle(found, parts[-1], roster, participants)
        if (own_file or part.lower().endswith(".zip")) and (found := _CANVAS.fullmatch(part)):
            return _from_canvas(found, parts[-1] if not own_file else found["file"], roster)
        if not own_file and (student := _known(part, roster)):
            return Sender(student.id, part, parts[-1])
    folders = [part for part in parts[:-1] if not part.lower().endswith(".zip")]
    if not roster.students and folders and is_student_id(folders[0]):
        return Sender(folders[0], folders[0], parts[-1])
    return Sender(_named_in(parts[-1], roster), parts[0], parts[-1])


def is_from_lms(parts: tuple[str, ...]) -> bool:
    """Return whether a student may have put the file there, by way of an LMS or an archive."""
    return any(part.lower().endswith(".zip") or _MOODLE.fullmatch(part) for part in parts)


def is_student_id(name: str) -> bool:
    """Return whether `name` can be the name of a student's folder on any system."""
    try:
        Student(id=name)
    except ValueError:
        return False
    return not _DEVICES.fullmatch(name) and not name.endswith(".")


def read_worksheet(data: bytes, schedule: Schedule) -> dict[str, Participant]:
    """Return the participants in Moodle's grading worksheet by number; {} if it is none.

    Times without a zone are those of the class, as `schedule` says.
    """
    rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig", "replace"), newline=""))
    if not {"Identifier", "Full name"} <= set(rows.fieldnames or ()):
        return {}
    found = {}
    for row in rows:
        number = re.search(r"\d+$", row["Identifier"] or "")
        if number:
            at = _time(row.get("Last modified (submission)") or "", schedule)
            found[number[0]] = Participant(
                row.get("Email address") or "", row["Full name"] or "", at
            )
    return found


def _time(text: str, schedule: Schedule) -> datetime | None:
    if not re.search(r"\d", text) or len(text) > 100:
        return None
    try:
        return schedule.in_utc(parser.parse(text))
    except (ValueError, OverflowError):
        return None


def _from_moodle(
    found: re.Match, last: str, roster: Roster, participants: Mapping[str, Participant]
) -> Sender:
    number = found["number"]
    listed = participants.get(number, Participant("", "", None))
    student = (
        roster.match(email=listed.email)
        or roster.match(name=listed.name)
        or roster.match(name=found["name"])
    )
    # Downloaded without folders, the student's own name stands behind Moodle's.
    name = found["file"] if found["file"] and found[0] == last else last
    said = f"{found['name']} (participant {number})"
    return Sender(student.id if student else None, said, name, 0, listed.submitted)


def _from_canvas(found: re.Match, file_name: str, roster: Roster) -> Sender:
    student = roster.match(lms_user_id=found["user"])
    if student is None:
        same = [one for one in roster.students if not one.lms_user_id
                and _canvas_name(one) == found["name"].casefold()]  # fmt: skip
        student = same[0] if len(same) == 1 else None
    said = f"{found['name']} (user {found['user']})"
    return Sender(
        student.id if student else None, said, file_name, int(found["upload"]),
        late=bool(found["late"]),
    )  # fmt: skip


def _canvas_name(student: Student) -> str:
    return re.sub(r"\W|_", "", f"{student.last_name}{student.first_name}").casefold()


def _known(part: str, roster: Roster) -> Student | None:
    part = re.sub(r"\.zip$", "", part, flags=re.IGNORECASE)
    return roster.match(id=part) or roster.match(email=part) or roster.match(name=part)


def _named_in(name: str, roster: Roster) -> str | None:
    """Return the student whose id stands in a file's name, if there is exactly one."""
    found = [
        one.id for one in roster.students
        if re.search(rf"(?<![A-Za-z0-9-]){re.escape(one.id)}(?![a-z0-9-])", name, re.IGNORECASE)
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None
