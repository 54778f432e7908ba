"""Say in a student's words why a cell failed, and where."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_PLACE = re.compile(r"^\s*Cell In\[\d+\], line (\d+)", re.MULTILINE)
_UNDEFINED = re.compile(r"name '(\w+)' is not defined")


def printable(text: str) -> str:
    """Return `text` with everything but letters, signs, spaces and line ends as its escape.

    So a student's text moves no cursor, colours no terminal and turns no line around.

    >>> print(printable("2 points\\x1b[2J\\u202e0001"))
    2 points\\x1b[2J\\u202e0001
    """
    return "".join(
        letter if letter.isprintable() or letter == "\n"
        else letter.encode("unicode_escape").decode()
        for letter in text
    )  # fmt: skip


def failure_in_words(error_name: str, error_text: str) -> str:
    """Return what a student is told about the error that ended a test cell.

    The message of a check stands as it is. Anything else is named without its traceback, which
    would show the test.

    >>> failure_in_words("NameError", "name 'energy_kwh' is not defined")
    "'energy_kwh' is not defined. Keep the name from the question, and run its cell first."
    >>> failure_in_words("CheckFailed", "energy_kwh(80, 12) returned 960.")
    'energy_kwh(80, 12) returned 960.'
    """
    if error_name in ("CheckFailed", "StudentCodeStopped"):
        return error_text
    if error_name == "NameError" and (found := _UNDEFINED.search(error_text)):
        name = found[1]
        return f"{name!r} is not defined. Keep the name from the question, and run its cell first."
    if error_name == "CellTimeoutError":
        return "The test did not come to an end in time. Look for a loop that never stops."
    first_line = error_text.strip().splitlines()[0] if error_text.strip() else ""
    return (
        f"The test stopped with {error_name}{': ' if first_line else ''}{first_line[:120]}. "
        "Restart the kernel, run all cells and look at the first one that fails."
    )


def line_in_cell(traceback: Iterable[str]) -> int | None:
    """Return the line of the cell that IPython's traceback begins with, or None.

    >>> line_in_cell(["ZeroDivisionError  Traceback (most recent call last)",
    ...               "\x1b[36mCell\x1b[39m In[4], line 2", "Cell In[1], line 9, in f()"])
    2
    """
    found = _PLACE.search(_ANSI.sub("", "\n".join(traceback)))
    return int(found[1]) if found else None
