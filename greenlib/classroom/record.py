"""Write grades into nbgrader's gradebook: one connection, one transaction per submission.

nbgrader's own tables, filled as its autograder fills them; formgrader and export read the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from typing import Any

from traitlets.config import Config

from .database import patiently
from .submission import Graded


class Recorder:
    """A connection to the gradebook at `db_url`, for one assignment that is registered there.

    Use as a context manager.
    """

    def __init__(self, db_url: str, slug: str, config: Config | None = None):
        self._db_url, self._slug, self._config = db_url, slug, config or Config()

    def __enter__(self) -> Recorder:
        patiently(self._db_url, self._connect)
        return self

    def _connect(self) -> None:
        from nbgrader.api import Gradebook

        self._gradebook = Gradebook(self._db_url, "greenlib")
        assignment = self._gradebook.find_assignment(self._slug)
        (notebook,) = assignment.notebooks
        self._assignment, self._notebook = assignment.id, notebook.id
        self._has_due_date = assignment.duedate is not None
        self._grade_cells = {cell.name: cell.id for cell in notebook.grade_cells}
        self._answer_cells = {cell.name: cell.id for cell in notebook.solution_cells}
        self._gradebook.db.rollback()

    def __exit__(self, *_: Any) -> None:
        self._gradebook.close()

    def record(self, student: str, graded: Graded, submitted: datetime | None) -> None:
        """Write what `student` got; a second time changes nothing but what is different.

        Marks that a person gave are kept, and asked to be looked at again. Raises CourseError if
        the database stays locked or cannot be written.
        """

        def write() -> None:
            with self._gradebook.engine.begin() as connection:
                self._write(connection, student, graded, submitted)

        patiently(self._db_url, write)
        if self._has_due_date and submitted is not None:
            from .late import penalise

            penalise(self._config, self._db_url, self._slug, student)

    def holds(self, student: str, graded: Graded) -> bool:
        """Return whether the gradebook has the points of `graded`: it may be another one by now."""
        return bool(graded.problem) or self._points.get(student) == graded.scores

    @cached_property
    def _points(self) -> dict[str, dict[str, float | None]]:
        """Student -> grade id -> the points that the machine gave, as they were at the start."""
        from nbgrader import api
        from sqlalchemy import select

        names = {cell: name for name, cell in self._grade_cells.items()}
        in_notebook = api.Grade.notebook_id == api.SubmittedNotebook.id
        in_submission = api.SubmittedNotebook.assignment_id == api.SubmittedAssignment.id
        query = (
            select(api.SubmittedAssignment.student_id, api.Grade.cell_id, api.Grade.auto_score)
            .join_from(api.Grade, api.SubmittedNotebook, in_notebook)
            .join(api.SubmittedAssignment, in_submission)
            .where(api.SubmittedAssignment.assignment_id == self._assignment)
        )
        points: dict[str, dict[str, float | None]] = {}
        with self._gradebook.engine.connect() as connection:
            for student, cell, score in connection.execute(query):
                points.setdefault(student, {})[names.get(cell, cell)] = score
        return points

    def _write(self, connection, student: str, graded: Graded, submitted) -> None:
        from nbgrader import api

        self._find_or_add(connection, api.Student, {"id": student})
        submission = self._find_or_add(
            connection, api.SubmittedAssignment,
            {"assignment_id": self._assignment, "student_id": student},
        )  # fmt: skip
        table = api.SubmittedAssignment.__table__
        if submitted is not None:
            change = table.update().where(table.c.id == submission).values(timestamp=submitted)
            connection.execute(change)
        notebook = self._find_or_add(
            connection, api.SubmittedNotebook,
            {"assignment_id": submission, "notebook_id": self._notebook},
        )  # fmt: skip
        self._write_grades(connection, api.Grade.__table__, notebook, graded)
        self._write_comments(connection, api.Comment.__table__, notebook, graded)

    def _write_grades(self, connection, table, notebook: str, graded: Graded) -> None:
        rows = connection.execute(
            table.select().where(table.c.notebook_id == notebook)
        ).mappings()  # fmt: skip
        known = {row["cell_id"]: row for row in rows}
        new = []
        for name, cell in self._grade_cells.items():
            points = graded.scores.get(name)
            row = known.get(cell)
            marked = row is not None and row["manual_score"] is not None
            values = {"auto_score": points, "needs_manual_grade": marked or points is None}
            if row is None:
                new.append({"cell_id": cell, "notebook_id": notebook, **values})
            elif any(row[key] != value for key, value in values.items()):
                change = table.update().where(table.c.id == row["id"]).values(**values)
                connection.execute(change)
        self._insert(connection, table, new)

    def _write_comments(self, connection, table, notebook: str, graded: Graded) -> None:
        rows = connection.execute(
            table.select().where(table.c.notebook_id == notebook)
        ).mappings()  # fmt: skip
        known = {row["cell_id"]: row for row in rows}
        new = []
        for name, cell in self._answer_cells.items():
            text = "No response." if name in graded.unanswered else None
            if cell not in known:
                new.append({"cell_id": cell, "notebook_id": notebook, "auto_comment": text})
            elif known[cell]["auto_comment"] != text:
                change = table.update().where(table.c.id == known[cell]["id"])
                connection.execute(change.values(auto_comment=text))
        self._insert(connection, table, new)

    @staticmethod
    def _insert(connection, table, rows: Iterable[dict]) -> None:
        if rows := list(rows):
            connection.execute(table.insert(), rows)

    @staticmethod
    def _find_or_add(connection, kind, key: dict) -> str:
        table = kind.__table__
        where = [table.c[name] == value for name, value in key.items()]
        found = connection.execute(table.select().where(*where)).first()
        if found is not None:
            return found.id
        result = connection.execute(table.insert().values(**key))
        return result.inserted_primary_key[0]
