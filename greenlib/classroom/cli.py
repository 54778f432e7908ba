"""The `greenlib` command: a few verbs, each one public function of the classroom.

Exit codes: 0 done, 1 something could not be done (the message says what and why), 2 a name or an
option that does not exist, 130 stopped with Ctrl-C.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from .audit_cli import audit_command
from .errors import CourseError

app = typer.Typer(
    help="Build, grade and review the course. Run it in the course directory.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
console = Console()
Units = Annotated[list[str] | None, typer.Argument(help="Units such as 01-footprint; all if none")]


@app.callback()
def main() -> None:
    """Build, grade and review the course. Run it in the course directory."""


@app.command()
def build(units: Units = None) -> None:
    """Bring notebooks, release/ and solutions/ up to date; run only what has changed."""
    from .build import build as build_units

    with _errors_in_words("the previous outputs are as they were"), _progress("building") as bar:
        built = build_units(
            Path.cwd(), units or (), planned=bar.set_total, done=lambda path: bar.advance()
        )
    console.print(f"{len(built.run)} notebooks run, {len(built.changed)} files changed")
    for path in built.changed:
        console.print(f"  {path.relative_to(Path.cwd())}", highlight=False)


@app.command()
def grade(
    assignment: Annotated[str, typer.Argument(help="For example 01-footprint")],
    feedback: Annotated[bool, typer.Option(help="Also write the feedback pages")] = True,
) -> None:
    """Grade every submission in submitted/*/ASSIGNMENT and show the table."""
    from .build import read_master
    from .grade import grade as grade_assignment
    from .masters import check_master
    from .table import results_table

    root = Path.cwd()
    with _errors_in_words("grades written so far are kept"):
        questions = check_master(read_master(root, assignment))
        with _progress(f"grading {assignment}") as bar:
            results = grade_assignment(
                root, assignment, with_feedback=feedback, planned=bar.set_total,
                done=lambda student: bar.advance(),
            )  # fmt: skip
    console.print(results_table(assignment, questions, results))
    if any(result.problem for result in results):
        raise typer.Exit(1)


@app.command()
def demo() -> None:
    """Build the course, deal a demo class, grade it and show the table; writes to demo/ only."""
    from .build import build as build_units
    from .demo import run_demo
    from .table import results_table

    root = Path.cwd()
    with _errors_in_words("everything outside demo/ is as it was"):
        with _progress("building") as bar:
            build_units(root, planned=bar.set_total, done=lambda path: bar.advance())
        with _progress("grading twelve students") as bar:
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


@app.command()
def prove(units: Units = None) -> None:
    """Try wrong answers made from each reference on its hidden tests; write docs/mutation.md.

    With UNITS only these are tried, and the page, which is about all of them, stays as it is.
    """
    from .mutation import mutation_scores
    from .mutation_page import write_mutation_page

    root = Path.cwd()
    with _errors_in_words("nothing was written"), _progress("trying mutants") as bar:
        scores = mutation_scores(root, units or (), planned=bar.set_total, done=bar.advance)
        changed = [] if units else write_mutation_page(root, scores)
    for score in scores:
        for mutant in score.survivors:
            _say(f"{score.slug}, {score.question.name}: hidden tests pass '{mutant.id}'")
        for name in score.out_of_date:
            _say(f"{score.slug}, {score.question.name}: not an equivalent mutant: '{name}'")
    tried = sum(len(score.mutants) for score in scores)
    console.print(f"{tried} mutants tried, {len(changed)} files changed")
    if any(score.survivors or score.out_of_date for score in scores):
        raise typer.Exit(1)


app.command("audit")(audit_command)


class _Bar:
    """A progress bar whose total is known once the work is planned."""

    def __init__(self, progress: Progress, words: str):
        self._progress = progress
        self._task = progress.add_task(words, total=None)

    def set_total(self, total: int) -> None:
        self._progress.update(self._task, total=total)

    def advance(self) -> None:
        self._progress.advance(self._task)


@contextlib.contextmanager
def _progress(words: str) -> Iterator[_Bar]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
               TimeElapsedColumn())  # fmt: skip
    if not console.is_terminal:
        _say(f"{words} ...")
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as progress:
        yield _Bar(progress, words)


@contextlib.contextmanager
def _errors_in_words(if_stopped: str) -> Iterator[None]:
    try:
        yield
    except CourseError as error:
        _say(str(error))
        raise typer.Exit(error.exit_code) from None
    except KeyboardInterrupt:
        _say(f"stopped; {if_stopped}. Next: run the same command again.")
        raise typer.Exit(130) from None


def _say(message: str) -> None:
    print(f"greenlib: {message}", file=sys.stderr)
