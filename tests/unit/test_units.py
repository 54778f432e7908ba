"""greenlib.units: exact conversions and numbers for people."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenlib import (
    InvalidQuantityError,
    UnknownNameError,
    WrongTypeError,
    convert,
    format_bytes,
    format_emissions,
    format_energy,
)


@pytest.mark.parametrize(
    ("value", "from_unit", "to_unit", "expected"),
    [
        (2.5, "kWh", "J", 9_000_000),
        (7_200_000, "J", "kWh", 2),
        (3, "lb", "kg", 1.36077711),
        (7, "GiB", "GB", 7.516192768),
        (954, "lb/MWh", "g/kWh", 432.72712098),
        (0.5, "d", "h", 12),
        (250, "mW", "W", 0.25),
    ],
)
def test_conversions_are_exact(value, from_unit, to_unit, expected):
    assert convert(value, from_unit, to_unit) == pytest.approx(expected, rel=1e-14)


@given(st.floats(min_value=0, max_value=1e12), st.sampled_from(["Wh", "MWh", "J", "GJ"]))
def test_there_and_back_gives_the_same_energy(value, unit):
    assert convert(convert(value, "kWh", unit), unit, "kWh") == pytest.approx(value, rel=1e-12)


def test_arrays_and_columns_keep_their_shape():
    assert convert(np.array([1.5, 3.0]), "kWh", "Wh").tolist() == [1500.0, 3000.0]
    column = convert(pd.Series([4.0, 8.0], index=["a", "b"]), "GiB", "MiB")
    pd.testing.assert_series_equal(column, pd.Series([4096.0, 8192.0], index=["a", "b"]))


def test_units_of_two_kinds_are_not_converted():
    with pytest.raises(InvalidQuantityError, match=r"cannot convert kWh \(energy\) to kg \(mass\)"):
        convert(3, "kWh", "kg")


def test_an_unknown_unit_is_answered_with_the_closest_ones():
    with pytest.raises(UnknownNameError, match="unknown unit 'kwh'; did you mean 'kWh'"):
        convert(3, "kwh", "Wh")


def test_a_negative_energy_is_refused_in_its_own_unit():
    with pytest.raises(InvalidQuantityError, match="value must be 0 or more Wh, got -5"):
        convert(-5, "Wh", "kWh")


def test_formats_choose_the_unit_that_reads_best():
    assert format_energy(0.00125) == "1.25 Wh"
    assert format_energy(1_287_000) == "1.29 GWh"
    assert format_emissions(518.4) == "518 gCO2e"
    assert format_bytes(7_000_000_000 * 4, binary=True) == "26.1 GiB"
    assert format_bytes(7_000_000_000 * 4) == "28 GB"


def test_only_single_numbers_are_formatted():
    with pytest.raises(WrongTypeError, match="one number at a time"):
        format_energy(np.array([1.0, 2.0]))
