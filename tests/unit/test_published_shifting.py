"""greenlib.published_shifting: a nightly job, and our savings beside the published ones."""

from datetime import UTC, datetime

import pytest

from greenlib import InvalidQuantityError, UnknownNameError
from greenlib.grid import IntensitySeries
from greenlib.published_shifting import compare_with_published, nightly_saving
from greenlib.synthetic_year import synthetic_year


def series(values, zone="DE"):
    return IntensitySeries(zone, datetime(2020, 7, 6, tzinfo=UTC), values, "made up for a test")


def test_a_nightly_job_saves_by_moving_towards_a_cleaner_hour():
    day = [300.0] * 24
    day[1], day[3] = 200.0, 120.0
    days = series(day * 5)
    assert nightly_saving(days, 1) == (200.0, 0.0)
    assert nightly_saving(days, 2) == (200.0, pytest.approx(40.0))


def test_nights_at_the_ends_without_room_are_left_out_for_every_flexibility():
    day = [300.0] * 24
    first_night = [900.0 if hour == 1 else 300.0 for hour in range(24)]
    unshifted, saved = nightly_saving(series(first_night + day * 3), 0)
    assert (unshifted, saved) == (300.0, 0.0)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"flexibility_h": 13}, "flexibility_h must be between 0 and 12 h, got 13"),
        ({"flexibility_h": 2, "job_hour_utc": 24}, "job_hour_utc must be between 0 and 23 h"),
        ({"flexibility_h": 2, "seeds": 0}, "seeds must be 1 or more, got 0"),
        ({"flexibility_h": 2, "forecast_error": -0.1}, "error must be 0 or more, got -0.1"),
    ],
)
def test_a_nightly_job_that_makes_no_sense_is_refused(arguments, message):
    with pytest.raises(InvalidQuantityError, match=message):
        nightly_saving(series([300.0] * 72), **arguments)


def test_a_worse_forecast_saves_less():
    year = synthetic_year("GB", 2023)
    savings = [nightly_saving(year, 4, forecast_error=error)[1] for error in (0, 0.05, 0.2)]
    assert savings[0] > savings[1] > savings[2]


def test_a_series_without_a_whole_night_is_refused():
    with pytest.raises(InvalidQuantityError, match="no night with 12 h on both sides in 30 h"):
        nightly_saving(series([300.0] * 30), 2)


def test_our_table_stands_beside_the_published_one():
    table = compare_with_published([synthetic_year(zone, 2020) for zone in ("DE", "US-CAL-CISO")])
    assert table["zone"].value_counts().to_dict() == {"DE": 8, "US-CAL-CISO": 8}
    row = table.set_index(["zone", "flexibility_h"]).loc[("DE", 8)]
    assert row["published_unshifted_g_per_kwh"] == 305.33
    assert row["published_saving_percent"] == 11.74
    assert row["difference_points"] == pytest.approx(row["saving_percent"] - 11.74)


def test_the_synthetic_years_tell_the_story_of_the_study():
    zones = ("DE", "GB", "FR", "US-CAL-CISO")
    table = compare_with_published([synthetic_year(zone, 2020) for zone in zones])
    saved = table.pivot(index="zone", columns="flexibility_h", values="saving_percent")
    assert (saved[8] > saved[2]).all()
    assert saved[8].idxmax() == "US-CAL-CISO"  # the solar morning
    assert table.loc[table["zone"].isin(zones[:3]), "difference_points"].abs().max() < 4


def test_a_zone_or_error_without_published_results_is_refused():
    with pytest.raises(UnknownNameError, match="zone with published results 'PL'"):
        compare_with_published([series([300.0] * 72, "PL")])
    with pytest.raises(InvalidQuantityError, match=r"must be 0 or 0\.05 for DE, .* got 0\.1"):
        compare_with_published([series([300.0] * 72)], forecast_error=0.1)
    with pytest.raises(InvalidQuantityError, match=r"must be 0\.05 for US-CAL-CISO, .* got 0$"):
        compare_with_published([series([300.0] * 72, "US-CAL-CISO")], forecast_error=0)
