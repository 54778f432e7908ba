"""The table of attacks, docs/hostile.md: written by ``python -m tests.hostile.table``."""

from __future__ import annotations

import tempfile
from pathlib import Path

from greenlib.classroom.words import printable
from tests.conftest import ROOT

from .attack import Attack
from .bank import ATTACKS, GROUPS
from .graded_class import GradedClass, grade_class

PATH = ROOT / "docs" / "hostile.md"
_HEAD = """\
# What happens to hostile submissions

Each line is a submission of `tests/hostile/`: a good one, changed so that it attacks the grader.
All of them are one class, graded together with three honest students, who get what they get
without them. The points are those of the attacked question (2) and of the one after it (3). No
attack is told a secret, reaches the network, or leaves a file or a process behind.

This page is made by `python -m tests.hostile.table` from a real run; a test compares the two.
"""


def table(graded: GradedClass) -> str:
    """Return the page: every attack, what it got and what the report says."""
    lines = [_HEAD]
    for title, attacks in GROUPS.items():
        lines += [f"## {title}", "", "| submission | what it tries | points | what happened |",
                  "|---|---|---|---|"]  # fmt: skip
        lines += [_row(attack, graded.results[attack.name]) for attack in attacks]
        lines.append("")
    return "\n".join(lines)


def _row(attack: Attack, result: dict) -> str:
    points = "not graded" if result["problem"] else " and ".join(
        f"{part['score']:g}" for part in result["questions"] if part["score"] is not None
    )  # fmt: skip
    reasons = [reason for part in result["questions"] for reason in part["reasons"]]
    told = filter(None, [result["problem"], *reasons, *result["remarks"]])
    happened = " ".join(dict.fromkeys(f"{text.rstrip('.')}." for text in told))
    if not happened:
        shown = f"its cell shows: {attack.shows}"
        happened = shown if attack.shows else "graded as any other; nothing to report"
    cells = (attack.name, attack.does, points, happened)
    return f"| {' | '.join(map(_cell, cells))} |"


def _cell(text: str) -> str:
    text = " ".join(printable(text).split())
    for letter in "\\`*_<>[]|$":
        text = text.replace(letter, f"\\{letter}")
    return text


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        PATH.write_text(table(grade_class(Path(folder), ATTACKS)))
