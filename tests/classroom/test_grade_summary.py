"""What `greenlib grade` says at the end: exit codes, JSON, the summary, and what it must shout."""

import dataclasses
import io
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import psutil
import pytest
from rich.console import Console

import greenlib.meter
from greenlib.classroom import grade_cli, gradebook
from greenlib.classroom.assignment import assignment_of
from greenlib.classroom.build import build, read_master
from greenlib.classroom.engine import CellOutcome, Limits, RunReport
from greenlib.classroom.masters import check_master
from greenlib.classroom.notebooks import to_bytes
from greenlib.classroom.progress import progress
from greenlib.classroom.release import release_notebook
from greenlib.classroom.results import QuestionResult, StudentResult, read_results
from greenlib.classroom.site import Site
from greenlib.classroom.submission import Submission, grade_submission
from greenlib.classroom.summary import Run, as_json, class_report, summary_lines, warning
from greenlib.classroom.worker import read_report, write_down
from greenlib.meter import MeterUnavailable, PowerModel, meter
from tests.classroom.test_cli import wait_until
from tests.conftest import interruptible, make_small_course

SLUG = "01-footprint"
WHY = "darwin has no namespaces"


def greenlib_grade(course, *options):
    return subprocess.run(
        [sys.executable, "-m", "greenlib.classroom", "grade", SLUG, *options],
        cwd=course, capture_output=True, text=True, env=dict(os.environ),
    )  # fmt: skip


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A small course with one right submission, one left as released and one cut off."""
    course = make_small_course(tmp_path_factory.mktemp("course"))
    build(course)
    released = (course / "release" / SLUG / f"{SLUG}.ipynb").read_text()
    for student, text in {
        "student-01": released.replace("raise NotImplementedError()", "return 2 * number"),
        "student-02": released,
        "student-03": released[:300],
    }.items():
        folder = course / "submitted" / student / SLUG
        folder.mkdir(parents=True)
        (folder / f"{SLUG}.ipynb").write_text(text)
    return course


@pytest.fixture(scope="module")
def first_run(course):
    return greenlib_grade(course, "--no-feedback", "--json")


def test_json_alone_is_on_stdout_and_says_what_each_student_got(first_run):
    students = json.loads(first_run.stdout)["submissions"]
    scores = {student["student"]: student["score"] for student in students}
    assert scores == {"student-01": 2, "student-02": 0, "student-03": None}
    (question,) = students[1]["questions"]
    assert (question["question"], question["max_score"]) == ("double", 2)
    assert "not written yet" in question["reasons"][0]


def test_a_submission_that_could_not_be_graded_has_its_reason_and_makes_it_exit_1(first_run):
    assert first_run.returncode == 1
    found = json.loads(first_run.stdout)
    assert found["summary"] == {
        "submissions": 3, "graded": 2, "unchanged": 0, "not_graded": 1, "not_contained": {},
    }  # fmt: skip
    assert found["submissions"][2]["problem"]


def test_the_run_measures_itself_with_its_workers(first_run):
    found = json.loads(first_run.stdout)
    run = found["run"]
    students = sum(student["student_cpu_seconds"] for student in found["submissions"])
    assert run["cpu_seconds"] > students > 0
    assert run["region"] == "DE"
    assert run["emissions_g"] == pytest.approx(run["energy_kwh"] * 380.95)
    if run["method"] == "power model":
        assert run["energy_kwh"] == pytest.approx(PowerModel().stop(run["cpu_seconds"]))


def test_a_class_without_problems_exits_0_and_what_has_not_changed_is_not_graded_again(
    course, first_run, tmp_path
):
    (course / "submitted" / "student-03").rename(tmp_path / "student-03")
    try:
        again = greenlib_grade(course, "--no-feedback")
    finally:
        (tmp_path / "student-03").rename(course / "submitted" / "student-03")
    assert again.returncode == 0
    first, second = again.stdout.splitlines()[:2]
    assert first.startswith("graded 0 submissions in ")
    assert second == "not graded again, because nothing had changed: 2"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--by", "2030-01-01T08:00"], "need --when greener"),
        (["--wait"], "need --when greener"),
        (["--when", "greener"], "needs --by"),
        (["--when", "sunnier"], "sunnier"),
        (["--jsno"], "--json"),
    ],
)
def test_options_that_make_no_sense_exit_with_2_and_say_why(course, options, said):
    done = greenlib_grade(course, *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C reaches a process group on POSIX only")
def test_ctrl_c_while_workers_start_is_said_in_words(course):
    process = subprocess.Popen(
        interruptible("grade", SLUG), cwd=course, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, start_new_session=True,
    )  # fmt: skip
    started = psutil.Process(process.pid)
    # The keeper of resources, the server that workers are forked from, and two seeds.
    wait_until(lambda: len(started.children()) == 4)
    time.sleep(0.3)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130, said
    assert said.startswith("greenlib: stopped; grades written so far are kept")
    assert "Traceback" not in said


def questions(course):
    return tuple(check_master(read_master(course, SLUG)))


def a_run(course, *results, **more):
    return Run(SLUG, questions(course), tuple(results), more.pop("site", None), **more)


def got(student, score, *reasons, **more):
    return StudentResult(student, (QuestionResult("double", score, 2, reasons),), **more)


def a_reading(seconds, cpu_seconds):
    class Known:
        method, source, ends = "power model", "CPU time", None

        def start(self):
            """Nothing to start."""

        def stop(self, _):
            return 1.2e-4

    with meter("grading", Known()) as reading:
        sum(range(1000))
    return dataclasses.replace(reading, seconds=seconds, cpu_seconds=cpu_seconds)


def test_the_summary_says_how_many_how_fast_and_what_it_cost(course):
    site = Site("DE", 400.0, "DE", "made up")
    run = a_run(
        course, got("student-01", 2), got("student-02", None), got("student-03", 0, problem="no"),
        site=site, reading=a_reading(0.5, 0.8),
    )  # fmt: skip
    assert summary_lines(run) == [
        "graded 2 submissions in 0.5 s (4.0 per second), about 0.12 Wh, 0.048 gCO2e "
        "(power model, region DE)",
        "prose answers wait for a person in 1 submission",
        "COULD NOT BE GRADED: 1, listed below",
    ]


def test_without_a_region_or_a_meter_the_summary_says_so(course):
    run = a_run(course, got("student-01", 2))
    assert summary_lines(run) == ["graded 1 submission; the energy could not be measured"]
    run = dataclasses.replace(run, reading=a_reading(1, 1))
    assert "no c.Grading.region is set" in summary_lines(run)[0]
    assert as_json(run)["run"]["emissions_g"] is None


def as_text(report):
    console = Console(file=io.StringIO(), width=160)
    console.print(report)
    return console.file.getvalue()


def test_a_small_class_is_shown_student_by_student(course):
    shown = as_text(class_report(a_run(course, got("student-01", 0, "too large"))))
    assert "student-01" in shown and "too large" in shown


def test_a_big_class_is_shown_by_question_and_those_without_a_grade_by_name(course):
    wrong = [got(f"student-{n:03}", 0, "1000 times [too] large") for n in range(30)]
    right = [got(f"student-{n:03}", 2) for n in range(30, 49)]
    shown = as_text(class_report(a_run(
        course, *wrong, *right, got("student-049", 0, "else"), got("student-050", 0, problem="cut"),
    )))  # fmt: skip
    assert "student-001" not in shown
    row = next(line for line in shown.splitlines() if "Q1 double" in line)
    assert [cell.strip() for cell in row.strip("│ ").split("│")] == [
        "Q1 double", "2", "0.76", "19", "31", "0",
    ]  # fmt: skip
    assert "30 │ 1000 times [too] large" in shown and "1 │ else" in shown
    assert "not graded: student-050: cut" in shown
    assert "51 students are too many for a table here" in shown


def test_student_code_that_was_not_contained_is_shouted_about(course):
    run = a_run(course, got("student-01", 2, not_contained=WHY), got("student-02", 2))
    assert warning(run).startswith(
        f"WARNING: STUDENT CODE WAS NOT CONTAINED in 1 submission: {WHY}. It ran with your rights"
    )
    assert as_json(run)["summary"]["not_contained"] == {WHY: 1}
    assert warning(a_run(course, got("student-01", 2))) == ""


def test_the_warning_is_on_stderr_and_leaves_the_json_alone(course, capsys):
    grade_cli._show(a_run(course, got("student-01", 2, not_contained=WHY)), as_json=True)
    out, err = capsys.readouterr()
    assert json.loads(out)["submissions"][0]["not_contained"] == WHY
    assert "WAS NOT CONTAINED" in err


class NoNamespaces:
    """An engine on a machine that keeps nothing apart."""

    not_contained = WHY

    def run(self, cells):
        return RunReport(tuple(CellOutcome(cell.name) for cell in cells), contained=False)


def test_that_code_was_not_contained_is_kept_with_the_grade(course, tmp_path):
    master = read_master(course, SLUG)
    assignment = assignment_of(master, SLUG, Limits())
    handed_in = Submission(f"{SLUG}.ipynb", to_bytes(release_notebook(master)))
    graded = grade_submission(assignment, NoNamespaces(), handed_in)
    written = {}

    class Recorder:
        def record(self, student, result, submitted):
            written[student] = result

    write_down(tmp_path, Recorder(), "student-01", SLUG, graded, None)
    assert written["student-01"].not_contained == WHY
    known = read_report(tmp_path, "student-01", SLUG)
    config = gradebook.config_of(course)
    gradebook.register(config, SLUG, master)
    (result,) = read_results(
        config.CourseDirectory.db_url, SLUG, questions(course), {"student-01": known}
    )
    assert (result.not_contained, result.new) == (WHY, False)


def test_a_meter_that_fails_costs_no_grade(course, monkeypatch):
    @contextmanager
    def broken(name):
        yield None
        raise MeterUnavailable("the counter went backwards")

    monkeypatch.setattr(greenlib.meter, "meter", broken)
    runs = []
    run = grade_cli._metered(lambda: runs.append(1) or a_run(course, got("student-01", 2)))
    assert (run.results[0].score, run.reading, runs) == (2, None, [1])


def test_the_bar_shows_rate_and_time_left():
    console = Console(file=io.StringIO(), force_terminal=True, width=120)
    with progress("grading", console) as bar:
        bar.set_total(3)
        bar.advance()
        bar.advance()
    shown = console.file.getvalue()
    assert "2/3" in shown and "/s" in shown and "left" in shown
