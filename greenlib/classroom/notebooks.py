"""Read a py:percent file as a notebook whose cells have stable ids and known lines.

The text file is the source; the notebook is made from it. Cell ids come from the grade id or from
the section heading, never from chance, so that the same text gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

import nbformat
from jupytext.magics import is_magic
from nbformat import NotebookNode

from .errors import MasterError

_MARKER = re.compile(r"^# %%(?:\s|$)")
_HEADING = re.compile(r"^#{1,6}\s+(.+)$", re.MULTILINE)
_METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python", "file_extension": ".py", "mimetype": "text/x-python"},
}


@dataclass(frozen=True)
class TextNotebook:
    """A notebook read from text: its nodes, and the line of the text each cell begins on."""

    path: Path
    nb: NotebookNode
    lines: tuple[int, ...]

    def place(self, cell_number: int, line_in_cell: int = 1) -> tuple[Path, int]:
        """Return the file and the line of line `line_in_cell` of cell `cell_number` (from 0)."""
        return self.path, self.lines[cell_number] + line_in_cell


def read_text_notebook(path: Path, shown_as: Path | None = None) -> TextNotebook:
    """Return the notebook that the py:percent file at `path` describes.

    `shown_as` is the path used in messages. Raises MasterError, with the line, for text before
    the first cell marker, code that is not plain Python (Jupyter commands such as `!ls` and `%time`
    are not) and cells that cannot have an id of their own.
    """
    import jupytext  # takes half a second, which only those who read text should wait

    shown = shown_as or path
    text = path.read_text(encoding="utf-8")
    lines = tuple(n for n, line in enumerate(text.splitlines(), 1) if _MARKER.match(line))
    nb = jupytext.reads(text, fmt="py:percent")
    if len(nb.cells) != len(lines):
        raise MasterError(
            shown, 1, f"{len(nb.cells)} cells but {len(lines)} '# %%' markers",
            "begin the file, and every cell, with a line '# %%' or '# %% [markdown]'",
        )  # fmt: skip
    notebook = TextNotebook(shown, nb, lines)
    _check_that_code_parses(notebook, text.splitlines())
    _give_ids(notebook)
    nb.metadata = nbformat.from_dict(_METADATA)
    nb.nbformat, nb.nbformat_minor = 4, 5
    return notebook


def to_bytes(nb: NotebookNode) -> bytes:
    """Return `nb` as the bytes of an .ipynb file; equal notebooks give equal bytes."""
    return (nbformat.writes(nb, version=nbformat.NO_CONVERT).rstrip("\n") + "\n").encode()


def sources_digest(nb: NotebookNode) -> str:
    """Return a digest of what people edit in a notebook: the type, source and tags of its cells."""
    content = [
        (cell.cell_type, cell.source, cell.metadata.get("nbgrader", {}).get("grade_id"))
        for cell in nb.cells
    ]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:16]


def grade_id(cell: NotebookNode) -> str | None:
    """Return the cell's nbgrader grade id, or None."""
    return cell.metadata.get("nbgrader", {}).get("grade_id")


def _check_that_code_parses(notebook: TextNotebook, written: list[str]) -> None:
    for number, cell in enumerate(notebook.nb.cells):
        if cell.cell_type != "code":
            continue
        _refuse_commands(notebook, number, written)
        try:
            compile(cell.source, "cell", "exec", dont_inherit=True, flags=_ASYNC)
        except SyntaxError as error:
            path, line = notebook.place(number, error.lineno or 1)
            if _is_command(cell.source.splitlines(), error.lineno):
                raise _command_error(path, line, written) from None
            raise MasterError(
                path, line, f"this cell is not Python: {error.msg}", "correct the line"
            ) from None


def _refuse_commands(notebook: TextNotebook, number: int, written: list[str]) -> None:
    """Refuse comments such as '# !important' or '# ls': jupytext makes commands of them."""
    for line_number, line in enumerate(notebook.nb.cells[number].source.splitlines(), 1):
        path, place = notebook.place(number, line_number)
        if written[place - 1].rstrip() != line.rstrip():
            raise _command_error(path, place, written)


def _is_command(lines: list[str], number: int | None) -> bool:
    wrong = lines[number - 1] if number and number <= len(lines) else ""
    return bool(is_magic(wrong, "python", explicitly_code=True))


def _command_error(path: Path, line: int, written: list[str]) -> MasterError:
    return MasterError(
        path, line, f"Jupyter takes {written[line - 1].strip()!r} for a command, not for Python",
        "begin a comment with another word, or write the command in Python",
    )  # fmt: skip


_ASYNC = 0x2000  # ast.PyCF_ALLOW_TOP_LEVEL_AWAIT: notebooks may await at top level


def _give_ids(notebook: TextNotebook) -> None:
    section, seen = "top", {}
    for number, cell in enumerate(notebook.nb.cells):
        if cell.cell_type == "markdown" and (heading := _HEADING.search(cell.source)):
            section = _slug(heading[1])
        name = grade_id(cell)
        if name is None:
            count = sum(1 for other in seen if other.rpartition("-")[0] == section) + 1
            name = f"{section}-{count}"
        if name in seen:
            path, line = notebook.place(number, 0)
            raise MasterError(
                path, line,
                f"the grade id {name!r} is already used on line {notebook.lines[seen[name]]}",
                "give this cell a grade_id of its own",
            )  # fmt: skip
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", name):
            path, line = notebook.place(number, 0)
            raise MasterError(
                path, line, f"{name!r} cannot be an id",
                "use at most 64 letters, digits, '_' and '-'",
            )  # fmt: skip
        seen[name] = number
        cell["id"] = name


def _slug(heading: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-")[:48] or "section"
