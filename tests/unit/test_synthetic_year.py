"""greenlib.synthetic_year: a drawn year that keeps to the typical days."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from greenlib import InvalidQuantityError, UnknownNameError, WrongTypeError
from greenlib.grid import typical_day, typical_zones
from greenlib.synthetic_year import synthetic_year

WINTER, SUMMER = (12, 1, 2), (6, 7, 8)


def test_a_synthetic_year_has_every_hour_and_says_that_it_is_synthetic():
    for year, hours in ((2023, 8760), (2024, 8784)):
        series = synthetic_year("FR", year)
        assert len(series) == hours and series.end == datetime(year + 1, 1, 1, tzinfo=UTC)
        assert series.synthetic and series.source.startswith("synthetic year")


def by_cell(series, months, weekend):
    """The hours of one season and day type, shape (days, 24), by the calendar of datetime."""
    days = [series.start + timedelta(days=number) for number in range(len(series) // 24)]
    rows = [day.month in months and (day.weekday() >= 5) == weekend for day in days]
    return series.values_g_per_kwh.reshape(-1, 24)[rows]


@pytest.mark.parametrize("zone", typical_zones())
@pytest.mark.parametrize(("year", "seed"), [(2020, 0), (2023, 7)])
def test_a_synthetic_year_reproduces_the_typical_days(zone, year, seed):
    series = synthetic_year(zone, year, seed=seed)
    for season, months in (("winter", WINTER), ("summer", SUMMER)):
        for day_type in ("weekday", "weekend"):
            cell = by_cell(series, months, day_type == "weekend")
            day = typical_day(zone, season, day_type)
            assert cell.mean(axis=0) == pytest.approx(day.mean_g_per_kwh, rel=1e-9)
            assert cell.std(axis=0) == pytest.approx(day.sd_g_per_kwh, rel=1e-9)


@pytest.mark.parametrize("zone", typical_zones())
def test_no_hour_of_a_synthetic_year_is_cleaner_than_any_power_plant(zone):
    lowest = min(synthetic_year(zone, 2020, seed=seed).values_g_per_kwh.min() for seed in range(10))
    assert lowest > 16  # the life-cycle median of nuclear power


def test_spring_and_autumn_lie_between_winter_and_summer_without_a_step():
    years = [synthetic_year("US-CAL-CISO", 2023, seed=seed) for seed in range(30)]
    daily = np.mean([year.values_g_per_kwh.reshape(-1, 24).mean(axis=1) for year in years], axis=0)
    weekly = daily[:364].reshape(52, 7).mean(axis=1)
    winter, spring, summer = weekly[2:7].mean(), weekly[14:17].mean(), weekly[23:34].mean()
    assert summer < spring < winter
    assert np.abs(np.diff(weekly)).max() < 0.25 * (winter - summer)


def test_deviations_from_the_typical_day_last_for_hours_and_days():
    winter = synthetic_year("DE", 2023).values_g_per_kwh[: 59 * 24].reshape(-1, 24)
    deviation = ((winter - winter.mean(axis=0)) / winter.std(axis=0)).ravel()
    after = {h: np.corrcoef(deviation[:-h], deviation[h:])[0, 1] for h in (1, 24, 24 * 14)}
    assert after[1] > 0.97 and 0.3 < after[24] < 0.8 and abs(after[24 * 14]) < 0.4


def test_a_seed_repeats_its_year_and_another_seed_zone_or_year_draws_another():
    first = synthetic_year("DE", 2023).values_g_per_kwh
    assert np.array_equal(first, synthetic_year("DE", 2023).values_g_per_kwh)
    for other in (synthetic_year("DE", 2023, seed=1), synthetic_year("GB", 2023)):
        assert abs(np.corrcoef(first[:1416], other.values_g_per_kwh[:1416])[0, 1]) < 0.7


@pytest.mark.parametrize(
    ("zone", "year", "error", "message"),
    [
        ("PL", 2023, UnknownNameError, "unknown zone 'PL'"),
        ("DE", 1800, InvalidQuantityError, "year must be between 1970 and 2100"),
        ("DE", 2023.5, InvalidQuantityError, "year must be a whole number, got 2023.5"),
        ("DE", "2023", WrongTypeError, "year must be a number, got '2023'"),
    ],
)
def test_a_year_that_cannot_be_drawn_is_refused(zone, year, error, message):
    with pytest.raises(error, match=message):
        synthetic_year(zone, year)
