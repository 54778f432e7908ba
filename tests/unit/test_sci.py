"""greenlib.sci: operational and embodied emissions per functional unit."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenlib import InvalidQuantityError, Range, UnknownNameError, WrongTypeError, factors, plots
from greenlib.embodied import embodied_share_g
from greenlib.sci import (
    Design,
    compare,
    rankings,
    rebound,
    sci_score_g,
    sensitivity_g,
)

BATCH = Design("batch", 10, 400, 1000, {"user": 500, "call": 50_000})
STREAM = Design("stream", 16, 400, 1600, {"user": 1000, "call": 60_000})
RANGES = {
    "energy_kwh": Range(10, 12, 14),
    "intensity_g_per_kwh": Range(380, 400, 420),
    "embodied_g": Range(600, 1200, 2400),
    "functional_units": Range(1500, 2000, 2500),
}


def test_the_score_divides_running_and_making_by_the_functional_units():
    score = sci_score_g(
        energy_kwh=2.5, intensity_g_per_kwh=380, embodied_g=250, functional_units=480
    )
    assert score == pytest.approx(2.5)


def test_columns_are_scored_at_once():
    frame = pd.DataFrame({"kwh": [3.0, 6.0], "users": [150, 200]}, index=["a", "b"])
    result = sci_score_g(
        energy_kwh=frame["kwh"], intensity_g_per_kwh=[400, 40], embodied_g=60,
        functional_units=frame["users"],
    )  # fmt: skip
    pd.testing.assert_series_equal(result, pd.Series([8.4, 1.5], index=["a", "b"]))


def test_on_a_clean_grid_making_the_hardware_outweighs_running_it():
    making_g = embodied_share_g(
        factors.value("sci.embodied.m5", "kg"), time_reserved_h=24, lifespan_years=4,
        resources_reserved=2, total_resources=96,
    )  # fmt: skip
    poland, sweden = (
        Design(name, 0.1155, factors.value(f"grid.{name}", "g/kWh"), making_g, {"day": 1.0})
        for name in ("pl", "se")
    )
    assert poland.embodied_g / poland.total_g == pytest.approx(0.231, abs=0.001)
    assert sweden.embodied_g / sweden.total_g == pytest.approx(0.830, abs=0.001)


def test_designs_are_compared_in_one_table():
    table = compare([BATCH, STREAM])
    assert table["total_g"].to_dict() == {"batch": 5000, "stream": 8000}
    assert table["g_per_user"].to_dict() == {"batch": 10, "stream": 8}
    assert table.loc["stream", "g_per_call"] == pytest.approx(0.13333, rel=1e-4)


def test_the_functional_unit_can_turn_the_ranking_around():
    assert rankings([BATCH, STREAM]) == {"user": ["stream", "batch"], "call": ["batch", "stream"]}


def test_growth_can_eat_a_gain_the_score_shows():
    result = rebound(7500, 2500, efficiency_gain=0.4, growth=1)
    assert (result.score_before_g, result.score_after_g) == pytest.approx((3.0, 1.8))
    assert (result.total_before_g, result.total_after_g) == pytest.approx((7500, 9000))
    assert result.rebound == pytest.approx(1.5)


@given(st.floats(0.01, 0.95), st.floats(1, 1e6))
def test_at_break_even_growth_nothing_is_saved(gain, total_g):
    growth = rebound(total_g, 300, efficiency_gain=gain, growth=0).break_even_growth
    result = rebound(total_g, 300, efficiency_gain=gain, growth=growth)
    assert result.total_after_g == pytest.approx(total_g, rel=1e-9)
    assert result.rebound == pytest.approx(1, rel=1e-6)


def test_rebound_draws_a_line_over_many_growths():
    totals = rebound(6000, 2000, efficiency_gain=0.4, growth=np.array([0, 0.25, 1])).total_after_g
    assert totals == pytest.approx([3600, 4500, 7200])


def test_sensitivity_lists_the_widest_input_first_and_can_be_drawn():
    ends = sensitivity_g(RANGES)
    assert list(ends) == ["functional_units", "embodied_g", "energy_kwh", "intensity_g_per_kwh"]
    assert ends["functional_units"] == pytest.approx((4.0, 2.4))
    assert ends["embodied_g"] == pytest.approx((2.7, 3.6))
    figure = plots.tornado(ends, 3.0, "SCI", "gCO2e per user")
    assert figure.axes[0].get_xlabel() == "SCI (gCO2e per user)"


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (
            lambda: Design("A", 1, 400, 100, {"user": 0}),
            InvalidQuantityError,
            r"functional_units\['user'\] must be above 0, got 0",
        ),
        (lambda: Design("A", 1, 400, 100, {}), WrongTypeError, "functional_units must be a dict"),
        (lambda: Design("A", [1, 2], 400, 1, {"u": 3}), WrongTypeError, "energy_kwh must be one"),
        (lambda: Design("", 1, 400, 100, {"user": 3}), WrongTypeError, "name must be text"),
        (lambda: BATCH.score_g("users"), UnknownNameError, "did you mean 'user'"),
        (lambda: compare([]), WrongTypeError, "designs must be a list with at least one Design"),
        (lambda: compare([BATCH, 3]), WrongTypeError, r"designs\[1\] must be a Design, got 3"),
        (lambda: compare([BATCH, BATCH]), InvalidQuantityError, "must have different names"),
        (
            lambda: rankings([BATCH, Design("C", 1, 400, 9, {"user": 3})]),
            InvalidQuantityError,
            "'C' counts user and 'batch' counts user, call",
        ),
        (
            lambda: rebound(6000, 2000, efficiency_gain=40, growth=1),
            InvalidQuantityError,
            "efficiency_gain must be between 0 and 1, got 40",
        ),
        (
            lambda: rebound(6000, 2000, efficiency_gain=1, growth=1),
            InvalidQuantityError,
            "efficiency_gain must be below 1",
        ),
        (
            lambda: sensitivity_g({"energy_kwh": Range.of(12)}),
            InvalidQuantityError,
            "inputs must be energy_kwh, intensity_g_per_kwh",
        ),
        (
            lambda: sensitivity_g(RANGES | {"functional_units": Range(0, 10, 20)}),
            InvalidQuantityError,
            "functional_units must be above 0, got 0",
        ),
    ],
)
def test_what_cannot_be_scored_is_refused_by_name_and_value(call, error, message):
    with pytest.raises(error, match=message):
        call()


def test_a_design_does_not_change_with_the_dict_it_was_made_from():
    units = {"user": 500}
    design = Design("A", 10, 400, 1000, units)
    units["user"] = 5
    assert design.score_g("user") == pytest.approx(10)
