"""The review pages in solutions/ are those of the course as it is, and stay out of release/."""

import pytest

from greenlib.classroom.build import assignment_slugs
from greenlib.classroom.review_pages import page_path, pages_of, read_units
from tests.conftest import ROOT

REMEDY = "run: greenlib review pages"


@pytest.fixture(scope="module")
def units():
    return read_units(ROOT)


def test_the_stored_pages_show_the_course_as_it_is(units):
    pages = pages_of(ROOT, units)
    stale = [path for path, data in pages.items() if path.read_bytes() != data]
    assert stale == [], REMEDY


def test_there_is_a_page_for_every_assignment_and_for_nothing_else():
    stored = set((ROOT / "solutions").rglob("*.html"))
    wanted = {page_path(ROOT, slug) for slug in assignment_slugs(ROOT)}
    assert stored == wanted | {ROOT / "solutions" / "index.html"}, REMEDY


def test_a_page_is_small_enough_to_be_kept_in_git(units):
    sizes = {path.parent.name: len(data) for path, data in pages_of(ROOT, units).items()}
    assert {name: size for name, size in sizes.items() if size > 300_000} == {}


def test_every_answer_and_every_slip_was_tried_in_this_version(units):
    assert {unit.unit.slug: unit.doubt for unit in units if unit.doubt} == {}
    for unit in units:
        for question in unit.questions:
            assert all(tried.row for tried in question.tried), question.question.name
            assert (question.caught is None) == question.question.is_prose


def test_no_page_of_the_instructors_is_given_to_students():
    assert list((ROOT / "release").rglob("*.html")) == []
