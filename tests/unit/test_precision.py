"""greenlib.precision: sizes, quantisation and its error."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from greenlib import InvalidQuantityError, UnknownNameError, WrongTypeError
from greenlib.precision import BITS, dequantise, footprint_table, model_bytes, quantise

SINGLES = arrays(
    np.float32,
    array_shapes(max_dims=3, max_side=5),
    elements=st.floats(-60_000, 60_000, width=32),
)


def outlier_weights():
    """Four rows of 1,000 small weights, with one weight of 50 in the first row."""
    weights = np.random.default_rng(7).normal(0, 0.05, size=(4, 1000))
    weights[0, 0] = 50
    return weights


def row_errors(weights, quantised):
    return np.abs(dequantise(quantised) - weights).max(axis=1)


def test_the_seed_sizes_are_gib_and_stand_beside_gb():
    table = footprint_table(7_000_000_000).loc["float32":"int4"].round(2)
    assert table["size_gib"].tolist() == [26.08, 13.04, 13.04, 6.52, 3.26]
    assert table["size_gb"].tolist() == [28.0, 14.0, 14.0, 7.0, 3.5]
    assert table["saving_percent"].tolist() == [0.0, 50.0, 50.0, 75.0, 87.5]


def test_sizes_of_several_models_are_computed_at_once():
    assert model_bytes(np.array([3, 8]), "int4") == pytest.approx([1.5, 4.0])


@pytest.mark.parametrize("parameters", [0, -7, float("nan")])
def test_a_model_without_parameters_is_refused(parameters):
    with pytest.raises(InvalidQuantityError, match="parameters must be 1 or more"):
        model_bytes(parameters, "int8")


@given(SINGLES, st.sampled_from(sorted(BITS)))
def test_no_error_exceeds_half_a_step(values, precision):
    quantised = quantise(values, precision)
    error = np.abs(dequantise(quantised) - values.astype(float))
    assert np.all(error <= quantised.error_bound * (1 + 1e-12))
    assert quantised.values.shape == values.shape


@given(SINGLES, st.sampled_from(["int8", "int4", "int2"]))
def test_no_error_exceeds_half_a_step_of_its_own_channel(values, precision):
    quantised = quantise(values, precision, axis=0)
    error = np.abs(dequantise(quantised) - values.astype(float))
    assert np.all(error <= quantised.scale.astype(float) / 2 * (1 + 1e-12))
    assert quantised.scale.size == values.shape[0]


@given(SINGLES)
def test_quantising_twice_changes_nothing_more(values):
    once = dequantise(quantise(values))
    assert dequantise(quantise(once)) == pytest.approx(once, rel=1e-6, abs=1e-30)


@given(SINGLES, st.sampled_from(sorted(BITS)))
def test_quantisation_is_symmetric_about_zero(values, precision):
    assert np.array_equal(
        dequantise(quantise(-values, precision)), -dequantise(quantise(values, precision))
    )


def test_int8_keeps_the_largest_value_and_uses_both_ends():
    quantised = quantise([-2.54, 0.011, 2.54])
    assert quantised.values.tolist() == [-127, 1, 127]
    assert quantised.values.dtype == np.int8
    assert quantised.scale == pytest.approx(0.02)


def test_zeros_stay_zero_without_a_division_by_zero():
    with np.errstate(all="raise"):
        quantised = quantise(np.array([[0.0, 0.0], [0.7, 0.0]]), "int4", axis=0)
    assert quantised.values.tolist() == [[0, 0], [7, 0]]


def test_bytes_count_the_packed_values_and_four_for_each_scale():
    weights = np.ones((10, 64))
    assert quantise(weights, "int8").size_bytes == 644
    assert quantise(weights, "int8", axis=0).size_bytes == 680
    assert quantise(weights, "int8", axis=1).size_bytes == 896
    assert quantise(weights, "int4").size_bytes == 324
    assert quantise(weights, "float16").size_bytes == 1280


def test_one_outlier_ruins_per_tensor_and_only_its_own_channel_otherwise():
    weights = outlier_weights()
    ruined = quantise(weights)
    assert np.count_nonzero(ruined.values[1:]) == 0
    errors = row_errors(weights, quantise(weights, axis=0))
    assert errors[0] > 0.1
    assert errors[1:].max() < 0.001


def test_bfloat16_has_range_where_float16_has_digits():
    assert dequantise(quantise([70_000.0], "bfloat16")).tolist() == [70_144.0]
    assert dequantise(quantise([1.001], "bfloat16")).tolist() == [1.0]
    assert dequantise(quantise([1.001], "float16")) == pytest.approx([1.0009765625])


def test_bfloat16_breaks_ties_towards_even():
    ties = [1 + 2**-8, 1 + 3 * 2**-8]
    assert dequantise(quantise(ties, "bfloat16")).tolist() == [1.0, 1 + 2**-6]


def test_a_number_beyond_float16_is_refused_with_its_place():
    with pytest.raises(InvalidQuantityError, match=r"values\[1\] must be between -65504 and 65504"):
        quantise([1.0, 70_000.0], "float16")


@pytest.mark.parametrize(
    ("values", "axis", "message"),
    [
        ([], None, "values must hold at least one number"),
        ([1.5, float("nan")], None, r"values\[1\] must be between"),
        ([1.5, 2.5], 1, r"axis must be None or one of \[0\], got 1"),
        ([[1.5]], -1, r"axis must be None or one of \[0, 1\], got -1"),
    ],
)
def test_what_cannot_be_quantised_is_refused(values, axis, message):
    with pytest.raises(InvalidQuantityError, match=message):
        quantise(values, axis=axis)


def test_text_is_no_array():
    with pytest.raises(WrongTypeError, match="values"):
        quantise(["0.5"])


@pytest.mark.parametrize("call", [lambda: quantise([0.5], "int-8"), lambda: model_bytes(3, "int9")])
def test_an_unknown_precision_suggests_a_known_one(call):
    with pytest.raises(UnknownNameError, match="did you mean 'int8'"):
        call()
