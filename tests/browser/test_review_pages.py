"""The review pages in a real browser: they are quiet, load nothing, and unfold for paper."""

import pytest

from greenlib.classroom.review_pages import write_review_pages
from tests.browser.contrast import FAINT
from tests.classroom.reviewed_course import SLUG, complete

PAGES = ("solutions/index.html", f"solutions/{SLUG}/review.html")


@pytest.fixture
def course(small_course):
    """A course of one unit with hostile text in everything that people write."""
    complete(small_course)
    write_review_pages(small_course)
    return small_course


@pytest.mark.parametrize("name", PAGES)
def test_a_page_loads_nothing_runs_nothing_foreign_and_reports_no_error(page, course, name):
    address = (course / name).as_uri()
    page.goto(address)
    assert (page.asked, page.wrong) == ([address], [])


@pytest.mark.parametrize("width", [360, 1200])
def test_nothing_is_wider_than_the_window(page, course, width):
    page.set_viewport_size({"width": width, "height": 800})
    for name in PAGES:
        page.goto((course / name).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name


def test_one_button_unfolds_every_answer_and_folds_it_again(page, course):
    page.goto((course / PAGES[1]).as_uri())
    folded = page.locator("main details:not([open])")
    assert folded.count() > 3
    page.get_by_role("button", name="Unfold everything").click()
    assert folded.count() == 0
    page.get_by_role("button", name="Fold everything").click()
    assert page.locator("main details[open]").count() == 0


def test_words_stand_out_from_what_is_behind_them(page, course):
    page.goto((course / PAGES[1]).as_uri())
    page.get_by_role("button", name="Unfold everything").click()
    assert page.evaluate(FAINT) == []
