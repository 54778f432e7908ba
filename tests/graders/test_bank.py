"""Every answer in the bank gets the points and the words that it must, by the real grading path.

One submission carries one answer per question, as a student's does; the whole bank of a unit is a
small class, graded by `greenlib grade` through nbgrader.
"""

import re

import pytest

from greenlib.classroom.build import assignment_slugs
from tests.conftest import ROOT
from tests.graders import desk

UNITS = assignment_slugs(ROOT)


@pytest.fixture(scope="module")
def graded(request, tmp_path_factory):
    """Bank, the class dealt from it (student -> answers) and the results (student -> result)."""
    bank = desk.bank_of(request.param)
    hands = desk.hands(bank)
    notebooks = {student: bank.submission(hand) for student, hand in hands.items()}
    notebooks |= {
        "reference": bank.submission(),
        "untouched": bank.submission(rest="untouched"),
    }
    return bank, hands, desk.graded(tmp_path_factory.mktemp(bank.slug), bank, notebooks)


every_unit = pytest.mark.parametrize("graded", UNITS, indirect=True)


@every_unit
def test_the_reference_gets_every_point_a_machine_can_give(graded):
    bank, _, results = graded
    for result in results["reference"].questions:
        expected = None if bank.question(result.question).is_prose else result.max_score
        assert (result.question, result.score, result.reasons) == (result.question, expected, ())


@every_unit
def test_the_untouched_release_gets_nothing(graded):
    assert [part.score for part in graded[2]["untouched"].questions] == [0] * len(
        graded[0].questions
    )


@every_unit
def test_each_answer_gets_its_points_and_its_words(graded):
    bank, hands, results = graded
    surprises = []
    for student, hand in hands.items():
        parts = {part.question: part for part in results[student].questions}
        for answer in hand:
            part = parts[answer.question]
            expected = None if bank.question(answer.question).is_prose else answer.points
            seen = " | ".join(part.reasons) or results[student].problem
            if part.score != expected or answer.says not in seen:
                surprises.append(f"{answer}: {part.score} of {expected} points, said: {seen}")
    assert not surprises, "\n".join(surprises)


@every_unit
def test_the_quick_desk_of_these_tests_says_what_nbgrader_says(graded):
    bank, hands, results = graded
    for student, hand in hands.items():
        said = desk.reasons(bank, desk.failures(bank, bank.submission(hand)))
        parts = {part.question: part.reasons for part in results[student].questions}
        for question, reasons in said.items():
            assert without_results(reasons) == without_results(parts[question]), student


def without_results(reasons):
    """Return the messages without what came back: chance and the order of a set show there."""
    return [
        re.sub(r" returned .*?(, which|, and|\. )", r" returned ...\1", text) for text in reasons
    ]


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
