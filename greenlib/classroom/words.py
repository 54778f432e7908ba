"""Say in a student's words why a test cell failed."""

from __future__ import annotations

import re

_UNDEFINED = re.compile(r"name '(\w+)' is not defined")


def failure_in_words(error_name: str, error_text: str) -> str:
    """Return what a student is told about the error that ended a test cell.

    The message of a check stands as it is. Anything else is named without its traceback, which
    would show the test.

    >>> failure_in_words("NameError", "name 'energy_kwh' is not defined")
    "'energy_kwh' is not defined. Keep the name from the question, and run its cell first."
    >>> failure_in_words("CheckFailed", "energy_kwh(80, 12) returned 960.")
    'energy_kwh(80, 12) returned 960.'
    """
    if error_name == "CheckFailed":
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


def stop_in_words(log: str) -> str:
    """Return what is told about a notebook that nbgrader could not grade, given its log.

    >>> stop_in_words("nbclient.exceptions.DeadKernelError: Kernel died")
    'Python ended while the notebook ran: a cell calls exit() or quit(), or takes too much memory.\
 Next: take that cell out, restart the kernel, run all cells and hand it in again.'
    """
    for sign, words in _STOPS.items():
        if sign in log:
            return f"{words}. Next: {_RUN_AGAIN}."
    errors = [line for line in log.splitlines() if _ERROR.match(line) and "Please see" not in line]
    cause = errors[-1].partition(": ")[2] if errors else ""
    return (
        f"nbgrader could not grade the notebook{': ' if cause else ''}{cause[:200]}. Next: the "
        "instructor grades it again, and reports it if it happens twice."
    )


_RUN_AGAIN = "take that cell out, restart the kernel, run all cells and hand it in again"
_STOPS = {
    "DeadKernelError": (
        "Python ended while the notebook ran: a cell calls exit() or quit(), or takes too much "
        "memory"
    ),
    "kernel became unresponsive": "a cell never came to an end and could not be interrupted",
}
_ERROR = re.compile(r"[\w.]+(Error|Exception): ")
