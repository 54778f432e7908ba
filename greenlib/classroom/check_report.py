"""Show a check's report: a line per question, what would not be graded, what it adds up to.

Words carry the meaning and colour only repeats it; no lines are drawn, for screen readers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from .check import CheckReport
from .check_cells import Finding
from .check_verdicts import FAILS, NO_RUN, OK, TO_DO, QuestionReport

_STYLES = {OK: "green", FAILS: "bold red", NO_RUN: "bold red", TO_DO: "yellow"}
_LOST = "Would not be graded as it stands"
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def report_lines(report: CheckReport) -> Group:
    """Return what to print for `report`."""
    lost = [finding for finding in report.findings if finding.costs]
    notes = [finding for finding in report.findings if not finding.costs]
    return Group(
        _text(f"{report.path.name}, run from top to bottom in a fresh kernel", "bold"), Text(),
        _questions(report.questions),
        *_list(_LOST, lost), *_list("Good to know", notes),
        Text(), *_summary(report),
    )  # fmt: skip


def _questions(questions: Iterable[QuestionReport]) -> Table:
    table = Table.grid(padding=(0, 2), pad_edge=False)
    table.add_column(no_wrap=True, min_width=max(map(len, _STYLES)))
    table.add_column(overflow="fold")
    for question in questions:
        label = Text(question.label, _STYLES[question.label])
        table.add_row(label, _text(f"{question.title}: {question.words}"))
        for detail in question.details:
            table.add_row("", _text(detail))
    return table


def _list(title: str, findings: list[Finding]) -> Iterator[RenderableType]:
    if not findings:
        return
    table = Table.grid(padding=(0, 1), pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for finding in findings:
        table.add_row("-", _text(finding.text))
    yield from (Text(), _text(title, "bold"), table)


def _summary(report: CheckReport) -> Iterator[Text]:
    passed, visible, hidden, prose = (
        sum(getattr(question, f"{name}_points") for question in report.questions)
        for name in ("passed", "visible", "hidden", "prose")
    )
    others = [f"{points:g} on {what}" for points, what in (
        (hidden, "hidden tests alone"), (prose, "prose that a person marks"),
    ) if points]  # fmt: skip
    yield _text(f"Visible tests that pass: {passed:g} of {visible:g} points.")
    if others:
        yield _text(f"Other points rest: {', '.join(others)}.")
    yield _text("This is not your grade: grading adds hidden tests with other numbers.")
    if report.ready:
        yield _text(f"Ready. Next: hand in {report.path.name} under this name.", "bold green")
    else:
        yield _text(f"Not ready: {_what_is_left(report)}.", "bold")


def _what_is_left(report: CheckReport) -> str:
    titles = [q.title.split(" · ")[0] for q in report.questions if not q.is_ok]
    numbers = ", ".join(title.removeprefix("Question ") for title in titles)
    parts = [f"Question{'s' if len(titles) > 1 else ''} {numbers}"] if titles else []
    if any(finding.costs for finding in report.findings):
        parts.append(f"what stands under {_LOST!r}")
    return "; ".join(parts) or "it holds no questions"


def _text(text: str, style: str = "") -> Text:
    """Return text without anything that a terminal would obey."""
    return Text(_UNPRINTABLE.sub("", text), style)
