"""greenlib.checks.returns: what is called twice, with arguments that must stay as they were."""

import itertools

import numpy as np
import pytest

from greenlib import checks
from greenlib.checks import CheckFailed


def failure(check, *arguments, **keywords):
    with pytest.raises(CheckFailed) as caught:
        check(*arguments, **keywords)
    return str(caught.value)


def test_a_function_that_changes_its_argument_is_told_which():
    def total(jobs, factor=1):
        jobs.sort()
        return sum(jobs) * factor

    message = failure(checks.returns, total, [3, 1], expected=4, unit="kWh")
    assert message == (
        "total([3, 1]) changed its argument 'jobs'. Expected a number in kWh, and the argument "
        "unchanged. Work on a copy of it, for example list(...), dict(...) or sorted(...)."
    )
    assert "argument 'jobs'" in failure(checks.returns, total, jobs=[3, 1], factor=2, expected=8)


@pytest.mark.parametrize(
    ("spoil", "argument"),
    [
        (lambda rows: rows.pop(), [1, 2]),
        (lambda rows: rows[0].update(x=2), [{"x": 1}]),
        (lambda rows: rows.__setitem__("a", 0), {"a": 1.0}),
        (lambda rows: rows.discard(1), {1, 2}),
        (lambda rows: rows.__imul__(2), np.array([1.0, 2.0])),
    ],
)
def test_a_change_deep_inside_an_argument_is_found_and_the_tests_own_data_stay(spoil, argument):
    before = repr(argument)

    def spoiling(rows):
        spoil(rows)
        return 7

    assert "changed its argument 'rows'" in failure(checks.returns, spoiling, argument, expected=7)
    assert repr(argument) == before


def test_a_wrong_answer_is_told_before_a_changed_argument():
    assert "is too large" in failure(checks.returns, lambda rows: rows.pop(), [2, 9], expected=7)


def test_a_function_that_takes_any_arguments_is_told_the_number_of_the_changed_one():
    message = failure(checks.returns, lambda *rows: rows[1].clear() or 7, [1], [2], expected=7)
    assert "changed its argument number 2." in message


def test_arguments_that_only_look_changed_pass():
    checks.returns(lambda rows: rows, [1, float("nan")], expected=[1, float("nan")])
    checks.returns(lambda marker: 1, object(), expected=1)
    checks.returns(lambda one, other: one is other, *[[1]] * 2, expected=True)


def test_another_result_at_the_second_call_is_told():
    count = itertools.count(5)
    message = failure(checks.returns, lambda x: next(count), 2, expected=5, unit="kWh")
    assert message == (
        "<lambda>(2) returned 5, and 6 when called again. Expected a number in kWh, the same at "
        "every call. Does it use a name from outside, or keep something from one call to the next?"
    )


def test_a_function_that_works_only_once_is_told_what_it_raised():
    values = [5]
    message = failure(checks.returns, lambda x: values.pop(), 2, expected=5)
    assert message.startswith("<lambda>(2) at its second call raised IndexError: pop from empty")


def test_a_function_with_a_memory_that_answers_alike_passes():
    known = {}
    checks.returns(lambda x: known.setdefault(x, x + 1), 2, expected=3)


def test_refuses_gives_copies_too():
    rows = [1, 2]

    def picky(given):
        given.clear()
        raise ValueError("no")

    checks.refuses(picky, rows)
    assert rows == [1, 2]


@pytest.mark.parametrize(
    ("expected", "unit", "words"),
    [
        (0.96, "kWh", "a number in kWh"),
        ([1.0], "kWh", "a list or tuple of numbers in kWh"),
        ({"a": 1.0}, "kWh", "a dict, its numbers in kWh"),
        ({1.0}, "", "a set"),
        (True, "", "True or False"),
        (None, "", "what the question asks for"),
    ],
)
def test_the_kind_and_unit_of_what_is_expected_are_said(expected, unit, words):
    message = failure(checks.returns, lambda: "no", expected=expected, unit=unit)
    assert f"Expected {words}." in message


def test_an_expected_none_is_not_given_away():
    def day(tb):
        return 3

    message = failure(checks.returns, day, 2, expected=None, kind="a day, or None")
    assert message == (
        "day(2) returned 3, which is not the right answer. Expected a day, or None. Work the "
        "example in the question by hand and compare."
    )
    for result in (3, "x", [], {}, True):
        assert "None" not in failure(checks.value, "x", result, expected=None)
        assert "None" not in failure(checks.value, "x", {"a": result}, expected={"a": None})


def test_an_error_says_what_was_expected():
    message = failure(checks.returns, lambda x: 1 / x, 0, expected=1.5, unit="kWh")
    assert message == (
        "<lambda>(0) raised ZeroDivisionError: division by zero. Expected a number in kWh. Run "
        "this call in a cell of your own to see the line."
    )


def test_long_arguments_share_the_room_that_short_ones_leave():
    message = failure(checks.returns, lambda *a: 1, [7] * 99, "DE", [8] * 99, 2, expected=3)
    call = message.partition(" returned ")[0]
    assert ", 'DE', " in call and call.endswith(", 2)") and len(call) < 120
    assert call.count("...") == 2
