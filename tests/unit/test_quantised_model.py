"""greenlib.quantised_model: a trained model in each precision, and how sure its accuracy is."""

import numpy as np
import pytest

from greenlib import InvalidQuantityError
from greenlib.precision import dequantise, quantise
from greenlib.quantised_model import (
    accuracy_error_points,
    compare_precisions,
    paired_loss_points,
    train_digits,
)


@pytest.fixture(scope="module")
def digits():
    return train_digits()


@pytest.fixture(scope="module")
def comparison(digits):
    return compare_precisions(*digits)


def test_the_digits_model_is_measured_on_images_it_has_not_seen(digits):
    model, features, labels = digits
    assert features.shape == (450, 64) and labels.shape == (450,)
    assert model.predict(features).shape == (450,)
    assert model.size_bytes == 4 * (640 + 10)


def test_accuracy_holds_down_to_four_bits_and_falls_at_two(comparison):
    accuracy = comparison["accuracy_percent"].round(1)
    assert accuracy.loc[("float32", "none")] == 97.3
    assert accuracy.loc[("int8", "per tensor")] == 97.1
    assert accuracy.loc[("int4", "per tensor")] == 96.7
    assert accuracy.loc[("int4", "per channel")] == 97.1
    assert accuracy.loc[("int2", "per tensor")] == 54.0


def test_scales_and_biases_eat_into_the_saving_of_a_small_model(comparison):
    saving = comparison["saving_percent"].round(1)
    assert saving.loc[("int8", "per tensor")] == 73.7
    assert saving.loc[("int8", "per channel")] == 72.3


def test_the_comparison_does_not_hang_on_the_last_digits_of_the_weights(digits, comparison):
    # Other processors add in another order; their weights differ by about 1e-5.
    model, features, labels = digits
    noise = np.random.default_rng(3).normal(0, 1e-5, size=(10, 64))
    weights = quantise(dequantise(model.weights) + noise, "float32")
    nudged = type(model)(weights, model.biases)
    again = compare_precisions(nudged, features, labels)
    assert again["correct"].tolist() == comparison["correct"].tolist()


def test_features_of_another_shape_are_refused(digits):
    model, features, labels = digits
    with pytest.raises(InvalidQuantityError, match=r"shape \(rows, 64\), got \(450, 63\)"):
        model.predict(features[:, 1:])
    with pytest.raises(InvalidQuantityError, match="one for each of 450 rows, got 449"):
        compare_precisions(model, features, labels[1:])


def test_rows_lost_and_gained_explain_the_change_of_the_accuracy(comparison):
    assert (438 - comparison["lost"] + comparison["gained"]).equals(comparison["correct"])
    four_bits = comparison.loc[("int4", "per tensor")]
    assert (four_bits["lost"], four_bits["gained"]) == (4, 1)


def test_the_doubt_in_an_accuracy_shrinks_with_the_root_of_the_rows():
    assert accuracy_error_points(90, 100) == pytest.approx(3.0)
    assert accuracy_error_points(9000, 10_000) == pytest.approx(0.3)
    assert accuracy_error_points(np.array([50, 100]), 100) == pytest.approx([5.0, 0.0])


def test_a_paired_loss_has_the_mean_and_error_of_its_rows():
    rows = np.array([1.0] * 9 + [-1.0] * 4 + [0.0] * 187)
    loss, error = paired_loss_points(9, 4, 200)
    assert loss == pytest.approx(100 * rows.mean())
    assert error == pytest.approx(100 * rows.std() / np.sqrt(200))


def test_more_right_answers_than_rows_cannot_be():
    with pytest.raises(InvalidQuantityError, match="correct"):
        accuracy_error_points(451, 450)
    with pytest.raises(InvalidQuantityError, match="lost and gained"):
        paired_loss_points(300, 200, 450)
