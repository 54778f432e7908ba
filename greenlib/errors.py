"""The errors that greenlib raises, all catchable as ``GreenlibError``.

::

    GreenlibError
    ├── InvalidQuantityError   a number outside what its quantity allows (also a ValueError)
    ├── WrongTypeError         text, a bool or None where a number belongs (also a TypeError)
    └── UnknownNameError       a unit, factor or region that does not exist (also a LookupError)
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class GreenlibError(Exception):
    """Base class of every error that greenlib raises on purpose."""


class InvalidQuantityError(GreenlibError, ValueError):
    """A number that its quantity does not allow: negative hours, a PUE below 1, NaN."""


class WrongTypeError(GreenlibError, TypeError):
    """A value of the wrong kind: text, a bool or None where a number belongs."""


class UnknownNameError(GreenlibError, LookupError):
    """A name that is not in the table it was looked up in.

    >>> str(UnknownNameError("unit", "kwh", ["Wh", "kWh", "MWh"]))
    "unknown unit 'kwh'; did you mean 'kWh', 'Wh' or 'MWh'?"
    """

    def __init__(self, what: str, name: object, known: Iterable[str]):
        options = sorted(known)
        folded = [option.casefold() for option in options]
        close = difflib.get_close_matches(str(name).casefold(), folded, n=3, cutoff=0.4)
        suggestions = [option for match in dict.fromkeys(close) for option in options
                       if option.casefold() == match]  # fmt: skip
        if suggestions:
            hint = f"did you mean {_either([repr(option) for option in suggestions[:3]])}?"
        else:
            hint = f"known: {', '.join(options[:12])}"
        super().__init__(f"unknown {what} {name!r}; {hint}")


def _either(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
