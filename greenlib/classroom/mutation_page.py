"""Write docs/mutation.md: for instructors, what the hidden tests of each question catch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from .mutation import QuestionScore

PAGE = Path("docs") / "mutation.md"

_INTRODUCTION = """\
# What the hidden tests catch

For instructors: this page shows lines of the reference solutions, so do not hand it out. It is
written by `greenlib prove`; do not edit it by hand.

A mutant is a reference solution with one slip in it: an operator, a unit factor of 1000, one hour
too many, two arguments in the wrong order, a factor left out or in there twice, a result that is
printed instead of returned. The hidden tests of a question, on their own, must take points from
every mutant. The visible tests show a few numbers only, so they catch fewer; that is why there are
hidden ones.

A mutant that computes the same as the reference cannot be caught. Each one is named below with the
reason. The score is the share of all other mutants that the hidden tests catch.
"""


def mutation_page(scores: Iterable[QuestionScore]) -> str:
    """Return the page as Markdown: a row per question, the slips, the equivalents by unit."""
    scores = list(scores)
    return "\n".join([_INTRODUCTION, *_questions(scores), *_kinds(scores), *_equivalents(scores)])


def _questions(scores: list[QuestionScore]) -> list[str]:
    lines = [
        "| unit | question | mutants | caught by visible | caught by hidden | equivalent | score |",
        "|---|---|---:|---:|---:|---:|---:|",
    ]
    for score in scores:
        lines.append(
            f"| {score.slug} | {score.question.number} `{score.question.name}` "
            f"| {len(score.mutants)} | {score.killed_by_visible} | {score.killed_by_hidden} "
            f"| {len(score.equivalents)} | {_percent(score.score)} |"
        )
    mutants, equivalent = (
        sum(len(score.mutants) for score in scores),
        sum(len(score.equivalents) for score in scores),
    )
    visible = sum(score.killed_by_visible for score in scores)
    hidden = sum(score.killed_by_hidden for score in scores)
    lines.append(
        f"| **all** | {len(scores)} questions | {mutants} | {visible} | {hidden} | {equivalent} "
        f"| **{_percent(hidden / (mutants - equivalent))}** |"
    )
    return [*lines, ""]


def _kinds(scores: list[QuestionScore]) -> list[str]:
    every = [mutant for score in scores for mutant in score.mutants]
    counts = Counter(mutant.kind for mutant in every)
    lines = ["## The slips", "", "| slip | mutants | for example |", "|---|---:|---|"]
    for kind, count in counts.most_common():
        example = min((mutant for mutant in every if mutant.kind == kind), key=lambda m: len(m.id))
        lines.append(f"| {kind} | {count} | {_code(example.words.partition(': ')[2])} |")
    return [*lines, ""]


def _equivalents(scores: list[QuestionScore]) -> list[str]:
    lines = ["## Mutants that are the same as the reference", ""]
    listed = [score for score in scores if score.equivalents]
    for slug, group in groupby(listed, key=lambda score: score.slug):
        lines += [f"### {slug}", ""]
        for score in group:
            for equivalent in score.equivalents:
                change = equivalent.mutant.partition(": ")[2].replace(" -> ", " became ")
                lines.append(f"- `{score.question.name}`: {_code(change)}: {equivalent.reason}")
        lines.append("")
    return lines


def _code(words: str) -> str:
    before, _, after = words.partition(" became ")
    if not after:
        return f"`{words.removesuffix(' is gone')}` is gone".replace("|", "\\|")
    return f"`{before}` became `{after}`".replace("|", "\\|")


def _percent(share: float) -> str:
    # Rounded down, so that 100 % means all of them.
    return f"{int(share * 1000) / 10:.1f} %".replace(".0 %", " %")
