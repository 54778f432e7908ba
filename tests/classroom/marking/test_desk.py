"""Answers without names in a stable order; marks where formgrader keeps them; no silent loss."""

import dataclasses
import sqlite3
from threading import Event, Thread

import nbformat
import pytest
from nbgrader.api import Gradebook

from greenlib.classroom.build import read_master
from greenlib.classroom.errors import CourseError, UsageError
from greenlib.classroom.grade import grade
from greenlib.classroom.gradebook import db_url
from greenlib.classroom.marking import chosen_levels
from greenlib.classroom.marking.desk import Desk
from greenlib.classroom.marking.marks import ChangedMeanwhile, Wish
from greenlib.classroom.masters import check_master
from greenlib.classroom.release import data_files
from greenlib.classroom.results import read_results
from greenlib.classroom.syllabus import read_rubrics
from greenlib.classroom.worker import read_report

from .conftest import ANSWERS, QUESTION, RUBRIC, SLUG, hand_in, key_of


def do(desk, student, action="mark", levels=(), comment="", version=None):
    key = key_of(desk, student)
    chosen = dict(zip(("the reason", "the words"), levels, strict=False))
    seen = version or desk.answer(QUESTION, key).version
    return desk.do(QUESTION, key, Wish(action=action, version=seen, levels=chosen, comment=comment))


def in_gradebook(course, student):
    """Points, whether it waits, and comment, as nbgrader's own gradebook tells them."""
    with Gradebook(db_url(course), "greenlib") as book:
        grade = book.find_grade(QUESTION, SLUG, SLUG, student)
        comment = book.find_comment(QUESTION, SLUG, SLUG, student)
        return grade.score, grade.needs_manual_grade, comment.comment


def test_a_mark_is_what_nbgrader_reads(desk, course):
    do(desk, "student-01", levels=(1, 0), comment="Say why.")
    assert in_gradebook(course, "student-01") == (2.0, False, "Say why.")
    assert in_gradebook(course, "student-02") == (0.0, True, None)


def test_the_table_of_results_counts_it(desk, course):
    do(desk, "student-01", levels=(0, 0))
    report = {"student-01": read_report(course, "student-01", SLUG)}
    (result,) = read_results(db_url(course), SLUG, check_master(read_master(course, SLUG)), report)
    assert result.questions[1].score == 3


def test_the_order_is_the_same_every_time_and_not_that_of_the_names(course, desk):
    keys = [place.key for place in desk.places(QUESTION)]
    with Desk(course, SLUG) as again:
        assert [place.key for place in again.places(QUESTION)] == keys
    by_name = [key_of(desk, student) for student in sorted(ANSWERS)]
    assert sorted(keys) == sorted(by_name) and keys != by_name


def test_an_answer_left_as_released_does_not_wait(desk):
    waiting = {place.key for place in desk.places(QUESTION) if place.waits}
    assert waiting == {key_of(desk, f"student-0{number}") for number in (1, 2, 3)}
    assert desk.progress_in_words() == "say_why: 1 of 4 answers marked"


def test_a_mark_that_changed_meanwhile_is_not_overwritten(course, desk):
    with Desk(course, SLUG) as other:
        seen = desk.answer(QUESTION, key_of(desk, "student-01")).version
        do(other, "student-01", levels=(2, 1), comment="From the other.")
        with pytest.raises(ChangedMeanwhile) as caught:
            do(desk, "student-01", levels=(0, 0), version=seen)
    assert caught.value.now.comment == "From the other."
    assert in_gradebook(course, "student-01") == (0.0, False, "From the other.")


def test_of_two_marks_at_the_same_moment_one_is_refused(course, desk):
    key, entered, other_done = key_of(desk, "student-01"), Event(), Event()
    answers = {}

    def slowly(before):
        entered.set()
        # Long enough for the other to be done, if nothing made it wait.
        other_done.wait(2)
        return dataclasses.replace(before, manual=1.0, waits=False)

    def other():
        entered.wait()
        with Desk(course, SLUG) as desk:
            try:
                do(desk, "student-01", levels=(0, 0), version=seen)
            except ChangedMeanwhile as error:
                answers["now"] = error.now.manual
        other_done.set()

    seen = desk.answer(QUESTION, key).version
    thread = Thread(target=other)
    thread.start()
    desk._book.change(QUESTION, desk._entry(QUESTION, key), slowly)
    thread.join()
    assert answers == {"now": 1.0}
    assert in_gradebook(course, "student-01")[0] == 1.0


def test_a_mark_given_in_formgrader_meanwhile_is_not_overwritten(course, desk):
    seen = desk.answer(QUESTION, key_of(desk, "student-01")).version
    with Gradebook(db_url(course), "greenlib") as book:
        book.find_grade(QUESTION, SLUG, SLUG, "student-01").manual_score = 1.5
        book.db.commit()
    with pytest.raises(ChangedMeanwhile):
        do(desk, "student-01", levels=(0, 0), version=seen)
    assert in_gradebook(course, "student-01")[0] == 1.5


def test_an_answer_that_was_handed_in_again_is_not_marked_unread(course, desk):
    seen = desk.answer(QUESTION, key_of(desk, "student-02")).version
    hand_in(course, "student-02", "Another text.")
    grade(course, SLUG)
    with pytest.raises(ChangedMeanwhile):
        do(desk, "student-02", levels=(0, 0), version=seen)
    assert desk.answer(QUESTION, key_of(desk, "student-02")).parts[0][1] == "Another text."


def test_a_mark_survives_grading_again_and_asks_to_be_looked_at(course, desk):
    do(desk, "student-02", levels=(0, 1), comment="Fine.")
    hand_in(course, "student-02", "Two times, I think.")
    grade(course, SLUG)
    answer = desk.answer(QUESTION, key_of(desk, "student-02"))
    assert (answer.mark.score, answer.mark.waits) == (2.0, True)
    assert answer.levels == {"the reason": 0, "the words": 1}
    do(desk, "student-02", "keep", comment="Fine.")
    assert in_gradebook(course, "student-02") == (2.0, False, "Fine.")


def test_undo_goes_back_step_by_step(course, desk):
    do(desk, "student-01", levels=(2, 1))
    do(desk, "student-01", levels=(0, 0), comment="Good.")
    do(desk, "student-01", "undo")
    assert in_gradebook(course, "student-01") == (0.0, False, None)
    do(desk, "student-01", "undo")
    assert in_gradebook(course, "student-01") == (0.0, True, None)
    with pytest.raises(CourseError, match="nothing to undo"):
        do(desk, "student-01", "undo")


def test_what_is_chosen_can_be_read_for_feedback(course, desk):
    rubrics = read_rubrics(course / "source" / SLUG)
    do(desk, "student-01", levels=(1, 0))
    do(desk, "student-02", levels=(0, 0))
    with Gradebook(db_url(course), "greenlib") as book:
        book.find_grade(QUESTION, SLUG, SLUG, "student-02").manual_score = 1.5
        book.db.commit()
    levels = chosen_levels(db_url(course), SLUG, rubrics)
    assert list(levels) == ["student-01"]
    shown = {name: level.shows for name, level in levels["student-01"][QUESTION].items()}
    assert shown == {"the reason": "hints at it", "the words": "is clear"}


def test_cells_that_a_student_added_below_the_answer_are_shown(course, desk):
    path = course / "autograded/student-02" / SLUG / f"{SLUG}.ipynb"
    nb = nbformat.read(path, as_version=4)
    nb.cells.append(nbformat.v4.new_code_cell("2 * 21"))
    nbformat.write(nb, path)
    answer = desk.answer(QUESTION, key_of(desk, "student-02"))
    assert answer.parts == (("markdown", "Two times."), ("code", "2 * 21"))


def test_a_comment_is_saved_once_and_beside_the_notes_of_its_file(course, desk):
    path = course / "source" / SLUG / "comments.yml"
    desk.add_phrase(QUESTION, "Say why: it matters.")
    path.write_text("# kept by hand\n" + path.read_text().rstrip("\n"))
    desk.add_phrase(QUESTION, 'A "second" one\nof two lines — ünïcode.')
    desk.add_phrase(QUESTION, "Say why: it matters.")
    assert desk.phrases(QUESTION) == [
        "Say why: it matters.", 'A "second" one\nof two lines — ünïcode.',
    ]  # fmt: skip
    assert path.read_text().startswith("# kept by hand\n")


def test_a_comment_that_cannot_be_saved_is_refused_in_words(course, desk):
    with pytest.raises(CourseError, match="at least 3 characters"):
        desk.add_phrase(QUESTION, " ok ")
    path = course / "source" / SLUG / "comments.yml"
    path.write_text("- question: say_why\n  words: Good.\n")
    with pytest.raises(CourseError, match=r"comments.yml: 0.text: Field required"):
        desk.phrases(QUESTION)


def test_comments_are_not_released(course):
    (course / "source" / SLUG / "comments.yml").write_text("[]\n")
    assert data_files(course / "source" / SLUG) == []


def test_a_locked_gradebook_is_said_in_words(course, desk, monkeypatch):
    monkeypatch.setattr("greenlib.classroom.marking.desk._LOCK_TIMEOUT_S", 0)
    with Desk(course, SLUG) as quick:
        other = sqlite3.connect(course / "gradebook.db")
        other.execute("BEGIN EXCLUSIVE")
        try:
            with pytest.raises(CourseError, match="cannot be used now: database is locked"):
                quick.places(QUESTION)
        finally:
            other.close()


def test_an_unknown_question_lists_those_that_exist(course):
    with pytest.raises(UsageError, match=r"no prose question 'double'\. Prose questions: say_why"):
        Desk(course, SLUG, "double")


@pytest.mark.parametrize(
    "rubric, words",
    [
        ("rubrics: {}\n", "has no rubric for 'say_why'"),
        (RUBRIC.replace("points: 2", "points: 4"), "give 5 points, the question has 3"),
    ],
)
def test_a_rubric_that_does_not_fit_is_refused(course, rubric, words):
    (course / "source" / SLUG / "rubric.yml").write_text(rubric)
    with pytest.raises(CourseError, match=words):
        Desk(course, SLUG)


@pytest.mark.parametrize("without", ["gradebook.db", "autograded"])
def test_before_grading_the_desk_says_to_grade_first(course, without):
    (course / without).rename(course / "away")
    with pytest.raises(CourseError, match="grade first: greenlib grade 01-footprint"):
        Desk(course, SLUG).__enter__()
    assert not (course / without).exists()
