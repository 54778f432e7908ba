"""Every answer in the bank gets the points and the words that it must, by the real grading path."""

import re

import pytest

from greenlib.classroom.bank import read_bank
from greenlib.classroom.build import assignment_slugs
from greenlib.classroom.matrix import deal, matrix_of, section
from greenlib.classroom.proved import inputs_of, read_proof
from tests.conftest import ROOT
from tests.graders import desk

UNITS = assignment_slugs(ROOT)


@pytest.fixture(scope="module")
def graded(request, tmp_path_factory):
    """The bank of a unit, and the rows of its matrix."""
    folder = tmp_path_factory.mktemp(request.param)
    return read_bank(ROOT, request.param), matrix_of(ROOT, request.param, folder)


every_unit = pytest.mark.parametrize("graded", UNITS, indirect=True)


@every_unit
def test_the_reference_gets_every_point_a_machine_can_give(graded):
    bank, rows = graded
    got = {row.question: (row.got, row.said) for row in rows if row.title == "the reference"}
    assert got == {q.name: (None if q.is_prose else q.points, "") for q in bank.questions}


@every_unit
def test_the_untouched_release_gets_nothing(graded):
    bank, rows = graded
    got = [row.got for row in rows if row.title == "left as released"]
    assert got == [0] * len(bank.questions)


@every_unit
def test_each_answer_gets_its_points_and_its_words(graded):
    bank, rows = graded
    assert len(rows) == len(bank.answers) + 2 * len(bank.questions)
    surprises = [
        f"{row.question}, {row.title}: {row.got} of {row.points} points, said: {row.said}"
        for row in rows
        if not row.agrees
    ]
    assert not surprises, "\n".join(surprises)


@every_unit
def test_the_instructors_page_shows_what_grading_gives(graded):
    bank, rows = graded
    page = (ROOT / "docs" / "matrix.md").read_text(encoding="utf-8")
    assert section(bank.slug, rows) in page, "run: greenlib prove"


@every_unit
def test_the_quick_desk_of_these_tests_says_what_nbgrader_says(graded):
    bank, rows = graded
    said = {(row.question, row.title): row.said for row in rows}
    for hand in deal(bank).values():
        at_the_desk = desk.reasons(bank, desk.failures(bank, bank.submission(hand)))
        for answer in hand:
            reasons = " | ".join(at_the_desk.get(answer.question, ()))
            there = said[answer.question, answer.title]
            assert without_results(reasons) == without_results(there), answer


def without_results(reasons):
    """Return the messages without what came back: chance and the order of a set show there."""
    return re.sub(r" returned .*?(, which|, and|\. )", r" returned ...\1", reasons)


@every_unit
def test_the_stored_proof_says_what_grading_gives(graded):
    bank, rows = graded
    proof = read_proof(ROOT, bank.slug)
    assert proof.rows == tuple(rows), f"run: greenlib prove {bank.slug}"
    assert proof.inputs == inputs_of(bank), f"run: greenlib prove {bank.slug}"


@every_unit
def test_a_wrong_answer_loses_points_and_a_right_one_none(graded):
    bank = graded[0]
    for answer in bank.answers:
        full = bank.question(answer.question).points
        assert (answer.points == full) == (answer.kind == "right"), answer


@every_unit
def test_the_bank_has_enough_answers_to_every_question(graded):
    bank = graded[0]
    for question in bank.questions:
        kinds = [answer.kind for answer in bank.answers if answer.question == question.name]
        if question.is_prose:
            assert len(kinds) >= 3, question.name
        else:
            assert kinds.count("wrong") >= 5, question.name
            assert kinds.count("right") >= 2, question.name
