"""``greenlib feedback``: write the feedback pages again, after a person has marked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .progress import progress
from .say import errors_in_words, say


def feedback_command(
    assignment: Annotated[str, typer.Argument(help="For example 01-footprint")],
    db: Annotated[
        str | None, typer.Option(help="URL of the gradebook, if not the course's own")
    ] = None,
) -> None:
    """Write the feedback pages of all graded submissions, where marks or comments have changed."""
    with errors_in_words("pages written so far are kept"):
        all_written = write_and_tell(Path.cwd(), assignment, db)
    if not all_written:
        raise typer.Exit(1)


def write_and_tell(root: Path, slug: str, db: str | None) -> bool:
    """Write the pages of a class and say how many; return whether all could be written."""
    from .feedback import write_pages

    with progress(f"writing feedback for {slug}") as bar:
        written = write_pages(
            root, slug, db=db, planned=bar.set_total, done=lambda student: bar.advance()
        )
    for student, reason in written.failed.items():
        say(f"the feedback page of {student} was not written: {reason}. Next: grade again.")
    say(
        f"{written.pages} feedback pages, {len(written.changed)} new or changed, in "
        f"feedback/STUDENT/{slug}/"
    )
    return not written.failed
