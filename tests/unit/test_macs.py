"""greenlib.macs: operations of a network, and their energy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenlib import InvalidQuantityError, WrongTypeError, factors
from greenlib.macs import mac_energy_pj, macs_energy_j, prediction_macs, training_macs


def test_a_dense_network_needs_one_operation_per_weight():
    assert prediction_macs([64, 48, 10]) == 64 * 48 + 48 * 10
    assert prediction_macs([64, 10]) == 640


def test_training_costs_three_times_a_prediction_less_the_first_layers_error():
    assert training_macs([64, 48, 10], 800, 80) == (2 * 64 * 48 + 3 * 48 * 10) * 800 * 80
    assert training_macs([64, 10], 1, 1) == 2 * 640


@given(
    layers=st.lists(st.integers(1, 300), min_size=2, max_size=5),
    pictures=st.integers(1, 5_000),
    epochs=st.integers(1, 300),
)
def test_training_costs_between_two_and_three_predictions_per_picture(layers, pictures, epochs):
    seen = prediction_macs(layers) * pictures * epochs
    assert 2 * seen <= training_macs(layers, pictures, epochs) < 3 * seen


@pytest.mark.parametrize(
    ("layers", "error", "message"),
    [
        ([64], InvalidQuantityError, r"layers must be two sizes or more, got \[64\]"),
        ([], InvalidQuantityError, "two sizes or more"),
        ([64, 0, 10], InvalidQuantityError, "layers must be 1 or more, got 0"),
        ([64, 4.5, 10], InvalidQuantityError, "layers must be a whole number, got 4.5"),
        ([64, "48", 10], WrongTypeError, "layers must be a number, got '48'"),
        ([64, [48], 10], WrongTypeError, r"layers must be one number, got \[48\]"),
        (64, WrongTypeError, r"layers must be a list such as \[64, 48, 10\], got 64"),
    ],
)
def test_layers_that_cannot_be_are_refused(layers, error, message):
    with pytest.raises(error, match=message):
        prediction_macs(layers)


def test_the_energy_of_gpt_3_follows_from_its_operations():
    mac_pj = mac_energy_pj(
        factors.value("training.v100.power", "W"), factors.value("training.v100.speed", "TFLOP/s")
    )
    macs = factors.value("training.gpt3.operations", "FLOP") / 2
    assert macs_energy_j(macs, mac_pj) / 3.6e9 * 1.10 == pytest.approx(1287.1, abs=0.1)


def test_a_real_operation_costs_several_times_its_arithmetic():
    arithmetic = factors.value("training.mac.arithmetic", "pJ/MAC")
    assert mac_energy_pj(330, 24.6) / arithmetic == pytest.approx(5.83, abs=0.01)


def test_a_device_without_speed_is_refused():
    with pytest.raises(InvalidQuantityError, match="tflop_per_s must be"):
        mac_energy_pj(330, 0)
