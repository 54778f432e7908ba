"""nbgrader export plugins: grades for Canvas, Moodle, spreadsheets.

``nbgrader export --exporter=greenlib.classroom.export_plugins.CanvasExport --to canvas.csv
--assignment '["01-footprint"]' --CanvasExport.template=exported.csv``; ``greenlib export`` does
the same in fewer words.
"""

from __future__ import annotations

import sys
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.plugins import ExportPlugin
from traitlets import Unicode

from .errors import CourseError
from .export import Exported, Order, export


class _Export(ExportPlugin):
    """What the plugins have in common: where to, of whom, and what is said about it."""

    kind = ""
    default_name = ""

    def export(self, gradebook: Gradebook) -> None:
        """Write the file that ``--to`` names; what is not in it is logged as a warning."""
        try:
            exported = export(gradebook, self._root(), self._order())
        except CourseError as error:
            self.log.error(str(error))
            sys.exit(error.exit_code)
        self._say(exported)

    def _order(self) -> Order:
        return Order(
            self.kind, Path(self.to or self.default_name), [str(name) for name in self.assignment],
            [str(name) for name in self.student],
        )  # fmt: skip

    def _root(self) -> Path:
        course = getattr(self.parent, "coursedir", None)
        return Path(course.root if course else ".")

    def _say(self, exported: Exported) -> None:
        for words in (*_in_words(exported.missing), *exported.left):
            self.log.warning(words)


def _in_words(missing: tuple[str, ...]) -> list[str]:
    return [f"no graded submission: {', '.join(missing)}"] if missing else []


class CsvExport(_Export):
    """Grades as CSV, one line per student and assignment; no score where there is none."""

    kind, default_name = "csv", "grades.csv"


class XlsxExport(_Export):
    """Grades as an Excel workbook, one line per student and assignment."""

    kind, default_name = "xlsx", "grades.xlsx"


class _LmsExport(_Export):
    template = Unicode("", help="The file that the LMS exported, to be filled.").tag(config=True)
    column = Unicode("", help="Its column, if not named after the assignment.").tag(config=True)

    def _order(self) -> Order:
        order = super()._order()
        template = Path(self.template) if self.template else None
        return Order(order.kind, order.out, order.assignments, order.students, template,
                     self.column or None)  # fmt: skip


class CanvasExport(_LmsExport):
    """Grades for Canvas's gradebook import."""

    kind, default_name = "canvas", "canvas.csv"


class MoodleExport(_LmsExport):
    """Grades for Moodle's grade import, or its offline grading worksheet."""

    kind, default_name = "moodle", "moodle.csv"
