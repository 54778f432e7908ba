"""greenlib.footprint: energy, facility energy, emissions and their ranges."""

import numpy as np
import pandas as pd
import pytest

from greenlib import InvalidQuantityError, Job, Range, WrongTypeError, estimate_job_impact, factors
from greenlib.footprint import (
    emissions_g,
    facility_energy_kwh,
    it_energy_kwh,
    likely_range_g,
    sensitivity_g,
)

ETL = Job("Daily ETL", hours=12, power_w=80)
RANGES = {
    "hours": Range.of(12),
    "power_w": Range(60, 80, 100),
    "pue": Range(1.1, 1.2, 1.58),
    "intensity_g_per_kwh": Range(400, 450, 500),
}


def test_the_seed_job_emits_432_g_without_and_518_g_with_pue():
    assert estimate_job_impact(ETL, intensity_g_per_kwh=450).emissions_g == pytest.approx(432.0)
    with_pue = estimate_job_impact(ETL, intensity_g_per_kwh=450, pue=1.2)
    assert with_pue.facility_energy_kwh == pytest.approx(1.152)
    assert with_pue.emissions_g == pytest.approx(518.4)


def test_arrays_and_columns_are_estimated_at_once_and_keep_their_shape():
    hours = np.array([[1.0, 2.5], [4.0, 0.0]])
    assert it_energy_kwh(250, hours) == pytest.approx(hours * 0.25)
    frame = pd.DataFrame({"hours": [2.0, 3.0], "power_w": [300.0, 150.0]}, index=["a", "b"])
    result = emissions_g(it_energy_kwh(frame["power_w"], frame["hours"]), 400)
    pd.testing.assert_series_equal(result, pd.Series([240.0, 180.0], index=["a", "b"]))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: it_energy_kwh(80, -3), "hours must be 0 or more h, got -3"),
        (lambda: it_energy_kwh(float("nan"), 3), "power_w must be 0 or more W, got nan"),
        (lambda: it_energy_kwh(80, float("inf")), "hours must be 0 or more h, got inf"),
        (lambda: facility_energy_kwh(1, 0.9), "pue must be 1 or more, got 0.9"),
        (
            lambda: emissions_g([1, 2, -7.5], 450),
            r"energy_kwh\[2\] must be 0 or more",
        ),
        (lambda: Job("x", hours=-1, power_w=80), "hours must be 0 or more h, got -1"),
    ],
)
def test_a_number_its_quantity_does_not_allow_is_refused_by_name_and_value(call, message):
    with pytest.raises(InvalidQuantityError, match=message):
        call()


@pytest.mark.parametrize("bad", ["80", None, True, [True], ["80"], 3j])
def test_what_is_no_number_is_refused_by_name_and_value(bad):
    with pytest.raises(WrongTypeError, match=r"power_w.* must be a number in W, got"):
        it_energy_kwh(bad, 12)


def test_text_that_looks_like_a_number_is_refused_with_the_remedy():
    with pytest.raises(WrongTypeError, match=r"got '12' \(str\); convert text first"):
        it_energy_kwh(80, "12")


def test_a_range_carries_through_to_the_emissions():
    impact = estimate_job_impact(ETL, intensity_g_per_kwh=Range(400, 450, 500), pue=1.5)
    assert (impact.emissions_low_g, impact.emissions_g, impact.emissions_high_g) == pytest.approx(
        (576.0, 648.0, 720.0)
    )


def test_a_factor_brings_its_published_range():
    impact = estimate_job_impact(ETL, intensity_g_per_kwh=500, pue=factors.get("pue.survey"))
    assert (impact.emissions_low_g, impact.emissions_high_g) == pytest.approx((744.0, 763.2))


def test_a_range_out_of_order_is_refused():
    with pytest.raises(InvalidQuantityError, match="low <= best <= high, got 3, 2, 4"):
        Range(3, 2, 4)


def test_sensitivity_lists_the_widest_input_first():
    ends = sensitivity_g(RANGES)
    assert list(ends) == ["power_w", "pue", "intensity_g_per_kwh", "hours"]
    assert ends["power_w"] == pytest.approx((388.8, 648.0))


def test_a_likely_range_lies_inside_the_worst_case_and_repeats():
    likely = likely_range_g(RANGES)
    worst = RANGES["power_w"] * 0.012 * RANGES["pue"] * RANGES["intensity_g_per_kwh"]
    assert worst.low < likely.low < likely.best < likely.high < worst.high
    assert likely == likely_range_g(RANGES)


def test_a_missing_input_is_named():
    with pytest.raises(InvalidQuantityError, match="inputs must be hours, power_w, pue"):
        sensitivity_g({"hours": Range.of(12)})


def test_the_report_reads_as_a_sentence():
    impact = estimate_job_impact(ETL, intensity_g_per_kwh=450, pue=1.2)
    assert str(impact) == "1.15 kWh at the facility, 518 gCO2e"
