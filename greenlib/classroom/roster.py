"""Who is in the class: `students.csv`, one line per student, and how an LMS calls each of them.

The columns are those of ``nbgrader db student import``, and one more: ``extra_days``, time that a
student has beyond every due date. The file is a class's own and is not committed.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pydantic import Field, ValidationError, field_validator

from .errors import CourseError
from .submissions import listed, read_file
from .syllabus import Strict

ROSTER = "students.csv"
_MOST_STUDENTS = 20_000


class Student(Strict):
    """A student, and what mail and LMS call them; "" where it is not known.

    `id` is the name of the folder in submitted/; `extra_days` is added to every due date.
    """

    id: str = Field(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_.@+-]{0,63}$")
    lms_user_id: str = Field("", pattern=r"^[A-Za-z0-9_.-]{0,64}$")
    email: str = Field("", pattern=r"^([^\s@,;<>\"]{1,64}@[A-Za-z0-9.-]{1,190})?$")
    first_name: str = Field("", max_length=100)
    last_name: str = Field("", max_length=100)
    extra_days: float = Field(0, ge=0, le=366)

    @field_validator("first_name", "last_name")
    @classmethod
    def _printable(cls, name: str) -> str:
        if not name.isprintable():
            raise ValueError("a name has only letters and signs that can be printed")
        return name

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True)
class Roster:
    """The students of a class."""

    students: tuple[Student, ...] = ()

    def student(self, student_id: str) -> Student | None:
        """Return the student with this id, or None."""
        return self._by["id"].get(student_id.casefold())

    def with_ids(self, ids: Iterable[str]) -> Roster:
        """Return the roster with these students too: of those it does not know, only the id."""
        new = dict.fromkeys(i for i in ids if self.student(i) is None)
        return Roster((*self.students, *(Student.model_construct(id=name) for name in new)))

    def match(self, **values: str) -> Student | None:
        """Return the one student whom all these say, or None if nobody or more than one.

        `values` are id, lms_user_id, email and name, as an LMS gives them; what is not in the
        roster, and a name that two students have, says nothing.
        """
        found = {
            student.id: student for field, value in values.items()
            if value and (student := self._by[field].get(_plain(value)))
        }  # fmt: skip
        return next(iter(found.values())) if len(found) == 1 else None

    @cached_property
    def _by(self) -> dict[str, dict[str, Student]]:
        tables: dict[str, dict[str, Student]] = {}
        for field in ("id", "lms_user_id", "email"):
            tables[field] = {_plain(getattr(s, field)): s for s in self.students}
        named = [(_plain(form), s) for s in self.students
                 for form in {s.name, f"{s.last_name} {s.first_name}".strip()}]  # fmt: skip
        names = [name for name, _ in named]
        tables["name"] = {name: s for name, s in named if name and names.count(name) == 1}
        return tables


def read_roster(root: Path) -> Roster:
    """Return the roster of the course directory `root`; an empty one if it has no students.csv.

    Raises CourseError, naming line and column, for what cannot be right.
    """
    path = root / ROSTER
    if not path.is_file():
        return Roster()
    header, rows = read_rows(path)
    unknown = [name for name in header if name not in Student.model_fields]
    if unknown or "id" not in header:
        raise CourseError(
            f"{ROSTER} has the columns {listed(header)}. Next: name them "
            f"{', '.join(Student.model_fields)}; only id is needed."
        )
    students = [_student(dict(zip(header, row, strict=True)), line) for line, row in rows]
    _refuse_doubles([line for line, _ in rows], students)
    return Roster(tuple(students))


def read_rows(path: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Return the header of a CSV file, and (line number, cells) of each row that is not empty.

    Commas, semicolons and tabs may part the cells. Raises CourseError, in words, for a file that
    is none, and for a row with more or fewer cells than the header.
    """
    try:
        text = read_file(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CourseError(f"{path.name} is not in UTF-8. Next: save it as CSV UTF-8.") from None
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        rows = [(lines.line_num, row) for row in lines if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise CourseError(f"{path.name} is no CSV file: {error}. Next: export it again.") from None
    if not rows or len(rows) > _MOST_STUDENTS:
        raise CourseError(f"{path.name} has {len(rows)} lines. Next: look into the file.")
    header = [cell.strip() for cell in rows[0][1]]
    for line, row in rows[1:]:
        if len(row) != len(header):
            raise CourseError(
                f"{path.name}:{line}: {len(row)} cells, and the first line has {len(header)}. "
                "Next: put a cell with a comma in it between quotation marks."
            )
    return header, rows[1:]


def _student(cells: dict[str, str], line: int) -> Student:
    given = {name: cell.strip() for name, cell in cells.items() if cell.strip()}
    try:
        return Student.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        raise CourseError(
            f"{ROSTER}:{line}: {'.'.join(map(str, first['loc']))}: {first['msg']}, got "
            f"{listed([str(first['input'])])}. Next: correct the cell."
        ) from None


def _refuse_doubles(lines: list[int], students: list[Student]) -> None:
    for field in ("id", "lms_user_id", "email"):
        seen: dict[str, int] = {}
        for line, student in zip(lines, students, strict=True):
            value = _plain(getattr(student, field))
            if value and value in seen:
                raise CourseError(
                    f"{ROSTER}:{line}: the {field} {getattr(student, field)!r} is on line "
                    f"{seen[value]} too. Next: give each student their own."
                )
            seen[value] = line


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace(",", " ").split())
