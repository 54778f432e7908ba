"""greenlib.quantities: one number, whole numbers, numbers above 0, and what is said of others."""

import numpy as np
import pandas as pd
import pytest

from greenlib import InvalidQuantityError, WrongTypeError
from greenlib.quantities import above_zero, one_number, quantity, whole_number, whole_quantity

MANY = [[2.5, 4], (2.5, 4), np.array([2.5, 4]), pd.Series([2.5, 4]), np.array(2.5), [2.5]]
NO_NUMBERS = ["30", True, np.True_, None, 3 + 0j, {"days": 30}, b"30"]


def test_a_number_comes_back_as_a_float_and_a_column_as_a_column():
    assert (quantity("hours", np.float32(2.5), "h"), type(quantity("n", 3, ""))) == (2.5, float)
    assert quantity("hours", [3, 2.5], "h").tolist() == [3.0, 2.5]
    column = pd.Series([3, 2.5], index=["a", "b"])
    assert quantity("hours", column, "h") is column


@pytest.mark.parametrize("check", [quantity, one_number, whole_number, whole_quantity, above_zero])
@pytest.mark.parametrize("value", NO_NUMBERS)
def test_what_is_no_number_is_refused_with_its_type(check, value):
    words = f"days must be a number in d, got .* \\({type(value).__name__}\\)"
    with pytest.raises(WrongTypeError, match=words):
        check("days", value, "d")


@pytest.mark.parametrize("check", [quantity, one_number, whole_number, whole_quantity, above_zero])
@pytest.mark.parametrize("value", [-3, 41, float("nan"), float("inf")])
def test_a_number_out_of_range_is_refused_with_its_limits(check, value):
    with pytest.raises(InvalidQuantityError, match=f"days must be between 2 and 40 d, got {value}"):
        check("days", value, "d", minimum=2, maximum=40)


@pytest.mark.parametrize("check", [one_number, whole_number])
@pytest.mark.parametrize("value", MANY)
def test_one_number_is_neither_a_list_nor_a_column(check, value):
    words = f"(?s)power_w must be one number in W, got .*\\({type(value).__name__}\\)"
    with pytest.raises(WrongTypeError, match=words):
        check("power_w", value, "W")


@pytest.mark.parametrize("value", [30, 30.0, np.int8(30), np.float64(30)])
def test_a_whole_number_is_an_int_however_it_was_written(value):
    assert whole_number("days", value, "d") == 30
    assert type(whole_number("days", value, "d")) is int


def test_a_whole_number_keeps_every_digit():
    assert whole_number("macs", 2**60 + 1, "") == 2**60 + 1


def test_a_part_of_a_whole_is_refused_with_its_place():
    with pytest.raises(InvalidQuantityError, match=r"^days must be a whole number in d, got 2.5$"):
        whole_number("days", 2.5, "d")
    for many in ([4, 7.25, 2.5], pd.Series([4, 7.25, 2.5], index=[9, 8, 7])):
        words = r"^days\[1\] must be a whole number, got 7.25$"
        with pytest.raises(InvalidQuantityError, match=words):
            whole_quantity("days", many, "")


def test_nothing_is_divided_by_zero():
    assert above_zero("users", [3, 1e-300], "").tolist() == [3, 1e-300]
    with pytest.raises(InvalidQuantityError, match=r"^users must be above 0, got 0"):
        above_zero("users", 0, "")
    with pytest.raises(InvalidQuantityError, match=r"^hours\[2\] must be above 0 h, got 0"):
        above_zero("hours", [4, 5, 0], "h")


@pytest.mark.parametrize(("sign", "got"), [(1, "inf"), (-1, "-inf")])
def test_a_number_of_thousands_of_digits_is_out_of_range_and_not_printed(sign, got):
    words = f"^days must be between 0 and 2147483647 d, got {got}$"
    with pytest.raises(InvalidQuantityError, match=words):
        whole_number("days", sign * 10**5000, "d", maximum=2**31 - 1)
