"""A class that looks graded, of any size: written as grading writes it, without running a cell."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from greenlib.classroom import gradebook
from greenlib.classroom.bank import Answer, Bank, read_bank
from greenlib.classroom.masters import Question, points_of
from greenlib.classroom.notebooks import grade_id, to_bytes
from greenlib.classroom.record import Recorder
from greenlib.classroom.submission import Graded
from greenlib.classroom.worker import write_down

_SAYS = (
    "which is 1000 times too large", "which is 1000 times too small", "which is too large",
    "which is too small", "which is nothing (None)", "which is text (str)",
)  # fmt: skip


def write_graded_class(root: Path, folder: Path, slug: str, students: int) -> None:
    """Write `students` graded submissions of assignment `slug` of the course `root` to `folder`.

    Every student's answers are different; the same numbers come each time.
    """
    bank = read_bank(root, slug)
    for name in (f"source/{slug}", f"tests/answers/{slug}"):
        shutil.copytree(root / name, folder / name)
    for name in (gradebook.CONFIG, "course/syllabus.yml"):
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(root / name, folder / name)
    config = gradebook.config_of(folder)
    gradebook.register(config, slug, bank.master)
    dice = random.Random(7)
    with Recorder(config.CourseDirectory.db_url, slug) as recorder:
        for number in range(1, students + 1):
            student = f"student-{number:03}"
            write_down(folder, recorder, student, slug, _graded(bank, dice), None)


def _graded(bank: Bank, dice: random.Random) -> Graded:
    able = dice.random()
    points = {grade_id(cell): points_of(cell) for cell in bank.released.cells}
    answers, scores, reasons = [], {}, {}
    for question in bank.questions:
        right = dice.random() < 0.2 + 0.7 * able
        answers.append(_answer(bank, question, right, dice))
        if question.is_prose:
            scores[question.name] = None
        for test in question.test_ids:
            scores[test] = points[test] if right else 0
            if not right:
                reasons[test] = (
                    f"{question.name}({dice.randrange(99)}) returned {dice.random():.4g}, "
                    f"{dice.choice(_SAYS)}. Expected a number."
                )
    notebook = to_bytes(bank.submission(answers))
    return Graded("", "", notebook, scores, (), reasons, (), 0.2 + dice.random(), 0.1)


def _answer(bank: Bank, question: Question, right: bool, dice: random.Random) -> Answer:
    kind = "right" if right or question.is_prose else "wrong"
    given = [a for a in bank.of_kind(kind) if a.question == question.name]
    source = dice.choice(given).source if given else ""
    if question.is_prose:
        source += f"\n\nIn my case {' '.join(str(dice.randrange(10**6)) for _ in range(40))}."
    else:
        lines = (
            f"    value = value {dice.choice('+-*')} {dice.random():.6f} ** {dice.randrange(99)}"
            for _ in range(dice.randrange(3, 9))
        )
        source += "\n\n\ndef tried(value):\n" + "\n".join([*lines, "    return value"])
    return Answer(question.name, "", kind, source, 0, "")
