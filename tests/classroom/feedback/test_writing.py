"""Pages written for a class: all of them, again only where something changed."""

import json

import nbformat
import pytest
from nbgrader.api import Gradebook
from typer.testing import CliRunner

from greenlib.classroom.build import build
from greenlib.classroom.cli import app
from greenlib.classroom.errors import UsageError
from greenlib.classroom.feedback import write_pages
from greenlib.classroom.grade import grade
from greenlib.classroom.gradebook import db_url
from tests.classroom.small_class import SLUG, hand_in
from tests.conftest import make_small_course


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """Three graded submissions and one that is no notebook."""
    folder = make_small_course(tmp_path_factory.mktemp("class"))
    build(folder)
    hand_in(folder, 3)
    broken = folder / "submitted/student-04" / SLUG
    broken.mkdir(parents=True)
    (broken / f"{SLUG}.ipynb").write_text("{")
    grade(folder, SLUG)
    write_pages(folder, SLUG)
    return folder


def page_of(folder, student):
    return folder / "feedback" / student / SLUG / f"{SLUG}.html"


def test_everyone_gets_a_page_with_their_own_points(graded):
    assert "2 of 2 points" in page_of(graded, "student-01").read_text()
    third = page_of(graded, "student-03").read_text()
    assert "0 of 2 points" in third
    assert "double(21) returned 21" in third
    assert "student-01" not in third


def test_who_could_not_be_graded_gets_a_page_that_says_why(graded):
    text = page_of(graded, "student-04").read_text()
    assert "This notebook could not be graded" in text
    assert "is not a complete notebook file" in text


def test_pages_that_would_be_the_same_stay_untouched(graded):
    before = page_of(graded, "student-01").stat().st_mtime_ns
    written = write_pages(graded, SLUG)
    assert (written.pages, written.changed, written.failed) == (4, (), {})
    assert page_of(graded, "student-01").stat().st_mtime_ns == before


def test_a_mark_given_by_hand_changes_the_page_of_that_student_alone(graded):
    with Gradebook(db_url(graded), "greenlib") as gradebook:
        mark = gradebook.find_grade("test_double", SLUG, SLUG, "student-03")
        mark.manual_score = 1.5
        gradebook.db.commit()
    assert write_pages(graded, SLUG).changed == (page_of(graded, "student-03"),)
    assert "1.5 of 2 points" in page_of(graded, "student-03").read_text()


def test_a_graded_notebook_that_is_broken_stops_only_its_own_page(graded):
    path = graded / "autograded/student-02" / SLUG / f"{SLUG}.ipynb"
    good = path.read_bytes()
    path.write_bytes(good[: len(good) // 2])
    try:
        written = write_pages(graded, SLUG)
        assert (written.pages, list(written.failed)) == (3, ["student-02"])
        said = CliRunner().invoke(app, ["feedback", SLUG], env={}, catch_exceptions=False)
    finally:
        path.write_bytes(good)
    assert said.exit_code != 0
    assert page_of(graded, "student-02").is_file(), "the earlier page still stands"


def test_the_command_says_how_many_are_new(graded, monkeypatch):
    monkeypatch.chdir(graded)
    page_of(graded, "student-01").unlink()
    said = CliRunner().invoke(app, ["feedback", SLUG])
    assert said.exit_code == 0, said.output
    assert "4 feedback pages, 1 new or changed" in said.output


@pytest.mark.parametrize("slug", ["02-nothing", "../01-footprint"])
def test_an_assignment_that_does_not_exist_is_named(graded, monkeypatch, slug):
    monkeypatch.chdir(graded)
    said = CliRunner().invoke(app, ["feedback", slug])
    assert said.exit_code == 2
    assert slug in said.output
    assert "Traceback" not in said.output


def test_nothing_graded_yet_says_what_to_do(small_course):
    build(small_course)
    with pytest.raises(UsageError, match=f"Next: greenlib grade {SLUG}"):
        write_pages(small_course, SLUG)


def test_the_page_holds_nothing_of_the_report_that_greenlib_keeps(graded):
    text = page_of(graded, "student-03").read_text()
    report = json.loads(next((graded / "autograded/student-03" / SLUG).glob("*.json")).read_text())
    for key, value in report.items():
        if isinstance(value, str) and len(value) >= 32:
            assert value not in text, key
    nbformat.read(graded / "autograded/student-03" / SLUG / f"{SLUG}.ipynb", as_version=4)
