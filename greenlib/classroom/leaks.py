"""Find in what is handed out anything that students must not see.

Made apart from what writes the releases: it knows the masters' secrets, and reads every file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from .build import assignment_slugs, read_master
from .masters import MARKERS
from .release import secret_lines
from .syllabus import read_rubrics

# Shorter lines, such as "return result", are in a thousand programs.
_SHORTEST = 16


def find_leaks(root: Path, files: Mapping[str, bytes]) -> list[str]:
    """Return, in words, the secrets of the course in `root` that `files` hold; [] if none.

    A line of a solution that a lesson or greenlib's domain half holds too was taught, and is none.

    Parameters
    ----------
    root : the course directory, with masters and rubrics.
    files : path -> content of all that is to be handed out.
    """
    texts = {name: "\n".join(texts_in(name, data)) for name, data in files.items()}
    taught = [text for name, text in texts.items() if is_taught(name)]
    secrets = {text: where for text, where in _secrets(root)
               if not any(text in other for other in taught)}  # fmt: skip
    found = []
    for name, text in texts.items():
        marked = (marker for marker in MARKERS if _holds_marker(name, text, marker))
        found += [f"{name} holds {marker!r}" for marker in marked]
        found += [f"{name} holds a line of {where}" for line, where in secrets.items()
                  if line in text]  # fmt: skip
    return found


def is_taught(name: str) -> bool:
    """Return whether the file `name` is a lesson's or of greenlib's domain half."""
    return name.startswith(("course/", "greenlib/")) and "/classroom/" not in name


def texts_in(name: str, data: bytes) -> Iterator[str]:
    """Yield the texts in a file; those of a notebook as people read them, outputs too."""
    text = data.decode("utf-8", "replace")
    if not name.endswith(".ipynb"):
        yield text
        return
    waiting = [json.loads(text)]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting += value.values()
        elif isinstance(value, list) and all(isinstance(part, str) for part in value):
            yield "".join(value)
        elif isinstance(value, list):
            waiting += value
        elif isinstance(value, str):
            yield value


def _holds_marker(name: str, text: str, marker: str) -> bool:
    """Return whether a line of `text` is `marker`; code may name it, between quotation marks."""
    return re.search(rf"^\s*(?:# )?{re.escape(marker)}\s*$", text, re.MULTILINE) is not None


def _secrets(root: Path) -> Iterator[tuple[str, str]]:
    """Yield (text, where it stands) of lines of solutions, hidden tests and anchor answers."""
    masters = {slug: read_master(root, slug) for slug in assignment_slugs(root)}
    public = "\n".join(_public_text(cell.source for cell in master.nb.cells)
                       for master in masters.values())  # fmt: skip
    for slug, master in masters.items():
        for number, cell in enumerate(master.nb.cells):
            for line_number, line in secret_lines(cell.source):
                if len(line) >= _SHORTEST and line not in public:
                    path, line_in_file = master.place(number, line_number)
                    yield line, f"{path.as_posix()}:{line_in_file}"
        for name, rubric in read_rubrics(root / "source" / slug).items():
            for line in rubric.anchor.splitlines():
                if len(line.strip()) >= _SHORTEST:
                    yield line.strip(), f"the anchor answer of {name}"


def _public_text(sources: Iterable[str]) -> str:
    lines = []
    for source in sources:
        secret = {number for number, _ in secret_lines(source)}
        lines += [line for n, line in enumerate(source.splitlines(), 1) if n not in secret]
    return "\n".join(lines)
