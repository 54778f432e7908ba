"""Sign-offs: who has reviewed a unit, on which day, and exactly what was reviewed.

`reviews/NN-topic.yml` holds them. A sign-off carries a hash of each part of the unit: the text
above the questions and each question of the master, its rubric, its answers in the bank, the data
files. So a change makes it stale, and it can be said which part has changed since.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from nbformat import NotebookNode
from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError, model_validator

from .bank import Bank
from .errors import CourseError, UsageError
from .files import write_atomically
from .masters import cells_by_question
from .release import data_files
from .syllabus import read_rubrics

State = Literal["signed", "stale", "not reviewed yet"]
_Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]
# A name is one line that shows as it is: no control character, none that turns the text around.
_Name = Annotated[
    str, StringConstraints(pattern=r"^[^\s\p{C}]([^\p{C}]*[^\s\p{C}])?$", max_length=80)
]


class SignOff(BaseModel):
    """One person's sign-off: the hash of all that was reviewed, and of each part of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    reviewer: _Name
    date: datetime.date
    content: _Hash
    parts: dict[str, _Hash]

    @model_validator(mode="after")
    def _content_fits_parts(self) -> SignOff:
        if self.content != content_of(self.parts):
            raise ValueError("content and parts do not belong together")
        return self


class _SignOffs(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    signed: list[SignOff]


@dataclass(frozen=True)
class Review:
    """A unit as it is now, part -> hash, and its sign-offs in the order of the file."""

    slug: str
    parts: dict[str, str]
    sign_offs: tuple[SignOff, ...]

    @property
    def content(self) -> str:
        """The hash of the unit as it is now."""
        return content_of(self.parts)

    @property
    def state(self) -> State:
        """Signed if one of the sign-offs is for the unit as it is now."""
        if not self.sign_offs:
            return "not reviewed yet"
        return "signed" if any(map(self.holds, self.sign_offs)) else "stale"

    def holds(self, sign_off: SignOff) -> bool:
        """Return whether `sign_off` is for the unit as it is now."""
        return sign_off.content == self.content

    def changes_since(self, sign_off: SignOff) -> list[str]:
        """Return the parts that have changed since `sign_off`, in the order of the unit.

        >>> before = {"master: energy_kwh": "0" * 12, "rubric: why": "1" * 12}
        >>> signed = SignOff(reviewer="reviewer-1", date="2026-01-31",
        ...                  content=content_of(before), parts=before)
        >>> now = Review("01-footprint", {"master: energy_kwh": "2" * 12}, (signed,))
        >>> now.changes_since(signed)
        ['master: energy_kwh', 'rubric: why (gone)']
        """
        changed = [
            f"{part}{'' if part in sign_off.parts else ' (new)'}"
            for part, now in self.parts.items() if sign_off.parts.get(part) != now
        ]  # fmt: skip
        return changed + [f"{part} (gone)" for part in sign_off.parts if part not in self.parts]


def content_of(parts: dict[str, str]) -> str:
    """Return one hash for all `parts`, whatever their order."""
    return _hash(sorted(parts.items()))


def read_review(root: Path, bank: Bank) -> Review:
    """Return the unit of `bank` with its sign-offs; none if there is no file of them.

    Raises CourseError, naming file and field, for sign-offs that are not well formed.
    """
    sign_offs = tuple(_read(_path(root, bank.slug)))
    return Review(bank.slug, _parts(root / "source" / bank.slug, bank), sign_offs)


def sign(root: Path, review: Review, reviewer: str, on: datetime.date) -> Path:
    """Record that `reviewer` has reviewed the unit as it is now; return the file.

    It takes the place of an earlier sign-off by the same person. Raises UsageError for a name that
    is none.
    """
    try:
        new = SignOff(reviewer=reviewer, date=on, content=review.content, parts=review.parts)
    except ValidationError:
        raise UsageError(
            f"{reviewer!r:.90} is no name: one line of at most 80 characters. Next: --by 'NAME'."
        ) from None
    others = [old for old in review.sign_offs if old.reviewer != reviewer]
    path = _path(root, review.slug)
    write_atomically(path, _as_yaml(review.slug, [*others, new]))
    return path


def _path(root: Path, slug: str) -> Path:
    return root / "reviews" / f"{slug}.yml"


def _as_yaml(slug: str, sign_offs: Iterable[SignOff]) -> bytes:
    about = f"# Who has reviewed {slug}. Written by `greenlib review sign`; do not edit by hand.\n"
    data = {"signed": [sign_off.model_dump() for sign_off in sign_offs]}
    return (about + yaml.safe_dump(data, allow_unicode=True, sort_keys=False)).encode()


def _read(path: Path) -> list[SignOff]:
    if not path.is_file():
        return []
    remedy = f"Next: 'git checkout {path.name}' in reviews/, or delete it and sign again"
    try:
        return _SignOffs.model_validate(yaml.safe_load(path.read_text(encoding="utf-8"))).signed
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise CourseError(f"{path} is not YAML: {error}. {remedy}.") from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the file"
        raise CourseError(f"{path}: {place}: {first['msg']}. {remedy}.") from None


def _parts(folder: Path, bank: Bank) -> dict[str, str]:
    rubrics = read_rubrics(folder)
    introduction, *sections = cells_by_question(bank.master.nb)
    parts = {"master: introduction": _hash(_content(introduction))}
    for question, cells in zip(bank.questions, sections, strict=True):
        parts[f"master: {question.name}"] = _hash(_content(cells))
        if question.name in rubrics:
            parts[f"rubric: {question.name}"] = _hash(rubrics[question.name].model_dump())
        answers = [vars(answer) for answer in bank.answers if answer.question == question.name]
        parts[f"answers: {question.name}"] = _hash(answers)
    for path in data_files(folder):
        parts[f"data: {path.relative_to(folder).as_posix()}"] = _hash(path.read_bytes().hex())
    return parts


def _content(cells: Iterable[NotebookNode]) -> list[tuple]:
    # Not blank lines at the end, nor other metadata: they only say how the text is laid out.
    return [(cell.cell_type, cell.source.rstrip(), cell.metadata.get("nbgrader")) for cell in cells]


def _hash(content: Any) -> str:
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
