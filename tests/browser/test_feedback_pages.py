"""Feedback pages in a real browser: read by anyone, on anything, and inert."""

import pytest

from tests.browser.contrast import FAINT
from tests.classroom.feedback.pages_to_look_at import hostile, nine_of_twenty

PAGES = {"typical": nine_of_twenty, "hostile": hostile}


@pytest.fixture
def address(tmp_path):
    """Write a page of PAGES by its name and return its address."""

    def written(name):
        path = tmp_path / f"{name}.html"
        path.write_text(PAGES[name]())
        return path.as_uri()

    return written


def unfold(page):
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")


def test_hostile_content_runs_nothing_and_loads_nothing_from_outside(page, address):
    page.goto(address("hostile"))
    unfold(page)
    page.mouse.move(200, 200)
    for link in page.locator("main a:not([href^='#'])").all():
        assert link.get_attribute("href") is None or link.get_attribute("href").startswith("http")
    for node in page.locator("main b, main table, main summary").all()[:60]:
        node.dispatch_event("mouseover")
        node.dispatch_event("focus")
    page.wait_for_timeout(300)
    outside = [asked for asked in page.asked if not asked.startswith("data:image/")]
    assert outside == [address("hostile")]
    assert page.wrong == []
    assert page.evaluate("window.hacked === undefined")
    assert page.url == address("hostile")
    assert page.frames == [page.main_frame]


def test_even_a_script_that_came_through_would_not_run(page, address, tmp_path):
    """The page's own policy is a second wall behind the cleaning."""
    path = tmp_path / "pierced.html"
    text = nine_of_twenty().replace(
        "<main", "<script>window.hacked = 1</script><img src='http://127.0.0.1:9/a.png'><main", 1
    )
    path.write_text(text)
    page.goto(path.as_uri())
    assert page.evaluate("window.hacked === undefined")
    assert any("Content Security Policy" in said for said in page.wrong)


def test_hostile_content_covers_nothing_of_the_page(page, address):
    page.goto(address("hostile"))
    placed = """[...document.querySelectorAll('main *')].filter(
      (one) => ['fixed', 'absolute', 'sticky'].includes(getComputedStyle(one).position))"""
    assert page.evaluate(f"{placed}.length") == 0
    summary = page.get_by_role("heading", name="Summary", exact=True)
    assert summary.count() == 1
    assert summary.is_visible()


@pytest.mark.parametrize("width", [360, 1200])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_the_window(page, address, name, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address(name))
    unfold(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", PAGES)
def test_words_stand_out_from_what_is_behind_them(page, address, name):
    page.goto(address(name))
    unfold(page)
    assert page.evaluate(FAINT) == []


def test_keys_alone_lead_to_a_question_and_back_to_the_summary(page, address):
    page.goto(address("typical"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Skip to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    name = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == name
    heading = page.locator(f"h2{name}")
    assert heading.bounding_box()["y"] < 100
    page.get_by_role("link", name="Back to the summary").first.press("Enter")
    assert page.evaluate("location.hash") == "#summary"


def test_a_folded_part_opens_with_a_key(page, address):
    page.goto(address("typical"))
    asked = page.locator("details", has_text="What was asked in question 1").first
    assert not asked.evaluate("node => node.open")
    asked.locator("> summary").focus()
    page.keyboard.press("Enter")
    assert asked.evaluate("node => node.open")


def test_a_screen_reader_hears_the_points_the_state_and_what_a_picture_is(page, address):
    page.goto(address("typical"))
    tree = page.locator("main").aria_snapshot()
    assert "9 of 20 points" in tree
    assert 'table "Points by question"' in tree
    assert 'img "Figure from your own cell, question' in tree
    # The signs ✓ ◐ ✗ are for the eye; the words beside them are for everyone.
    assert "✗" not in tree


def test_on_paper_all_is_there_in_dark_letters(page, address):
    page.set_viewport_size({"width": 700, "height": 1000})
    page.goto(address("typical"))
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    cut = """[...document.querySelectorAll('main pre, main .scroll')]
      .filter((one) => one.scrollWidth > one.clientWidth + 1).length"""
    assert page.evaluate(cut) == 0
