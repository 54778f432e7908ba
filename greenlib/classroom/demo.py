"""Deal a demo class from the answer bank, grade it and show what an instructor sees.

Everything is written under one folder, which is a course directory of its own.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from . import gradebook
from .bank import Answer, Bank, read_bank
from .errors import CourseError
from .feedback import write_pages
from .files import write_atomically
from .grade import grade
from .masters import Question, is_answer, is_test
from .notebooks import grade_id, to_bytes
from .results import StudentResult


@dataclass(frozen=True)
class Demo:
    """What a demo made: the results, and the files worth opening next."""

    slug: str
    questions: tuple[Question, ...]
    results: list[StudentResult]
    grades_csv: Path
    feedback: Path
    solution: Path


def run_demo(
    root: Path,
    folder: Path,
    slug: str = "01-footprint",
    *,
    planned: Callable[[int], None] = lambda count: None,
    done: Callable[[str], None] = lambda student: None,
) -> Demo:
    """Deal, grade, write feedback and export grades for assignment `slug`, all under `folder`.

    Raises CourseError if `folder` cannot be written.
    """
    bank = read_bank(root, slug)
    submissions = deal(bank)
    _prepare(root, folder, slug)
    for student, data in submissions.items():
        write_atomically(folder / "submitted" / student / slug / f"{slug}.ipynb", data)
    results = grade(folder, slug, source_root=root, planned=planned, done=done)
    write_pages(folder, slug, source_root=root)
    grades_csv = folder / "grades.csv"
    gradebook.export_csv(gradebook.db_url(folder), slug, grades_csv)
    worst = min(results, key=lambda result: (bool(result.problem), result.score or 99))
    return Demo(
        slug, bank.questions, results, grades_csv,
        folder / "feedback" / worst.student / slug / f"{slug}.html",
        root / "solutions" / slug / f"{slug}.ipynb",
    )  # fmt: skip


def deal(bank: Bank) -> dict[str, bytes]:
    """Return twelve submissions by student, as the bytes of the files they handed in.

    Good, other right answers, typical wrong ones, empty, noisy and damaged.
    """
    prose = [answer for answer in bank.answers if bank.question(answer.question).is_prose]
    notebooks = {
        "s01-good": bank.submission(prose[:1]),
        "s02-right-otherwise": bank.submission(_hand(bank, "right", prose, 0)),
        "s03-right-otherwise": bank.submission(_hand(bank, "right", prose, 1, start=1)),
        "s04-one-wrong": bank.submission(_hand(bank, "wrong", prose, 1)[:1]),
        "s05-some-wrong": bank.submission(_hand(bank, "wrong", prose, 1, start=1)[1:3]),
        "s06-some-wrong": bank.submission(_hand(bank, "wrong", prose, 2, start=2)[2:]),
        "s07-all-wrong": bank.submission(_hand(bank, "wrong", prose, 2, start=3)),
        "s08-half-done": bank.submission(_hand(bank, "right", prose, 1)[:2], rest="untouched"),
        "s09-empty": bank.submission(rest="untouched"),
        "s10-noisy": _noisy(bank.submission(prose[:1])),
        "s11-cells-damaged": _damaged(bank.submission(prose[:1])),
    }
    files = {student: to_bytes(nb) for student, nb in notebooks.items()}
    whole = files["s01-good"]
    return {**files, "s12-file-cut-off": whole[: len(whole) // 2]}


def _hand(
    bank: Bank, kind: str, prose: list[Answer], prose_answer: int, start: int = 0
) -> list[Answer]:
    """Return one answer per question: of `kind`, beginning with number `start` of each."""
    hand = []
    for question in bank.questions:
        if question.is_prose:
            continue
        choices = [a for a in bank.of_kind(kind) if a.question == question.name]
        if choices:
            hand.append(choices[start % len(choices)])
    return hand + ([prose[prose_answer % len(prose)]] if prose else [])


def _noisy(nb: NotebookNode) -> NotebookNode:
    """Warnings, logging, prints and an extra cell: none of it may cost a point."""
    noise = (
        "import logging, sys, warnings\n"
        'warnings.warn("a warning")\n'
        'logging.getLogger().error("a log line")\n'
        'print("on stderr", file=sys.stderr)\n'
        'print("x" * 2000)'
    )
    nb.cells.insert(1, nbformat.v4.new_code_cell(noise, id="my-own-cell"))
    for cell in nb.cells:
        if is_answer(cell) and cell.cell_type == "code":
            cell.source += _NOISE_ON_EVERY_CALL.format(name=grade_id(cell))
    return nb


_NOISE_ON_EVERY_CALL = """

quiet_{name} = {name}


def {name}(*arguments):
    print("calling {name}", file=sys.stderr)
    warnings.warn("a warning from {name}")
    return quiet_{name}(*arguments)
"""


def _damaged(nb: NotebookNode) -> NotebookNode:
    """A test deleted, an answer twice, points raised, a test weakened, cells out of order."""
    tests = [cell for cell in nb.cells if is_test(cell)]
    nb.cells.remove(tests[0])
    tests[1].source = "pass"
    tests[2].metadata["nbgrader"]["points"] = 1000
    answer = next(cell for cell in nb.cells if is_answer(cell))
    copy = nbformat.from_dict({**answer, "id": f"{grade_id(answer)}-again"})
    nb.cells.append(copy)
    nb.cells.reverse()
    nb.cells.remove(copy)
    nb.cells.append(copy)
    return nb


def _prepare(root: Path, folder: Path, slug: str) -> None:
    """Empty the demo folder and give it what a course directory needs."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("submitted", "autograded", "feedback", "release", "source"):
            if (folder / name).exists():
                shutil.rmtree(folder / name)
        (folder / "gradebook.db").unlink(missing_ok=True)
        (folder / "grades.csv").unlink(missing_ok=True)
        for step in ("source", "release"):
            shutil.copytree(root / step / slug, folder / step / slug)
        shutil.copyfile(root / gradebook.CONFIG, folder / gradebook.CONFIG)
    except OSError as error:
        raise CourseError(
            f"cannot write {error.filename or folder}: {error.strerror}. Next: make {folder} "
            "writable or delete it, then run the command again; nothing else was touched."
        ) from None
