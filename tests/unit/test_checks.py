"""greenlib.checks: what counts as an equal answer, what does not, and what a student is told."""

import logging
import sys
import warnings
from collections import OrderedDict
from decimal import Decimal

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenlib import checks
from greenlib.checks import CheckFailed, same_value


class EqualToAll:
    def __eq__(self, other):
        return True

    def __float__(self):
        return 0.96

    __hash__ = None


class SlyFloat(float):
    def __eq__(self, other):
        return True

    __hash__ = None


def failure(check, *arguments, **keywords):
    with pytest.raises(CheckFailed) as caught:
        check(*arguments, **keywords)
    return str(caught.value)


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (np.float64(0.96), 0.96),
        (np.float32(0.5), 0.5),
        (3, 3.0),
        (np.int64(3), 3),
        (Decimal("0.25"), 0.25),
        ((1, 2), [1, 2]),
        (np.array([1.0, 2.0]), [1, 2]),
        ([[1, 2], [3, 4]], np.array([[1, 2], [3, 4]])),
        ({"b": 2, "a": 1}, {"a": 1, "b": 2}),
        (OrderedDict(a=1), {"a": 1}),
        ({3, 1}, {1, 3}),
        (np.bool_(True), True),
        (float("nan"), float("nan")),
        (pd.DataFrame({"b": [2.0], "a": [1]}), pd.DataFrame({"a": [1], "b": [2.0]})),
        (pd.Series([1, 2], index=["x", "y"]), pd.Series([1.0, 2.0], index=["x", "y"])),
        (pl.DataFrame({"a": [1, 2]}), pl.DataFrame({"a": [1.0, 2.0]})),
    ],
)
def test_an_equal_answer_in_another_shape_passes(result, expected):
    assert same_value(result, expected)


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        ("0.96", 0.96),
        (True, 1.0),
        (1, True),
        (None, 0.0),
        (float("nan"), 0.96),
        (float("inf"), 0.96),
        (EqualToAll(), 0.96),
        (SlyFloat(7.0), 0.96),
        ([0.96], 0.96),
        ([EqualToAll(), EqualToAll()], [1, 2]),
        ([1, 2, 3], [1, 2]),
        ([2, 1], [1, 2]),
        ({"a": 1, "b": 2}, {"a": 1}),
        ({"a": EqualToAll()}, {"a": 1}),
        (0.9601, 0.96),
        (10**400, 0.96),
        (pd.DataFrame({"a": [1, 3]}), pd.DataFrame({"a": [1, 2]})),
        (pd.DataFrame({"a": [1, 2]}, index=[1, 0]), pd.DataFrame({"a": [1, 2]})),
        (pd.Series([1, 2]), [1, 2]),
    ],
)
def test_a_look_alike_does_not_pass(result, expected):
    assert not same_value(result, expected)


@given(st.floats(min_value=1e-6, max_value=1e12), st.floats(min_value=-1e-7, max_value=1e-7))
def test_numbers_within_the_tolerance_are_equal_and_clearly_outside_are_not(number, off):
    assert same_value(number * (1 + off), number)
    assert not same_value(number * 1.001, number)


@pytest.mark.parametrize("result", [1.5, 4812.625, "x", None, [7.0], float("nan")])
def test_no_message_gives_the_expected_value_away(result):
    message = failure(checks.returns, lambda x: result, 2, expected=7391.4625, unit="kWh")
    assert "7391" not in message.replace(",", "")


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (960, "returned 960, which is 1000 times too large. Expected a number in kWh."),
        (0.00096, "1000 times too small"),
        (-0.96, "has the wrong sign"),
        ("0.96 kWh", "returned '0.96 kWh', which is text (str)"),
        (None, "is nothing (None). Expected a number in kWh. Return the result; printing it"),
        (0.961, "is close, but not close enough"),
        (float("nan"), "is not a finite number"),
        (2.0, "is too large"),
        ([0.96], "is a list"),
        (EqualToAll(), "is a EqualToAll"),
    ],
)
def test_the_message_says_what_is_wrong(result, words):
    def energy_kwh(power_w, hours):
        return result

    message = failure(checks.returns, energy_kwh, 80, 12, expected=0.96, unit="kWh")
    assert message.startswith("energy_kwh(80, 12) returned ")
    assert words in message


def test_a_known_slip_is_answered_in_its_own_words():
    message = failure(
        checks.returns, lambda kwh: kwh, 5, expected=6.0, slips={"That leaves out the PUE.": 5.0}
    )
    assert message == "<lambda>(5) returned 5. That leaves out the PUE. Expected a number."


def test_the_position_in_a_list_and_the_key_in_a_dict_are_named():
    assert "at position 1 is too large" in failure(checks.value, "x", [1, 9], expected=[1, 2])
    assert "has an unexpected key 'c'" in failure(checks.value, "x", {"c": 1}, expected={"b": 2})
    assert "under 'b' is too small" in failure(checks.value, "x", {"b": 1}, expected={"b": 2})


def test_a_key_or_column_that_is_missing_is_counted_and_not_named():
    message = failure(checks.value, "x", {"a": 1}, expected={"a": 1, "secret": 2})
    assert "which has 1 key instead of 2" in message and "secret" not in message
    table = pd.DataFrame({"a": [1], "secret": [2]})
    message = failure(checks.value, "t", pd.DataFrame({"a": [1]}), expected=table)
    assert "which has 1 column instead of 2" in message and "secret" not in message


def test_noise_in_the_answer_is_set_aside(capfd):
    def noisy(x):
        print("out")
        print("err", file=sys.stderr)
        warnings.warn("careful", stacklevel=1)
        logging.getLogger("student").error("log")
        return x

    checks.returns(noisy, 2.5, expected=2.5)
    assert capfd.readouterr() == ("", "")


def test_what_the_answer_raises_is_told_without_a_traceback_into_the_test():
    def broken(x):
        return 1 / (x - x)

    message = failure(checks.returns, broken, 3, expected=1)
    assert message.startswith("broken(3) raised ZeroDivisionError")


def test_an_answer_not_written_yet_says_so():
    def todo(x):
        raise NotImplementedError()

    assert failure(checks.returns, todo, 3, expected=1) == (
        "todo is not written yet. Replace the raise NotImplementedError() line."
    )
    assert "not written yet" in failure(checks.refuses, todo, 3, error=Exception)


def test_a_name_that_is_no_function_is_refused():
    assert "is not a function" in failure(checks.returns, 0.96, 80, 12, expected=0.96)


def test_refuses_wants_the_right_error_that_says_the_right_thing():
    def picky(x):
        raise ValueError(f"got {x}")

    checks.refuses(picky, 0.8, saying="0.8")
    assert "to contain '0.9'" in failure(checks.refuses, picky, 0.8, saying="0.9")
    assert "to raise KeyError" in failure(checks.refuses, picky, 0.8, error=KeyError)
    assert "to raise ValueError" in failure(checks.refuses, abs, -2)


def test_between_accepts_its_limits_and_nothing_outside():
    checks.between("saving is", 0.5, 0.5, 0.75)
    assert "from 0.5 to 0.75" in failure(checks.between, "saving is", 0.76, 0.5, 0.75)
    assert "Expected a number" in failure(checks.between, "saving is", "0.6", 0.5, 0.75)


def test_in_a_notebook_the_message_stands_alone():
    assert CheckFailed("only this")._render_traceback_() == ["only this"]


def test_a_long_argument_is_shortened():
    message = failure(checks.returns, len, list(range(1000)), expected=7)
    assert len(message) < 250
