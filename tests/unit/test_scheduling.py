"""greenlib.scheduling: shifting in time and place, on a forecast, for one job or many."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenlib import InvalidQuantityError, Job, WrongTypeError
from greenlib.grid import IntensitySeries
from greenlib.scheduling import forecast_with_error, plan, plan_across
from greenlib.synthetic_year import synthetic_year
from tests.unit.strategies import values_and_windows

START = datetime(2020, 7, 6, tzinfo=UTC)


def series(values, zone="DE"):
    return IntensitySeries(zone, START, values, "made up for a test")


DAY = series([400.0, 300.0, 350.0, 200.0, 500.0, 150.0])
JOB = Job("report", hours=2, power_w=500)


def test_a_job_in_one_piece_runs_where_its_hours_together_are_cleanest():
    shifted = plan(DAY, JOB, earliest_h=0, deadline_h=6)
    assert shifted.hours_of().tolist() == [2, 3]
    assert (shifted.before_g, shifted.after_g) == (350.0, 275.0)
    assert shifted.saving_percent == pytest.approx(100 * 75 / 350)
    assert shifted.zone == "DE"


def test_an_interruptible_job_takes_the_cleanest_hours_one_by_one():
    shifted = plan(DAY, JOB, earliest_h=0, deadline_h=6, interruptible=True)
    assert shifted.hours_of().tolist() == [3, 5]
    assert shifted.after_g == 175.0
    assert shifted.times_of().tolist() == [datetime(2020, 7, 6, 3), datetime(2020, 7, 6, 5)]


@pytest.mark.parametrize("interruptible", [False, True])
def test_the_deadline_is_the_hour_at_whose_beginning_the_job_is_done(interruptible):
    shifted = plan(DAY, JOB, earliest_h=1, deadline_h=5, interruptible=interruptible)
    assert set(shifted.hours_of()) <= {1, 2, 3, 4}
    tight = plan(DAY, JOB, earliest_h=3, deadline_h=5, interruptible=interruptible)
    assert tight.hours_of().tolist() == [3, 4] and tight.saving_percent == 0


@pytest.mark.parametrize("interruptible", [False, True])
def test_among_equally_clean_choices_the_earliest_wins(interruptible):
    flat = series([0.1 * 3] * 20)
    assert plan(
        flat, JOB, earliest_h=4, deadline_h=20, interruptible=interruptible
    ).hours_of().tolist() == [4, 5]


def test_the_baseline_may_start_anywhere_and_even_be_cleaner():
    shifted = plan(DAY, JOB, earliest_h=3, deadline_h=6, baseline_h=2)
    assert (shifted.before_g, shifted.after_g) == (275.0, 325.0)
    assert shifted.saving_percent == pytest.approx(-100 * 50 / 275)


def test_a_plan_reads_as_a_sentence():
    shifted = plan(DAY, JOB, earliest_h=0, deadline_h=6)
    assert str(shifted) == "1 job: 275 gCO2e instead of 350 gCO2e, saving 21.4 %"


def test_a_table_of_jobs_is_planned_at_once_and_each_keeps_its_own_power():
    jobs = Job("table", hours=pd.Series([1, 2, 3]), power_w=pd.Series([100.0, 500.0, 2000.0]))
    shifted = plan(DAY, jobs, earliest_h=[0, 0, 1], deadline_h=6)
    assert [shifted.hours_of(job).tolist() for job in range(3)] == [[5], [2, 3], [1, 2, 3]]
    assert shifted.after_g == pytest.approx([15.0, 275.0, 1700.0])
    assert shifted.zone.tolist() == ["DE"] * 3
    with pytest.raises(InvalidQuantityError, match="job must be 0 to 2, got 3"):
        shifted.hours_of(3)


# --- against the plain way


def plain_hours(values, hours, earliest, deadline, interruptible):
    window = range(earliest, deadline)
    if interruptible:
        return sorted(sorted(window, key=lambda hour: values[hour])[:hours])
    best = min(window[: deadline - earliest - hours + 1],
               key=lambda start: sum(values[start : start + hours]))  # fmt: skip
    return list(range(best, best + hours))


@given(values_and_windows(), st.booleans())
@settings(max_examples=200, deadline=None)
def test_many_jobs_at_once_are_planned_like_one_by_one(case, interruptible):
    values, jobs = case
    hours, earliest, deadline = map(np.array, zip(*jobs, strict=True))
    shifted = plan(
        series(values), Job("jobs", hours=hours, power_w=250), earliest_h=earliest,
        deadline_h=deadline, interruptible=interruptible,
    )  # fmt: skip
    for number, job in enumerate(jobs):
        chosen = plain_hours(values, *job, interruptible)
        assert shifted.hours_of(number).tolist() == chosen
        assert shifted.after_g[number] == pytest.approx(sum(values[h] for h in chosen) / 4)


@given(values_and_windows(), st.booleans())
@settings(max_examples=100, deadline=None)
def test_a_perfect_forecast_never_loses_and_interrupting_never_hurts(case, interruptible):
    values, jobs = case
    hours, earliest, deadline = map(np.array, zip(*jobs, strict=True))
    table = Job("jobs", hours=hours, power_w=250)
    whole, split = (
        plan(series(values), table, earliest_h=earliest, deadline_h=deadline, interruptible=flag)
        for flag in (False, True)
    )
    assert (whole.after_g <= whole.before_g + 1e-9).all()
    assert (split.after_g <= whole.after_g + 1e-9).all()


@pytest.mark.parametrize("interruptible", [False, True])
def test_a_year_of_many_jobs_is_planned_like_one_by_one(interruptible):
    year = synthetic_year("GB", 2023)
    rng = np.random.default_rng(3)
    hours = rng.integers(1, 13, 3000)
    earliest = rng.integers(0, 8600, 3000)
    deadline = earliest + hours + rng.integers(0, 100, 3000)
    shifted = plan(
        year, Job("jobs", hours=hours, power_w=250), earliest_h=earliest, deadline_h=deadline,
        interruptible=interruptible,
    )  # fmt: skip
    values = year.values_g_per_kwh.tolist()
    for job in range(0, 3000, 30):
        window = int(hours[job]), int(earliest[job]), int(deadline[job])
        assert shifted.hours_of(job).tolist() == plain_hours(values, *window, interruptible)


# --- forecasts


@pytest.mark.parametrize("interruptible", [False, True])
def test_jobs_are_planned_on_the_forecast_and_charged_with_what_happened(interruptible):
    forecast = series([100.0, 900.0, 900.0, 900.0, 150.0, 120.0])
    shifted = plan(
        DAY, JOB, earliest_h=1, deadline_h=6, forecast=forecast, interruptible=interruptible
    )
    assert shifted.hours_of().tolist() == [4, 5]
    assert shifted.after_g == 325.0
    assert shifted.before_g == 325.0


def test_a_forecast_errs_by_the_share_of_the_mean_without_bias_and_repeats():
    year = synthetic_year("DE", 2023)
    forecast = forecast_with_error(year, 0.05, seed=4)
    error = forecast.values_g_per_kwh - year.values_g_per_kwh
    assert error.std() == pytest.approx(0.05 * year.values_g_per_kwh.mean(), rel=0.03)
    assert abs(error.mean()) < 1
    again = forecast_with_error(year, 0.05, seed=4)
    assert np.array_equal(forecast.values_g_per_kwh, again.values_g_per_kwh)
    assert forecast.synthetic and "5% error, seed 4" in forecast.source


def test_no_forecast_is_negative():
    wild = forecast_with_error(series([5.0, 300.0] * 200), 2.0)
    assert wild.values_g_per_kwh.min() == 0


# --- place and time


def test_a_job_moves_to_the_zone_and_hours_that_are_cleanest():
    away = series([260.0, 240.0, 130.0, 310.0, 320.0, 330.0], "FR")
    shifted = plan_across([DAY, away], JOB, earliest_h=0, deadline_h=6)
    assert shifted.zone == "FR" and shifted.hours_of().tolist() == [1, 2]
    assert (shifted.before_g, shifted.after_g) == (350.0, 185.0)


def test_each_job_chooses_its_own_zone_by_the_forecast():
    away = series([390.0, 290.0, 360.0, 210.0, 490.0, 160.0], "FR")
    forecasts = [DAY, series([390.0, 310.0, 360.0, 100.0, 490.0, 160.0], "FR")]
    shifted = plan_across(
        [DAY, away], Job("jobs", hours=[1, 1, 1], power_w=1000), earliest_h=[0, 1, 3],
        deadline_h=[1, 2, 4], forecasts=forecasts, interruptible=True,
    )  # fmt: skip
    assert shifted.zone.tolist() == ["FR", "DE", "FR"]
    assert shifted.after_g.tolist() == [390.0, 300.0, 210.0]
    assert [shifted.hours_of(job).tolist() for job in range(3)] == [[0], [1], [3]]


def test_a_job_stays_at_home_when_another_zone_is_no_cleaner():
    same = series(DAY.values_g_per_kwh, "FR")
    assert plan_across([DAY, same], JOB, earliest_h=0, deadline_h=6).zone == "DE"


# --- what is refused


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"deadline_h": 1}, "job 0 needs 2 h, its window from hour 0 to hour 1 is too short"),
        ({"earliest_h": [0, 5]}, "job 1 needs 2 h, its window from hour 5 to hour 6 is too short"),
        ({"deadline_h": 7}, "deadline_h must be between 0 and 6 h, got 7"),
        ({"earliest_h": -1}, "earliest_h must be between 0 and 6 h, got -1"),
        ({"earliest_h": 0.5}, "earliest_h must be a whole number in h, got 0.5"),
        ({"earliest_h": float("nan")}, "earliest_h must be between 0 and 6 h, got nan"),
        ({"job": Job("x", hours=1.5, power_w=9)}, "hours must be a whole number in h, got 1.5"),
        ({"job": Job("x", hours=0, power_w=9)}, "hours must be between 1 and 6 h, got 0"),
        ({"baseline_h": 5}, "baseline_h of job 0: 2 h from hour 5 do not fit into a series of 6 h"),
        ({"earliest_h": [0, 0], "deadline_h": [6, 6, 6]}, "one value per job or a single one"),
        ({"earliest_h": []}, "jobs must be a list, got shape"),
        ({"forecast": series([1.0] * 5)}, "a forecast must be of the zone and hours it is for"),
        ({"forecast": series([1.0] * 6, "FR")}, "a forecast must be of the zone and hours"),
    ],
)
def test_a_plan_that_cannot_be_kept_is_refused(changes, message):
    arguments = {"job": JOB, "earliest_h": 0, "deadline_h": 6} | changes
    with pytest.raises(InvalidQuantityError, match=message):
        plan(DAY, **arguments)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: plan([400.0], JOB, earliest_h=0, deadline_h=1), "must hold IntensitySeries"),
        (lambda: plan_across([], JOB, earliest_h=0, deadline_h=1), "must hold IntensitySeries"),
        (lambda: plan(DAY, 2, earliest_h=0, deadline_h=6), "job must be a Job, got 2"),
        (lambda: plan(DAY, JOB, earliest_h="0", deadline_h=6), "earliest_h must be a number in h"),
    ],
)
def test_what_is_no_series_and_no_job_is_refused(call, message):
    with pytest.raises(WrongTypeError, match=message):
        call()


def test_zones_must_cover_the_same_hours_and_have_a_forecast_each():
    later = IntensitySeries("FR", START + timedelta(hours=1), DAY.values_g_per_kwh, "made up")
    with pytest.raises(InvalidQuantityError, match="zones must cover the same hours"):
        plan_across([DAY, later], JOB, earliest_h=0, deadline_h=6)
    with pytest.raises(InvalidQuantityError, match="1 forecasts for 2 zones"):
        plan_across([DAY, DAY], JOB, earliest_h=0, deadline_h=6, forecasts=[DAY])
