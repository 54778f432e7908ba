"""The gradebook on PostgreSQL: a real server, many writers, read by nbgrader's own commands."""

import multiprocessing
import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from greenlib.classroom import gradebook as course_gradebook
from greenlib.classroom.build import read_master
from greenlib.classroom.database import create_schema
from greenlib.classroom.record import Recorder
from greenlib.classroom.submission import Graded
from tests.classroom import postgres, small_class
from tests.classroom.small_class import SLUG

WRITERS, STUDENTS = 8, 40


@pytest.fixture(scope="module")
def server():
    with postgres.server() as url:
        yield url


@pytest.fixture
def url(server):
    """The URL of the gradebook, empty."""
    engine = create_engine(server)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return server


def score_of(student: int, round_: int) -> float:
    return float((student * 7 + round_) % 3)


def write(url: str, writer: int, round_: int) -> None:
    """Write a grade for every student, each writer beginning with another one."""
    with Recorder(url, SLUG) as recorder:
        for number in range(STUDENTS):
            student = (number + writer * STUDENTS // WRITERS) % STUDENTS
            scores = {"test_double": score_of(student, round_)}
            recorder.record(f"student-{student:02}", Graded("d", scores=scores), None)


def all_at_once(function, arguments) -> list[int]:
    """Run `function` in a process for each of `arguments`; return their exit codes."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__, "nbgrader.api"])
    processes = [context.Process(target=function, args=each) for each in arguments]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return [process.exitcode for process in processes]


def test_eight_writers_at_once_lose_no_grade_and_double_none(url, tmp_path):
    small_class.make_class(tmp_path, 0)
    config = course_gradebook.config_of(tmp_path, db=url)
    course_gradebook.register(config, SLUG, read_master(tmp_path, SLUG))
    assert all_at_once(write, [(url, writer, 1) for writer in range(WRITERS)]) == [0] * WRITERS
    expected = {f"student-{n:02}": [score_of(n, 1)] for n in range(STUDENTS)}
    assert small_class.scores(url) == expected


def test_writers_that_make_the_tables_at_the_same_time_make_them_once(url, tmp_path):
    assert all_at_once(create_schema, [(url,)] * WRITERS) == [0] * WRITERS
    create_schema(small_class.url_of(tmp_path))
    assert small_class.gradebook(url) == small_class.gradebook(small_class.url_of(tmp_path))


def test_a_class_gets_the_same_grades_on_postgresql_as_on_sqlite(url, tmp_path):
    there, here = tmp_path / "there", tmp_path / "here"
    for course in (there, here):
        small_class.make_class(course, 5)
    done = small_class.grade(there, "--db", url)
    assert (done.returncode, small_class.grade(here).returncode) == (0, 0), done.stderr
    assert not (there / "gradebook.db").exists()
    assert small_class.gradebook(url) == small_class.gradebook(small_class.url_of(here))
    assert small_class.files(there) == small_class.files(here)


def test_nbgrader_reads_the_gradebook_that_the_courses_settings_name(url, tmp_path):
    expected = small_class.make_class(tmp_path, 2)
    with (tmp_path / "nbgrader_config.py").open("a") as settings:
        settings.write(f"\nc.CourseDirectory.db_url = {url!r}\n")
    done = subprocess.run(
        [sys.executable, "-m", "greenlib.classroom", "grade", SLUG],
        cwd=tmp_path, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (tmp_path / f"feedback/student-01/{SLUG}/{SLUG}.html").is_file()
    assert not (tmp_path / "gradebook.db").exists()
    tools = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(
        [sys.executable, "-m", "nbgrader", "export"],
        cwd=tmp_path, capture_output=True, check=True, env={**os.environ, "PATH": tools},
    )  # fmt: skip
    lines = [line.split(",") for line in (tmp_path / "grades.csv").read_text().splitlines()]
    assert {line[lines[0].index("student_id")]: float(line[lines[0].index("score")])
            for line in lines[1:]} == expected  # fmt: skip
