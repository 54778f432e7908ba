"""A damaged submission gets the score a fair teacher gives, or a sentence that says what to do."""

import html
import re

import pytest

from greenlib.classroom.feedback import write_pages
from tests.graders.damage import DAMAGE
from tests.graders.noise import NOISE
from tests.graders.small_class import (
    FULL,
    NEIGHBOURS,
    SLUG,
    grade_class,
    points_of,
    words_of,
)

each_form = pytest.mark.parametrize("form", DAMAGE, ids=lambda form: form.student)
# What a reader who does not know Python's inside could not make use of. (The line of an empty
# answer is quoted where it has to be replaced.)
INSIDE = re.compile(
    r"Traceback|Errno|\bFile \"|\w+\.py:\d|(?<!raise )\b[A-Z]\w+(Error|Exception)\b"
)


@pytest.fixture(scope="session")
def damaged(tmp_path_factory):
    """The folder and the results of a class of damaged submissions among intact neighbours."""
    folder = tmp_path_factory.mktemp("damaged")
    results = grade_class(folder, DAMAGE)
    write_pages(folder, SLUG)
    return folder, results


@each_form
def test_it_gets_what_a_fair_teacher_gives(damaged, form):
    assert points_of(damaged[1][form.student]) == form.points, form.why


@each_form
def test_it_is_told_in_words(damaged, form):
    words = words_of(damaged[1][form.student])
    for says in form.says:
        assert says in words
    assert not INSIDE.search(words)


@each_form
def test_the_feedback_page_says_the_same(damaged, form):
    folder, results = damaged
    page = (folder / "feedback" / form.student / SLUG / f"{SLUG}.html").read_text()
    text = html.unescape(re.sub(r"<[^>]+>", "", page))
    result = results[form.student]
    for sentence in (result.problem, *result.remarks):
        assert sentence in text


def test_no_neighbours_grade_moves(damaged, tmp_path):
    alone = grade_class(tmp_path, ())
    assert alone["neighbour-good"].score == sum(points or 0 for points in FULL)
    for student in NEIGHBOURS:
        assert damaged[1][student] == alone[student]


def test_every_submission_has_a_result(damaged):
    assert set(damaged[1]) == {*NEIGHBOURS, *(form.student for form in DAMAGE)}


def test_an_intact_notebook_gets_no_remark(damaged):
    assert damaged[1]["neighbour-good"].remarks == ()


def test_remarks_are_the_graders_own(damaged):
    assert damaged[1]["remarks-forged-in-the-metadata"].remarks == ()


def test_the_teaching_notes_state_how_many_forms_there_are(root):
    stated = " ".join((root / "docs" / "teaching.md").read_text().split())
    assert f"{len(DAMAGE)} damaged and {len(NOISE.rows)} noisy forms" in stated
