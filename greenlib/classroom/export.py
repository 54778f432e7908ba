"""Write grades into a file for an LMS or a spreadsheet, and say what is not in it."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import UsageError
from .files import write_atomically
from .grades import GRADED, MISSING, WAITS, Grade, points, read_grades
from .lms import Sheet, canvas_sheet, fill, moodle_sheet
from .roster import Roster, read_roster, read_rows

if TYPE_CHECKING:
    from nbgrader.api import Gradebook

_COLUMNS = ("student", "last_name", "first_name", "email", "assignment", "state", "score",
            "raw_score", "late_penalty", "max_score", "submitted_utc")  # fmt: skip


@dataclass(frozen=True)
class Order:
    """What to export: the kind of file, where to, of whom, and the file of the LMS to fill.

    `kind` is "canvas", "moodle", "csv" or "xlsx"; no assignments or students means all of them;
    `column` is the name of the column in `template`, if it is not the assignment's.
    """

    kind: str
    out: Path
    assignments: Collection[str] = ()
    students: Collection[str] = ()
    template: Path | None = None
    column: str | None = None


@dataclass(frozen=True)
class Exported:
    """Who is in the file, who has nothing that was graded, and in words what is amiss."""

    written: tuple[str, ...]
    missing: tuple[str, ...]
    left: tuple[str, ...]


def export(gradebook: Gradebook, root: Path, order: Order) -> Exported:
    """Write the grades of `gradebook`, with the roster of the course directory `root`.

    Raises UsageError or CourseError, in words; then the file is as it was.
    """
    grades = read_grades(gradebook, order.assignments, order.students)
    if not grades:
        raise UsageError("the gradebook holds no student. Next: run greenlib grade first.")
    roster = read_roster(root)
    if order.kind in ("canvas", "moodle"):
        return _export_to_lms(grades, roster, order)
    rows = [_row(grade, roster) for grade in grades]
    if order.kind == "csv":
        texts = tuple(tuple("" if v is None else str(v) for v in row) for row in rows)
        write_atomically(order.out, Sheet(_COLUMNS, texts).to_bytes())
    else:
        write_atomically(order.out, _workbook(rows))
    names = {state: tuple(grade.student for grade in grades if grade.state == state)
             for state in (GRADED, MISSING)}  # fmt: skip
    left = [f"{grade.student}, {grade.assignment}: {grade.state}; no score in the file"
            for grade in grades if grade.state == WAITS]  # fmt: skip
    return Exported(names[GRADED], names[MISSING], tuple(left))


def _export_to_lms(grades: list[Grade], roster: Roster, order: Order) -> Exported:
    if len({grade.assignment for grade in grades}) != 1:
        raise UsageError("a file for an LMS holds one assignment. Next: name it.")
    if order.template is not None:
        filled = fill(read_sheet(order.template), grades, roster, order.column)
    else:
        made = canvas_sheet if order.kind == "canvas" else moodle_sheet
        filled = made(grades, roster)
    write_atomically(order.out, filled.sheet.to_bytes())
    return Exported(filled.written, filled.missing, filled.left)


def read_sheet(path: Path) -> Sheet:
    """Return the file that an LMS exported. Raises CourseError, in words, for one that is none."""
    header, rows = read_rows(path)
    start = path.read_bytes()[:4096]
    first = start.partition(b"\n")[0].decode("utf-8", "ignore")
    return Sheet(
        tuple(header), tuple(tuple(row) for _, row in rows), max(",;\t", key=first.count),
        start.startswith(b"\xef\xbb\xbf"),
    )  # fmt: skip


def _row(grade: Grade, roster: Roster) -> tuple:
    student = roster.student(grade.student)
    names = [getattr(student, name, "") for name in ("last_name", "first_name", "email")]
    score = None if grade.score is None else float(points(grade.score))
    return (
        grade.student, *names, grade.assignment, grade.state, score, float(points(grade.raw_score)),
        float(points(grade.penalty)), float(points(grade.max_score)),
        "" if grade.submitted is None else grade.submitted.strftime("%Y-%m-%d %H:%M:%S"),
    )  # fmt: skip


def _workbook(rows: Iterable[tuple]) -> bytes:
    """Return an Excel file; text is text in it, also where it looks like a formula."""
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook()
    sheet = book.active
    sheet.title = "grades"
    sheet.append(_COLUMNS)
    for line, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            if isinstance(value, str) and value:
                cell = sheet.cell(line, column, ILLEGAL_CHARACTERS_RE.sub("", value))
                cell.data_type = "s"
            elif not isinstance(value, str):
                sheet.cell(line, column, value)
    sheet.freeze_panes = "B2"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
