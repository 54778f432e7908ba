"""Comments to use again: `comments.yml` beside the rubric, read often, added to by the page."""

from __future__ import annotations

from pathlib import Path

import yaml
from pydantic import ValidationError

from ..errors import CourseError
from ..syllabus import SavedComment, parse_comments, read_comments

FILE = "comments.yml"
_HEADING = "# Comments that markers use again; the page of `greenlib review grade` adds to them.\n"


def phrases_for(folder: Path, question: str) -> list[str]:
    """Return the comments saved for `question` in `folder`, oldest first.

    Raises CourseError, naming the field that is wrong.
    """
    return [saved.text for saved in read_comments(folder) if saved.question == question]


def add_phrase(folder: Path, question: str, text: str) -> None:
    """Save `text` as a comment to use again; one that is there already stays as it is.

    Raises CourseError for a text that is too short or too long, and for a file that cannot be
    read or written.
    """
    try:
        new = SavedComment(question=question, text=text.strip())
    except ValidationError as error:
        raise CourseError(f"this comment cannot be saved: {error.errors()[0]['msg']}.") from None
    path = folder / FILE
    before = path.read_text(encoding="utf-8") if path.is_file() else _HEADING
    if new in parse_comments(before, path):
        return
    entry = yaml.safe_dump(
        [new.model_dump()], allow_unicode=True, sort_keys=False, width=96, line_break="\n"
    )
    if not before.endswith("\n"):
        entry = "\n" + entry
    parse_comments(before + entry, path)
    _append(path, entry if path.is_file() else before + entry)


def _append(path: Path, text: str) -> None:
    """Add `text` in one write: another marker who adds at the same time loses nothing, and the
    notes that somebody wrote into the file stay."""
    try:
        with path.open("ab", buffering=0) as file:
            file.write(text.encode())
    except OSError as error:
        raise CourseError(
            f"cannot write {path}: {error.strerror}. Next: make it writable, then save again."
        ) from None
