"""The `greenlib` command: a few verbs, each one public function of the classroom.

Exit codes: 0 done, 1 something could not be done (the message says what and why), 2 a name or an
option that does not exist, 130 stopped with Ctrl-C, 143 with SIGTERM.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from . import lean  # noqa: F401  (before all else)
from .audit_cli import audit_command
from .check_cli import check_command
from .feedback_cli import feedback_command
from .grade_cli import grade_command
from .handover_cli import collect_command, export_command, publish_command
from .progress import console, progress
from .prove_cli import prove_command
from .report_cli import report_command
from .review_cli import review
from .say import errors_in_words

app = typer.Typer(
    help="Check a notebook; build, grade and review the course. Run it in the course directory.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
Units = Annotated[list[str] | None, typer.Argument(help="Units such as 01-footprint; all if none")]


@app.callback()
def main() -> None:
    """Check a notebook; build, grade and review the course. Run it in the course directory."""


@app.command()
def build(units: Units = None) -> None:
    """Bring notebooks, release/ and solutions/ up to date; run only what has changed."""
    from .build import build as build_units

    with errors_in_words("the previous outputs are as they were"), progress("building") as bar:
        built = build_units(
            Path.cwd(), units or (), planned=bar.set_total, done=lambda path: bar.advance()
        )
    console.print(f"{len(built.run)} notebooks run, {len(built.changed)} files changed")
    for path in built.changed:
        console.print(f"  {path.relative_to(Path.cwd())}", highlight=False)


@app.command()
def lint(
    units: Units = None,
    links: Annotated[bool, typer.Option("--links", help="List the links to outside")] = False,
) -> None:
    """Check lessons, masters, syllabus and rubrics against the course's rules."""
    from .lint import RULES, lint_units, outside_links, read_units

    with errors_in_words("nothing was changed"):
        read = list(read_units(Path.cwd(), units or ()))
        findings = lint_units(read)
    for finding in findings:
        typer.echo(finding)
    for name in sorted({finding.rule for finding in findings}):
        typer.echo(f"  {name}: {RULES[name].reason}")
    for address, place in outside_links(read) if links else ():
        typer.echo(f"{place}: {address}")
    typer.echo(f"units: {len(read)}, rules: {len(RULES)}, findings: {len(findings)}")
    if findings:
        raise typer.Exit(1)


@app.command()
def demo() -> None:
    """Build the course, deal a demo class, grade it and show the table; writes to demo/ only."""
    from .build import build as build_units
    from .demo import run_demo
    from .table import results_table

    root = Path.cwd()
    with errors_in_words("everything outside demo/ is as it was"):
        with progress("building") as bar:
            build_units(root, planned=bar.set_total, done=lambda path: bar.advance())
        with progress("grading twelve students") as bar:
            made = run_demo(
                root, root / "demo", planned=bar.set_total, done=lambda student: bar.advance()
            )
    console.print(results_table(f"Demo class, {made.slug}", made.questions, made.results))
    console.print("\n[bold]Open next[/]")
    for path, why in (
        (made.feedback, "what a student gets back"),
        (made.solution, "the reference with its mark scheme"),
        (made.grades_csv, "the grades, as nbgrader exports them"),
    ):
        console.print(f"  {path.relative_to(root)}  [dim]{why}[/]", highlight=False)


app.command("check")(check_command)
app.command("audit")(audit_command)
app.command("feedback")(feedback_command)
app.command("grade")(grade_command)
app.add_typer(review, name="review")
app.command("prove")(prove_command)
app.command("report")(report_command)
app.command("publish")(publish_command)
app.command("collect")(collect_command)
app.command("export")(export_command)
