"""What goes out and what comes back: `greenlib publish`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

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
