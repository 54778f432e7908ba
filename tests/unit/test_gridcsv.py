"""greenlib.gridcsv: the CSV files of Electricity Maps and ENTSO-E, read through greenlib.grid."""

from datetime import UTC, datetime, timedelta

import pytest

from greenlib import GreenlibError, UnknownNameError
from greenlib.grid import read_electricity_maps, read_entsoe

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
