"""``greenlib report NN-topic``: what a graded class did not understand, as a page and CSV files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .progress import console, progress
from .say import errors_in_words


def report_command(
    assignment: Annotated[str, typer.Argument(help="For example 01-footprint")],
    out: Annotated[
        Path | None, typer.Option(help="Where to write; report/ASSIGNMENT by default")
    ] = None,
    students: Annotated[
        Path | None, typer.Option(help="A list of all students, one id a line")
    ] = None,
) -> None:
    """Write a page and CSV files on a graded class: questions, mistakes, objectives, students."""
    root = Path.cwd()
    with errors_in_words("an earlier report is as it was"):
        with progress(f"reading {assignment}") as bar:
            from .report import gather, insights, read_list, report_files

            listed = read_list(students) if students else None
            about = gather(root, assignment, listed, planned=bar.set_total, done=bar.advance)
        with progress("comparing answers") as bar:
            bar.set_total(len(about.questions))
            found = insights(about, compared=bar.advance)
        from .files import publish

        folder = out or root / "report" / assignment
        publish({folder / name: data for name, data in report_files(found).items()})
    _show(found, folder)


def _show(found, folder: Path) -> None:
    from .report.advice import first_steps, summary
    from .words import printable

    for line in (summary(found), *(f"- {step.words}" for step in first_steps(found))):
        console.print(printable(line), markup=False, highlight=False, soft_wrap=True)
    console.print(f"report in {folder / 'report.html'}", markup=False, soft_wrap=True)
