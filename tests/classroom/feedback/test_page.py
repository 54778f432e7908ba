"""The page a student gets back: what stands on it, in which order, and what never does."""

import itertools
import re

import pytest

from greenlib.classroom.feedback import notice_page
from greenlib.classroom.masters import is_answer, is_test, split_tests
from tests.classroom.elements import Elements
from tests.classroom.feedback.pages_to_look_at import (
    ATTACKS,
    bank,
    fails,
    handout,
    hostile,
    marks,
    nine_of_twenty,
    notebook,
    page,
    rubrics,
    section,
    shows,
    text_of,
)

PROSE = "say_it_honestly"


@pytest.fixture(scope="module")
def typical():
    return nine_of_twenty()


def headings(page):
    return [text_of(found) for found in re.findall(r"(?s)<h2[ >].*?</h2>", page)]


def hidden_lines():
    """The lines of the master's hidden tests that are in no visible one."""
    tests = [split_tests(cell.source) for cell in bank.master.nb.cells if is_test(cell)]
    visible, hidden = (
        {line.strip() for source in sources for line in source.splitlines()}
        for sources in zip(*tests, strict=True)
    )
    return {line for line in hidden - visible if len(line) > 12}


def test_the_summary_comes_first_then_what_to_do_then_the_questions(typical):
    assert headings(typical)[:3] == ["Summary", "What to do next", "About your notebook"]
    assert headings(typical)[3:] == [asked.title for asked in handout.questions]


def test_points_are_added_up_and_those_of_a_question_stand_with_it(typical):
    summary = section(typical, "summary")
    assert "9 of 20 points" in summary
    assert "facility_kwh" not in summary
    assert "0 of 3 points" in section(typical, "facility_kwh")


def test_points_that_a_person_has_still_to_give_are_said_to_come():
    summary = section(page(), "summary")
    assert "16 of 20 points so far" in summary
    assert "(4 points) waits for a person to mark it" in summary


def test_a_message_stands_with_the_test_that_failed_and_nowhere_else(typical):
    message = "facility_kwh(0.96, 1.2) returned 0.8, which is too small."
    assert message in section(typical, "facility_kwh")
    assert text_of(typical).count(message) == 1


def test_an_error_is_said_in_words_without_its_trace(typical):
    said = section(typical, "lower_the_estimate")
    assert "'prod' is not defined. Keep the name from the question" in said
    assert "Traceback" not in text_of(typical)


def test_one_point_is_one_point():
    nb = notebook()
    fails(nb, "test_energy_kwh", "energy_kwh(80, 12) returned 960.")
    most = marks().points["test_energy_kwh"]
    said = section(page(nb, marks({"test_energy_kwh": most - 1})), "next")
    assert "1 point to gain" in said


def test_what_to_do_next_names_the_section_of_the_lesson(typical):
    said = section(typical, "next")
    asked = next(one for one in handout.questions if one.question.name == "facility_kwh")
    assert f"‘{asked.sections[0]}’" in said


def test_sentences_stand_apart(typical):
    assert "It has no answer yet. Read again: lesson 01" in section(typical, "next")


def test_nothing_to_do_is_said_too():
    assert "Nothing is left to correct." in section(page(given=marks({PROSE: 4})), "next")


def test_the_chosen_levels_and_the_comment_are_shown_and_no_other_level(typical):
    said = section(typical, PROSE)
    assert "Good start. Now give the range in grams ." in said
    for criterion, chosen in zip(rubrics[PROSE].criteria, (1, 2), strict=True):
        for number, level in enumerate(criterion.levels):
            assert (level.shows in text_of(typical)) == (number == chosen), level.shows


def test_the_anchor_answer_of_the_rubric_is_never_shown(typical):
    sentences = " ".join(rubrics[PROSE].anchor.split()).split(". ")
    assert [one for one in sentences if one in text_of(typical)] == []


def test_an_answer_that_was_left_as_released_is_called_that(typical):
    said = section(typical, "emissions_range_g")
    assert "no answer" in said
    assert "No response: the cell is as it was released." in said


def test_a_late_hand_in_says_what_it_took_and_total_is_never_below_nothing():
    late = text_of(page(given=marks({PROSE: 4}, penalty=3)))
    assert "17 of 20 points" in late
    assert "took 3 points off the total" in late
    assert "0 of 20 points" in text_of(page(given=marks({PROSE: 4}, penalty=30)))


def test_points_that_a_person_gave_to_a_test_are_said_to_be_theirs():
    by_hand = marks({"test_energy_kwh": 1}, by_hand=frozenset({"test_energy_kwh"}))
    assert "Your instructor gave these points." in section(page(given=by_hand), "energy_kwh")
    assert "Your instructor" not in section(page(), "energy_kwh")


def test_remarks_say_what_was_put_right(typical):
    assert "two cells carry the id energy_kwh; both ran." in section(typical, "remarks")


def test_what_the_cells_showed_is_shown_and_labelled(typical):
    said = section(typical, "facility_kwh")
    assert "It showed: checked" in said
    assert "It warned: Warning: PUE below 1" in said
    assert "Your own cell" in text_of(typical)


def test_hidden_tests_stay_hidden_though_the_graded_notebook_holds_them(typical):
    hidden = hidden_lines()
    assert len(hidden) > 5
    said = text_of(typical)
    assert [line for line in hidden if " ".join(line.split()) in said] == []
    assert "Hidden tests with other numbers ran here too." in said


def test_no_solution_is_shown_where_the_student_wrote_something_else():
    said = text_of(page(bank.submission(rest="untouched"), marks()))
    released = {cell.id: cell.source for cell in bank.released.cells}
    for cell in bank.master.nb.cells:
        if is_answer(cell) and cell.cell_type == "code":
            theirs = set(cell.source.splitlines()) - set(released[cell.id].splitlines())
            lines = [" ".join(line.split()) for line in theirs if "###" not in line]
            assert [line for line in lines if len(line) > 20 and line in said] == []


def test_a_notebook_that_could_not_be_graded_says_why_and_what_to_do():
    problem = "The file is not a notebook. Next: save it in Jupyter and hand it in again."
    said = text_of(notice_page(handout, "student-01", problem).decode())
    assert "This notebook could not be graded" in said
    assert "The file is not a notebook. Next: save it in Jupyter and hand it in again." in said


@pytest.mark.parametrize("made", [nine_of_twenty, hostile, page])
def test_headings_go_down_one_step_at_a_time_from_a_single_first(made):
    levels = [int(tag[1]) for tag, _ in Elements(made()).all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


@pytest.mark.parametrize("made", [nine_of_twenty, hostile, page])
def test_every_link_on_the_page_leads_to_one_place_of_it(made):
    outline = Elements(made())
    ids = [about["id"] for _, about in outline.found if "id" in about]
    assert len(ids) == len(set(ids))
    within = [a["href"][1:] for _, a in outline.all("a") if a.get("href", "").startswith("#")]
    assert within
    assert set(within) <= set(ids)


@pytest.mark.parametrize("made", [nine_of_twenty, hostile])
def test_every_picture_has_words_and_every_heading_of_a_column_a_scope(made):
    outline = Elements(made())
    pictures = outline.all("img")
    assert pictures
    assert [about for _, about in pictures if "alt" not in about] == []
    own = re.sub(r'(?s)<div class="scroll".*?</div>', "", made())
    assert [about for _, about in Elements(own).all("th") if "scope" not in about] == []
    assert outline.all("html")[0][1]["lang"] == "en"


def test_what_a_student_wrote_loses_all_that_could_run_or_load():
    outline = Elements(hostile())
    assert outline.all("script", "iframe", "object", "embed", "form", "base", "link", "svg") == []
    assert len(outline.all("style")) == 1
    for tag, about in outline.found:
        assert not [name for name in about if name.startswith("on") or name == "style"], tag
        for name in ("href", "src", "action", "srcset", "background", "http-equiv"):
            value = about.get(name) or ""
            allowed = ("#", "data:image/png;", "data:image/jpeg;", "Content-Security-Policy")
            assert value.startswith(allowed) or not value or tag == "a", (tag, about)
            assert "javascript:" not in value
            assert not value.startswith("data:text"), (tag, about)


def test_attacks_are_shown_as_what_they_are():
    said = text_of(hostile())
    assert ATTACKS[0] in said
    assert "\x1b" not in hostile()
    assert "\u202e" not in hostile()


def test_a_long_output_is_cut_and_says_so():
    nb = notebook()
    shows(nb, "energy_kwh", {"output_type": "stream", "text": "a line of it\n" * 5_000})
    made = page(nb)
    assert "the rest of 5,000 lines" in made
    assert made.count("a line of it") < 100
