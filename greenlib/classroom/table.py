"""Show a class's results as a table: students × questions, and why points were lost."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from .masters import Question
from .results import QuestionResult, StudentResult
from .words import printable


def results_table(
    title: str, questions: Iterable[Question], results: Iterable[StudentResult]
) -> Group:
    """Return the points of every student and question; below, why points were lost, and remarks."""
    questions, results = list(questions), list(results)
    table = Table(title=title, title_justify="left", header_style="bold")
    table.add_column("student", no_wrap=True)
    for question in questions:
        table.add_column(f"Q{question.number}\n/{question.points}", justify="right")
    total = sum(question.points for question in questions)
    table.add_column(f"total\n/{total}", justify="right", style="bold")
    for result in results:
        cells = ["–"] * len(questions) if result.problem else map(_cell, result.questions)
        table.add_row(
            _shown(result.student), *cells, "–" if result.problem else f"{result.score:g}"
        )
    legend = Text("?  waits for a person to mark it     –  could not be graded", style="dim")
    below: list[Text | Table] = []
    if any(result.problem or result.lost for result in results):
        below += [Text(), _reasons_table(questions, results)]
    if any(result.remarks for result in results):
        below += [Text(), _remarks_table(results)]
    return Group(table, legend, *below)


def _shown(text: str) -> str:
    """Return what people wrote so that the terminal shows it and does nothing else."""
    return escape(printable(text))


def _cell(result: QuestionResult) -> str:
    if result.score is None:
        return "[yellow]?[/]"
    colour = "green" if result.score == result.max_score else "red"
    return f"[{colour}]{result.score:g}[/]"


def _reasons_table(questions: list[Question], results: list[StudentResult]) -> Table:
    numbers = {question.name: question.number for question in questions}
    table = Table(title="Why points were lost", title_justify="left", show_lines=False)
    table.add_column("student", no_wrap=True)
    table.add_column("question", no_wrap=True)
    table.add_column("lost", justify="right")
    table.add_column("reason", overflow="fold")
    for result in results:
        if result.problem:
            table.add_row(_shown(result.student), "all", "all", _shown(result.problem))
        for lost in result.lost:
            points = "" if lost.score is None else f"{lost.max_score - lost.score:g}"
            name = f"Q{numbers[lost.question]} {lost.question}"
            table.add_row(_shown(result.student), name, points, _shown("\n".join(lost.reasons)))
    return table


def _remarks_table(results: list[StudentResult]) -> Table:
    table = Table(title="What was put right", title_justify="left", show_lines=False)
    table.add_column("student", no_wrap=True)
    table.add_column("remark", overflow="fold")
    for result in results:
        for remark in result.remarks:
            table.add_row(_shown(result.student), _shown(remark))
    return table
