"""Steps that plug into nbgrader's own pipelines, through nbgrader_config.py.

Autograde: `SubmissionExporter` reads and repairs, `QuietTests` works after the run.
Feedback: `HideSecrets` and `ShowRemarks` before the page is made.
"""

from __future__ import annotations

import html
import textwrap
from pathlib import Path
from typing import Any, TextIO

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from .masters import BEGIN_HIDDEN, END_HIDDEN, is_graded, is_test
from .remarks import remarks_in, with_remarks
from .repair import repair
from .words import failure_in_words


class SubmissionExporter(NotebookExporter):
    """Read a submission as it is meant: from any file, back in the order of its release.

    nbgrader reads each notebook twice: as it was handed in, and as it is graded. Only the first is
    repaired; the remarks travel in the metadata of the notebook.
    """

    def from_file(
        self, file_stream: TextIO, resources: dict | None = None, **options: Any
    ) -> tuple:
        """Return the notebook in `file_stream` and the resources, as nbconvert's exporters do."""
        release = self._release(resources["nbgrader"])
        if not self.parent._sanitizing or not release.is_file():
            return super().from_file(file_stream, resources, **options)
        name = Path(file_stream.name).name
        nb, remarks = repair(file_stream.buffer.read(), nbformat.read(release, as_version=4), name)
        return self.from_notebook_node(with_remarks(nb, remarks), resources, **options)

    def _release(self, info: dict) -> Path:
        course = self.parent.coursedir
        folder = course.format_path(course.release_directory, ".", info["assignment"])
        return Path(folder) / f"{info['notebook']}.ipynb"


class QuietTests(NbGraderPreprocessor):
    """Drop what test cells print: nbgrader gives 0 to a test that writes to stderr."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict, cell_index: int
    ) -> tuple[NotebookNode, dict]:
        if is_test(cell) and cell.cell_type == "code":
            cell.outputs = [output for output in cell.outputs if output.output_type == "error"]
        return cell, resources


class HideSecrets(NbGraderPreprocessor):
    """Take hidden tests, their traces and tracebacks out of what students get back."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict, cell_index: int
    ) -> tuple[NotebookNode, dict]:
        if is_graded(cell) and cell.cell_type == "code":
            cell.source = _visible_part(cell.source)
            for output in cell.outputs:
                if output.output_type == "error":
                    words = failure_in_words(output.ename, output.evalue)
                    output.ename, output.evalue = "", words
                    output.traceback = textwrap.wrap(words, 90)
        return cell, resources


class ShowRemarks(NbGraderPreprocessor):
    """Say at the top of what students get back what was found and put right in their notebook."""

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        if remarks := remarks_in(nb):
            points = "".join(f"<li>{html.escape(remark)}.</li>" for remark in remarks)
            text = f"<b>About your notebook</b><ul>{points}</ul>"
            nb.cells.insert(0, nbformat.v4.new_markdown_cell(text, id="about-your-notebook"))
        return nb, resources


def _visible_part(source: str) -> str:
    lines, hidden = [], False
    for line in source.splitlines():
        if line.strip() == BEGIN_HIDDEN:
            hidden = True
            lines.append("# Hidden tests with other numbers ran here.")
        elif line.strip() == END_HIDDEN:
            hidden = False
        elif not hidden:
            lines.append(line)
    return "\n".join(lines)
