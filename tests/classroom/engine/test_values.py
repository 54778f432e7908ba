"""Values cross from the student's process to the judge as plain data, and come out as they were."""

import json
import math
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenlib.classroom.engine.values import BadValueError, StudentObject, decode, encode
from greenlib.footprint import Job

plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text()
    | st.binary()
    | st.decimals(allow_nan=False)
    | st.fractions()
    | st.dates()
    | st.datetimes()
    | st.timedeltas(),
    lambda inner: (
        st.lists(inner)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text() | st.integers(), inner)
    ),
    max_leaves=8,
)


def carried(value):
    """What arrives when `value` goes through the socket as JSON."""
    return decode(json.loads(json.dumps(encode(value, keep=lambda _: 0))))


@given(plain)
def test_plain_values_arrive_equal_and_of_the_same_type(value):
    arrived = carried(value)
    assert arrived == value
    assert type(arrived) is type(value)


@pytest.mark.parametrize(
    "value",
    [
        {1, 2.5, "three"},
        frozenset({("a", 1)}),
        range(3, 30, 4),
        3 + 4j,
        Decimal("0.10"),
        Fraction(22, 7),
        date(2024, 2, 29),
        datetime(2024, 2, 29, 12, 30),
        timedelta(hours=-3),
        math.inf,
        10**400,
    ],
    ids=lambda value: type(value).__name__,
)
def test_other_values_of_pythons_own_arrive_too(value):
    assert carried(value) == value


@pytest.mark.parametrize(
    "array",
    [
        np.array([[0.5, 1.5], [2.5, 3.5]], dtype=np.float32),
        np.array([], dtype=np.int64),
        np.arange(12).reshape(3, 4)[:, ::2],
        np.array(["kWh", "g"]),
        np.array(["2024-02-29"], dtype="datetime64[D]"),
    ],
    ids=lambda array: array.dtype.str,
)
def test_arrays_keep_their_type_shape_and_values(array):
    arrived = carried(array)
    assert arrived.dtype == array.dtype
    np.testing.assert_array_equal(arrived, array)


def test_a_numpy_number_stays_one():
    assert type(carried(np.float32(0.25))) is np.float32


def test_data_frames_keep_labels_types_and_order():
    frame = pd.DataFrame(
        {"region": ["north", None], "kwh": [0.5, 1.25], "jobs": pd.array([1, None], dtype="Int64")},
        index=["a", "b"],
    )
    pd.testing.assert_frame_equal(carried(frame), frame)
    pd.testing.assert_series_equal(carried(frame["kwh"]), frame["kwh"])


def test_polars_frames_arrive_too():
    frame = pl.DataFrame({"region": ["north", "south"], "kwh": [0.5, 1.25]})
    assert carried(frame).equals(frame)


def test_greenlibs_own_value_types_arrive_as_themselves():
    job = Job("nightly", power_w=80, hours=12)
    assert carried(job) == job


class AlwaysEqual(float):
    def __eq__(self, other):
        return True

    __hash__ = float.__hash__


def test_an_object_that_equals_everything_arrives_as_one_that_equals_nothing():
    arrived = carried([AlwaysEqual(1.0)])[0]
    assert isinstance(arrived, StudentObject)
    assert type(arrived).__name__ == "AlwaysEqual"
    assert arrived != 1.0
    assert arrived != arrived


def test_the_text_of_an_object_says_no_address():
    assert repr(carried(object())) == "<object object>"


def test_an_object_that_claims_to_be_numpys_is_not_believed():
    class float64:
        __class__ = property(lambda self: np.float64)
        dtype = np.dtype(float)

    float64.__module__ = "numpy"
    assert isinstance(carried(float64()), StudentObject)


def test_a_function_is_kept_and_arrives_as_its_number():
    kept = []
    encoded = encode([len], keep=lambda value: kept.append(value) or 7)
    assert decode(encoded, function=lambda number, name, text: (number, name)) == [(7, "len")]
    assert kept == [len]


def test_a_value_that_holds_itself_comes_to_an_end():
    knot: list = []
    knot.append(knot)
    assert isinstance(carried(knot), list)


@pytest.mark.parametrize(
    "value, text",
    [
        ([0] * 10**7, "a list of 10,000,000 items"),
        (np.zeros(10**8, dtype=np.int8), "an array of 100,000,000 items"),
        (range(10**12), "range(0, 1000000000000)"),
    ],
    ids=["list", "array", "range"],
)
def test_a_value_too_large_to_check_arrives_as_its_description(value, text):
    assert repr(carried(value)) == text


@pytest.mark.parametrize(
    "data",
    [
        {"pickle": "gASV"},
        {"list": 3},
        {"array": ["|O", [1], "AAAAAAAAAAA="]},
        {"array": ["<f8", [-1, 10**9], ""]},
        {"array": ["<f8", [10**9, 0], ""]},
        {"objects": [[10**9, 0], []]},
        {"range": [0, 10**12, 1]},
        {"ours": ["os", "system", {}]},
        {"ours": ["greenlib.errors", "GreenlibError", {}]},
        {"list": [], "dict": []},
        {"module": "no such module"},
        [1, 2],
        {"fraction": [1, 0]},
    ],
    ids=str,
)
def test_what_no_honest_process_sends_is_refused(data):
    with pytest.raises(BadValueError):
        decode(data)
