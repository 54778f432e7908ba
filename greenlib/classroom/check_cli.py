"""`greenlib check NOTEBOOK`: what students run before they hand in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .progress import console, progress
from .say import errors_in_words


def check_command(
    notebook: Annotated[Path, typer.Argument(help="For example 01-footprint.ipynb")],
) -> None:
    """Before you hand in: run the visible tests in a fresh kernel and say what is missing."""
    from .check import check as check_notebook

    with (
        errors_in_words("your notebook is as it was"),
        progress(f"running {notebook.name}") as bar,
    ):
        report = check_notebook(notebook, planned=bar.set_total, done=bar.advance)
    from .check_report import report_lines

    console.print(report_lines(report))
    if not report.ready:
        raise typer.Exit(1)
