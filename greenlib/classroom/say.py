"""What the command says on standard error, and how an error becomes words and an exit code."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator

import typer

from .errors import CourseError


def say(message: str) -> None:
    """Print one line on standard error, so that it stays out of a piped result."""
    print(f"greenlib: {message}", file=sys.stderr)


@contextlib.contextmanager
def errors_in_words(if_stopped: str) -> Iterator[None]:
    """Turn a CourseError into its message and its exit code, Ctrl-C into 130; the rest passes.

    A student has no nbgrader; what needs it says so.

    `if_stopped` says what Ctrl-C leaves behind, for example "grades written so far are kept".
    """
    try:
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
    except KeyboardInterrupt:
        say(f"stopped; {if_stopped}. Next: run the same command again.")
        raise typer.Exit(130) from None
