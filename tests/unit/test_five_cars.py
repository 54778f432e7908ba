"""greenlib.five_cars: an estimate corrected one input at a time."""

import math

import pandas as pd
import pytest

from greenlib import InvalidQuantityError
from greenlib.five_cars import car_lifetimes, correction_factors, search_estimates


def test_the_search_was_published_as_five_cars():
    published = search_estimates()[0]
    assert published.energy_kwh == pytest.approx(656_347, abs=1)
    assert car_lifetimes(published.emissions_t) == pytest.approx(4.97, abs=0.005)


def test_the_corrections_multiply_to_eighty_eight():
    assert math.prod(correction_factors().values()) == pytest.approx(88.26, abs=0.01)
    assert search_estimates()[-1].emissions_t == pytest.approx(3.218, abs=0.001)


def test_the_proxy_task_alone_explains_a_factor_of_almost_nineteen():
    steps = correction_factors()
    assert steps["batch size"] * steps["proxy model"] == pytest.approx(18.67, abs=0.01)
    assert search_estimates()[2].emissions_t == pytest.approx(15.2, abs=0.05)


def test_each_estimate_changes_what_its_name_says():
    *_, hardware, pue, grid = search_estimates()
    assert (hardware.pue, pue.pue, grid.pue) == (1.58, 1.1, 1.1)
    assert hardware.device_hours == pue.device_hours == grid.device_hours == 32_633
    assert (pue.intensity_g_per_kwh, grid.intensity_g_per_kwh) == pytest.approx((432.727, 431.0))


def test_car_lifetimes_of_a_column_of_runs():
    tonnes = pd.Series([552.1, 8930.0], index=["GPT-3", "Llama 3.1 405B"])
    assert car_lifetimes(tonnes).round(1).tolist() == [9.7, 156.2]


def test_negative_emissions_are_refused_by_name():
    with pytest.raises(InvalidQuantityError, match="emissions_t must be 0 or more t, got -3"):
        car_lifetimes(-3)
