"""The files people write about the course, all checked when they are read.

`course/syllabus.yml` maps objectives to sections, questions and points; `rubric.yml` beside a
master says how a prose answer is marked, `comments.yml` what markers often write;
`tests/mutants/NN-topic.yml` names the mutants that no test can tell from the reference.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, RootModel, ValidationError, model_validator

from .errors import CourseError


class Strict(BaseModel):
    """What people wrote: a field that does not exist is an error, and nothing changes later."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Objective(Strict):
    """What a student can do afterwards, where it is taught and which questions assess it."""

    text: str = Field(min_length=10)
    section: str
    questions: list[str] = []


class Unit(Strict):
    """A lesson and, but for the first, its assignment."""

    slug: str = Field(pattern=r"^\d\d-[a-z0-9-]+$")
    title: str
    minutes: int = Field(gt=0, le=180)
    points: int = Field(ge=0)
    objectives: list[Objective] = Field(min_length=1)


class Syllabus(Strict):
    """The course: its units in order."""

    units: list[Unit]

    def unit(self, slug: str) -> Unit | None:
        """Return the unit called `slug`, or None."""
        return next((unit for unit in self.units if unit.slug == slug), None)


class Level(Strict):
    """What an answer at this level shows, and the points it gets."""

    points: int = Field(ge=0)
    shows: str


class Criterion(Strict):
    """One thing a prose answer is marked on; levels from best to worst."""

    name: str
    levels: list[Level] = Field(min_length=2)


class ProseRubric(Strict):
    """How one prose question is marked: criteria with levels, and an anchor answer."""

    criteria: list[Criterion] = Field(min_length=1)
    anchor: str = Field(min_length=40)

    @property
    def points(self) -> int:
        """The most points an answer can get."""
        return sum(max(level.points for level in criterion.levels) for criterion in self.criteria)

    def points_of(self, levels: Mapping[str, int]) -> int | None:
        """Return the points of the chosen `levels`: criterion -> number of its level, from 0.

        None while a criterion has no level. Raises CourseError for one that the rubric does not
        have.
        """
        known = {criterion.name: criterion.levels for criterion in self.criteria}
        for name, number in levels.items():
            if name not in known or not 0 <= number < len(known[name]):
                raise CourseError(
                    f"the rubric has no level {number + 1} for {name!r}. Next: load the page again."
                )
        if levels.keys() != known.keys():
            return None
        return sum(known[name][number].points for name, number in levels.items())

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


class Rubrics(Strict):
    """The rubrics of an assignment, by the grade id of the prose question."""

    rubrics: dict[str, ProseRubric]


class Equivalent(Strict):
    """A mutant that computes the same as the reference, by its id, and the reason why it does."""

    mutant: str
    reason: str = Field(min_length=20)


class Equivalents(Strict):
    """The equivalent mutants of an assignment, by question."""

    equivalents: dict[str, list[Equivalent]]


class SavedComment(Strict):
    """A comment to use again, and the prose question that it belongs to."""

    question: str
    text: str = Field(min_length=3, max_length=1000)


class SavedComments(RootModel[list[SavedComment]]):
    """The comments of an assignment, in the order in which they were saved."""

    @model_validator(mode="before")
    @classmethod
    def _empty_file_is_empty_list(cls, value: object) -> object:
        return [] if value is None else value


def read_syllabus(path: Path) -> Syllabus:
    """Return the syllabus in `path`. Raises CourseError, naming the field that is wrong."""
    return read_checked(path, Syllabus)


def read_rubrics(folder: Path) -> dict[str, ProseRubric]:
    """Return the rubrics in `folder`/rubric.yml by grade id; none if there is no such file.

    Raises CourseError, naming the field that is wrong.
    """
    path = folder / "rubric.yml"
    return read_checked(path, Rubrics).rubrics if path.is_file() else {}


def read_equivalents(path: Path) -> dict[str, list[Equivalent]]:
    """Return the equivalent mutants listed in `path` by question; none if there is no such file.

    Raises CourseError, naming the field that is wrong.
    """
    return read_checked(path, Equivalents).equivalents if path.is_file() else {}


def read_comments(folder: Path) -> list[SavedComment]:
    """Return the comments in `folder`/comments.yml; none if there is no such file.

    Raises CourseError, naming the field that is wrong.
    """
    path = folder / "comments.yml"
    return read_checked(path, SavedComments).root if path.is_file() else []


def parse_comments(text: str, path: Path) -> list[SavedComment]:
    """Return the comments in `text`, which is or will be the content of `path`.

    Raises CourseError, naming the field that is wrong.
    """
    return _parse(text, path, SavedComments).root


_Model = TypeVar("_Model", bound=BaseModel)


def read_checked(path: Path, model: type[_Model]) -> _Model:
    """Return what the YAML file at `path` says, as a `model`.

    Raises CourseError, naming the field that is wrong.
    """
    try:
        return _parse(path.read_text(encoding="utf-8"), path, model)
    except FileNotFoundError:
        raise CourseError(f"{path} is missing. Next: restore it from git.") from None


def _parse(text: str, path: Path, model: type[_Model]) -> _Model:
    try:
        return model.model_validate(yaml.safe_load(text))
    except yaml.YAMLError as error:
        raise CourseError(f"{path} is not YAML: {error}. Next: correct the line.") from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise CourseError(
            f"{path}: {place}: {first['msg']}, got {first['input']!r:.80}. Next: correct the field."
        ) from None
