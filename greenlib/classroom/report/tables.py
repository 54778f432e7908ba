"""The report's tables: once as values, for the page and for CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ..masters import Question
from ..words import printable
from .numbers import Insights

# A spreadsheet reads a cell that begins like this as a formula, and runs it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Parameters
    ----------
    name : in CSV, with its unit.
    heading : on the page; "" keeps the column off it.
    kind : "text", "count", "number" or "share" (0 to 1, shown as a percentage).
    """

    name: str
    heading: str
    kind: str = "text"


@dataclass(frozen=True)
class Table:
    """Rows of plain values, one for each column; None where there is nothing to say."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]


def shown(value: Any, kind: str) -> str:
    """Return a value as the page shows it.

    >>> shown(0.384, "share"), shown(-0.125, "number"), shown(1200, "count"), shown(None, "count")
    ('38 %', '-0.12', '1,200', '–')
    """
    if value is None:
        return "–"
    if kind == "share":
        return f"{100 * value:.0f} %"
    return {"number": "{:.2f}", "count": "{:,g}"}.get(kind, "{}").format(value)


def as_csv(table: Table) -> bytes:
    """Return a table as CSV in UTF-8, with the mark by which Excel knows it.

    A text that a spreadsheet would run as a formula gets an apostrophe in front.
    """
    lines = io.StringIO()
    writer = csv.writer(lines)
    writer.writerow(column.name for column in table.columns)
    writer.writerows([_cell(value) for value in row] for row in table.rows)
    return lines.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value


def tables(found: Insights) -> dict[str, Table]:
    """Return the report's tables by name."""
    made = (_questions(found), _objectives(found), _messages(found), _students(found),
            _similar(found))  # fmt: skip
    return {table.name: table for table in made}


def title_of(question: Question) -> str:
    """Return a question's number and title, without its points.

    >>> title_of(Question(2, "Question 2 · The building's share · 3 points", 3, ("a",), ()))
    "Q2 The building's share"
    """
    parts = question.title.split(" · ")
    return f"Q{question.number} {' · '.join(parts[1:-1])}".strip()


def _table(name: str, columns: Sequence[Column], rows: Iterator[tuple]) -> Table:
    texts = tuple(
        tuple(printable(value) if isinstance(value, str) else value for value in row)
        for row in rows
    )
    return Table(name, tuple(columns), texts)


def _questions(found: Insights) -> Table:
    columns = (
        Column("question", ""), Column("title", "question"), Column("points", "points", "count"),
        Column("mean_share", "mean", "share"),
        Column("discrimination", "discrimination", "number"),
        Column("full", "all points", "count"), Column("some", "some", "count"),
        Column("none", "none", "count"), Column("left_empty", "left empty", "count"),
        Column("waiting", "to mark", "count"),
    )  # fmt: skip
    rows = (
        (q.question.name, title_of(q.question), q.question.points, q.mean_share,
         q.discrimination, q.full, q.some, q.none, q.empty, q.waiting)
        for q in found.questions
    )  # fmt: skip
    return _table("questions", columns, rows)


def _objectives(found: Insights) -> Table:
    columns = (
        Column("objective", "objective: students can …"), Column("section", "taught in"),
        Column("questions", "questions"), Column("share", "points", "share"),
        Column("reached", "students at 80 %", "count"), Column("marked", "of", "count"),
    )  # fmt: skip
    rows = (
        (each.objective.text, each.objective.section, " ".join(f"Q{n}" for n in each.questions),
         each.share, each.reached, each.marked)
        for each in found.objectives
    )  # fmt: skip
    return _table("objectives", columns, rows)


def _messages(found: Insights) -> Table:
    numbers = {question.name: question.number for question in found.about.questions}
    columns = (
        Column("students", "students", "count"), Column("number", "question"),
        Column("question", ""), Column("message", "message"), Column("example", ""),
        Column("for_example", "for example"),
    )  # fmt: skip
    rows = (
        (each.count, f"Q{numbers[each.question]}", each.question, each.words, each.example,
         each.student)
        for each in found.messages
    )  # fmt: skip
    return _table("messages", columns, rows)


def _students(found: Insights) -> Table:
    questions = found.about.questions
    columns = (
        Column("student", "student"), Column("status", "status"),
        Column("points", "points", "count"),
        *(Column(f"q{q.number}_points", f"Q{q.number} /{q.points}", "count") for q in questions),
        Column("remarks", "put right", "count"), Column("cells_seconds", "", "number"),
        Column("cpu_seconds", "", "number"), Column("why", ""),
    )  # fmt: skip
    return _table("students", columns, iter(sorted(_student_rows(found))))


def _student_rows(found: Insights) -> Iterator[tuple]:
    waiting = set(found.waiting)
    for result in found.graded:
        graded = found.about.graded[result.student]
        status = "waits to be marked" if result.student in waiting else "graded"
        points = (part.score for part in result.questions)
        yield (result.student, status, result.score, *points, len(result.remarks), graded.seconds,
               graded.cpu_seconds, "")  # fmt: skip
    nothing = (None,) * (len(found.about.questions) + 4)
    for result in found.refused:
        yield result.student, "could not be graded", *nothing, result.problem
    for student in found.not_graded:
        yield student, "handed in, not graded yet", *nothing, ""
    for student in found.missing:
        yield student, "handed in nothing", *nothing, ""


def _similar(found: Insights) -> Table:
    numbers = {question.name: question.number for question in found.about.questions}
    columns = (
        Column("first", "student"), Column("second", "and"), Column("questions", "same in"),
        Column("letters", "letters", "count"), Column("least_likeness", "alike", "share"),
        Column("to_the_letter", "to the letter", "count"),
    )  # fmt: skip
    rows = (
        (pair.first, pair.second, " ".join(f"Q{numbers[s.question]}" for s in pair.shared),
         pair.letters, min(s.likeness for s in pair.shared), pair.to_the_letter)
        for pair in found.alike
    )  # fmt: skip
    return _table("similar", columns, rows)
