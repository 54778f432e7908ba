"""Steps that plug into nbgrader's autograde, through nbgrader_config.py.

`SubmissionExporter` reads and repairs a submission; `RunInEngine` runs it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, TextIO

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Float, Int

from .assignment import imports_of
from .engine import Engine, Limits
from .judged import cells_to_run, put_outputs
from .release import data_files
from .remarks import remarks_in, with_remarks
from .repair import repair


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


class RunInEngine(NbGraderPreprocessor):
    """Run the notebook as `greenlib grade` does: student code contained, tests in the judge.

    The settings hold for `greenlib grade` too.
    """

    cell_seconds = Float(Limits.cell_seconds, help="Wall time of a cell").tag(config=True)
    notebook_seconds = Float(Limits.notebook_seconds, help="Wall time in all").tag(config=True)
    cpu_seconds = Int(Limits.cpu_seconds, help="CPU time of a process").tag(config=True)
    memory_mb = Int(Limits.memory_mb, help="Memory of a process").tag(config=True)
    together_mb = Int(Limits.together_mb, help="Memory of all processes").tag(config=True)
    processes = Int(Limits.processes, help="Processes and threads").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        limits = Limits(**{name: getattr(self, name) for name in self.trait_names(config=True)
                           if hasattr(Limits, name)})  # fmt: skip
        code = [cell for cell in nb.cells if cell.cell_type == "code"]
        students, judges = imports_of(code)
        with Engine(students, judges, limits, _files_beside(resources)) as engine:
            if engine.not_contained:
                self.log.warning("student code is not kept apart: %s", engine.not_contained)
            report = engine.run(cells_to_run(nb))
        put_outputs(nb, report)
        stops = (remark.rstrip(".") for remark in report.remarks)
        return with_remarks(nb, (*remarks_in(nb), *stops)), resources


def _files_beside(resources: dict) -> dict[str, bytes]:
    """Return the files that lie beside the notebook, which the master's have overwritten."""
    folder = Path(resources.get("metadata", {}).get("path", "."))
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in data_files(folder)
        if not path.is_symlink() and path.name != "timestamp.txt"
    }
