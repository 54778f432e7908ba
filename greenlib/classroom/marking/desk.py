"""The desk: the answers to a question in their order, without names, and what happens to them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from .. import gradebook
from ..build import read_master
from ..errors import CourseError, UsageError
from ..notebooks import grade_id
from .book import Entry, MarkBook
from .marks import ChangedMeanwhile, Mark, Wish, levels_that_hold, mark_after
from .phrases import add_phrase, phrases_for
from .questions import prose_questions

# A marker waits at the page: better to say after this time that the gradebook is in use.
_LOCK_TIMEOUT_S = 5


@dataclass(frozen=True)
class Place:
    """An answer's place among all: its key, which tells no name, and whether it still waits."""

    key: str
    waits: bool


@dataclass(frozen=True)
class Answer:
    """One answer as a marker sees it.

    parts : what the student wrote, as (kind of cell, source): the answer, then cells added to it.
    mark : its mark; levels : those that explain its points.
    version : to be given back with a wish.
    """

    parts: tuple[tuple[str, str], ...]
    mark: Mark
    levels: dict[str, int]
    version: str


class Desk:
    """Marks the prose questions of assignment `slug` in the course directory `root`.

    Use as a context manager. Raises UsageError and CourseError, in words, for a unit, a rubric or
    a gradebook that is not there.
    """

    def __init__(self, root: Path, slug: str, question: str | None = None):
        self._root, self.slug = root, slug
        questions = prose_questions(root, slug, question)
        self.questions = {question.name: question for question in questions}
        self._released = {cell.id for cell in read_master(root, slug).nb.cells}
        self._book = MarkBook(gradebook.db_url(root, _LOCK_TIMEOUT_S), slug)
        self._before: dict[str, list[Mark]] = {}

    def __enter__(self) -> Desk:
        gradebook.put_tools_on_path()
        if not (self._root / "gradebook.db").is_file():
            raise _nothing_graded(self._root, self.slug)
        self._book.__enter__()
        if not any(self.places(name) for name in self.questions):
            self._book.__exit__()
            raise _nothing_graded(self._root, self.slug)
        return self

    def __exit__(self, *error: object) -> None:
        self._book.__exit__(*error)

    def places(self, question: str) -> list[Place]:
        """Return the answers in the order of marking: by chance, but always the same."""
        return [Place(key, entry.mark.waits) for key, entry in self._entries(question).items()]

    def progress_in_words(self) -> str:
        """Return how far the marking is: "say_it_honestly: 7 of 12 answers marked"."""
        lines = []
        for name in self.questions:
            places = self.places(name)
            done = sum(not place.waits for place in places)
            lines.append(f"{name}: {done} of {len(places)} answers marked")
        return "\n".join(lines)

    def answer(self, question: str, key: str) -> Answer:
        """Return the answer called `key`. Raises UsageError if there is none."""
        entry = self._entry(question, key)
        parts = self._parts(entry, question)
        levels = levels_that_hold(self.questions[question].rubric, entry.mark)
        return Answer(parts, entry.mark, levels, _version(entry.mark, parts))

    def do(self, question: str, key: str, wish: Wish) -> Answer:
        """Do what a marker wishes, and return the answer as it is then.

        Raises ChangedMeanwhile if the answer or its mark is no longer what the marker saw; then
        nothing is written.
        """
        entry = self._entry(question, key)
        parts, rubric = self._parts(entry, question), self.questions[question].rubric
        history = self._before.setdefault(key, [])
        seen: list[Mark] = []

        def change(before: Mark) -> Mark:
            if wish.version != _version(before, parts):
                raise ChangedMeanwhile(before)
            seen.append(before)
            if wish.action != "undo":
                return mark_after(rubric, before, wish)
            if not history:
                raise CourseError("there is nothing to undo on this page since it was started.")
            return history[-1]

        after = self._book.change(question, entry, change)
        if wish.action == "undo":
            history.pop()
        elif after != seen[-1]:
            history.append(seen[-1])
        return Answer(parts, after, levels_that_hold(rubric, after), _version(after, parts))

    def phrases(self, question: str) -> list[str]:
        """Return the comments to use again for `question`."""
        return phrases_for(self._root / "source" / self.slug, question)

    def add_phrase(self, question: str, text: str) -> None:
        """Save a comment to use again. Raises CourseError if it cannot be."""
        add_phrase(self._root / "source" / self.slug, question, text)

    def _entries(self, question: str) -> dict[str, Entry]:
        found = {
            self._key(question, entry.student): entry
            for entry in self._book.entries(question)
            if self._notebook(entry).is_file()
        }
        return dict(sorted(found.items()))

    def _entry(self, question: str, key: str) -> Entry:
        entry = self._entries(question).get(key)
        if entry is None:
            raise UsageError("this answer is no longer there. Next: go to the first answer.")
        return entry

    def _key(self, question: str, student: str) -> str:
        """Return a name for an answer that has nothing of the student's; it makes the order too."""
        text = f"{self.slug}/{question}/{student}"
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def _notebook(self, entry: Entry) -> Path:
        return self._root / "autograded" / entry.student / self.slug / f"{self.slug}.ipynb"

    def _parts(self, entry: Entry, question: str) -> tuple[tuple[str, str], ...]:
        try:
            cells = nbformat.read(self._notebook(entry), as_version=4).cells
        except (OSError, ValueError) as error:
            raise CourseError(
                f"this answer's graded notebook cannot be read: {error}. Next: grade again."
            ) from None
        return tuple(_written(cells, question, self._released))


def _written(cells: list[NotebookNode], question: str, released: set[str]):
    """Yield the answer to `question`, and the cells that the student added right behind it."""
    names = [grade_id(cell) for cell in cells]
    if question not in names:
        raise CourseError(f"the graded notebook has no cell {question!r}. Next: grade again.")
    start = names.index(question)
    yield cells[start].cell_type, cells[start].source
    for cell in cells[start + 1 :]:
        if grade_id(cell) is not None or cell.id in released:
            break
        yield cell.cell_type, cell.source


def _version(mark: Mark, parts: tuple[tuple[str, str], ...]) -> str:
    return f"{mark.version}-{hashlib.sha256(repr(parts).encode()).hexdigest()[:16]}"


def _nothing_graded(root: Path, slug: str) -> CourseError:
    return CourseError(
        f"no submission of {slug} in {root} was graded. Next: grade first: greenlib grade {slug}."
    )
