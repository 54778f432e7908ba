"""The files people write about the course: the syllabus, rubrics and lists of equivalent mutants.

`course/syllabus.yml` maps objectives to sections, questions and points; `rubric.yml` beside a
master says how a prose answer is marked; `tests/mutants/NN-topic.yml` names the mutants that no
test can tell from the reference. All are checked when they are read.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from .errors import CourseError


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Objective(_Strict):
    """What a student can do afterwards, where it is taught and which questions assess it."""

    text: str = Field(min_length=10)
    section: str
    questions: list[str] = []


class Unit(_Strict):
    """A lesson and, but for the first, its assignment."""

    slug: str = Field(pattern=r"^\d\d-[a-z0-9-]+$")
    title: str
    minutes: int = Field(gt=0, le=180)
    points: int = Field(ge=0)
    objectives: list[Objective] = Field(min_length=1)


class Syllabus(_Strict):
    """The course: its units in order."""

    units: list[Unit]

    def unit(self, slug: str) -> Unit | None:
        """Return the unit called `slug`, or None."""
        return next((unit for unit in self.units if unit.slug == slug), None)


class Level(_Strict):
    """What an answer at this level shows, and the points it gets."""

    points: int = Field(ge=0)
    shows: str


class Criterion(_Strict):
    """One thing a prose answer is marked on; levels from best to worst."""

    name: str
    levels: list[Level] = Field(min_length=2)


class ProseRubric(_Strict):
    """How one prose question is marked: criteria with levels, and an anchor answer."""

    criteria: list[Criterion] = Field(min_length=1)
    anchor: str = Field(min_length=40)

    @property
    def points(self) -> int:
        """The most points an answer can get."""
        return sum(max(level.points for level in criterion.levels) for criterion in self.criteria)

    def as_markdown(self, title: str) -> str:
        """Return the mark scheme as a Markdown table with the anchor answer below it."""
        rows = [
            f"| {criterion.name} | {level.points} | {level.shows} |"
            for criterion in self.criteria
            for level in criterion.levels
        ]
        quoted = "\n".join(f"> {line}".rstrip() for line in self.anchor.strip().splitlines())
        return "\n".join(
            [f"**Mark scheme · {title} · {self.points} points**", "",
             "| criterion | points | the answer |", "|---|---|---|", *rows, "",
             "An answer that gets full points:", "", quoted]
        )  # fmt: skip


class Rubrics(_Strict):
    """The rubrics of an assignment, by the grade id of the prose question."""

    rubrics: dict[str, ProseRubric]


class Equivalent(_Strict):
    """A mutant that computes the same as the reference, by its id, and the reason why it does."""

    mutant: str
    reason: str = Field(min_length=20)


class Equivalents(_Strict):
    """The equivalent mutants of an assignment, by question."""

    equivalents: dict[str, list[Equivalent]]


def read_syllabus(path: Path) -> Syllabus:
    """Return the syllabus in `path`. Raises CourseError, naming the field that is wrong."""
    return _read(path, Syllabus)


def read_rubrics(folder: Path) -> dict[str, ProseRubric]:
    """Return the rubrics in `folder`/rubric.yml by grade id; none if there is no such file.

    Raises CourseError, naming the field that is wrong.
    """
    path = folder / "rubric.yml"
    return _read(path, Rubrics).rubrics if path.is_file() else {}


def read_equivalents(path: Path) -> dict[str, list[Equivalent]]:
    """Return the equivalent mutants listed in `path` by question; none if there is no such file.

    Raises CourseError, naming the field that is wrong.
    """
    return _read(path, Equivalents).equivalents if path.is_file() else {}


_Model = TypeVar("_Model", bound=BaseModel)


def _read(path: Path, model: type[_Model]) -> _Model:
    try:
        return model.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise CourseError(f"{path} is missing. Next: restore it from git.") from None
    except yaml.YAMLError as error:
        raise CourseError(f"{path} is not YAML: {error}. Next: correct the line.") from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise CourseError(
            f"{path}: {place}: {first['msg']}, got {first['input']!r:.80}. Next: correct the field."
        ) from None
