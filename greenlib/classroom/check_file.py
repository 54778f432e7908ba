"""Read the notebook that a student is about to hand in, as it is."""

from __future__ import annotations

import warnings
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from .errors import CourseError
from .submissions import read_cells, read_file


def read_notebook(path: Path) -> NotebookNode:
    """Return the notebook at `path` in nbformat 4; refuse what is none.

    Marks of nbgrader that do not have its form (a grade_id that is text, points that are a number)
    are left out, as if the cell had none. Raises CourseError for a file that is unreadable, too
    large, cut off, or not a notebook.
    """
    data = read_file(path)
    # Says in words what is wrong with most files; what it lets through is read as Jupyter reads it.
    read_cells(data, path.name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # cells without an id, or with the same one
            nb = nbformat.reads(data.decode("utf-8-sig"), as_version=4, capture_validation_error={})
            nbformat.validate(nb, relax_add_props=True)
    except (nbformat.ValidationError, ValueError, AttributeError, TypeError, KeyError):
        raise CourseError(
            f"{path.name} is a JSON file but no Jupyter notebook. Next: open it in Jupyter, "
            "save it again, and check that copy."
        ) from None
    for cell in nb.cells:
        if not _is_nbgrader_mark(cell.metadata.get("nbgrader")):
            cell.metadata.pop("nbgrader", None)
    return nb


def _is_nbgrader_mark(mark: object) -> bool:
    return (
        isinstance(mark, dict)
        and isinstance(mark.get("grade_id"), str)
        and isinstance(mark.get("points", 0), (int, float))
        and abs(mark.get("points", 0)) < 10_000
    )
