"""greenlib.grid: series of carbon intensity, typical days and live sources."""

from datetime import UTC, datetime, timedelta, timezone

import numpy as np
import pytest

from greenlib import GreenlibError, InvalidQuantityError, UnknownNameError, WrongTypeError
from greenlib.grid import IntensitySeries, from_source, typical_day

START = datetime(2020, 3, 29, tzinfo=UTC)
SERIES = IntensitySeries("DE", START, [353.0, 350.5, 351.5, 360.0], "measured")


def hour(number):
    return START + timedelta(hours=number)


# --- the series


def test_a_series_is_hourly_in_utc_and_knows_its_end():
    berlin = timezone(timedelta(hours=2))
    series = IntensitySeries("DE", datetime(2020, 7, 6, 2, tzinfo=berlin), [300, 310], "measured")
    assert series.start == datetime(2020, 7, 6, tzinfo=UTC) and series.start.tzinfo is UTC
    assert series.end == datetime(2020, 7, 6, 2, tzinfo=UTC)
    assert series.times.tolist() == [datetime(2020, 7, 6, 0), datetime(2020, 7, 6, 1)]
    assert (series.step_h, series.synthetic) == (1, False)


def test_a_series_keeps_its_own_values_that_nobody_can_change():
    values = np.array([353.0, 350.5])
    series = IntensitySeries("DE", START, values, "measured")
    values[0] = 1
    assert series.values_g_per_kwh[0] == 353.0
    with pytest.raises(ValueError, match="read-only"):
        series.values_g_per_kwh[0] = 1


@pytest.mark.parametrize(
    ("start", "values", "error", "message"),
    [
        (START, [353, float("nan")], InvalidQuantityError, r"values_g_per_kwh\[1\] must be 0"),
        (START, [353, -4], InvalidQuantityError, r"values_g_per_kwh\[1\] must be 0 or more g/kWh"),
        (START, ["353"], WrongTypeError, r"must be a number in g/kWh, got"),
        (START, [], InvalidQuantityError, r"must be a list of hours, got shape \(0,\)"),
        (START, 353.0, InvalidQuantityError, r"must be a list of hours, got shape \(\)"),
        (START, [[353.0]], InvalidQuantityError, r"must be a list of hours, got shape \(1, 1\)"),
        (datetime(2020, 3, 29), [353], InvalidQuantityError, "start must say its time zone"),
        (hour(0.5), [353], InvalidQuantityError, "start must be a full hour in UTC"),
        ("2020-03-29", [353], WrongTypeError, "start must be a datetime, got '2020-03-29'"),
    ],
)
def test_a_series_that_cannot_be_right_is_refused(start, values, error, message):
    with pytest.raises(error, match=message):
        IntensitySeries("DE", start, values, "measured")


def test_moments_and_hours_translate_into_each_other():
    assert [SERIES.hour_of(hour(number)) for number in (0, 3, 4)] == [0, 3, 4]
    part = SERIES.between(hour(1), hour(3))
    assert part.start == hour(1) and part.values_g_per_kwh.tolist() == [350.5, 351.5]


@pytest.mark.parametrize("number", [-1, 5])
def test_a_moment_outside_the_series_is_refused(number):
    with pytest.raises(InvalidQuantityError, match="between 2020-03-29 00:00 and 2020-03-29 04:00"):
        SERIES.hour_of(hour(number))


# --- typical days


def test_a_typical_day_says_how_many_days_it_comes_from():
    day = typical_day("GB", "winter", "weekday")
    assert day.mean_g_per_kwh.shape == day.sd_g_per_kwh.shape == (24,)
    assert day.days == 10 and "ENTSO-E" in day.source
    assert day.mean_g_per_kwh[1] == pytest.approx(217.8, abs=0.5)


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (("de", "winter", "weekday"), "unknown zone 'de'; did you mean 'DE'"),
        (("DE", "spring", "weekday"), "unknown season 'spring'"),
        (("DE", "winter", "weekdays"), "unknown day type 'weekdays'; did you mean 'weekday'"),
    ],
)
def test_an_unknown_typical_day_is_answered_with_close_names(names, message):
    with pytest.raises(UnknownNameError, match=message):
        typical_day(*names)


# --- live sources


class FakeSource:
    """Stands in for a live API: remembers what it was asked, answers as it was told."""

    def __init__(self, answer):
        self.answer, self.asked = answer, []

    def series(self, zone, start, end):
        self.asked.append((zone, start, end))
        return self.answer


def test_a_source_is_asked_once_for_the_zone_and_hours_in_utc():
    source = FakeSource(SERIES)
    cest = timezone(timedelta(hours=2))
    assert from_source(source, "DE", hour(0).astimezone(cest), hour(4)) is SERIES
    assert source.asked == [("DE", hour(0), hour(4))]
    assert source.asked[0][1].tzinfo is UTC


@pytest.mark.parametrize(
    ("answer", "zone", "hours", "error", "message"),
    [
        (SERIES, "FR", (0, 4), GreenlibError, "asked for FR .*, the source answered with DE"),
        (SERIES, "DE", (0, 5), GreenlibError, "to 2020-03-29 05:00, .* to 2020-03-29 04:00"),
        (SERIES, "DE", (1, 4), GreenlibError, "from 2020-03-29 01:00"),
        ([353.0], "DE", (0, 1), WrongTypeError, "must return an IntensitySeries, got list"),
        (SERIES, "DE", (4, 4), InvalidQuantityError, "end must be after start"),
    ],
)
def test_an_answer_to_another_question_is_refused(answer, zone, hours, error, message):
    with pytest.raises(error, match=message):
        from_source(FakeSource(answer), zone, *map(hour, hours))
