"""How a check writes calls, values and kinds for a student: short, and without hidden values."""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from .plain import Table, Unordered, kind_in_words

# A message is read in a few lines: these are the widths of a call's arguments and of a result.
ARGUMENTS_WIDTH = 90
RESULT_WIDTH = 80


def describe_call(
    function: Any, arguments: Sequence[Any], keywords: Mapping[str, Any] | None = None
) -> str:
    """Return a call as the student would type it; its longest arguments are shortened.

    >>> describe_call(round, (2.5,), {"ndigits": 1})
    'round(2.5, ndigits=1)'
    """
    shown = [show(argument, ARGUMENTS_WIDTH) for argument in arguments]
    shown += [f"{name}={show(value, ARGUMENTS_WIDTH)}" for name, value in (keywords or {}).items()]
    name = getattr(function, "__name__", None)
    called = name if isinstance(name, str) else show(function)
    return f"{called}({', '.join(_share_out(shown, ARGUMENTS_WIDTH))})"


def argument_name(function: Any, count: int, keywords: Mapping[str, Any], position: int) -> str:
    """Return how to name the argument at `position` of a call with `count` arguments by position.

    >>> argument_name(sorted, 1, {"key": None}, 1), argument_name(lambda rows: 0, 1, {}, 0)
    ("'key'", "'rows'")
    """
    if position >= count:
        return repr([*keywords][position - count])
    try:
        parameters = list(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):
        parameters = []
    known = position < len(parameters) and parameters[position].kind is not _STARRED
    return repr(parameters[position].name) if known else f"number {position + 1}"


_STARRED = inspect.Parameter.VAR_POSITIONAL


def expected_in_words(right: Any, unit: str) -> str:
    """Return the kind and unit of a right answer (as plain data), never its value.

    >>> expected_in_words(0.96, "kWh"), expected_in_words([0.5, 1.5], "kWh")
    ('a number in kWh', 'a list or tuple of numbers in kWh')
    >>> expected_in_words({"names": ["a"], "left_g": 2.5}, "gCO2e"), expected_in_words(None, "")
    ('a dict, its numbers in gCO2e', 'what the question asks for')
    """
    in_unit = f" in {unit}" if unit else ""
    if right is None:
        # Not "nothing": that would be the answer itself.
        return f"what the question asks for{in_unit}"
    if isinstance(right, float):
        return f"a number{in_unit}"
    if isinstance(right, list) and right and all(isinstance(item, float) for item in right):
        return f"{kind_in_words(right)} of numbers{in_unit}"
    holds_numbers = isinstance(right, (dict, list, Table, Unordered))
    return kind_in_words(right) + (f", its numbers{in_unit}" if unit and holds_numbers else "")


def describe_error(error: BaseException) -> str:
    """Return the type of an error and the first line of its text, shortened.

    >>> describe_error(ValueError("pue must be 1 or more"))
    'ValueError: pue must be 1 or more'
    """
    text = str(error).strip().splitlines()
    return f"{type(error).__name__}: {_shorten(text[0], 110)}" if text else type(error).__name__


def show(value: Any, width: int = RESULT_WIDTH) -> str:
    """Return a value in one short line.

    >>> show([0.1 + 0.2]), show(list(range(40)), 20)
    ('[0.3]', '[0, 1, 2, 3, 4, 5...')
    """
    if type(value) in (float, np.float64):
        text = f"{value:.10g}"
    elif type(value).__module__.startswith("pandas."):
        text = f"a {type(value).__name__} of {' x '.join(map(str, value.shape))}"
    else:
        try:
            text = " ".join(repr(_without_noise(value)).split())
        except Exception:
            text = f"a {type(value).__name__}"
    return _shorten(text, width)


def _without_noise(value: Any) -> Any:
    """Return a list, tuple or dict with its floats rounded to ten digits."""
    kind = type(value)
    if kind is float:
        return float(f"{value:.10g}")
    if kind in (list, tuple):
        return kind(_without_noise(item) for item in value)
    return {k: _without_noise(v) for k, v in value.items()} if kind is dict else value


def _share_out(texts: list[str], width: int) -> list[str]:
    """Shorten texts so that together they have about `width` characters, the long ones first."""
    shown: dict[int, str] = {}
    left = width
    for position in sorted(range(len(texts)), key=lambda n: len(texts[n])):
        room = left // (len(texts) - len(shown))
        shown[position] = _shorten(texts[position], max(room, 12))
        left -= len(shown[position])
    return [shown[position] for position in range(len(texts))]


def _shorten(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 3]}..."
