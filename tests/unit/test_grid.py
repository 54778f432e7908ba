"""greenlib.grid: typical days, a synthetic year, CSV exports and live sources."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone

import numpy as np
import pytest

from greenlib import GreenlibError, InvalidQuantityError, UnknownNameError, WrongTypeError
from greenlib.grid import (
    IntensitySeries,
    from_source,
    read_electricity_maps,
    read_entsoe,
    synthetic_year,
    typical_day,
    typical_zones,
)

START = datetime(2020, 3, 29, tzinfo=UTC)
SERIES = IntensitySeries("DE", START, [353.0, 350.5, 351.5, 360.0], "measured")
WINTER, SUMMER = (12, 1, 2), (6, 7, 8)


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


# --- typical days and the synthetic year


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
        ("DE", 2023.5, WrongTypeError, "year must be a whole number such as 2023, got 2023.5"),
        ("DE", "2023", WrongTypeError, "year must be a whole number such as 2023, got '2023'"),
    ],
)
def test_a_year_that_cannot_be_drawn_is_refused(zone, year, error, message):
    with pytest.raises(error, match=message):
        synthetic_year(zone, year)


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


# --- files of Electricity Maps

HEADER = (
    "Datetime (UTC),Country,Zone name,Zone id,Carbon intensity gCO₂eq/kWh (direct),"
    "Carbon intensity gCO₂eq/kWh (Life cycle),Carbon-free energy percentage (CFE%)"
)
OLD_HEADER = (
    "Datetime (UTC),Country,Zone Name,Zone Id,Carbon Intensity gCO₂eq/kWh (direct),"
    "Carbon Intensity gCO₂eq/kWh (LCA),Low Carbon Percentage"
)


def maps_file(folder, times, *, header=HEADER, values=None, zones=None):
    rows = [
        f"{time},France,France,{zone},{20.5 + number},{value},90.1"
        for number, (time, value, zone) in enumerate(
            zip(
                times,
                values or [41.25 + n for n in range(len(times))],
                zones or ["FR"] * len(times),
                strict=True,
            )
        )
    ]
    path = folder / "FR_2023_hourly.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8-sig")
    return path


def hours_from(start, count, step_min=60):
    first = datetime.fromisoformat(start)
    return [str(first + timedelta(minutes=step_min * number)) for number in range(count)]


NIGHT = hours_from("2023-01-01 00:00:00", 3)


@pytest.mark.parametrize("header", [HEADER, OLD_HEADER, HEADER.replace("₂", "2").upper()])
def test_electricity_maps_files_old_and_new_are_read(tmp_path, header):
    path = maps_file(tmp_path, NIGHT, header=header)
    series = read_electricity_maps(path)
    assert series.zone == "FR" and series.start == datetime(2023, 1, 1, tzinfo=UTC)
    assert series.values_g_per_kwh.tolist() == [41.25, 42.25, 43.25]
    assert not series.synthetic and series.source == (
        "Electricity Maps, FR_2023_hourly.csv, life cycle"
    )
    assert read_electricity_maps(path, scope="direct").values_g_per_kwh.tolist() == [
        20.5, 21.5, 22.5,
    ]  # fmt: skip


def test_times_with_a_time_zone_or_fractions_are_read_too(tmp_path):
    times = ["2023-01-01T00:00:00Z", "2023-01-01T02:00:00+01:00", "2023-01-01 02:00:00.000"]
    assert len(read_electricity_maps(maps_file(tmp_path, times))) == 3


@pytest.mark.parametrize(
    ("times", "message"),
    [
        (
            ["2023-01-01 00:00:00", "2023-01-01 01:00:00", "2023-01-01 04:00:00"],
            r"FR_2023_hourly.csv, line 4: 2 h missing after 2023-01-01 01:00$",
        ),
        (
            ["2023-01-02 00:00:00", "2023-01-02 01:00:00", "2023-01-02 01:00:00"],
            r"line 4: 2023-01-02 01:00 is there twice$",
        ),
        (
            ["2023-01-01 05:00:00", "2023-01-01 06:00:00", "2023-01-01 04:00:00"],
            r"line 4: 2023-01-01 04:00 comes after 2023-01-01 06:00; sort",
        ),
        (
            ["2023-03-26 00:00:00", "2023-03-26 01:00:00", "2023-03-26 03:00:00"],
            r"line 4: 1 h missing after 2023-03-26 01:00; clocks change on this day",
        ),
        (
            ["2023-10-29 01:00:00", "2023-10-29 02:00:00", "2023-10-29 02:00:00"],
            r"line 4: 2023-10-29 02:00 is there twice; clocks change on this day",
        ),
        (hours_from("2023-01-01 00:00:00", 5, 15), r"line 3: values are 15 min apart; one value"),
        (hours_from("2023-01-01 00:00:00", 3, 1440), r"line 3: values are 1440 min apart"),
        (
            ["2023-01-01 00:00:00", "2023-01-01 01:00:00", "2023-01-01 01:05:00"],
            r"line 4: 5 min after 2023-01-01 01:00",
        ),
        (["2023-01-01 00:30:00"], r"line 2: 2023-01-01 00:30 is not a full hour"),
        (["1/1/2023 0:00"], r"line 2: time must look like 2023-01-01 00:00:00, got '1/1/2023 0"),
    ],
)
def test_hours_that_do_not_follow_each_other_are_refused_with_their_line(tmp_path, times, message):
    with pytest.raises(GreenlibError, match=message):
        read_electricity_maps(maps_file(tmp_path, times))


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("", r"line 3 \(2023-01-01 01:00:00\): carbon intensity is missing"),
        ("nan", r"line 3 .*: carbon intensity must be 0 or more, got nan"),
        ("-12", r"line 3 .*: carbon intensity must be 0 or more, got -12"),
        ("forty", r"line 3 .*: carbon intensity must be a number, got 'forty'"),
    ],
)
def test_a_value_that_cannot_be_right_is_refused_with_its_line_and_time(tmp_path, cell, message):
    with pytest.raises(GreenlibError, match=message):
        read_electricity_maps(maps_file(tmp_path, NIGHT, values=[41.5, cell, 42.5]))


def test_a_second_zone_is_refused_with_its_line(tmp_path):
    with pytest.raises(GreenlibError, match="line 4: zone 'BE' after 'FR'; one zone per file"):
        read_electricity_maps(maps_file(tmp_path, NIGHT, zones=["FR", "FR", "BE"]))


def test_a_file_without_the_column_shows_the_columns_it_has(tmp_path):
    path = maps_file(tmp_path, NIGHT, header=HEADER.replace("(Life cycle)", "(location)"))
    with pytest.raises(GreenlibError, match=r"no column 'carbon intensity gco2eq/kwh \(life cyc"):
        read_electricity_maps(path)
    with pytest.raises(UnknownNameError, match="unknown scope 'lifecycle'; did you mean 'life cyc"):
        read_electricity_maps(path, scope="lifecycle")


def test_files_that_are_not_csv_in_utf8_are_refused(tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes("Zone;Größe\n".encode("latin-1"))
    with pytest.raises(GreenlibError, match=r"x.csv: is not UTF-8 text"):
        read_electricity_maps(path)
    path.write_text(HEADER + "\n", encoding="utf-8")
    with pytest.raises(GreenlibError, match=r"x.csv: holds no rows below its header"):
        read_electricity_maps(path)
    path.write_text(HEADER + "\n2023-01-01 00:00:00,France\n", encoding="utf-8")
    with pytest.raises(GreenlibError, match=r"x.csv, line 2: 2 cells under 7 column titles"):
        read_electricity_maps(path)


# --- files of ENTSO-E


def entsoe_file(folder, rows, *, time="MTU", kinds=("Fossil Gas", "Nuclear")):
    titles = ["Area", time, *(f"{kind}  - Actual Aggregated [MW]" for kind in kinds)]
    path = folder / "generation.csv"
    lines = [titles, *rows]
    path.write_text("\n".join(",".join(map(str, line)) for line in lines), encoding="utf-8")
    return path


def mtu(number, zone=" (UTC)", length=1):
    first = datetime(2023, 1, 1) + timedelta(hours=number)
    return f"{first:%d.%m.%Y %H:%M} - {first + timedelta(hours=length):%d.%m.%Y %H:%M}{zone}"


def test_intensity_of_generation_is_the_weighted_mean_of_the_sources(tmp_path):
    rows = [["France (FR)", mtu(0), 1500, 4500], ["France (FR)", mtu(1), 0, 38000]]
    series = read_entsoe(entsoe_file(tmp_path, rows), zone="FR")
    assert series.values_g_per_kwh == pytest.approx([(469 * 1.5 + 16 * 4.5) / 6, 16.0])
    assert series.zone == "FR" and series.start == datetime(2023, 1, 1, tzinfo=UTC)


def test_storage_counts_when_it_is_filled_and_absent_sources_count_nothing(tmp_path):
    kinds = ("Fossil Hard coal", "Wind Onshore", "Hydro Pumped Storage", "Fossil Oil shale")
    rows = [["DE", mtu(0), 250, 750, 9000, "n/e"], ["DE", mtu(1), 100, "n/e", 9000, "n/e"]]
    series = read_entsoe(entsoe_file(tmp_path, rows, kinds=kinds), zone="DE")
    assert series.values_g_per_kwh == pytest.approx([(1001 + 3 * 12) / 4, 1001.0])


def test_a_source_without_any_number_is_no_gap(tmp_path):
    rows = [["DE", mtu(0), 700, "-"], ["DE", mtu(1), 600, ""]]
    series = read_entsoe(entsoe_file(tmp_path, rows), zone="DE")
    assert series.values_g_per_kwh.tolist() == [469.0, 469.0]


def test_the_time_zone_may_stand_in_the_title_and_the_day_with_slashes(tmp_path):
    rows = [["DE", "31/03/2024 23:00:00 - 01/04/2024 00:00:00", 700, 0]]
    series = read_entsoe(entsoe_file(tmp_path, rows, time="MTU (UTC)"), zone="DE")
    assert series.start == datetime(2024, 3, 31, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([[mtu(0, " (CET/CEST)"), 7, 8]], "line 2: .* is local time, .* choose UTC"),
        ([[mtu(0, ""), 7, 8]], "line 2: .* does not say its time zone"),
        ([[mtu(0, length=0.25), 7, 8]], "line 2: .* is 15 min long; one value per hour"),
        ([[mtu(0), 7, 8], [mtu(2), 7, 8]], "line 3: 1 h missing after 2023-01-01 00:00"),
        ([[mtu(0), 7, 8], [mtu(0), 7, 8]], "line 3: 2023-01-01 00:00 is there twice$"),
        ([[mtu(0), 7, 8], [mtu(1), 7, "N/A"]], "line 3: production of nuclear is missing"),
        ([[mtu(0), 7, -8]], "line 2: production of nuclear must be 0 or more, got -8"),
        ([[mtu(0), 7, 8], [mtu(1), 0, 0]], "line 3: nothing is produced in this hour"),
        ([["yesterday (UTC)", 7, 8]], "line 2: time must look like 01.01.2023 00:00 - "),
    ],
)
def test_entsoe_rows_that_cannot_be_right_are_refused_with_their_line(tmp_path, rows, message):
    path = entsoe_file(tmp_path, [["FR", *row] for row in rows])
    with pytest.raises(GreenlibError, match=message):
        read_entsoe(path, zone="FR")


def test_local_time_in_the_title_is_refused(tmp_path):
    path = entsoe_file(tmp_path, [["FR", mtu(0, ""), 7, 8]], time="MTU (CET/CEST)")
    with pytest.raises(GreenlibError, match="one day a year has 23 hours and one 25"):
        read_entsoe(path, zone="FR")


def test_entsoe_files_of_two_areas_unknown_types_or_another_layout_are_refused(tmp_path):
    rows = [["FR", mtu(0), 7, 8], ["BE", mtu(1), 7, 8]]
    with pytest.raises(GreenlibError, match="line 3: area 'BE' after 'FR'; one area per file"):
        read_entsoe(entsoe_file(tmp_path, rows), zone="FR")
    path = entsoe_file(tmp_path, rows[:1], kinds=("Fossil Gas", "Nuclear fusion"))
    with pytest.raises(UnknownNameError, match="'nuclear fusion'; did you mean 'nuclear'"):
        read_entsoe(path, zone="FR")
    (tmp_path / "long.csv").write_text(
        f"MTU (UTC),Area,Production Type,Generation (MW)\n{mtu(0, '')},FR,Nuclear,8\n"
    )
    with pytest.raises(GreenlibError, match="must be pivoted to columns first"):
        read_entsoe(tmp_path / "long.csv", zone="FR")


def test_importing_grid_and_scheduling_imports_neither_pandas_nor_matplotlib():
    code = (
        "import sys, greenlib.grid, greenlib.scheduling; "
        "sys.exit(bool({'pandas', 'matplotlib'} & sys.modules.keys()))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
