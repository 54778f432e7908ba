"""What each grading run took is noted, and told by the report."""

import re
from datetime import UTC, datetime
from html import unescape

import pytest

from greenlib.classroom.errors import CourseError
from greenlib.classroom.report import insights, report_files
from greenlib.classroom.results import StudentResult
from greenlib.classroom.runs import note_run, past_runs
from greenlib.classroom.submission import Graded
from greenlib.classroom.summary import Run
from greenlib.meter import Reading
from tests.classroom.reported_class import POINTS, SLUG, class_of

AT = datetime(2026, 11, 24, 14, 5, tzinfo=UTC)
READING = Reading("grading", 9.5, 18.0, 1.75e-5, 1e-5, 3e-5, "power model", "a factor")


def text_of_report(about):
    page = report_files(insights(about))["report.html"].decode()
    return " ".join(unescape(re.sub(r"<[^>]+>", "", page)).split())


def run_of(new=2, reading=READING):
    results = [StudentResult(f"student-{n}", (), new=n < new) for n in range(3)]
    return Run(SLUG, (), tuple(results), None, reading)


def test_a_run_is_read_back_as_it_was_noted(tmp_path):
    note_run(tmp_path, run_of(), AT)
    note_run(tmp_path, run_of(new=1), AT.replace(hour=15))
    first, second = past_runs(tmp_path, SLUG)
    assert (first.at, first.graded, first.seconds, first.cpu_seconds) == (AT, 2, 9.5, 18.0)
    assert (first.energy_kwh, first.low_kwh, first.high_kwh) == (1.75e-5, 1e-5, 3e-5)
    assert (first.emissions_g, second.graded) == (None, 1)


@pytest.mark.parametrize("run", [run_of(new=0), run_of(reading=None)])
def test_a_run_that_graded_or_measured_nothing_is_not_noted(tmp_path, run):
    note_run(tmp_path, run, AT)
    assert past_runs(tmp_path, SLUG) == ()


@pytest.mark.parametrize(
    "line, words", [(b"{", "Invalid JSON"), (b'{"at": "x"}', "at: "), (b"\xff", "Invalid JSON")]
)
def test_a_line_that_is_no_run_is_named_with_its_number(tmp_path, line, words):
    note_run(tmp_path, run_of(), AT)
    path = tmp_path / "runs" / f"{SLUG}.jsonl"
    path.write_bytes(path.read_bytes() + line + b"\n")
    with pytest.raises(CourseError, match=r"jsonl:2: .*Next: delete that line") as error:
        past_runs(tmp_path, SLUG)
    assert words in str(error.value)


def test_the_report_tells_the_last_run_and_all_of_them(tmp_path):
    note_run(tmp_path, run_of(), AT.replace(hour=13))
    note_run(tmp_path, run_of(new=1), AT)
    text = text_of_report(class_of(POINTS, runs=past_runs(tmp_path, SLUG)))
    assert (
        "The last run, 2026-11-24 14:05 UTC: 1 submission, 9.5 s, 18.0 s of CPU time, about "
        "0.0175 Wh (0.01 Wh to 0.03 Wh)." in text
    )
    assert "All 2 runs together: 3 submissions, 19.0 s, 36.0 s of CPU time, about 0.035 Wh" in text


def test_without_a_noted_run_the_report_says_how_to_get_one():
    graded = {"student-01": Graded("digest", seconds=1.0, cpu_seconds=1.0)}
    assert "None is noted here: greenlib grade notes each." in text_of_report(
        class_of(POINTS, graded=graded)
    )
    assert "No student's code was run." in text_of_report(class_of(POINTS))
