"""The report in a real browser: sorted by mouse and keys, quiet, and of any width."""

import pytest

from greenlib.classroom.report import insights, report_files
from tests.browser.contrast import FAINT
from tests.classroom.reported_class import POINTS, class_of
from tests.classroom.test_report import hostile_class


def written(folder, about):
    """The address of the page of a report on `about`."""
    for name, data in report_files(insights(about)).items():
        (folder / name).write_bytes(data)
    return (folder / "report.html").as_uri()


@pytest.fixture
def address(tmp_path):
    """The page about ten students."""
    return written(tmp_path, class_of(POINTS))


def objectives(page):
    return page.locator("table:has(caption:text('Objectives of the lesson'))")


def column(table, number):
    return table.locator(f"tbody td:nth-child({number})").all_inner_texts()


def sorted_by(table):
    """(heading, order) of the columns that a screen reader is told are sorted."""
    return [
        (heading.inner_text(), heading.get_attribute("aria-sort"))
        for heading in table.locator("th[aria-sort]").all()
    ]


def test_a_click_sorts_numbers_from_the_largest_and_back(page, address):
    page.goto(address)
    table = objectives(page)
    assert column(table, 4) == ["48 %", "60 %", "–"]
    points = table.get_by_role("button", name="points", exact=True)
    points.click()
    assert column(table, 4) == ["60 %", "48 %", "–"]
    assert sorted_by(table) == [("points", "descending")]
    points.click()
    assert column(table, 4) == ["48 %", "60 %", "–"]
    assert sorted_by(table) == [("points", "ascending")]


def test_keys_alone_sort_words_from_the_first_letter_and_the_rows_stay_whole(page, address):
    page.goto(address)
    table = objectives(page)
    table.get_by_role("button", name="points", exact=True).click()
    table.get_by_role("button", name="objective").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert column(table, 2) == ["Both", "Energy", "Why"]
    assert column(table, 4) == ["48 %", "60 %", "–"]
    assert sorted_by(table) == [("taught in", "ascending")]
    page.keyboard.press("Space")
    assert column(table, 2) == ["Why", "Energy", "Both"]
    assert sorted_by(table) == [("taught in", "descending")]


def test_student_10_comes_after_student_09(page, address):
    page.goto(address)
    page.get_by_text("All students").click()
    table = page.locator("table:has(caption:text('Students and their points'))")
    table.get_by_role("button", name="student", exact=True).click()
    assert column(table, 1) == [f"student-{number:02}" for number in range(1, 11)]


def test_without_its_script_the_page_is_plain_tables(browser, address):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address)
        assert page.locator("button").count() == 0
        assert objectives(page).locator("th").all_inner_texts()[1:4] == [
            "taught in", "questions", "points",
        ]  # fmt: skip


def test_names_that_mean_harm_run_nothing_and_load_nothing(page, tmp_path):
    address = written(tmp_path, hostile_class())
    page.goto(address)
    page.get_by_text("All students").click()
    for button in page.get_by_role("button").all():
        button.click()
    outside = [asked for asked in page.asked if not asked.startswith("data:")]
    assert (outside, page.wrong) == ([address], [])
    assert page.locator("script").count() == 1


@pytest.mark.parametrize("width", [360, 1200])
def test_nothing_is_wider_than_the_window(page, tmp_path, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(written(tmp_path, hostile_class()))
    page.get_by_text("All students").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_words_stand_out_from_what_is_behind_them(page, address):
    page.goto(address)
    assert page.evaluate(FAINT) == []


def test_on_paper_no_column_is_cut_off(page, address):
    page.set_viewport_size({"width": 700, "height": 1000})
    page.goto(address)
    page.emulate_media(media="print")
    cut = "[...document.querySelectorAll('.scroll')].filter(e => e.scrollWidth > e.clientWidth)"
    assert page.evaluate(f"{cut}.map(e => e.ariaLabel)") == []


def test_on_paper_the_headings_are_there_and_the_arrows_are_not(page, address):
    page.goto(address)
    page.emulate_media(media="print")
    heading = objectives(page).get_by_role("button", name="points", exact=True)
    assert heading.is_visible()
    assert heading.evaluate("node => getComputedStyle(node, '::after').content") == '""'
