"""greenlib.meter: readings, instruments, recordings. No test needs a real energy counter."""

import copy
import csv
import socket
import subprocess
import sys

import pytest

from benchmarks.record import COLUMNS, TABLE, WORK, record, recording_row, run_lesson, with_rows
from greenlib import (
    InvalidQuantityError,
    UnknownNameError,
    WrongTypeError,
    factors,
    meter_codecarbon,
)
from greenlib import meter as module
from greenlib.meter import MeterUnavailable, PowerModel, Reading, meter, replay
from greenlib.meter_codecarbon import CodeCarbon


class PlayedCounter:
    """An instrument that reads two given states of a counter, in kWh."""

    method = "played"
    source = "two numbers"

    def __init__(self, before_kwh, after_kwh, ends=None):
        self._before_kwh, self._after_kwh = before_kwh, after_kwh
        self.ends = ends
        self.calls = []

    def start(self):
        self.calls.append("start")

    def stop(self, cpu_seconds):
        self.calls.append("stop")
        return self._after_kwh - self._before_kwh


@pytest.fixture
def played_cpu(monkeypatch):
    """Make the CPU clock show the given seconds, one after the other."""

    def play(*seconds):
        monkeypatch.setattr(module, "_cpu_seconds", iter(seconds).__next__)

    return play


def test_a_block_is_measured_by_the_difference_of_a_counter():
    with meter("block", PlayedCounter(0.25, 0.75)) as reading:
        pass
    assert reading.name == "block"
    assert reading.energy_kwh == pytest.approx(0.5)
    assert (reading.method, reading.source) == ("played", "two numbers")


def test_the_power_model_is_cpu_time_times_the_factor(played_cpu):
    played_cpu(100.0, 100.0 + 36.0)
    with meter("block", PowerModel()) as reading:
        pass
    power_w = factors.value("meter.cpu.power", "W/vCPU")
    assert reading.cpu_seconds == pytest.approx(36)
    assert reading.energy_kwh == pytest.approx(power_w / 1000 * 36 / 3600)
    assert reading.method == "power model"


def test_the_ends_of_the_power_factor_are_the_ends_of_the_reading():
    power = factors.get("meter.cpu.power")
    with meter("block", PowerModel()) as reading:
        sum(number**2 for number in range(100_000))
    assert reading.low_kwh / reading.energy_kwh == pytest.approx(power.low / power.value)
    assert reading.high_kwh / reading.energy_kwh == pytest.approx(power.high / power.value)


def test_an_instrument_without_a_range_gives_a_reading_without_one():
    with meter("block", PlayedCounter(0.25, 0.75)) as reading:
        pass
    assert (reading.low_kwh, reading.high_kwh) == (None, None)
    assert "about 500 Wh in " in str(reading)
    with meter("block", PlayedCounter(0.25, 0.75, ends=(0.5, 3))) as reading:
        pass
    assert "about 500 Wh (250 to 1,500 Wh) in " in str(reading)


def test_a_reading_of_milliseconds_is_told_in_small_units():
    reading = Reading("short", 0.01697, 0.009, 8.75e-9, 4.2e-9, 2.1e-8, "played", "two numbers")
    assert str(reading) == (
        "short: about 8.8 µWh (4.2 to 21 µWh) in 17 ms, with 9 ms of CPU time\n"
        "  played: two numbers"
    )


def test_work_of_a_finished_child_process_counts():
    with meter("child", PowerModel()) as reading:
        subprocess.run([sys.executable, "-c", "sum(range(5_000_000))"], check=True)
    assert reading.cpu_seconds > 0.02


def test_a_counter_that_goes_backwards_is_an_error(played_cpu):
    with (
        pytest.raises(MeterUnavailable, match=r"played energy counter went backwards by 0\.5 kWh"),
        meter("block", PlayedCounter(0.75, 0.25)),
    ):
        pass
    played_cpu(9.0, 7.5)
    with (
        pytest.raises(MeterUnavailable, match=r"CPU time counter went backwards by 1\.5 s"),
        meter("block", PowerModel()),
    ):
        pass


def test_a_block_without_energy_is_an_error_not_zero(played_cpu):
    played_cpu(9.0, 9.0)
    with (
        pytest.raises(MeterUnavailable, match="'nap': the power model counted no energy"),
        meter("nap", PowerModel()),
    ):
        pass


def test_a_reading_cannot_be_read_inside_its_block():
    with (
        meter("block", PlayedCounter(1, 2)) as reading,
        pytest.raises(MeterUnavailable, match="no energy_kwh yet"),
    ):
        _ = reading.energy_kwh
    assert copy.copy(reading) == reading


def test_a_reading_does_not_change_and_has_nothing_else():
    with meter("block", PlayedCounter(1, 2)) as reading:
        pass
    with pytest.raises(AttributeError, match="cannot assign"):
        reading.energy_kwh = 3.0
    with pytest.raises(AttributeError, match="no 'emissions'"):
        _ = reading.emissions


def test_an_error_in_the_block_passes_through_and_stops_the_instrument():
    counter = PlayedCounter(1, 2)
    with pytest.raises(ZeroDivisionError), meter("block", counter) as reading:
        _ = 1 / 0
    assert counter.calls == ["start", "stop"]
    with pytest.raises(MeterUnavailable, match="no seconds yet"):
        _ = reading.seconds


@pytest.mark.parametrize("name", ["", None, 7])
def test_a_measurement_needs_a_name(name):
    with pytest.raises(WrongTypeError, match="name must say what is measured"), meter(name):
        pass


def test_without_a_counter_the_power_model_measures_and_says_so(monkeypatch):
    monkeypatch.setattr(meter_codecarbon, "has_energy_counter", lambda: False)
    with meter("block") as reading:
        sum(number**2 for number in range(100_000))
    assert reading.method == "power model"
    with pytest.raises(MeterUnavailable, match="finds no processor energy counter"):
        CodeCarbon()


def test_with_a_counter_codecarbon_measures_in_silence(monkeypatch, tmp_path, capfd):
    # CodeCarbon falls back to a model of its own here; the point is what it leaves alone.
    monkeypatch.setattr(meter_codecarbon, "has_energy_counter", lambda: True)
    looked_up = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *_: looked_up.append(host) or [])
    monkeypatch.setenv("CODECARBON_OUTPUT_METHODS", "csv,api")
    monkeypatch.setenv("CODECARBON_EMISSIONS_ENDPOINT", "http://192.0.2.1/")
    monkeypatch.setenv("CODECARBON_CO2_SIGNAL_API_TOKEN", "token")
    monkeypatch.setenv("CODECARBON_PUE", "1000")
    monkeypatch.chdir(tmp_path)
    with meter("block") as reading:
        sum(number**2 for number in range(1_000_000))
    assert reading.method == "codecarbon"
    assert reading.energy_kwh * 3.6e6 / reading.seconds < 5000  # W; with that PUE, over 20,000
    assert looked_up == []
    assert list(tmp_path.iterdir()) == []
    assert capfd.readouterr() == ("", "")


def test_a_counter_that_codecarbon_could_not_read_is_an_error(monkeypatch):
    class Tracker:
        def __init__(self, **settings):
            pass

        def start_task(self, name):
            pass

        def stop_task(self):
            return type("Data", (), {"cpu_energy": 0.0, "energy_consumed": 2e-6})

    monkeypatch.setattr(meter_codecarbon, "has_energy_counter", lambda: True)
    monkeypatch.setattr("codecarbon.OfflineEmissionsTracker", Tracker)
    with (
        pytest.raises(MeterUnavailable, match="could not read the processor's counter"),
        meter("block"),
    ):
        pass


def test_a_broken_codecarbon_is_explained(monkeypatch):
    monkeypatch.setattr(meter_codecarbon, "has_energy_counter", lambda: True)
    monkeypatch.setattr("codecarbon.OfflineEmissionsTracker", lambda **settings: None)
    with (
        pytest.raises(MeterUnavailable, match="CodeCarbon could not measure: AttributeError"),
        meter("block"),
    ):
        pass


def test_a_reading_checks_its_numbers():
    with pytest.raises(InvalidQuantityError, match="seconds must be 0 or more s, got -2"):
        Reading("block", -2, 1, 0.5, None, None, "played", "two numbers")
    with pytest.raises(MeterUnavailable, match="counted no energy"):
        Reading("block", 2, 1, 0, None, None, "played", "two numbers")
    with pytest.raises(InvalidQuantityError, match=r"enclose 0\.5 kWh, got 0\.6 and 0\.7"):
        Reading("block", 2, 1, 0.5, 0.6, 0.7, "played", "two numbers")
    with pytest.raises(WrongTypeError, match="high_kwh must be a number in kWh, got None"):
        Reading("block", 2, 1, 0.5, 0.4, None, "played", "two numbers")


def test_a_replay_gives_what_was_recorded_and_how():
    reading = replay("squares-loop")
    assert reading == replay("squares-loop")
    assert reading.method == "replay"
    assert reading.source.startswith("power model, CPU time x ")
    assert ", not measured; " in reading.source
    assert reading.source.endswith(f"; {row_of('squares-loop')['machine']}, 2026")


def row_of(name):
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return next(row for row in csv.DictReader(lines) if row["name"] == name)


def test_every_lesson_and_every_piece_of_work_is_recorded_and_nothing_else():
    lessons = {path.stem for path in TABLE.parents[2].glob("course/[0-9][0-9]-*.py")}
    assert set(module._recordings()) == lessons | set(WORK)


def test_every_recording_agrees_with_the_power_factor():
    power = factors.get("meter.cpu.power")
    for reading in module._recordings().values():
        energies = (reading.low_kwh, reading.energy_kwh, reading.high_kwh)
        kilohours = reading.cpu_seconds / 3.6e6
        expected = [watts * kilohours for watts in (power.low, power.value, power.high)]
        assert energies == pytest.approx(expected, rel=1e-3), reading.name


def test_a_name_that_was_not_recorded_suggests_one_that_was():
    with pytest.raises(UnknownNameError, match="did you mean 'squares-loop'"):
        replay("squares-lop")


def test_a_recorded_row_replays_as_the_reading_it_came_from():
    reading = Reading(
        "train, twice", 12.5, 11.8, 1.147e-5, None, None, "power model", "CPU time, modelled"
    )
    row = recording_row(reading, machine="laptop, 8 cores", year=2026)
    (cells,) = csv.reader([row])
    again = module._recorded(dict(zip(COLUMNS, cells, strict=True)))
    assert (again.name, again.energy_kwh) == (reading.name, reading.energy_kwh)
    assert (again.low_kwh, again.high_kwh) == (None, None)
    assert again.source == "power model, CPU time, modelled; laptop, 8 cores, 2026"


def test_recording_again_replaces_a_row_and_keeps_the_others():
    table = "name,seconds\nsquares,2\n00-b,3\n01-a,5\n"
    again = with_rows(table, {"00-b": "00-b,4", "02-c": "02-c,6"})
    assert again == "name,seconds\nsquares,2\n00-b,4\n01-a,5\n02-c,6\n"


def test_the_shipped_table_is_in_the_order_that_recording_keeps():
    text = TABLE.read_text(encoding="utf-8")
    assert text.startswith(",".join(COLUMNS) + "\n")
    assert with_rows(text, {}) == text


def test_a_lesson_that_does_not_run_is_named_with_its_error(tmp_path):
    lesson = tmp_path / "12-new.py"
    lesson.write_text("# %%\nprint(1)\n\n# %%\nraise ValueError('no such grid')\n")
    with pytest.raises(SystemExit, match=r"12-new\.py does not run: ValueError: no such grid"):
        run_lesson(lesson)


def test_the_run_with_the_median_cpu_time_is_recorded(played_cpu):
    played_cpu(0, 9, 10, 12, 20, 24)  # 9, 2 and 4 seconds
    assert record("block", lambda: None).cpu_seconds == 4
