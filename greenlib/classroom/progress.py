"""A progress bar on a terminal, with rate and time left, and one line where there is none."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from .say import say

console = Console()
# Progress stays out of a piped result.
_beside = Console(stderr=True)


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


class _Rate(ProgressColumn):
    """How many are done in a second, or in a minute where that is less than one."""

    def render(self, task: Task) -> Text:
        per_second = task.finished_speed or task.speed
        if not per_second:
            return Text("")
        if per_second < 1:
            return Text(f"{60 * per_second:.1f}/min")
        return Text(f"{per_second:.1f}/s")


@contextlib.contextmanager
def progress(words: str, console: Console = _beside) -> Iterator[Bar]:
    """Show how far the work called `words` has come, until the block ends."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate(),
               TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn())  # fmt: skip
    if not console.is_terminal:
        say(f"{words} ...")
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as shown:
        yield Bar(shown, words)
