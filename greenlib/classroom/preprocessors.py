"""Steps that plug into nbgrader's own pipelines, through nbgrader_config.py.

Autograde: `RestoreCells` before the run, which `RunInEngine` does.
Feedback: `HideSecrets` before the page is made.
"""

from __future__ import annotations

import textwrap
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Float, Int

from .assignment import imports_of
from .engine import Engine, Limits
from .judged import cells_to_run, put_outputs, visible_part
from .masters import is_graded
from .release import data_files
from .restore import restore
from .words import failure_in_words


class RestoreCells(NbGraderPreprocessor):
    """Put a submission back into the order of its release, whatever happened to its cells.

    Answers are taken by grade id, the first where there are two; every other cell of the release
    comes back as it was; cells that the student added stay behind the cell they followed.
    """

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        course, info = self.parent.parent.coursedir, resources["nbgrader"]
        folder = course.format_path(course.release_directory, ".", info["assignment"])
        path = Path(folder) / f"{info['notebook']}.ipynb"
        if path.is_file():
            nb.cells = restore(nb, nbformat.read(path, as_version=4))
        return nb, resources


class RunInEngine(NbGraderPreprocessor):
    """Run the notebook as `greenlib grade` does: student code contained, tests in the judge.

    The settings hold for `greenlib grade` too.
    """

    cell_seconds = Float(Limits.cell_seconds, help="Wall time of a cell").tag(config=True)
    notebook_seconds = Float(Limits.notebook_seconds, help="Wall time in all").tag(config=True)
    cpu_seconds = Int(Limits.cpu_seconds, help="CPU time of a process").tag(config=True)
    memory_mb = Int(Limits.memory_mb, help="Memory of a process").tag(config=True)
    processes = Int(Limits.processes, help="Processes and threads").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        limits = Limits(**{name: getattr(self, name) for name in self.trait_names(config=True)
                           if hasattr(Limits, name)})  # fmt: skip
        code = [cell for cell in nb.cells if cell.cell_type == "code"]
        students, judges = imports_of(code)
        with Engine(students, judges, limits, _files_beside(resources)) as engine:
            if engine.not_contained:
                self.log.warning("student code is not kept apart: %s", engine.not_contained)
            put_outputs(nb, engine.run(cells_to_run(nb)))
        return nb, resources


def _files_beside(resources: dict) -> dict[str, bytes]:
    """Return the files that lie beside the notebook, which the master's have overwritten."""
    folder = Path(resources.get("metadata", {}).get("path", "."))
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in data_files(folder)
        if not path.is_symlink() and path.name != "timestamp.txt"
    }


_INSTEAD_OF_HIDDEN = "# Hidden tests with other numbers ran here."


class HideSecrets(NbGraderPreprocessor):
    """Take hidden tests, their traces and tracebacks out of what students get back."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict, cell_index: int
    ) -> tuple[NotebookNode, dict]:
        if is_graded(cell) and cell.cell_type == "code":
            cell.source = visible_part(cell.source, [_INSTEAD_OF_HIDDEN])
            for output in cell.outputs:
                if output.output_type == "error":
                    words = failure_in_words(output.ename, output.evalue)
                    output.ename, output.evalue = "", words
                    output.traceback = textwrap.wrap(words, 90)
        return cell, resources
