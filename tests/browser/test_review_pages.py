"""The review pages in a real browser: they are quiet, load nothing, and unfold for paper."""

import pytest

from greenlib.classroom.review_pages import write_review_pages
from tests.classroom.reviewed_course import SLUG, complete

PAGES = ("solutions/index.html", f"solutions/{SLUG}/review.html")


@pytest.fixture
def course(small_course):
    """A course of one unit with hostile text in everything that people write."""
    complete(small_course)
    write_review_pages(small_course)
    return small_course


@pytest.fixture(params=["light", "dark"])
def page(browser, request):
    """An empty page that notes what it asks for and what goes wrong on it."""
    with browser.new_context(color_scheme=request.param) as context:
        page = context.new_page()
        page.asked, page.wrong = [], []
        page.on("request", lambda asked: page.asked.append(asked.url))
        page.on("pageerror", lambda error: page.wrong.append(str(error)))
        page.on("console", lambda message: page.wrong.append(message.text))
        page.on("dialog", lambda dialog: page.wrong.append(dialog.message))
        yield page


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


# WCAG 2.2, success criterion 1.4.3: 4.5 to 1. What is behind is the nearest background with colour.
FAINT = """() => {
  const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (node) => {
    for (let each = node; each; each = each.parentElement) {
      const colour = rgb(getComputedStyle(each).backgroundColor);
      if (colour.length === 3 || colour[3] > 0) return colour;
    }
    throw Error("no background");
  };
  const faint = [];
  for (const node of document.querySelectorAll("main *, header *")) {
    const own = [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
    if (!own || node.closest("button")) continue;
    const [a, b] = [light(rgb(getComputedStyle(node).color)), light(behind(node))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) faint.push(`${ratio.toFixed(2)}: ${node.outerHTML.slice(0, 80)}`);
  }
  return faint;
}"""
