"""`greenlib review`: what a person looks at after the machine has graded."""

from __future__ import annotations

import datetime
import subprocess
from pathlib import Path
from typing import Annotated

import typer

from .errors import UsageError
from .progress import console, progress
from .say import errors_in_words

review = typer.Typer(help="Review solutions and mark prose answers.", no_args_is_help=True)


@review.command("grade")
def grade_command(
    assignment: Annotated[str, typer.Argument(help="For example 01-footprint")],
    question: Annotated[
        str | None, typer.Option(help="Only this prose question, by its grade id")
    ] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one")] = 0,
    browser: Annotated[bool, typer.Option(help="Open the page in the browser")] = True,
) -> None:
    """Mark prose answers on a page in the browser, one at a time, without names."""
    from .marking.desk import Desk
    from .marking.server import serve

    with (
        errors_in_words("every mark is in the gradebook"),
        Desk(Path.cwd(), assignment, question) as desk,
    ):
        serve(desk, port, in_browser=browser, say=typer.echo)
        typer.echo(desk.progress_in_words())


@review.command("pages")
def pages_command(
    units: Annotated[list[str] | None, typer.Argument(help="Units; all if none")] = None,
) -> None:
    """Write solutions/NN-topic/review.html for each unit, and solutions/index.html."""
    from .review_pages import write_review_pages

    root = Path.cwd()
    with (
        errors_in_words("the previous pages are as they were"),
        progress("making review pages") as bar,
    ):
        changed = write_review_pages(root, units or (), planned=bar.set_total, done=bar.advance)
    console.print(f"{len(changed)} files changed; begin with solutions/index.html")
    for path in changed:
        console.print(f"  {path.relative_to(root)}", highlight=False)


@review.command("sign")
def sign_command(
    unit: Annotated[str, typer.Argument(help="For example 01-footprint")],
    by: Annotated[
        str | None, typer.Option(help="Your name; git's user.name if you leave it out")
    ] = None,
) -> None:
    """Record that you have reviewed a unit as it is now."""
    from .review_pages import sign_unit

    root = Path.cwd()
    with errors_in_words("nothing was signed"):
        reviewer = by if by is not None else _name_in_git(root)
        changed = sign_unit(root, unit, reviewer, datetime.date.today())
    console.print(f"{unit} is signed. Next: commit these files", highlight=False)
    for path in changed:
        console.print(f"  {path.relative_to(root)}", highlight=False)


@review.command("status")
def status_command() -> None:
    """List which units are signed, and by whom; exit with 1 if one changed after its sign-off."""
    from .review_pages import read_units

    with errors_in_words("nothing was changed"), progress("reading the units") as bar:
        units = read_units(Path.cwd(), planned=bar.set_total, done=bar.advance)
    for unit in units:
        typer.echo(f"{unit.unit.slug:24} {unit.review.content}  {unit.review.state}")
        for each in unit.review.sign_offs:
            changes = unit.review.changes_since(each)
            since = f"; since then: {', '.join(changes)}" if changes else ""
            typer.echo(f"  {each.reviewer}, {each.date}, at {each.content}{since}")
    if any(unit.review.state == "stale" for unit in units):
        raise typer.Exit(1)


def _name_in_git(root: Path) -> str:
    try:
        asked = subprocess.run(
            ["git", "config", "user.name"], cwd=root, capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        asked = None
    if asked is None or not asked.stdout.strip():
        raise UsageError("git knows no user.name to sign with. Next: --by 'YOUR NAME'.")
    return asked.stdout.strip()
