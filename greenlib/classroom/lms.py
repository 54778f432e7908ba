"""Fill the gradebook files of Canvas and Moodle, column by column as these systems import them.

The best start is the file that the LMS itself exports: its rows and columns come back as they
were, and only the assignment's column is filled. Without one, a file with the least columns that
the import needs is made from the roster.

Sources: Canvas, lib/gradebook_exporter.rb and lib/gradebook_importer.rb in
https://github.com/instructure/canvas-lms; Moodle, grade/import/csv/classes/load_data.php and
mod/assign/feedback/offline in https://github.com/moodle/moodle.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from .errors import CourseError, UsageError
from .grades import GRADED, MISSING, WAITS, Grade, points
from .roster import Roster, Student
from .submissions import listed

# How the columns that say who a row is about are called, in the files of both systems.
_IDENTITY = {
    "id": ("SIS Login ID", "SIS User ID", "Username", "ID number"),
    "lms_user_id": ("ID", "ID number"),
}
# The full-width forms too: a spreadsheet may read them alike.
_FORMULA = "=+-@\uff1d\uff0b\uff0d\uff20"
_TEST_STUDENT = "Student, Test"  # Canvas has one in every course
_NOT_THE_POINTS = re.compile(r"feedback|percentage|letter|\(read only\)", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?[\d.,\s%]+|-")
_EMAIL = re.compile(r"[+-][\w.+-]*@[\w-][\w.-]+")


@dataclass(frozen=True)
class Sheet:
    """A CSV file: its header, its rows, and how it was written."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    delimiter: str = ","
    mark: bool = False

    def to_bytes(self) -> bytes:
        """Return the file; no cell of it is a formula to a spreadsheet."""
        text = io.StringIO(newline="")
        lines = csv.writer(text, delimiter=self.delimiter, lineterminator="\n")
        lines.writerows([harmless(cell) for cell in row] for row in (self.header, *self.rows))
        return text.getvalue().encode("utf-8-sig" if self.mark else "utf-8")


@dataclass(frozen=True)
class Filled:
    """A filled file: who is in it, who has nothing that was graded, and in words what is amiss."""

    sheet: Sheet
    written: tuple[str, ...]
    missing: tuple[str, ...]
    left: tuple[str, ...]


def harmless(cell: str) -> str:
    """Return a cell that a spreadsheet shows and does not run.

    >>> harmless('=HYPERLINK("http://example.org")'), harmless("-3.5"), harmless("+a@example.org")
    ('\\'=HYPERLINK("http://example.org")', '-3.5', '+a@example.org')
    """
    start = cell.lstrip()[:1]
    if (start and start in _FORMULA) or cell[:1] in ("\t", "\r", "\n"):
        safe = _NUMBER.fullmatch(cell.strip()) or _EMAIL.fullmatch(cell.strip())
        return cell if safe else f"'{cell}"
    return cell


def canvas_sheet(grades: Iterable[Grade], roster: Roster) -> Filled:
    """Return a file for Canvas, made from the roster; Canvas asks whether the column is new."""
    grades = list(grades)
    slug, most = grades[0].assignment, points(grades[0].max_score)
    header = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section", slug)

    def row(student: Student) -> tuple[str, ...]:
        name = ", ".join(filter(None, (student.last_name, student.first_name)))
        return name or student.id, student.lms_user_id, "", "", ""

    first = ("    Points Possible", "", "", "", "", most)
    return _made(header, [first], grades, roster, "lms_user_id", row)


def moodle_sheet(grades: Iterable[Grade], roster: Roster) -> Filled:
    """Return a file for Moodle's grade import, made from the roster: map from Email address."""
    grades = list(grades)
    header = ("Email address", grades[0].assignment)
    return _made(header, [], grades, roster, "email", lambda student: (student.email,))


def fill(sheet: Sheet, grades: Iterable[Grade], roster: Roster, column: str | None) -> Filled:
    """Fill the assignment's column of a file that Canvas or Moodle exported.

    Parameters
    ----------
    sheet : the file, as it was exported.
    grades : of one assignment.
    roster : who the students are in the LMS.
    column : the name of the column; found by the assignment's name if None.

    Raises UsageError if it is not clear which column is meant, CourseError if the LMS counts it
    out of other points.
    """
    grades = list(grades)
    place = _column(sheet.header, grades[0].assignment, column)
    by_student = {grade.student: grade for grade in grades}
    roster = roster.with_ids(by_student)
    rows, written, left, met = [], [], [], []
    for row in sheet.rows:
        _refuse_other_points(sheet.header, row, place, grades[0].max_score)
        student = None if _is_nobodys(row) else _student_of(sheet.header, row, roster)
        grade = by_student.get(student.id) if student else None
        reason = _reason_to_leave(sheet.header, row, place, grade) if grade else ""
        if student is None and not _is_nobodys(row):
            left.append(f"{listed([_label(row)])} is in the file, and nobody here")
        elif reason:
            left.append(f"{grade.student}: {reason}; the cell is as it was")
        elif grade and grade.state == GRADED:
            written.append(grade.student)
            row = (*row[:place], points(grade.score), *row[place + 1 :])
        met += [student.id] if student else []
        rows.append(row)
    if doubled := next((name for name in met if met.count(name) > 1), None):
        raise CourseError(
            f"two rows of the file are {doubled}. Next: correct students.csv or the file."
        )
    missing = [name for name in met if name not in by_student or by_student[name].state == MISSING]
    left += [f"{name}: not in the file" for name in by_student if name not in met]
    return Filled(replace(sheet, rows=tuple(rows)), tuple(written), tuple(missing), tuple(left))


def _made(header, first, grades, roster: Roster, needed: str, row) -> Filled:
    rows, written, missing, left = list(first), [], [], []
    for grade in grades:
        student = roster.student(grade.student)
        if grade.state == MISSING:
            missing.append(grade.student)
        elif grade.state == WAITS:
            left.append(f"{grade.student}: {grade.state}; not in the file")
        elif student is None or not getattr(student, needed):
            left.append(f"{grade.student}: no {needed} in students.csv; not in the file")
        else:
            written.append(grade.student)
            rows.append((*row(student), points(grade.score)))
    return Filled(Sheet(header, tuple(rows)), tuple(written), tuple(missing), tuple(left))


def _column(header: tuple[str, ...], slug: str, column: str | None) -> int:
    if column is not None:
        found = [n for n, name in enumerate(header) if name == column]
    elif {"Identifier", "Grade"} <= set(header):  # Moodle's offline grading worksheet
        found = [header.index("Grade")]
    else:
        found = [n for n, name in enumerate(header)
                 if _plain(slug) in _plain(name) and not _NOT_THE_POINTS.search(name)]  # fmt: skip
    if len(found) == 1:
        return found[0]
    what = f"called {column!r}" if column is not None else f"named after {slug}"
    raise UsageError(
        f"the file has {len(found) or 'no'} columns {what}; it has {', '.join(header)}. Next: "
        "name one with --column."
    )


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower())


def _is_nobodys(row: tuple[str, ...]) -> bool:
    """Return whether a row is Canvas's own: points possible, what is hidden, the test student."""
    hidden = all(re.fullmatch(r"\s*(Muted|Manual Posting.*)?\s*", cell, re.I) for cell in row)
    return hidden or "Points Possible" in row[0] or row[0] == _TEST_STUDENT


def _student_of(header: tuple[str, ...], row: tuple[str, ...], roster: Roster) -> Student | None:
    """Return who a row is about: all that it says must agree, and a name counts last."""
    cells = {name: cell.strip() for name, cell in zip(header, row, strict=True)}
    said = [(field, cells.get(name, "")) for field, names in _IDENTITY.items() for name in names]
    # In any column: Moodle's are called by its language.
    said += [("email", cell) for cell in cells.values() if "@" in cell]
    found = {student.id: student for field, value in said
             if (student := roster.match(**{field: value}))}  # fmt: skip
    if found:
        return next(iter(found.values())) if len(found) == 1 else None
    names = [cells.get(name, "") for name in ("Full name", "Student")]
    names.append(f"{cells.get('First name', '')} {cells.get('Last name', '')}".strip())
    return next(filter(None, (roster.match(name=name) for name in names)), None)


def _label(row: tuple[str, ...]) -> str:
    return " ".join(cell for cell in row[:3] if cell)


def _refuse_other_points(
    header: tuple[str, ...], row: tuple[str, ...], place: int, most: float
) -> None:
    if "Points Possible" in row[0]:
        stated = row[place]
    elif "Maximum Grade" in header:
        stated = row[header.index("Maximum Grade")]
    else:
        return
    if re.search(r"read\s+only", stated):
        raise UsageError(
            f"the LMS computes the column {header[place]!r} itself. Next: name another with "
            "--column."
        )
    try:
        same = abs(float(stated.replace(",", ".")) - most) < 0.005
    except ValueError:
        return
    if not same:
        raise CourseError(
            f"the LMS counts {header[place]!r} out of {stated} points, and this assignment has "
            f"{points(most)}. Next: set it to {points(most)} in the LMS, export its file again "
            "and fill that."
        )


def _reason_to_leave(
    header: tuple[str, ...], row: tuple[str, ...], place: int, grade: Grade
) -> str:
    if grade.state == WAITS:
        return grade.state
    if row[place].strip().upper() in ("EX", "N/A"):
        return f"the LMS says {row[place].strip()}"
    changeable = "Grade can be changed"
    if changeable in header and row[header.index(changeable)].strip().lower() == "no":
        return "the LMS says that the grade cannot be changed"
    return ""
