"""The marking page in a real browser: keys alone do it, and nothing is silently overwritten."""

import pytest
from nbgrader.api import Gradebook

from greenlib.classroom.gradebook import db_url
from tests.classroom.marking.conftest import QUESTION, SLUG, course, graded_course, served

NOTHING_CHOSEN = "!document.querySelector('input[type=radio]:checked')"
# Fixtures are found by their names here.
__all__ = ["course", "graded_course"]


@pytest.fixture
def page(browser, course):
    """The page as it opens, with all that it asked for and all that went wrong written down."""
    with served(course) as address, browser.new_context() as context:
        page = context.new_page()
        page.asked, page.wrong, page.address = [], [], address
        context.on("request", lambda request: page.asked.append(request.url))
        page.on("pageerror", lambda error: page.wrong.append(str(error)))
        page.goto(address)
        yield page
        assert page.wrong == []


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def says(page, words):
    page.wait_for_function("words => document.getElementById('state').textContent.includes(words)",
                           arg=words)  # fmt: skip


def in_gradebook(course):
    """(points, comment) of every answer that a person marked, as nbgrader tells them."""
    with Gradebook(db_url(course), "greenlib") as book:
        return sorted(
            (grade.manual_score, comment.manual_comment or "")
            for submission in book.find_assignment(SLUG).submissions
            for notebook in submission.notebooks
            for grade in notebook.grades if grade.name == QUESTION
            for comment in notebook.comments if comment.name == QUESTION
            if grade.manual_score is not None
        )  # fmt: skip


def test_a_class_is_marked_with_keys_alone(page, course):
    press(page, "2", "1")
    says(page, "Saved: 2 of 3 points.")
    press(page, "u")
    page.wait_for_function(NOTHING_CHOSEN)
    press(page, "1", "2", "e")
    page.keyboard.type("Write it out.")
    press(page, "Escape")
    says(page, "Saved: 2 of 3 points.")
    press(page, "u")
    page.wait_for_function(NOTHING_CHOSEN)
    press(page, "3", "2")
    says(page, "Saved: 0 of 3 points.")
    press(page, "u")
    says(page, "No other answer waits.")
    assert page.inner_text("#marked") == "4 of 4 marked"
    assert in_gradebook(course) == [(0.0, ""), (2.0, ""), (2.0, "Write it out.")]


def test_next_and_previous_go_through_all_answers(page):
    page.goto(page.address)
    while page.get_attribute("a[data-go=p]", "href"):
        with page.expect_navigation():
            press(page, "p")
    titles = [page.title()]
    while page.get_attribute("a[data-go=n]", "href"):
        with page.expect_navigation():
            press(page, "ArrowRight")
        titles.append(page.title())
    assert titles == [f"Answer {n} of 4 · Question 2 · Say why · 3 points" for n in range(1, 5)]
    press(page, "n")
    says(page, "This is the last answer.")


def test_a_digit_marks_the_framed_criterion_and_then_frames_the_next(page):
    framed = "document.activeElement.dataset.criterion"
    assert page.evaluate(framed) == "the reason"
    press(page, "1")
    says(page, "Saved, 1 of 2 criteria to go.")
    assert page.evaluate(framed) == "the words"
    press(page, "7")
    says(page, "There is no level 7 here.")
    press(page, "1")
    says(page, "Saved: 3 of 3 points.")
    press(page, "2")
    says(page, "Every criterion has its level")
    assert page.inner_text("#points") == "3 of 3 points"


def test_undo_and_taking_back(page, course):
    press(page, "1", "1")
    says(page, "Saved: 3 of 3 points.")
    with page.expect_navigation():
        press(page, "0")
    assert (page.inner_text("#points"), in_gradebook(course)) == ("– of 3 points", [])
    with page.expect_navigation():
        press(page, "z")
    assert (page.inner_text("#points"), in_gradebook(course)) == ("3 of 3 points", [(3.0, "")])


def test_a_comment_is_saved_to_use_again_and_inserted_by_its_number(page, course):
    press(page, "1", "1", "e")
    page.keyboard.type("Well said: nnn 123.")
    press(page, "Escape", "s")
    says(page, "Saved to use again.")
    with page.expect_navigation():
        press(page, "u")
    press(page, "c", "1")
    says(page, "Saved, 2 of 2 criteria to go.")
    assert page.input_value("#comment") == "Well said: nnn 123."
    press(page, "1", "1")
    says(page, "Saved: 3 of 3 points.")
    assert in_gradebook(course) == [(3.0, "Well said: nnn 123.")] * 2


def test_a_comment_on_its_way_out_of_the_page_is_saved_first(page, course):
    press(page, "1", "1", "e")
    page.keyboard.type("In a hurry.")
    with page.expect_navigation():
        page.click("a[data-go=n]")
    assert in_gradebook(course) == [(3.0, "In a hurry.")]


@pytest.mark.parametrize("choice, kept", [("#use-mine", (1.0, "Mine.")),
                                          ("#use-theirs", (3.0, "Theirs."))])  # fmt: skip
def test_a_conflict_shows_both_marks_and_asks(page, course, choice, kept):
    other = page.context.new_page()
    other.goto(page.url)
    press(other, "1", "1", "e")
    other.keyboard.type("Theirs.")
    press(other, "Escape")
    says(other, "Saved: 3 of 3 points.")
    # One wish at a time: the first meets the other's mark, and the page asks.
    press(page, "3")
    page.wait_for_selector("#conflict[open]")
    assert page.evaluate("document.activeElement.id") == "conflict-title"
    assert "the reason: 0 points" in page.inner_text("#mine")
    theirs = page.inner_text("#theirs")
    assert "the reason: 2 points" in theirs and "comment: Theirs." in theirs
    assert in_gradebook(course) == [(3.0, "Theirs.")]
    if choice == "#use-mine":
        page.click(choice)
        says(page, "Saved, 1 of 2 criteria to go; until then 3 of 3 points.")
        press(page, "1", "e")
        page.keyboard.type("Mine.")
        says(page, "Not saved yet.")
        press(page, "Escape")
        says(page, "Saved: 1 of 3 points.")
    else:
        with page.expect_navigation():
            page.click(choice)
        assert page.input_value("#comment") == "Theirs."
    page.wait_for_load_state()
    assert in_gradebook(course) == [kept]


def test_a_hostile_answer_runs_nothing_and_loads_nothing(page):
    host = page.address.split("/?")[0]
    seen = 0
    for _ in range(4):
        page.wait_for_selector("#answer")
        seen += "taken over" in page.inner_text("#answer")
        page.wait_for_timeout(100)
        assert page.title().startswith("Answer ")
        assert page.query_selector("#answer form, #answer script, #answer [onerror]") is None
        page.evaluate("location.assign(document.querySelector('a[data-go=n]').href || location)")
        page.wait_for_load_state()
    assert seen >= 1
    assert [url for url in page.asked if not url.startswith(host)] == []


def test_keys_can_be_switched_off(page, course):
    page.click("footer summary")
    page.uncheck("#keys")
    press(page, "1", "1", "n")
    page.check("input[name='the reason'][value='1']")
    says(page, "Saved, 1 of 2 criteria to go.")
    assert page.query_selector(":checked[name='the words']") is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(page, scheme):
    page.emulate_media(color_scheme=scheme)
    assert page.evaluate(LOWEST_CONTRAST) >= 4.5


def test_every_field_has_a_name_and_the_state_is_announced(page):
    unnamed = page.evaluate("""() => [...document.querySelectorAll(
        'input, textarea, button, a, progress')].filter((e) => !(e.labels?.[0]?.textContent
        ?? e.textContent).trim()).map((e) => e.outerHTML)""")
    assert unnamed == []
    assert page.get_attribute("#state", "aria-live") == "polite"


def test_on_a_narrow_screen_nothing_is_cut_off(page):
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


# The WCAG contrast of text against the nearest ground that is not transparent: the lowest there is.
LOWEST_CONTRAST = """() => {
  const light = (colour) => {
    const parts = colour.match(/[0-9.]+/g).slice(0, 3).map((v) => v / 255)
      .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  };
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor;
      if (!/, 0\\)$/.test(colour) && colour !== "transparent") return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const texts = [...document.querySelectorAll("main *, header *, footer *")].filter((e) =>
    e.checkVisibility() && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()));
  return Math.min(...texts.map((e) => {
    const [a, b] = [light(getComputedStyle(e).color), light(ground(e))];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }));
}"""
