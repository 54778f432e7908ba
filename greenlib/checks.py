"""What test cells call: first the type, then the size, then the value, each with a message.

A check passes in silence and returns nothing, or raises `CheckFailed`, whose message names the
student's object, what came back, what was expected in kind and unit, and where to look next. The
expected value itself never appears, so that a hidden check stays hidden.

A student's function runs with its output set aside: a correct but noisy answer still scores.
Values are accepted by what they are, not by what they claim: only Python's and NumPy's own numbers
count as numbers, so an object that says it equals everything does not pass.
"""

from __future__ import annotations

import contextlib
import io
import logging
import math
import warnings
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from .plain import Table, difference, kind_in_words, to_plain

REL_TOL = 1e-6


class CheckFailed(AssertionError):
    """A check that did not pass; its text is written for the student."""

    def _render_traceback_(self) -> list[str]:
        # IPython prints these lines in place of the traceback, which would show the test's source.
        return [str(self)]


def returns(
    function: Callable[..., Any],
    *arguments: Any,
    expected: Any,
    unit: str = "",
    hint: str = "",
    slips: Mapping[str, Any] | None = None,
    rel_tol: float = REL_TOL,
    **keywords: Any,
) -> None:
    """Check that `function(*arguments, **keywords)` returns `expected`.

    Parameters
    ----------
    function : the student's function.
    arguments, keywords : what to call it with.
    expected : a number, text, bool, None, or a list, tuple, set, dict, array, Series or DataFrame
        of these; see `same_value` for what counts as equal.
    unit : the unit of the result, for the message.
    hint : the next thing to look at, shown when no slip fits.
    slips : message -> the value a typical mistake would give; a result equal to one of them is
        answered with its message.
    rel_tol : relative tolerance for numbers.

    Raises CheckFailed. Example:

    >>> returns(lambda power_w, hours: power_w * hours / 1000, 80, 12, expected=0.96, unit="kWh")
    >>> returns(lambda power_w, hours: power_w * hours, 80, 12, expected=0.96, unit="kWh")
    Traceback (most recent call last):
    greenlib.checks.CheckFailed: <lambda>(80, 12) returned 960, which is 1000 times too large. \
Expected a number in kWh. Check the factor of 1000 between the units.
    """
    result = call(function, *arguments, **keywords)
    shown = describe_call(function, arguments, keywords)
    _compare(f"{shown} returned", result, expected, unit, hint, slips or {}, rel_tol)


def value(
    name: str,
    result: Any,
    *,
    expected: Any,
    unit: str = "",
    hint: str = "",
    slips: Mapping[str, Any] | None = None,
    rel_tol: float = REL_TOL,
) -> None:
    """Check that the student's variable `name`, now `result`, equals `expected`.

    Parameters as for `returns`. Raises CheckFailed.

    >>> value("yearly_kwh", 350.4, expected=350.4, unit="kWh")
    >>> value("yearly_kwh", "350.4", expected=350.4, unit="kWh")
    Traceback (most recent call last):
    greenlib.checks.CheckFailed: yearly_kwh is '350.4', which is text (str). Expected a number in \
kWh. Leave out the quotes or the formatting.
    """
    _compare(f"{name} is", result, expected, unit, hint, slips or {}, rel_tol)


def between(
    what: str, result: Any, low: float, high: float, *, unit: str = "", hint: str = ""
) -> None:
    """Check that `result` is a number from `low` to `high`, both included.

    `what` describes the value in the message ("plan_g is"). The limits are shown to the student,
    so they must not be secret. Raises CheckFailed.

    >>> between("saving is", 0.4, 0, 1)
    """
    number = _number(what, result, unit, hint)
    if not low <= number <= high:
        _fail(f"{what} {_show(result)}", f"Expected {low:g} to {high:g}{_space(unit)}.", hint)


def refuses(
    function: Callable[..., Any],
    *arguments: Any,
    error: type[Exception] = ValueError,
    saying: str = "",
    hint: str = "",
    **keywords: Any,
) -> None:
    """Check that `function(*arguments, **keywords)` raises `error` (or a subclass of it).

    `saying` is a text that the error's message must contain, for example the value that was
    refused. Raises CheckFailed if the call returns, raises something else or says something else.
    NotImplementedError never counts, so the untouched question does not pass.

    >>> refuses(math.sqrt, -1)
    >>> refuses(abs, -1)
    Traceback (most recent call last):
    greenlib.checks.CheckFailed: abs(-1) returned 1. Expected it to raise ValueError for this \
input.
    """
    shown = describe_call(function, arguments, keywords)
    _must_be_callable(function)
    try:
        with _set_aside_output():
            result = function(*arguments, **keywords)
    except NotImplementedError:
        raise _not_written(function) from None
    except error as raised:
        if saying not in str(raised):
            _fail(
                f"{shown} raised {_describe_error(raised)}",
                f"Expected the message to contain {saying!r}.",
                hint,
            )
        return
    except Exception as other:
        _fail(f"{shown} raised {_describe_error(other)}", f"Expected {error.__name__}.", hint)
    _fail(
        f"{shown} returned {_show(result)}",
        f"Expected it to raise {error.__name__} for this input.",
        hint,
    )


def call(function: Callable[..., Any], *arguments: Any, **keywords: Any) -> Any:
    """Return what the student's function returns, with its prints and warnings set aside.

    Raises CheckFailed, naming the call, if it is not a function, is not written yet or raises.

    >>> call(lambda kwh: print("working...") or kwh * 450, 0.96)
    432.0
    """
    _must_be_callable(function)
    shown = describe_call(function, arguments, keywords)
    try:
        with _set_aside_output():
            return function(*arguments, **keywords)
    except NotImplementedError:
        raise _not_written(function) from None
    except Exception as error:
        raise CheckFailed(
            f"{shown} raised {_describe_error(error)}. Run this call in a cell of your own to see "
            "the line."
        ) from None


def same_value(result: Any, expected: Any, rel_tol: float = REL_TOL) -> bool:
    """Return whether two plain values are equal in kind, size and value.

    Numbers: Python's int and float and NumPy's, within `rel_tol`; never bools, NaN or text.
    Lists and tuples are alike; arrays compare by shape and value; dicts by their keys in any
    order; a Series or DataFrame by its labels and values, columns in any order.

    >>> same_value(np.float64(0.96), 0.96), same_value("0.96", 0.96), same_value((1, 2), [1, 2])
    (True, False, True)
    """
    return difference(to_plain(result), to_plain(expected), rel_tol) is None


def describe_call(
    function: Any, arguments: Sequence[Any], keywords: Mapping[str, Any] | None = None
) -> str:
    """Return a call as the student would type it, long arguments shortened.

    >>> describe_call(round, (2.5,), {"ndigits": 1})
    'round(2.5, ndigits=1)'
    """
    shown = [_show(argument, 60) for argument in arguments]
    shown += [f"{name}={_show(argument, 60)}" for name, argument in (keywords or {}).items()]
    name = getattr(function, "__name__", None)
    return f"{name if isinstance(name, str) else _show(function)}({', '.join(shown)})"


def _compare(
    subject: str, result: Any, expected: Any, unit: str, hint: str, slips: Mapping, rel_tol: float
) -> None:
    plain, right = to_plain(result), to_plain(expected)
    found = difference(plain, right, rel_tol)
    if found is None:
        return
    for message, slip in slips.items():
        if difference(plain, to_plain(slip), rel_tol) is None:
            _fail(f"{subject} {_show(result)}", message, "")
    problem, advice = found
    wanted = f"Expected {_wanted(right, unit)}."
    _fail(f"{subject} {_show(result)}, which {problem}", wanted, hint or advice)


def _number(what: str, result: Any, unit: str, hint: str) -> float:
    plain = to_plain(result)
    if not isinstance(plain, float) or not math.isfinite(plain):
        _fail(f"{what} {_show(result)}", f"Expected a number{_space_in(unit)}.", hint)
    return plain


def _not_written(function: Any) -> CheckFailed:
    name = getattr(function, "__name__", "this function")
    return CheckFailed(f"{name} is not written yet. Replace the raise NotImplementedError() line.")


def _must_be_callable(function: Any) -> None:
    if not callable(function):
        raise CheckFailed(
            f"{_show(function)} is not a function. Keep the def line of the question as it is."
        )


@contextlib.contextmanager
def _set_aside_output():
    sink = io.StringIO()
    previous = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with (
            contextlib.redirect_stdout(sink),
            contextlib.redirect_stderr(sink),
            warnings.catch_warnings(),
        ):
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(previous)


def _fail(found: str, wanted: str, hint: str) -> None:
    raise CheckFailed(" ".join(part for part in (f"{found}.", wanted, hint) if part)) from None


def _describe_error(error: Exception) -> str:
    text = str(error).strip().splitlines()
    return f"{type(error).__name__}: {_shorten(text[0], 120)}" if text else type(error).__name__


def _show(value: Any, width: int = 90) -> str:
    if type(value) in (float, np.float64):
        text = f"{value:.10g}"
    elif type(value).__module__.startswith("pandas."):
        text = f"a {type(value).__name__} of {' x '.join(map(str, value.shape))}"
    else:
        try:
            text = " ".join(repr(value).split())
        except Exception:
            text = f"a {type(value).__name__}"
    return _shorten(text, width)


def _shorten(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 3]}..."


def _wanted(right: Any, unit: str) -> str:
    if isinstance(right, (list, Table)):
        return f"{'values' if isinstance(right, list) else kind_in_words(right)}{_space_in(unit)}"
    return kind_in_words(right) + (_space_in(unit) if isinstance(right, float) else "")


def _space_in(unit: str) -> str:
    return f" in {unit}" if unit else ""


def _space(unit: str) -> str:
    return f" {unit}" if unit else ""
