"""`greenlib audit pipeline.yml`: print the audit of a pipeline and write its report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from ..audit import Audit
from ..audit_report import baseline_table, steps_table, to_html, to_markdown
from .errors import CourseError, UsageError
from .files import write_atomically
from .say import errors_in_words

_WRITERS = {".html": to_html, ".htm": to_html, ".md": to_markdown}


def audit_command(
    path: Annotated[Path, typer.Argument(help="The pipeline, for example pipeline.yml")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The report to write: .html or .md")
    ] = None,
) -> None:
    """Audit the pipeline in a YAML file; with --output, write the report as HTML or Markdown."""
    console = Console()
    with errors_in_words("an earlier report is as it was"):
        writer = _writer(path, output)
        result = _audit(path)
        show(console, result)
        if output is not None and writer is not None:
            write_atomically(output, writer(result).encode())
            console.print(f"report in {escape(str(output))}", highlight=False, soft_wrap=True)


def show(console: Console, audit: Audit) -> None:
    """Print baseline, issues, steps and refused fixes; text from the file is escaped."""
    name = escape(audit.pipeline.name)
    console.print(_table(f"{name}: baseline per year", *baseline_table(audit)))
    for issue in audit.issues:
        console.print(f"[yellow]issue[/] {escape(issue)}", highlight=False)
    if audit.steps:
        console.print(_table("Fixes, one after the other", *steps_table(audit)))
    for fix, reason in audit.refused.items():
        console.print(f"[red]refused[/] {escape(fix)}: {escape(reason)}", highlight=False)


def _table(title: str, header: tuple[str, ...], rows: list[tuple[str, ...]]) -> Table:
    table = Table(title=title, title_justify="left", header_style="bold")
    for number, column in enumerate(header):
        text = number == 0 or column == "cost"
        table.add_column(escape(column), justify="left" if text else "right", overflow="fold")
    for row in rows:
        table.add_row(*map(escape, row))
    return table


def _audit(path: Path) -> Audit:
    from ..audit import audit
    from ..audit_file import AuditFileError, read_pipeline

    try:
        return audit(read_pipeline(path))
    except AuditFileError as error:
        raise CourseError(str(error)) from None


def _writer(path: Path, output: Path | None):
    if output is None:
        return None
    if output.suffix.lower() not in _WRITERS:
        raise UsageError(f"--output must end in .html or .md, got {output.name}")
    if output.exists() and path.exists() and output.samefile(path):
        raise UsageError("--output must not be the pipeline file itself")
    return _WRITERS[output.suffix.lower()]
