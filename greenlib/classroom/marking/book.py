"""Marks in nbgrader's gradebook: read as one list, written in one transaction each.

Points and comment go where formgrader keeps them. The chosen levels have a table of their own in
the same database, `greenlib_levels`: a crash leaves either both or neither, and two markers
cannot lose each other's. nbgrader and its upgrades do not look at it.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..errors import CourseError
from ..syllabus import Level, ProseRubric
from .marks import Mark, levels_that_hold


@dataclass(frozen=True)
class Entry:
    """An answer in the gradebook: whose it is, its rows there, and its mark."""

    student: str
    grade: str
    comment: str
    mark: Mark


class MarkBook:
    """The gradebook at `url`, open for marking assignment `slug`; use as a context manager.

    Raises CourseError if it cannot be read or written, then and later.
    """

    def __init__(self, url: str, slug: str):
        self._url, self._slug = url, slug

    def __enter__(self) -> MarkBook:
        from nbgrader.api import Gradebook
        from sqlalchemy import Column, MetaData, String, Table, Text
        from sqlalchemy.schema import CreateTable

        with _in_words():
            self._gradebook = Gradebook(self._url, "greenlib")
            self._gradebook.db.remove()
            self._levels = Table(
                "greenlib_levels", MetaData(),
                Column("grade_id", String(32), primary_key=True), Column("levels", Text),
            )  # fmt: skip
            with self._gradebook.engine.begin() as connection:
                connection.execute(CreateTable(self._levels, if_not_exists=True))
        return self

    def __exit__(self, *_: Any) -> None:
        self._gradebook.close()

    def entries(self, question: str) -> list[Entry]:
        """Return the answers to `question` of all whose submission was graded."""
        with _in_words(), self._gradebook.engine.connect() as connection:
            return self._read(connection, question)

    def change(self, question: str, entry: Entry, change: Callable[[Mark], Mark]) -> Mark:
        """Write what `change` makes of the mark that the gradebook holds now; return that.

        What `change` raises goes up, and leaves the gradebook as it was.
        """
        with _in_words(), self._gradebook.engine.begin() as connection:
            self._hold(connection, entry)
            before = self._read(connection, question, entry.grade)
            if not before:
                raise CourseError(
                    "this submission left the gradebook meanwhile. Next: load the page again."
                )
            after = change(before[0].mark)
            self._write(connection, entry, after)
        return after

    def _hold(self, connection, entry: Entry) -> None:
        """Take the grade for this transaction: writing first makes other writers wait."""
        from nbgrader.api import Grade

        table = Grade.__table__
        values = {"needs_manual_grade": table.c.needs_manual_grade}
        connection.execute(table.update().where(table.c.id == entry.grade).values(**values))

    def _read(self, connection, question: str, grade: str | None = None) -> list[Entry]:
        rows = connection.execute(self._query(question, grade))
        return [
            Entry(
                row.student, row.grade, row.comment,
                Mark(row.manual_score, row.auto_score, bool(row.needs_manual_grade),
                     row.manual_comment or "", json.loads(row.levels or "{}")),
            )
            for row in rows
        ]  # fmt: skip

    def _query(self, question: str, grade: str | None):
        from nbgrader import api
        from sqlalchemy import select
        from sqlalchemy.orm import aliased

        graded, answered, levels = aliased(api.BaseCell), aliased(api.BaseCell), self._levels.c
        comment, notebook = api.Comment, api.SubmittedNotebook
        query = (
            select(
                api.SubmittedAssignment.student_id.label("student"), api.Grade.id.label("grade"),
                comment.id.label("comment"), api.Grade.manual_score, api.Grade.auto_score,
                api.Grade.needs_manual_grade, comment.manual_comment, levels.levels,
            )
            .join_from(api.Grade, graded, api.Grade.cell_id == graded.id)
            .join(notebook, api.Grade.notebook_id == notebook.id)
            .join(api.SubmittedAssignment, notebook.assignment_id == api.SubmittedAssignment.id)
            .join(api.Assignment, api.SubmittedAssignment.assignment_id == api.Assignment.id)
            .join(comment, comment.notebook_id == notebook.id)
            .join(answered, comment.cell_id == answered.id)
            .outerjoin(self._levels, levels.grade_id == api.Grade.id)
            .where(api.Assignment.name == self._slug)
            .where(graded.name == question, answered.name == question)
        )  # fmt: skip
        return query if grade is None else query.where(api.Grade.id == grade)

    def _write(self, connection, entry: Entry, mark: Mark) -> None:
        from nbgrader.api import Comment, Grade

        grades, comments, levels = Grade.__table__, Comment.__table__, self._levels
        points = {"manual_score": mark.manual, "needs_manual_grade": mark.waits}
        connection.execute(grades.update().where(grades.c.id == entry.grade).values(**points))
        words = {"manual_comment": mark.comment or None}
        connection.execute(comments.update().where(comments.c.id == entry.comment).values(**words))
        connection.execute(levels.delete().where(levels.c.grade_id == entry.grade))
        if mark.levels:
            values = {"grade_id": entry.grade, "levels": json.dumps(dict(mark.levels))}
            connection.execute(levels.insert().values(**values))


def chosen_levels(
    url: str, slug: str, rubrics: Mapping[str, ProseRubric]
) -> dict[str, dict[str, dict[str, Level]]]:
    """Return student -> question -> criterion -> level, for every mark that levels explain.

    Parameters
    ----------
    url : the gradebook's address; see `gradebook.db_url`.
    slug : the assignment.
    rubrics : its rubrics, by question.
    """
    found: dict[str, dict[str, dict[str, Level]]] = {}
    with MarkBook(url, slug) as book:
        for question, rubric in rubrics.items():
            for entry in book.entries(question):
                numbers = levels_that_hold(rubric, entry.mark)
                levels = {
                    criterion.name: criterion.levels[numbers[criterion.name]]
                    for criterion in rubric.criteria
                    if criterion.name in numbers
                }
                if levels:
                    found.setdefault(entry.student, {})[question] = levels
    return found


@contextlib.contextmanager
def _in_words() -> Iterator[None]:
    from sqlalchemy.exc import SQLAlchemyError

    try:
        yield
    except SQLAlchemyError as error:
        cause = getattr(error, "orig", None) or error
        raise CourseError(
            f"the gradebook cannot be used now: {cause}. Next: let other programs that write to "
            "it finish, for example greenlib grade, then save again."
        ) from None
