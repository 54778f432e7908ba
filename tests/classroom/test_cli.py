"""The greenlib command: exit codes, and messages that say what to do next."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest

from greenlib.classroom.bank import read_bank
from greenlib.classroom.build import build
from greenlib.classroom.demo import deal, run_demo
from greenlib.classroom.errors import CourseError
from tests.conftest import ROOT, interruptible, make_small_course


def greenlib(folder, *arguments, **environment):
    return subprocess.run(
        [sys.executable, "-m", "greenlib.classroom", *arguments],
        cwd=folder, capture_output=True, text=True, env={**os.environ, **environment},
    )  # fmt: skip


def test_grading_an_unknown_assignment_lists_those_that_exist(small_course):
    done = greenlib(small_course, "grade", "nosuch")
    assert done.returncode == 2
    assert "there is no assignment 'nosuch'. Assignments: 01-footprint." in done.stderr


def test_grading_without_submissions_says_where_they_belong(small_course):
    build(small_course)
    done = greenlib(small_course, "grade", "01-footprint")
    assert done.returncode == 2
    assert "put each one at submitted/STUDENT/01-footprint/01-footprint.ipynb" in done.stderr


def test_building_outside_a_course_says_so(tmp_path):
    done = greenlib(tmp_path, "build")
    assert (done.returncode, done.stdout) == (2, "")
    assert "holds no course" in done.stderr


def test_a_build_that_fails_exits_with_1_and_names_the_line(small_course):
    path = small_course / "course" / "01-footprint.py"
    path.write_text(path.read_text().replace("6 * 7", "6 *"))
    done = greenlib(small_course, "build")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith(
        "greenlib: course/01-footprint.py:5: this cell is not Python"
    )


def test_prove_names_the_wrong_answers_that_hidden_tests_pass(small_course):
    good = greenlib(small_course, "prove")
    assert good.returncode == 0, good.stderr
    assert good.stdout.endswith("mutants tried, 2 pages changed\n")
    page = (small_course / "docs" / "mutation.md").read_text()
    assert "| 01-footprint | 1 `double` |" in page and "| **100 %** |" in page
    path = small_course / "source/01-footprint/01-footprint.py"
    path.write_text(path.read_text().replace("-3.5, expected=-7.0", "0, expected=0"))
    weak = greenlib(small_course, "prove")
    assert weak.returncode == 1
    passed = (
        "01-footprint, double: hidden tests pass 'operator: number + number -> number - number'"
    )
    assert passed in weak.stderr


def test_no_verb_shows_the_verbs():
    assert "build" in greenlib(ROOT).stdout + greenlib(ROOT).stderr


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A small course with four submissions, graded by the command."""
    course = make_small_course(tmp_path_factory.mktemp("course"))
    build(course)
    released = (course / "release/01-footprint/01-footprint.ipynb").read_text()
    for student, text in {
        "anna": released.replace("raise NotImplementedError()", "return 2 * number"),
        "bert": released,
        "cleo": released[:300],
        "dora": None,
    }.items():
        folder = course / "submitted" / student / "01-footprint"
        folder.mkdir(parents=True)
        name = "01-footprint.ipynb" if text else "homework.ipynb"
        (folder / name).write_text(text or released)
    return course, greenlib(course, "grade", "01-footprint", COLUMNS="160")


def test_what_could_not_be_graded_is_listed_and_sets_the_exit_code(graded):
    _, done = graded
    assert done.returncode == 1
    assert "is not a complete notebook file" in done.stdout
    assert "no 01-footprint.ipynb was handed in; the folder holds 'homework.ipynb'" in done.stdout


def test_one_bad_submission_does_not_stop_the_others(graded):
    rows = {line.split()[1]: line for line in graded[1].stdout.splitlines() if "│" in line}
    assert rows["anna"].split()[3] == "2" and "not written yet" in graded[1].stdout


def test_feedback_shows_the_message_and_hides_the_hidden_test(graded):
    page = (graded[0] / "feedback/bert/01-footprint/01-footprint.html").read_text()
    assert "double is not written yet" in page
    assert "Hidden tests with other numbers ran here." in page
    text = re.sub(r"<[^>]+>", "", re.sub(r"(?s)<(style|script).*?</\1>", "", page))
    assert "checks.returns(double, 21, expected=42)" in text
    assert "-3.5" not in text and "Traceback" not in text


def test_nbgraders_own_commands_work_in_the_course(graded):
    course, _ = graded
    tools = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}

    def nbgrader(*arguments):
        return subprocess.run(
            [sys.executable, "-m", "nbgrader", *arguments],
            cwd=course, capture_output=True, text=True, env={**os.environ, **tools},
        )  # fmt: skip

    release = course / "release/01-footprint/01-footprint.ipynb"
    before = release.read_bytes()
    assert nbgrader("generate_assignment", "01-footprint", "--force").returncode == 0
    assert release.read_bytes() == before
    valid = nbgrader("validate", "source/01-footprint/01-footprint.ipynb")
    assert "Success! Your notebook passes all the tests." in valid.stdout
    graded_again = nbgrader("autograde", "01-footprint", "--force", "--student", "anna")
    assert graded_again.returncode == 0, graded_again.stderr
    feedback = nbgrader("generate_feedback", "01-footprint", "--force", "--student", "anna")
    assert feedback.returncode == 0, feedback.stderr
    assert nbgrader("export").returncode == 0
    line = next(li for li in (course / "grades.csv").read_text().splitlines() if "anna" in li)
    assert line.endswith(",2.0,0.0,2.0,2.0")


def test_a_demo_class_has_twelve_students_of_every_kind():
    files = deal(read_bank(ROOT, "01-footprint"))
    assert len(files) == 12
    kinds = " ".join(files)
    for kind in ("good", "right-otherwise", "wrong", "empty", "noisy", "damaged", "cut-off"):
        assert kind in kinds


def test_the_demo_grades_noise_and_damage_like_the_good_answer(tmp_path):
    made = run_demo(ROOT, tmp_path / "demo")
    scores = {r.student: [part.score for part in r.questions] for r in made.results}
    good = scores["s01-good"]
    assert good == [3, 3, 3, 3, 4, None]
    assert scores["s02-right-otherwise"] == scores["s10-noisy"] == good
    assert scores["s11-cells-damaged"] == good
    assert scores["s09-empty"] == [0] * 6
    assert [r.student for r in made.results if r.problem] == ["s12-file-cut-off"]
    for result in made.results:
        for part in result.questions:
            assert part.score in (None, part.max_score) or part.reasons or result.problem
    assert made.grades_csv.is_file() and made.feedback.is_file() and made.solution.is_file()


@pytest.mark.skipif(os.name != "posix", reason="permissions work differently elsewhere")
def test_a_demo_folder_that_cannot_be_written_is_named(tmp_path):
    blocked = tmp_path / "demo"
    blocked.write_text("a file where the folder should be")
    with pytest.raises(CourseError, match=r"cannot write .*demo.*Next: make .* writable or delete"):
        run_demo(ROOT, blocked)
    assert blocked.read_text() == "a file where the folder should be"


def test_the_noisy_and_the_damaged_notebook_are_still_notebooks():
    for data in list(deal(read_bank(ROOT, "01-footprint")).values())[:-1]:
        nbformat.validate(nbformat.reads(data.decode(), as_version=4))


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C reaches a process group on POSIX only")
def test_ctrl_c_in_the_middle_of_grading_says_so_and_the_next_run_ends_whole(tmp_path):
    run_demo(ROOT, tmp_path / "course")
    course = tmp_path / "course"
    (course / "gradebook.db").unlink()
    process = subprocess.Popen(
        interruptible("grade", "01-footprint"),
        cwd=course, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True,
    )  # fmt: skip
    wait_until(lambda: (course / "gradebook.db").exists())
    time.sleep(4)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert said.splitlines()[-1].startswith("greenlib: stopped; grades written so far are kept")
    assert "Traceback" not in said
    again = greenlib(course, "grade", "01-footprint")
    assert again.returncode == 1  # one file is cut off
    assert again.stdout.count("16 │") == 5


def wait_until(happened, seconds=60):
    deadline = time.monotonic() + seconds
    while not happened() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert happened()
