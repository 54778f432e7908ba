"""What test cells call: first the type, then the size, then the value, each with a message.

A check passes in silence and returns nothing, or raises `CheckFailed`, whose message names what
was called (with arguments), what came back, what was expected in kind and unit, and where to look
next. The expected value itself never appears, so that a hidden check stays hidden; the arguments
do, shortened, because nobody can repeat a call that is not shown.

A student's function runs with its output set aside: a correct but noisy answer still scores.
Values are accepted by what they are, not by what they claim: only Python's and NumPy's own numbers
count as numbers, so an object that says it equals everything does not pass.

A function is given copies of its arguments, and is called twice with the same ones: one that
changes what belongs to its caller, or that answers from what an earlier call left, is found. The
first page of each assignment says so.
"""

from __future__ import annotations

import contextlib
import copy
import io
import logging
import warnings
from collections.abc import Callable, Mapping
from typing import Any

from .plain import difference, to_plain
from .wording import argument_name, describe_call, describe_error, expected_in_words, show

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
    kind: str = "",
    hint: str = "",
    slips: Mapping[str, Any] | None = None,
    rel_tol: float = REL_TOL,
    **keywords: Any,
) -> None:
    """Check that `function(*arguments, **keywords)` returns `expected`, whenever it is called.

    Parameters
    ----------
    function : the student's function.
    arguments, keywords : what to call it with; it is given copies, which it must not change.
    expected : a number, text, bool, None, or a list, tuple, set, dict, array, Series or DataFrame
        of these; see `same_value` for what counts as equal.
    unit : the unit of the result, for the message.
    kind : what is expected, in words for the message, where the kind of `expected` would give it
        away: "a whole number of days, or None".
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
    shown = describe_call(function, arguments, keywords)
    right = to_plain(expected)
    wanted = kind or expected_in_words(right, unit)
    result, changed = _call_with_copies(function, arguments, keywords, shown, wanted)
    _compare(f"{shown} returned", result, right, wanted, hint, slips or {}, rel_tol)
    if changed is not None:
        name = argument_name(function, len(arguments), keywords, changed)
        _fail(
            f"{shown} changed its argument {name}",
            f"Expected {wanted}, and the argument unchanged.",
            "Work on a copy of it, for example list(...), dict(...) or sorted(...).",
        )
    second = f"{shown} at its second call"
    again, _ = _call_with_copies(function, arguments, keywords, second, wanted)
    if difference(to_plain(again), right, rel_tol) is not None:
        _fail(
            f"{shown} returned {show(result, 50)}, and {show(again, 50)} when called again",
            f"Expected {wanted}, the same at every call.",
            "Does it use a name from outside, or keep something from one call to the next?",
        )


def value(
    name: str,
    result: Any,
    *,
    expected: Any,
    unit: str = "",
    kind: str = "",
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
    right = to_plain(expected)
    wanted = kind or expected_in_words(right, unit)
    _compare(f"{name} is", result, right, wanted, hint, slips or {}, rel_tol)


def between(
    what: str, result: Any, low: float, high: float, *, unit: str = "", hint: str = ""
) -> None:
    """Check that `result` is a number from `low` to `high`, both included.

    `what` describes the value in the message ("plan_g is"). The limits are shown to the student,
    so they must not be secret. Raises CheckFailed.

    >>> between("saving is", 0.4, 0, 1)
    """
    number = to_plain(result)
    wanted = f"Expected a number from {low:g} to {high:g}{f' {unit}' if unit else ''}."
    if not isinstance(number, float) or not low <= number <= high:
        _fail(f"{what} {show(result)}", wanted, hint)


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

    >>> refuses(int, "twelve")
    >>> refuses(abs, -1)
    Traceback (most recent call last):
    greenlib.checks.CheckFailed: abs(-1) returned 1. Expected it to raise ValueError for this \
input. Look at the input first, and raise before anything is computed.
    """
    shown = describe_call(function, arguments, keywords)
    _must_be_callable(function)
    wanted = f"Expected it to raise {error.__name__} for this input."
    given, named = copy.deepcopy((arguments, keywords))
    try:
        with _set_aside_output():
            result = function(*given, **named)
    except NotImplementedError:
        raise _not_written(function) from None
    except error as raised:
        if saying not in str(raised):
            _fail(
                f"{shown} raised {describe_error(raised)}",
                f"Expected the message to contain {saying!r}.",
                hint or "Put the value that is refused into the text of the error.",
            )
        return
    except Exception as other:
        _fail(f"{shown} raised {describe_error(other)}", wanted, hint or _RAISE_FIRST)
    _fail(f"{shown} returned {show(result)}", wanted, hint or _RAISE_FIRST)


_RAISE_FIRST = "Look at the input first, and raise before anything is computed."


def call(function: Callable[..., Any], *arguments: Any, **keywords: Any) -> Any:
    """Return what the student's function returns, with its prints and warnings set aside.

    Raises CheckFailed, naming the call, if it is not a function, is not written yet or raises.

    >>> call(lambda kwh: print("working...") or kwh * 450, 0.96)
    432.0
    """
    return _call(function, arguments, keywords, describe_call(function, arguments, keywords))


def same_value(result: Any, expected: Any, rel_tol: float = REL_TOL) -> bool:
    """Return whether two plain values are equal in kind, size and value.

    Numbers: Python's (Decimal and Fraction too) and NumPy's, within `rel_tol`; never bools or
    text, and NaN or infinity only where that is expected. Lists, tuples and arrays are alike, by
    shape and value; a set equals only a set. Dicts compare by their keys in any order; a Series
    or DataFrame by its labels and values, columns in any order.

    >>> same_value((1, 2), [1.0, 2.0]), same_value("0.96", 0.96), same_value({1, 2}, [1, 2])
    (True, False, False)
    """
    return difference(to_plain(result), to_plain(expected), rel_tol) is None


def _call_with_copies(
    function: Callable, arguments: tuple, keywords: Mapping[str, Any], shown: str, wanted: str
) -> tuple[Any, int | None]:
    """Return the result of the call, and the position of the first argument that it changed."""
    given, named = copy.deepcopy((arguments, dict(keywords)))
    before = to_plain([*given, *named.values()])
    result = _call(function, given, named, shown, f"Expected {wanted}. ")
    after = to_plain([*given, *named.values()])
    pairs = enumerate(zip(after, before, strict=True))
    return result, next((n for n, pair in pairs if difference(*pair, rel_tol=0) is not None), None)


def _call(
    function: Callable, arguments: tuple, keywords: Mapping[str, Any], shown: str, wanted: str = ""
) -> Any:
    _must_be_callable(function)
    try:
        with _set_aside_output():
            return function(*arguments, **keywords)
    except NotImplementedError:
        raise _not_written(function) from None
    except Exception as error:
        raise CheckFailed(
            f"{shown} raised {describe_error(error)}. {wanted}Run this call in a cell of your own "
            "to see the line."
        ) from None


def _compare(
    subject: str, result: Any, right: Any, wanted: str, hint: str, slips: Mapping, rel_tol: float
) -> None:
    plain = to_plain(result)
    found = difference(plain, right, rel_tol)
    if found is None:
        return
    for message, slip in slips.items():
        if difference(plain, to_plain(slip), rel_tol) is None:
            _fail(f"{subject} {show(result)}", message, f"Expected {wanted}.")
    problem, advice = found
    if result is None:
        advice = "Return the result; printing it is not enough."
    _fail(f"{subject} {show(result)}, which {problem}", f"Expected {wanted}.", hint or advice)


def _not_written(function: Any) -> CheckFailed:
    name = getattr(function, "__name__", "this function")
    return CheckFailed(f"{name} is not written yet. Replace the raise NotImplementedError() line.")


def _must_be_callable(function: Any) -> None:
    if not callable(function):
        raise CheckFailed(
            f"{show(function)} is not a function. Keep the def line of the question as it is."
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


def _fail(*sentences: str) -> None:
    found, *rest = sentences
    raise CheckFailed(" ".join(part for part in (f"{found}.", *rest) if part)) from None
