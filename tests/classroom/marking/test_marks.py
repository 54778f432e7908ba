"""What a mark becomes when a marker chooses, keeps, takes back or comments."""

import dataclasses

import pytest
import yaml

from greenlib.classroom.errors import CourseError
from greenlib.classroom.marking.marks import Mark, Wish, levels_that_hold, mark_after
from greenlib.classroom.syllabus import Rubrics

from .conftest import RUBRIC

THE_RUBRIC = Rubrics.model_validate(yaml.safe_load(RUBRIC)).rubrics["say_why"]
BOTH = {"the reason": 1, "the words": 0}
FULL = Mark(manual=2.0, waits=False, comment="Good.", levels=BOTH)


def wish(action="mark", levels=BOTH, comment="Good."):
    return Wish(action=action, version="", levels=levels, comment=comment)


def test_the_levels_of_all_criteria_add_up_to_the_points():
    assert mark_after(THE_RUBRIC, Mark(), wish()) == FULL


def test_a_criterion_without_level_leaves_points_and_waiting_as_they_were():
    half = {"the reason": 0}
    assert mark_after(THE_RUBRIC, Mark(), wish(levels=half)) == Mark(comment="Good.", levels=half)
    given_elsewhere = Mark(manual=3.0, waits=False)
    after = mark_after(THE_RUBRIC, given_elsewhere, wish(levels=half))
    assert (after.manual, after.waits, after.levels) == (3.0, False, half)


def test_a_comment_changes_nothing_else():
    after = mark_after(THE_RUBRIC, FULL, wish("comment", levels={}, comment=" Better. "))
    assert after == dataclasses.replace(FULL, comment="Better.")


def test_choosing_the_same_levels_again_confirms_a_mark_that_waits():
    graded_again = dataclasses.replace(FULL, waits=True)
    assert mark_after(THE_RUBRIC, graded_again, wish()) == FULL
    assert mark_after(THE_RUBRIC, graded_again, wish("keep")) == FULL


def test_a_mark_without_points_cannot_be_kept():
    assert mark_after(THE_RUBRIC, Mark(), wish("keep", levels={})).waits


@pytest.mark.parametrize("auto, waits", [(None, True), (0.0, False)])
def test_taking_a_mark_back_leaves_what_the_grader_gave(auto, waits):
    before = dataclasses.replace(FULL, auto=auto)
    after = mark_after(THE_RUBRIC, before, wish("clear"))
    assert after == Mark(None, auto, waits, "Good.", {})
    assert after.score == auto


@pytest.mark.parametrize("levels", [{"the reason": 3}, {"the reason": -1}, {"charm": 0}])
def test_a_level_that_the_rubric_does_not_have_is_refused(levels):
    with pytest.raises(CourseError, match="the rubric has no level"):
        mark_after(THE_RUBRIC, Mark(), wish(levels=levels))


@pytest.mark.parametrize(
    "change", [{"manual": 3.0}, {"levels": {"charm": 0}}, {"levels": {"the reason": 7}}]
)
def test_levels_that_no_longer_explain_the_points_do_not_hold(change):
    assert levels_that_hold(THE_RUBRIC, FULL) == BOTH
    assert levels_that_hold(THE_RUBRIC, dataclasses.replace(FULL, **change)) == {}


@pytest.mark.parametrize(
    "change", [{"manual": 1.0}, {"waits": True}, {"comment": "x"}, {"levels": {}}, {"auto": 0.0}]
)
def test_every_change_of_a_mark_is_another_version(change):
    assert dataclasses.replace(FULL, **change).version != FULL.version
    assert dataclasses.replace(FULL).version == FULL.version
