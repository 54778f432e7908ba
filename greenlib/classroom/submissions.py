"""Read what students hand in: files that may be named, encoded or filled in any way.

`find_notebook` picks the file, `read_cells` makes plain cells of its bytes. Of a file nothing is
believed but the text of its cells and what tells which cell is which; outputs and other metadata
never get past this module.
"""

from __future__ import annotations

import itertools
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .errors import CourseError

MAX_SUBMISSION_BYTES = 50_000_000
MAX_CELLS = 2_000
_FOLDERS_DEEP = 3
# What people upload in place of a notebook, by how the file begins.
_OTHER_FILES = {
    b"<": "a web page",
    b"PK": "a zip archive",
    b"%PDF": "a PDF",
    b"\x1f\x8b": "a compressed archive",
}
_HAND_IN_AGAIN = "Next: save the notebook in Jupyter, download it and hand it in again"


@dataclass(frozen=True)
class SubmittedCell:
    """What counts of a cell that was handed in.

    `kind` is "code", "markdown" or "raw"; `marks` are nbgrader's locked, grade, solution and points
    as the file has them; `attachments` the pictures of a Markdown cell.
    """

    kind: str
    source: str
    grade_id: str | None = None
    cell_id: str | None = None
    marks: tuple = ()
    attachments: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def find_notebook(folder: Path, slug: str) -> tuple[Path, tuple[str, ...]]:
    """Return the notebook to grade in a student's folder, and remarks on the choice.

    It is ``slug.ipynb``, or else the only notebook whose name holds the assignment's, such as
    ``slug (1).ipynb``. Links are not followed. Raises CourseError, saying what is there instead.
    """
    wanted = f"{slug}.ipynb"
    if folder.is_symlink():
        raise CourseError(
            f"the folder {folder.name} is a link to another folder, and links are not followed. "
            f"Next: put {wanted} itself there."
        )
    found = sorted(_files(folder, folder), key=lambda path: (len(path.parts), path))
    notebooks = [path for path in found if path.suffix.lower() == ".ipynb"]
    if folder / wanted in notebooks:
        others = [path for path in notebooks if path != folder / wanted]
        remark = f"the folder also holds {listed(_names(others, folder))}; {wanted} was graded"
        return folder / wanted, (remark,) if others else ()
    named = [path for path in notebooks if _plain_name(slug) in _plain_name(path.stem)]
    if len(named) == 1:
        return named[0], (f"{listed(_names(named, folder))} was graded as {wanted}",)
    if named:
        raise CourseError(
            f"no {wanted} was handed in, but {listed(_names(named, folder))}, and it is not clear "
            f"which one counts. Next: keep one of them and name it {wanted}."
        )
    raise CourseError(_what_is_there(folder, wanted, found))


def _files(folder: Path, top: Path) -> Iterator[Path]:
    """Yield the regular files below a student's folder, those of hidden folders left out."""
    try:
        entries = list(os.scandir(folder))
    except OSError as error:
        raise CourseError(_unreadable(folder.name, error)) from None
    for entry in entries:
        path = folder / entry.name
        if entry.is_symlink() or entry.name.startswith((".", "__MACOSX")):
            continue
        if entry.is_file():
            yield path
        elif entry.is_dir() and len(path.relative_to(top).parts) <= _FOLDERS_DEEP:
            yield from _files(path, top)


def _what_is_there(folder: Path, wanted: str, found: list[Path]) -> str:
    path = folder / wanted
    next_step = f"Next: hand in the notebook under the name {wanted}."
    if path.is_symlink():
        return f"{wanted} is a link to another file, and links are not followed. {next_step}"
    if path.is_dir():
        return f"{wanted} is a folder without a notebook in it. {next_step}"
    if path.exists():
        return f"{wanted} is no ordinary file. {next_step}"
    there = listed(_names(found, folder)) or "nothing"
    return f"no {wanted} was handed in; the folder holds {there}. {next_step}"


def _names(paths: Iterable[Path], folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in paths]


def _plain_name(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower())


def read_file(path: Path) -> bytes:
    """Return the bytes of a submitted file. Raises CourseError for one too large or unreadable."""
    try:
        size = path.stat().st_size
        if size > MAX_SUBMISSION_BYTES:
            raise CourseError(
                f"{path.name} has {size:,} bytes; {MAX_SUBMISSION_BYTES:,} are allowed. Next: "
                "clear the outputs of all cells, save, and hand it in again."
            )
        return path.read_bytes()
    except OSError as error:
        raise CourseError(_unreadable(path.name, error)) from None


def _unreadable(name: str, error: OSError) -> str:
    return (
        f"{name} cannot be read ({error.strerror or error}). Next: the instructor gives the "
        "grader the right to read it, and grades again."
    )


def read_cells(
    submitted: bytes | Mapping[str, Any], name: str = "the file"
) -> tuple[list[SubmittedCell], tuple[str, ...]]:
    """Return the cells of a submitted notebook in their order, and remarks on how it was read.

    Parameters
    ----------
    submitted : the bytes of a file, or a notebook that has been read; any format since nbformat 3.
    name : what messages call the file.

    Raises CourseError, in words, for bytes that are no notebook.
    """
    content, remarks = submitted, []
    if isinstance(submitted, bytes):
        text, remarks = _decoded(submitted, name)
        content = _parsed(text, name)
    cells = list(_raw_cells(content, name))
    if len(cells) > MAX_CELLS:
        raise CourseError(
            f"{name} has {len(cells):,} cells; {MAX_CELLS:,} are allowed. Next: delete those that "
            "are not needed, save, and hand it in again."
        )
    broken = [str(n) for n, cell in enumerate(cells, 1) if not _has_text(cell)]
    if broken:
        numbers = ", ".join(broken[:5])
        remarks.append(f"no readable text in cell {numbers}; read as empty")
    language = _language(content)
    if language and not language.lower().startswith(("python", "ipython")):
        remarks.append(f"the notebook is set to the language {_shown(language)}; it ran as Python")
    return [_plain_cell(cell) for cell in cells], tuple(remarks)


def _decoded(data: bytes, name: str) -> tuple[str, list[str]]:
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise CourseError(f"{name} is empty. {_HAND_IN_AGAIN}.")
    for beginning, kind in _OTHER_FILES.items():
        if data.lstrip().startswith(beginning) and b"<<<<<<<" not in data[:100]:
            raise CourseError(f"{name} is {kind}, not a notebook. {_HAND_IN_AGAIN}.")
    try:
        return data.decode(json.detect_encoding(data)).strip("\0 \t\r\n"), []
    except UnicodeDecodeError:
        remark = "the file is not in UTF-8; letters beyond plain English may have changed"
        return data.decode("cp1252", "replace"), [remark]


def _parsed(text: str, name: str) -> Any:
    if "\n<<<<<<< " in f"\n{text}" and "\n>>>>>>> " in text:
        raise CourseError(
            f"{name} holds the marks of a merge conflict (<<<<<<<), so it is no notebook any more. "
            "Next: choose one side of each conflict, open it in Jupyter, save and hand it in again."
        )
    try:
        # Integers of thousands of digits are an error, as floats they are infinite.
        return json.loads(text, strict=False, parse_int=float)
    except RecursionError:
        raise CourseError(
            f"{name} is nested too deeply to be read. Next: clear the outputs of all cells, save, "
            "and hand it in again."
        ) from None
    except ValueError:
        raise CourseError(
            f"{name} is not a complete notebook file: it may have been cut off on upload, or "
            f"edited by hand. {_HAND_IN_AGAIN}."
        ) from None


def _raw_cells(content: Any, name: str) -> Iterator[Mapping]:
    """Yield what claims to be a cell; nbformat 3 kept cells in worksheets."""
    content = _as_mapping(content)
    sheets = content.get("worksheets")
    holders = sheets if "cells" not in content and isinstance(sheets, list) else [content]
    lists = [_as_mapping(holder).get("cells") for holder in holders]
    if not all(isinstance(cells, list) for cells in lists):
        raise CourseError(f"{name} is a JSON file but no Jupyter notebook. {_HAND_IN_AGAIN}.")
    yield from map(_as_mapping, itertools.chain.from_iterable(lists))


def _plain_cell(cell: Mapping) -> SubmittedCell:
    kind, source = cell.get("cell_type"), _text(_source_of(cell))
    if kind == "heading":  # nbformat 3
        kind, source = "markdown", f"## {source}"
    mark = _as_mapping(_as_mapping(cell.get("metadata")).get("nbgrader"))
    return SubmittedCell(
        kind if kind in ("code", "markdown") else "raw",
        source,
        _string(mark.get("grade_id")),
        _string(cell.get("id")),
        marks_of(mark),
        _attachments(cell) if kind == "markdown" else {},
    )


def marks_of(mark: Mapping) -> tuple:
    """Return what nbgrader's metadata of a cell says, other than its name."""
    return (*(mark.get(key) is True for key in ("locked", "grade", "solution")), mark.get("points"))


def _source_of(cell: Mapping) -> Any:
    return cell.get("source", cell.get("input", ""))


def _has_text(cell: Mapping) -> bool:
    source = _source_of(cell)
    parts = source if isinstance(source, list) else [source]
    return bool(cell) and all(isinstance(part, str) for part in parts)


def _text(source: Any) -> str:
    """Return a source as text that Python and UTF-8 can hold: no null, no half of a character."""
    parts = source if isinstance(source, list) else [source]
    text = "".join(part for part in parts if isinstance(part, str))
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def _attachments(cell: Mapping) -> dict[str, dict[str, str]]:
    return {
        _text(name): {_text(kind): _text(data) for kind, data in _as_mapping(bundle).items()}
        for name, bundle in _as_mapping(cell.get("attachments")).items()
    }


def _language(content: Any) -> str | None:
    metadata = _as_mapping(_as_mapping(content).get("metadata"))
    spec, info = _as_mapping(metadata.get("kernelspec")), _as_mapping(metadata.get("language_info"))
    return _string(spec.get("language")) or _string(info.get("name"))


def _as_mapping(value: Any) -> Mapping:
    return value if isinstance(value, Mapping) else {}


def _string(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def listed(names: Iterable[str]) -> str:
    """Return names from a submission as a short enumeration, safe to show.

    >>> listed(["a", "b", "c"])
    "'a', 'b' and 'c'"
    """
    names = [_shown(name) for name in names]
    if len(names) > 6:
        names = [*names[:5], f"{len(names) - 5} more"]
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _shown(name: str) -> str:
    text = "".join(letter if letter.isprintable() else "?" for letter in _text(name))
    return repr(text if len(text) <= 60 else f"{text[:57]}...")
