"""What the command says on standard error, and how an error becomes words and an exit code."""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
from collections.abc import Iterator

import typer

from .errors import CourseError


def say(message: str) -> None:
    """Print one line on standard error, so that it stays out of a piped result."""
    print(f"greenlib: {message}", file=sys.stderr)


@contextlib.contextmanager
def errors_in_words(if_stopped: str) -> Iterator[None]:
    """Turn a CourseError into its message and its exit code; the rest passes.

    Ctrl-C becomes 130 and SIGTERM 143, as shells have it. A student has no nbgrader; what needs it
    says so.

    `if_stopped` says what either leaves behind, for example "grades written so far are kept".
    """
    try:
        with _sigterm_raises():
            yield
    except CourseError as error:
        say(str(error))
        raise typer.Exit(error.exit_code) from None
    except ModuleNotFoundError as error:
        if not (error.name or "").startswith("nbgrader"):
            raise
        say(
            "this command needs nbgrader, which instructors install and `greenlib check` does not "
            "need. Next: pip install -c constraints.txt -e '.[classroom]'."
        )
        raise typer.Exit(1) from None
    except KeyboardInterrupt as stop:
        say(f"stopped; {if_stopped}. Next: run the same command again.")
        raise typer.Exit(143 if isinstance(stop, Terminated) else 130) from None


class Terminated(KeyboardInterrupt):
    """SIGTERM, as from a batch system: whatever deals with Ctrl-C deals with it too."""


@contextlib.contextmanager
def _sigterm_raises() -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    previous = signal.signal(signal.SIGTERM, _raise_terminated)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, previous)


def _raise_terminated(*_: object) -> None:
    raise Terminated
