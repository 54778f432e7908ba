"""Wrappers around a right answer: the same in another shape, and what only looks like it.

A wrapper takes a function and returns one. This file's text is also pasted into submissions, so it
imports only what a student's notebook may import, and nothing of ours.
"""

import copy
import functools
import math
import pickle
from collections import Counter, OrderedDict, defaultdict
from decimal import Decimal
from fractions import Fraction

import numpy as np

SHAPES = {}
LOOK_ALIKES = {}


def _is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _each(value, change):
    """Return `value` with `change` applied to every part of it, the innermost first."""
    kind = type(value)
    if kind in (list, tuple):
        value = kind(_each(item, change) for item in value)
    elif kind is dict:
        value = {key: _each(item, change) for key, item in value.items()}
    elif kind is np.ndarray:
        value = [_each(item, change) for item in value.tolist()]
    return change(value)


def _shape(change):
    """Make a wrapper of a function from one part of a result to the same part in another shape."""

    def wrapper(function):
        @functools.wraps(function)
        def shaped(*arguments, **keywords):
            return _each(function(*arguments, **keywords), change)

        return shaped

    SHAPES[change.__name__] = wrapper
    return change


@_shape
def numpy_double(part):
    return np.float64(part) if _is_number(part) else part


@_shape
def numpy_single(part):
    # 24 bits keep 7 digits, which is within the checks' tolerance of 1e-6.
    return np.float32(part) if _is_number(part) else part


@_shape
def numpy_integer(part):
    whole = _is_number(part) and float(part).is_integer() and abs(part) < 2**63
    return np.int64(part) if whole else part


@_shape
def int_where_whole(part):
    return int(part) if isinstance(part, float) and part.is_integer() else part


@_shape
def float_where_int(part):
    return float(part) if _is_number(part) else part


@_shape
def fraction(part):
    return Fraction(part) if _is_number(part) and math.isfinite(part) else part


@_shape
def decimal(part):
    return Decimal(repr(part)) if _is_number(part) else part


@_shape
def scalar_array(part):
    return np.array(part) if _is_number(part) else part


@_shape
def numpy_text_and_bool(part):
    if isinstance(part, bool):
        return np.bool_(part)
    return np.str_(part) if isinstance(part, str) else part


@_shape
def tuple_for_list(part):
    return tuple(part) if isinstance(part, list) else part


@_shape
def list_for_tuple(part):
    return list(part) if isinstance(part, tuple) else part


@_shape
def array_for_list(part):
    alike = isinstance(part, (list, tuple)) and len({_kind(item) for item in part}) < 2
    return np.array(part) if alike and all(_kind(item) for item in part) else part


def _kind(item):
    if isinstance(item, np.ndarray):
        return str(item.shape)
    return "number" if _is_number(item) else "text" if isinstance(item, str) else ""


@_shape
def keys_in_another_order(part):
    return dict(reversed(part.items())) if isinstance(part, dict) else part


@_shape
def ordered_dict(part):
    return OrderedDict(part) if isinstance(part, dict) else part


@_shape
def default_dict(part):
    return defaultdict(list, part) if isinstance(part, dict) else part


@_shape
def counter(part):
    whole = isinstance(part, dict) and all(isinstance(v, int) for v in part.values())
    return Counter(part) if whole else part


def _look_alike(change):
    """Make a wrapper of a function from a whole result to something that is not it."""

    def wrapper(function):
        @functools.wraps(function)
        def lying(*arguments, **keywords):
            return change(function(*arguments, **keywords))

        return lying

    LOOK_ALIKES[change.__name__] = wrapper
    return change


def _numbers(value, change):
    return _each(value, lambda part: change(part) if _is_number(part) else part)


class _Always:
    """Says that it equals everything, and differs from everything."""

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return True

    def __float__(self):
        return 1.0

    def __len__(self):
        return 1

    __hash__ = None


class _SlyFloat(float):
    __eq__ = _Always.__eq__
    __hash__ = float.__hash__


class _SlyText(str):
    __eq__ = _Always.__eq__
    __hash__ = str.__hash__


class _SlyList(list):
    __eq__ = _Always.__eq__
    __hash__ = None


class _SlyDict(dict):
    __eq__ = _Always.__eq__
    __hash__ = None


@_look_alike
def printed(result):
    return str(result)


@_look_alike
def numbers_as_text(result):
    return _numbers(result, str)


@_look_alike
def numbers_with_unit(result):
    return _numbers(result, "{} kWh".format)


@_look_alike
def not_a_number(result):
    return _numbers(result, lambda part: math.nan)


@_look_alike
def infinite(result):
    return _numbers(result, lambda part: math.inf)


@_look_alike
def a_little_off(result):
    return _numbers(result, lambda part: part * 1.0001 + 0.0001)


@_look_alike
def nothing(result):
    return None if result is not None else "None"


@_look_alike
def always_equal(result):
    return _Always()


@_look_alike
def always_equal_inside(result):
    return _each(
        result, lambda part: part if isinstance(part, (list, tuple, dict)) and part else _Always()
    )


@_look_alike
def sly_subclass(result):
    kinds = {str: _SlyText, list: _SlyList, tuple: _SlyList, dict: _SlyDict}
    return kinds.get(type(result), lambda _: _SlyFloat(7.0))(result)


@_look_alike
def shown_one_by_one(result):
    return iter(result) if isinstance(result, (list, tuple, dict)) else iter([result])


def hard_coded(function, pickled_calls):
    """Return a function that knows the results of these calls, and guesses the first for others.

    `pickled_calls` are pairs (arguments, keywords), as bytes.
    """

    def outcome(arguments, keywords):
        try:
            return function(*copy.deepcopy(arguments), **copy.deepcopy(keywords))
        except Exception as error:
            return error

    known = {repr(call): outcome(*call) for call in pickle.loads(pickled_calls)}

    @functools.wraps(function)
    def looked_up(*arguments, **keywords):
        guesses = [guess for guess in known.values() if not isinstance(guess, Exception)]
        found = known.get(repr((arguments, keywords)), guesses[0] if guesses else 0.0)
        if isinstance(found, Exception):
            raise found
        return copy.deepcopy(found)

    return looked_up


def right_once(function):
    """Return a function that is right at its first call with some arguments, and then is not."""
    seen = set()

    @functools.wraps(function)
    def forgetful(*arguments, **keywords):
        call = repr((arguments, keywords))
        if call in seen:
            return 0.5
        seen.add(call)
        return function(*arguments, **keywords)

    return forgetful


def works_once(function):
    """Return a function that raises when it is called again with the same arguments."""
    seen = set()

    @functools.wraps(function)
    def used_up(*arguments, **keywords):
        call = repr((arguments, keywords))
        if call in seen:
            raise StopIteration("nothing left")
        result = function(*arguments, **keywords)
        seen.add(call)
        return result

    return used_up


def left_by_the_call_before(function):
    """Return a function that answers with what the call before it asked for."""
    state = {}

    @functools.wraps(function)
    def late(*arguments, **keywords):
        result = state.get("result", 0.5)
        state["result"] = function(*arguments, **keywords)
        return result

    return late


def spoils_its_arguments(function):
    """Return a function that is right, and empties the lists and dicts that it was given."""

    @functools.wraps(function)
    def spoiling(*arguments, **keywords):
        result = copy.deepcopy(function(*arguments, **keywords))
        for argument in (*arguments, *keywords.values()):
            if isinstance(argument, (list, dict)):
                argument.clear()
            elif isinstance(argument, np.ndarray):
                argument[...] = 0
        return result

    return spoiling


STATEFUL = {
    "right once": right_once,
    "works once": works_once,
    "left by the call before": left_by_the_call_before,
    "spoils its arguments": spoils_its_arguments,
}


def reads_a_global(function, position, pickled_value):
    """Return a function that uses what another cell left in place of one of its arguments."""

    @functools.wraps(function)
    def leaning(*arguments, **keywords):
        left_over = pickle.loads(pickled_value)
        if position < len(arguments):
            arguments = (*arguments[:position], left_over, *arguments[position + 1 :])
        return function(*arguments, **keywords)

    return leaning
