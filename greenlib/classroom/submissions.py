"""Read a notebook that somebody hands in: is it one, and a whole one?"""

from __future__ import annotations

import json
import warnings
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from .errors import CourseError

MAX_SUBMISSION_BYTES = 20_000_000


def read_submission(path: Path) -> NotebookNode:
    """Return the notebook in a file that is handed in, in nbformat 4; refuse what is none.

    Marks of nbgrader that do not have its form (a grade_id that is text, points that are a number)
    are left out, as if the cell had none. Raises CourseError for a file that is missing, a link,
    unreadable, too large, cut off, or not a notebook.
    """
    if path.is_symlink() or not path.is_file():
        others = sorted(other.name for other in path.parent.glob("*"))
        raise CourseError(f"no {path.name} was handed in; the folder holds {others or 'nothing'}")
    size = path.stat().st_size
    if size > MAX_SUBMISSION_BYTES:
        raise CourseError(f"{path.name} has {size:,} bytes; {MAX_SUBMISSION_BYTES:,} are allowed")
    try:
        text = path.read_text(encoding="utf-8-sig")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # cells without an id, or with the same one
            nbformat.validate(nbformat.from_dict(json.loads(text)), relax_add_props=True)
            nb = nbformat.reads(text, as_version=4, capture_validation_error={})
    except OSError as error:
        raise CourseError(f"{path.name} cannot be read: {error.strerror}") from None
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise CourseError(
            f"{path.name} is not a complete notebook file: it may have been cut off while it was "
            "saved or uploaded. Save it again and hand in the whole file"
        ) from None
    except (nbformat.ValidationError, ValueError, AttributeError, TypeError, KeyError):
        raise CourseError(f"{path.name} is a JSON file but no Jupyter notebook") from None
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
