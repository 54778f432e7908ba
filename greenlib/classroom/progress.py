"""A progress bar on a terminal, and one line where there is none."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from .say import say

console = Console()


class Bar:
    """A progress bar whose total is known once the work is planned."""

    def __init__(self, progress: Progress, words: str):
        self._progress = progress
        self._task = progress.add_task(words, total=None)

    def set_total(self, total: int) -> None:
        """Say how many steps there are."""
        self._progress.update(self._task, total=total)

    def advance(self) -> None:
        """Say that one more is done."""
        self._progress.advance(self._task)


@contextlib.contextmanager
def progress(words: str) -> Iterator[Bar]:
    """Show how far the work called `words` has come, until the block ends."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
               TimeElapsedColumn())  # fmt: skip
    if not console.is_terminal:
        say(f"{words} ...")
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as shown:
        yield Bar(shown, words)
