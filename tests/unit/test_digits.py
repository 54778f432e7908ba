"""greenlib.digits: accuracy against energy on handwritten digits."""

import numpy as np
import pytest

from greenlib import InvalidQuantityError, WrongTypeError
from greenlib.digits import SETTINGS, Network, Result, Setting, prune, sweep, train
from greenlib.macs import prediction_macs, training_macs
from greenlib.plots import pareto_front


@pytest.fixture(scope="module")
def results():
    return sweep()


@pytest.fixture(scope="module")
def network():
    return train(Setting())


def test_the_sweep_repeats_to_the_hundredth(results):
    accuracies = {name: result.accuracy for name, result in results.items()}
    assert accuracies == {
        "linear": 0.95,
        "8 neurons": 0.93,
        "24 neurons": 0.96,
        "48 neurons": 0.97,
        "stop early": 0.97,
        "30 % of data": 0.93,
        "10 % of data": 0.86,
        "256 neurons": 0.98,
    }


def test_the_pareto_front_leaves_out_what_costs_more_for_no_more(results):
    points = {name: (result.energy_mj(), result.error_percent) for name, result in results.items()}
    assert pareto_front(points) == [
        "10 % of data", "8 neurons", "linear", "stop early", "256 neurons",
    ]  # fmt: skip


def test_the_last_percent_costs_almost_thirty_times_as_much(results):
    red, green = results["256 neurons"], results["stop early"]
    assert green.error_percent - red.error_percent == 1
    assert red.energy_mj() / green.energy_mj() == pytest.approx(27.8, abs=0.05)


def test_stopping_early_counts_the_looks_at_the_validation_pictures(results):
    stopped = results["stop early"]
    assert stopped.epochs == 30
    looks = 3 * 397 * prediction_macs([64, 48, 10])
    assert stopped.training_macs == training_macs([64, 48, 10], 800, 30) + looks


def test_less_data_trains_on_fewer_pictures(results):
    assert results["10 % of data"].training_macs == training_macs([64, 48, 10], 80, 80)


def test_another_seed_gives_other_weights_and_the_same_seed_the_same():
    short = Setting(hidden=(8,), epochs=2)
    first, again, other = train(short), train(short), train(short, seed=1)
    np.testing.assert_array_equal(first.weights[0], again.weights[0])
    assert np.abs(first.weights[0] - other.weights[0]).max() > 0.01


def test_predictions_add_to_the_energy_of_training():
    result = Result(epochs=30, accuracy=0.97, training_macs=186_246_432, prediction_macs=3_552)
    assert result.energy_mj() == pytest.approx(4.997, abs=0.001)
    assert result.energy_mj(predictions=52_434.2) == pytest.approx(2 * result.energy_mj(), rel=1e-5)
    with pytest.raises(InvalidQuantityError, match="predictions must be 0 or more"):
        result.energy_mj(predictions=-1)


@pytest.mark.parametrize(
    ("share", "left", "accuracy"),
    [(0.0, 3552, 0.97), (0.5, 1776, 0.96), (0.7, 1066, 0.92), (0.9, 355, 0.27), (1.0, 0, 0.10)],
)
def test_pruning_saves_predictions_until_accuracy_breaks(network, share, left, accuracy):
    pruned = prune(network, share).result
    assert (pruned.prediction_macs, pruned.accuracy) == (left, accuracy)
    assert pruned.training_macs == network.result.training_macs


def test_pruning_drops_the_smallest_weights_and_leaves_the_original(network):
    before = [weights.copy() for weights in network.weights]
    pruned = prune(network, 0.4)
    kept = np.concatenate([np.abs(w[w != 0]) for w in pruned.weights])
    dropped = np.concatenate(
        [np.abs(old[new == 0]) for old, new in zip(before, pruned.weights, strict=True)]
    )
    assert dropped.size == 1421
    assert dropped.max() < kept.min()
    for old, now in zip(before, network.weights, strict=True):
        np.testing.assert_array_equal(old, now)


@pytest.mark.parametrize("share", [-0.1, 1.2, float("nan")])
def test_a_share_outside_0_to_1_is_refused(share):
    tiny = Network((np.ones((64, 10)),), (np.zeros(10),), Result(1, 0.1, 1, 640))
    with pytest.raises(InvalidQuantityError, match="share must be between 0 and 1"):
        prune(tiny, share)


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"hidden": 48}, WrongTypeError, r"hidden must be a tuple such as \(48,\), got 48"),
        ({"hidden": (0,)}, InvalidQuantityError, "hidden must be 1 or more, got 0"),
        ({"epochs": 0}, InvalidQuantityError, "epochs must be 1 or more, got 0"),
        ({"epochs": 2.5}, InvalidQuantityError, "epochs must be a whole number, got 2.5"),
        ({"data_share": 30}, InvalidQuantityError, "data_share must be between 0.02 and 1, got 30"),
        ({"stop_early": "yes"}, WrongTypeError, "stop_early must be True or False, got 'yes'"),
    ],
)
def test_a_setting_that_cannot_be_is_refused(arguments, error, message):
    with pytest.raises(error, match=message):
        Setting(**arguments)


def test_what_is_no_setting_is_refused():
    with pytest.raises(WrongTypeError, match="setting must be a Setting, got 48"):
        train(48)
    with pytest.raises(WrongTypeError, match="settings must be a dict of name -> Setting"):
        sweep([Setting()])
    with pytest.raises(InvalidQuantityError, match="settings is empty"):
        sweep({})
    with pytest.raises(WrongTypeError, match="network must be a Network"):
        prune(Setting(), 0.5)


@pytest.mark.parametrize("seed", [-1, 0.5])
def test_a_seed_that_cannot_be_is_refused(seed):
    with pytest.raises(InvalidQuantityError, match="seed must be"):
        train(Setting(epochs=1), seed=seed)


def test_the_lessons_settings_cannot_be_changed_by_a_notebook():
    with pytest.raises(TypeError):
        SETTINGS["mine"] = Setting()
