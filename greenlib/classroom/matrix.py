"""The matrix: every answer of the bank with the points and words it must get, and those it gets.

The answers of a unit are a small class: one submission carries one answer per question, as a
student's does. It goes through the real grading path, gradebook and all.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from nbformat import NotebookNode

from .bank import Answer, Bank, read_bank
from .files import write_atomically
from .grade import grade
from .gradebook import CONFIG
from .notebooks import to_bytes
from .results import StudentResult


@dataclass(frozen=True)
class Row:
    """One answer to one question: what it must get and what it got.

    `points` and `got` are None where a person marks. `says` is a text that the student must see,
    `said` what they see.
    """

    question: str
    title: str
    kind: str
    points: float | None
    got: float | None
    says: str
    said: str

    @property
    def agrees(self) -> bool:
        """Whether points and words are as they must be."""
        return self.got == self.points and self.says in self.said


def matrix_of(root: Path, slug: str, folder: Path) -> list[Row]:
    """Grade the bank of `slug`, in the empty `folder`, and return its rows in the bank's order.

    For each question come the reference, the untouched release, then the bank's answers.
    """
    bank = read_bank(root, slug)
    hands = deal(bank)
    notebooks = {student: bank.submission(hand) for student, hand in hands.items()}
    notebooks["reference"] = bank.submission()
    notebooks["untouched"] = bank.submission(rest="untouched")
    results = grade_class(root, bank, notebooks, folder)
    rows = []
    for question in bank.questions:
        whole = None if question.is_prose else question.points
        reference = Answer(question.name, "the reference", "right", "", whole, "")
        untouched = Answer(question.name, "left as released", "wrong", "", 0, "")
        rows += [_row(reference, results["reference"]), _row(untouched, results["untouched"])]
        for student, hand in hands.items():
            rows += [
                _row(answer, results[student], by_person=question.is_prose)
                for answer in hand if answer.question == question.name
            ]  # fmt: skip
    return rows


def deal(bank: Bank) -> dict[str, list[Answer]]:
    """Return student -> answers such that every answer of the bank is handed in by someone."""
    by_question = [[a for a in bank.answers if a.question == q.name] for q in bank.questions]
    return {
        f"hand{number:02}": [answer for answer in hand if answer is not None]
        for number, hand in enumerate(zip_longest(*by_question))
    }


def grade_class(
    root: Path,
    bank: Bank,
    notebooks: Mapping[str, NotebookNode],
    folder: Path,
) -> dict[str, StudentResult]:
    """Grade student -> notebook, all in the empty `folder`, and return their results."""
    shutil.copytree(root / "source" / bank.slug, folder / "source" / bank.slug)
    shutil.copyfile(root / CONFIG, folder / CONFIG)
    for student, nb in notebooks.items():
        path = folder / "submitted" / student / bank.slug / f"{bank.slug}.ipynb"
        write_atomically(path, to_bytes(nb))
    results = grade(folder, bank.slug)
    return {result.student: result for result in results}


def _row(answer: Answer, result: StudentResult, by_person: bool = False) -> Row:
    (part,) = (part for part in result.questions if part.question == answer.question)
    said = " | ".join(part.reasons) or result.problem
    points = None if by_person else answer.points
    return Row(
        answer.question, answer.title, answer.kind, points, part.score, answer.says, said
    )  # fmt: skip


_HEADER = "| answer | must get | got | the student reads |"


def matrix_page(rows_by_unit: Mapping[str, Iterable[Row]]) -> str:
    """Return the page for instructors as Markdown: a section for each unit."""
    return "\n".join([_INTRODUCTION, *(section(slug, rows) for slug, rows in rows_by_unit.items())])


PAGE = Path("docs") / "matrix.md"
_INTRODUCTION = """\
# What each answer gets, and what the student reads

For instructors: this page tells wrong answers from right ones, so do not hand it out. It is written
by `greenlib prove`; do not edit it by hand.

Every answer of the bank (`tests/answers`) is graded as a student's is: the reference, the question
as it was released, typical wrong answers, and right answers that look unlike the reference. A test
fails when an answer gets other points or other words than it must, or when this page is not what
grading gives.
"""


def section(slug: str, rows: Iterable[Row]) -> str:
    """Return the matrix of one unit as a section in Markdown."""
    lines = [f"## {slug}", ""]
    question = ""
    for row in rows:
        if row.question != question:
            question = row.question
            lines += ["", f"### `{question}`", "", _HEADER, "|---|---:|---:|---|"]
        mark = "" if row.agrees else " **(disagrees)**"
        lines.append(
            f"| {_cell(row.title)} | {_points(row.points)} | {_points(row.got)}{mark} "
            f"| {_cell(row.said)} |"
        )
    return "\n".join(lines).replace("\n\n\n", "\n\n") + "\n"


def _points(points: float | None) -> str:
    return "marked by a person" if points is None else f"{points:g}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")
