"""The answer bank: right, wrong and prose answers to each question, with what they must get.

`tests/answers/NN-topic/QUESTION.py` holds the answers to one question, one py:percent cell each::

    # %% Watt-hours instead of kilowatt-hours kind="wrong" points=0 says="1000 times too large"
    def energy_kwh(power_w, hours):
        return power_w * hours

`kind` is "right" or "wrong" (prose: the points a marker would give); `points` is what the whole
question scores, and `says` a text that the student must see.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from pathlib import Path

import jupytext
from nbformat import NotebookNode

from .build import read_master
from .errors import CourseError
from .masters import MARKERS, Question, check_master, is_answer
from .notebooks import TextNotebook, grade_id
from .release import release_notebook


@dataclass(frozen=True)
class Answer:
    """One answer to one question: its source, the points it must get, the words it must see."""

    question: str
    title: str
    kind: str
    source: str
    points: float
    says: str

    def __str__(self) -> str:
        return f"{self.question}: {self.title}"


@dataclass(frozen=True)
class Bank:
    """An assignment's master, release and questions, and the answers to try on it."""

    slug: str
    master: TextNotebook
    released: NotebookNode
    questions: tuple[Question, ...]
    answers: tuple[Answer, ...]

    @property
    def max_score(self) -> int:
        """The points of all questions, those that a person marks included."""
        return sum(question.points for question in self.questions)

    def question(self, name: str) -> Question:
        """Return the question called `name`."""
        return next(question for question in self.questions if question.name == name)

    def of_kind(self, kind: str) -> list[Answer]:
        """Return the answers of `kind`, in the order of the files."""
        return [answer for answer in self.answers if answer.kind == kind]

    def submission(self, answers: list[Answer] = (), *, rest: str = "reference") -> NotebookNode:
        """Return a submission with these answers; the other questions are reference or untouched.

        `rest` is "reference" (the master's own solutions) or "untouched".
        """
        nb = copy.deepcopy(self.released)
        given = {answer.question: answer.source for answer in answers}
        reference = {cell.id: _without_markers(cell.source) for cell in self.master.nb.cells}
        for cell in nb.cells:
            if not is_answer(cell):
                continue
            if grade_id(cell) in given:
                cell.source = given[grade_id(cell)]
            elif rest == "reference":
                cell.source = reference[cell.id]
        return nb


def _without_markers(source: str) -> str:
    return "\n".join(line for line in source.splitlines() if line.strip() not in MARKERS)


def read_bank(root: Path, slug: str) -> Bank:
    """Return the bank of assignment `slug` in the course directory `root`.

    Raises CourseError, naming file and cell, for an answer that is not fully described.
    """
    master = read_master(root, slug)
    questions = tuple(check_master(master))
    answers: list[Answer] = []
    for question in questions:
        path = root / "tests" / "answers" / slug / f"{question.name}.py"
        if path.is_file():
            answers += _read_answers(path, question)
    return Bank(slug, master, release_notebook(master), questions, tuple(answers))


def _read_answers(path: Path, question: Question) -> list[Answer]:
    answers = []
    nb = jupytext.reads(path.read_text(encoding="utf-8"), fmt="py:percent")
    for number, cell in enumerate(nb.cells, 1):
        data = dict(cell.metadata)
        place = f"{path.name}, answer {number}"
        missing = [name for name in ("title", "kind") if name not in data]
        if missing or data["kind"] not in ("right", "wrong"):
            raise CourseError(
                f'{place}: begin it with \'# %% Title kind="wrong" points=0 says="..."\'; '
                f'kind is "right" or "wrong". Missing or wrong: {missing or data["kind"]!r}.'
            )
        points = data.get("points", question.points if data["kind"] == "right" else 0)
        answers.append(
            Answer(question.name, data["title"], data["kind"], cell.source, points,
                   data.get("says", ""))
        )  # fmt: skip
    return answers
