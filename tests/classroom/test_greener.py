"""When to grade: the cleanest start before a deadline, on series and clocks of our own."""

from datetime import UTC, datetime, timedelta

import pytest
from typer.testing import CliRunner

from greenlib.classroom import grade_cli
from greenlib.classroom.build import build
from greenlib.classroom.cli import app
from greenlib.classroom.errors import CourseError, UsageError
from greenlib.classroom.greener import best_start, series_of_file, typical_series, wait_until
from greenlib.classroom.site import site
from greenlib.grid import IntensitySeries
from tests.conftest import make_small_course

NOW = datetime(2026, 7, 6, 9, 20, tzinfo=UTC)
HOUR = timedelta(hours=1)
GRID = IntensitySeries(
    "DE", datetime(2026, 7, 6, 8, tzinfo=UTC), [90, 400, 380, 250, 300, 100], "made up"
)


def start_by(hours, **work):
    by = datetime(2026, 7, 6, 9, tzinfo=UTC) + hours * HOUR
    return best_start(GRID, NOW, by, **{"seconds": 60, "energy_kwh": 0.002, **work})


def test_the_cleanest_hour_before_the_deadline_is_chosen_and_its_saving_said():
    start = start_by(4)
    assert start.at == datetime(2026, 7, 6, 11, tzinfo=UTC)
    assert (start.before_g, start.after_g) == pytest.approx((0.8, 0.5))
    assert start.saving_percent == pytest.approx(37.5)
    assert "0.5 gCO2e instead of 0.8 gCO2e if started now, 38 % less (made up)" in str(start)


def test_an_hour_that_is_over_or_ends_after_the_deadline_is_not_chosen():
    assert start_by(5).at.hour == 13
    assert start_by(4).at.hour == 11


def test_work_of_two_hours_gets_two_hours_in_a_row():
    assert start_by(5, seconds=3700).at == datetime(2026, 7, 6, 12, tzinfo=UTC)


def test_where_nothing_later_is_cleaner_the_start_is_now():
    start = start_by(1)
    assert start.at == NOW
    assert str(start) == "start now: no later hour is cleaner (made up)"


@pytest.mark.parametrize("hours", [0, 9])
def test_a_deadline_too_near_or_outside_the_series_is_refused(hours):
    with pytest.raises(UsageError, match=r"no start can be found: .* Next: choose another --by"):
        start_by(hours)


def test_typical_days_tell_weekends_and_seasons_apart():
    at_noon = {}
    for month, day in ((7, 6), (7, 5), (1, 5)):
        noon = datetime(2026, month, day, 12, tzinfo=UTC)
        at_noon[month, day] = float(typical_series("DE", noon, noon + HOUR).values_g_per_kwh[0])
    assert at_noon[7, 5] < at_noon[7, 6]
    assert len(set(at_noon.values())) == 3


@pytest.mark.parametrize(
    ("zone", "by", "said"),
    [
        ("SE", NOW + HOUR, "there are no typical days of SE; there are of DE, FR"),
        ("DE", NOW - HOUR, "within a year from now"),
        ("DE", NOW + 400 * 24 * HOUR, "within a year from now"),
        ("DE", NOW + HOUR / 4, "in a later hour than now"),
    ],
)
def test_what_typical_days_cannot_answer_is_refused(zone, by, said):
    with pytest.raises(UsageError, match=said):
        typical_series(zone, NOW, by)


def test_a_file_that_is_no_series_is_named(tmp_path):
    with pytest.raises(UsageError, match=r"--series: .*missing\.csv"):
        series_of_file(tmp_path / "missing.csv")


def test_waiting_asks_the_clock_so_that_a_machine_that_slept_is_not_late():
    clock, shown = [NOW], []

    def sleep(seconds):
        clock[0] += timedelta(seconds=seconds) if len(shown) < 3 else 2 * HOUR

    wait_until(NOW + HOUR, now=lambda: clock[0], sleep=sleep, show=shown.append)
    assert shown == [HOUR, HOUR - timedelta(seconds=1), HOUR - timedelta(seconds=2)]


def test_an_office_has_the_intensity_of_its_country_and_a_cloud_region_its_pue_too():
    assert site("DE").g_per_kwh == 380.95
    region = site("us-east4")
    assert region.country == "US"
    assert region.g_per_kwh > 300


def test_a_region_that_no_table_has_is_refused_with_those_that_exist():
    with pytest.raises(CourseError, match=r"'europe-wst3'; did you mean 'europe-west3'.* DE, FR"):
        site("europe-wst3")


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A small course with two submissions, where it is 9:20 and nothing may be graded."""
    course = make_small_course(tmp_path)
    build(course)
    for student in ("student-01", "student-02"):
        (course / "submitted" / student / "01-footprint").mkdir(parents=True)
    monkeypatch.chdir(course)
    monkeypatch.setattr(grade_cli, "_now", lambda: NOW)
    monkeypatch.setattr(grade_cli, "_grade", lambda *_: pytest.fail("it was graded"))
    return course


def grade(*options):
    return CliRunner().invoke(app, ["grade", "01-footprint", *options])


def test_when_greener_says_the_start_and_grades_nothing(course):
    done = grade("--when", "greener", "--by", "2026-07-07T09:00")
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("start at 2026-07-0")
    assert "(typical days of DE)" in done.stdout


def test_a_file_of_ones_own_is_planned_on(course):
    lines = ["Datetime (UTC),Zone id,Carbon intensity gCO₂eq/kWh (Life cycle)"]
    lines += [f"2026-07-06 {8 + n:02}:00:00,PL,{value}" for n, value in enumerate((9, 8, 4, 6))]
    (course / "grid.csv").write_text("\n".join(lines), encoding="utf-8")
    done = grade("--when", "greener", "--by", "2026-07-06T12:00+00:00", "--series", "grid.csv")
    assert done.exit_code == 0, done.output
    assert "50 % less (Electricity Maps, grid.csv, life cycle)" in done.stdout


def test_with_wait_it_waits_until_then_and_grades(course, monkeypatch):
    clock, graded_at = [NOW], []

    def sleep(seconds):
        clock[0] += 100 * timedelta(seconds=seconds)

    class Graded(Exception):
        """In place of a run."""

    def run(*_):
        graded_at.append(clock[0])
        raise Graded

    monkeypatch.setattr(grade_cli, "_now", lambda: clock[0])
    monkeypatch.setattr(grade_cli.time, "sleep", sleep)
    monkeypatch.setattr(grade_cli, "_grade", run)
    done = grade("--when", "greener", "--by", "2026-07-07T09:00", "--wait")
    assert isinstance(done.exception, Graded)
    assert graded_at[0] - NOW > HOUR
    assert "start at" in done.stderr
