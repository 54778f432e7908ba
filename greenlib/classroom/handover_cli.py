"""What goes out and what comes back: `greenlib publish`, `collect`, `export`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from .progress import console, progress
from .say import errors_in_words


def publish_command(
    folder: Annotated[Path, typer.Argument(help="Where the students' repository is or shall be")],
) -> None:
    """Write lessons, releases and greenlib's domain half into a git repository for students."""
    from .publish import publish_course

    with (
        errors_in_words("FOLDER may hold changes that were not committed"),
        progress("checking that nothing leaks"),
    ):
        published = publish_course(Path.cwd(), folder)
    where = escape(str(folder))
    if not published.changed:
        console.print(f"{where} is up to date: {published.files} files, no new commit")
        return
    console.print(
        f"{published.files} files in {where}, {len(published.changed)} changed, "
        f"commit {published.commit}",
        highlight=False, soft_wrap=True,
    )  # fmt: skip
    for name in published.changed[:20]:
        console.print(f"  {escape(name)}", highlight=False)
    if len(published.changed) > 20:
        console.print(f"  and {len(published.changed) - 20} more")


class Kind(StrEnum):
    """The kinds of file that grades are exported to."""

    CANVAS = "canvas"
    MOODLE = "moodle"
    CSV = "csv"
    XLSX = "xlsx"


def export_command(
    assignment: Annotated[str, typer.Argument(help="For example 01-footprint")],
    to: Annotated[Kind, typer.Option("--to", help="What the file is for")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The file to write")],
    template: Annotated[
        Path | None, typer.Option(help="The file that Canvas or Moodle exported, to be filled")
    ] = None,
    column: Annotated[
        str | None, typer.Option(help="Its column, if not named after the assignment")
    ] = None,
) -> None:
    """Write grades into a file for Canvas, Moodle or a spreadsheet; say what is not in it."""
    from nbgrader.api import Gradebook

    from .errors import UsageError
    from .export import Order, export
    from .gradebook import config_of

    root = Path.cwd()
    with errors_in_words("an earlier file is as it was"):
        if (template or column) and to not in (Kind.CANVAS, Kind.MOODLE):
            raise UsageError("--template and --column are for canvas and moodle.")
        with Gradebook(config_of(root).CourseDirectory.db_url, "greenlib") as gradebook:
            done = export(gradebook, root, Order(to, out, [assignment], (), template, column))
    console.print(f"{len(done.written)} grades in {escape(str(out))}", highlight=False)
    if done.missing:
        console.print(f"  no graded submission: {escape(', '.join(done.missing))}", soft_wrap=True)
    for words in done.left:
        console.print(f"  {escape(words)}", highlight=False, soft_wrap=True)
    if done.left:
        raise typer.Exit(1)


def collect_command(
    folder: Annotated[Path, typer.Argument(help="A folder, or a zip archive of Canvas or Moodle")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say it, do not do it")] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Also where it is not known which one is newer")
    ] = False,
) -> None:
    """Place what students sent back at submitted/STUDENT/NN-topic/; say what has no place."""
    from .collect import collect

    with (
        errors_in_words("what was placed so far is whole"),
        progress(f"looking through {folder.name}") as bar,
    ):
        collected = collect(
            Path.cwd(), folder, replace_unknown=replace, dry_run=dry_run, planned=bar.set_total,
            done=bar.advance,
        )  # fmt: skip
    table = Table(title="Would be placed" if dry_run else "Placed", title_justify="left")
    for name in ("student", "assignment", "handed in (UTC)", "what", "from"):
        table.add_column(name, overflow="fold")
    for one in collected.placed:
        at = f"{one.submitted:%Y-%m-%d %H:%M}" if one.submitted else "not known"
        table.add_row(*map(escape, (one.student, one.slug, at, one.what, one.shown)))
    console.print(table if collected.placed else "No notebook was placed.")
    for one in collected.placed:
        for remark in one.remarks:
            console.print(f"  {escape(one.shown)}: {escape(remark)}", soft_wrap=True)
    if collected.refused:
        console.print("\n[bold]Has no place[/]")
    for other in collected.refused:
        console.print(f"  {escape(other.shown)}: {escape(other.reason)}", soft_wrap=True)
    if collected.refused:
        raise typer.Exit(1)
