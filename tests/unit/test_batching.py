"""greenlib.batching: what a batch saves per item, and how long an item waits for it."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenlib import InvalidQuantityError
from greenlib.batching import energy_per_item_kwh, mean_latency_s, mean_wait_s, seconds_per_item


def test_a_batch_shares_the_fixed_time_among_its_items():
    seconds = seconds_per_item(np.array([1, 4, 60]), fixed_s=0.3, item_s=0.02)
    assert seconds == pytest.approx([0.32, 0.095, 0.025])
    energy = energy_per_item_kwh(4, fixed_s=0.3, item_s=0.02, power_w=90)
    assert energy == pytest.approx(0.095 * 90 / 3.6e6)


@given(st.integers(1, 200), st.floats(0.01, 50))
def test_the_mean_wait_is_that_of_a_batch_filled_item_by_item(batch_size, rate):
    arrivals = np.arange(batch_size) / rate
    waits = arrivals[-1] - arrivals
    assert mean_wait_s(batch_size, arrival_rate_per_s=rate) == pytest.approx(waits.mean())


def test_random_arrivals_wait_as_long_on_average():
    arrivals = np.random.default_rng(5).exponential(1 / 4, size=(20_000, 25)).cumsum(axis=1)
    waits = arrivals[:, -1:] - arrivals
    assert mean_wait_s(25, arrival_rate_per_s=4) == pytest.approx(waits.mean(), rel=0.01)


def test_latency_is_the_wait_and_the_whole_batch_and_infinite_where_work_piles_up():
    sizes = pd.Series([1, 2, 10, 40])
    latency = mean_latency_s(sizes, fixed_s=0.3, item_s=0.02, arrival_rate_per_s=4)
    pd.testing.assert_series_equal(
        latency, pd.Series([np.inf, 0.125 + 0.34, 1.125 + 0.5, 4.875 + 1.1])
    )


def test_larger_batches_take_less_energy_and_more_patience():
    sizes = np.arange(2, 100)
    rates = {"fixed_s": 0.3, "item_s": 0.02}
    assert (np.diff(energy_per_item_kwh(sizes, power_w=90, **rates)) < 0).all()
    assert (np.diff(mean_latency_s(sizes, arrival_rate_per_s=4, **rates)) > 0).all()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: seconds_per_item(0, fixed_s=0.3, item_s=0.02),
            "batch_size must be 1 or more items, got 0",
        ),
        (
            lambda: mean_wait_s([4, 2.5], arrival_rate_per_s=4),
            r"batch_size\[1\] must be a whole number in items, got 2.5",
        ),
        (
            lambda: mean_wait_s(8, arrival_rate_per_s=0),
            "arrival_rate_per_s must be above 0 items/s",
        ),
        (
            lambda: energy_per_item_kwh(8, fixed_s=-0.3, item_s=0.02, power_w=90),
            "fixed_s must be 0 or more s, got -0.3",
        ),
    ],
)
def test_a_number_its_quantity_does_not_allow_is_refused_by_name_and_value(call, message):
    with pytest.raises(InvalidQuantityError, match=message):
        call()
