"""`greenlib review`: what a person looks at after the machine has graded."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

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
