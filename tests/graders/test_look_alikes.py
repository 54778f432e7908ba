"""What only looks like the right answer gets nothing, also from the hidden tests alone.

Every question's reference is wrapped so that it returns something that is not the answer, knows the
visible tests by heart, keeps something between its calls, or uses what another cell has left.
"""

import pickle

import numpy as np
import pytest

from greenlib.classroom.build import assignment_slugs
from greenlib.classroom.matrix import grade_class
from tests.conftest import ROOT
from tests.graders import shapes
from tests.graders.desk import bank_of, failures, reference_checks, wrapped

UNITS = assignment_slugs(ROOT)
every_unit = pytest.mark.parametrize("slug", UNITS)


def failed_cells(slug, wrapper):
    """Return the test cells that fail, and those in which a hidden check does."""
    bank = bank_of(slug)
    found = failures(bank, wrapped(bank, wrapper))
    return {each.test for each in found}, {each.test for each in found if each.hidden}


def cells_with(slug, wanted):
    """Return the test cells with a check as `wanted`, and those in which a hidden one is."""
    found = [check for check in reference_checks(slug) if wanted(check)]
    return {check.test for check in found}, {check.test for check in found if check.hidden}


def assert_nothing_is_given(slug, wrapper, wanted):
    failed, failed_hidden = failed_cells(slug, wrapper)
    some, some_hidden = cells_with(slug, wanted)
    assert (some - failed, some_hidden - failed_hidden) == (set(), set())


@pytest.mark.parametrize("look_alike", shapes.LOOK_ALIKES)
@every_unit
def test_what_only_looks_like_the_answer_gets_nothing(slug, look_alike):
    def is_another_answer(check):
        if check.name != "returns":
            return False
        right = check.keywords["expected"]
        return repr(shapes.LOOK_ALIKES[look_alike](lambda: right)()) != repr(right)

    assert_nothing_is_given(
        slug, lambda name: f"LOOK_ALIKES[{look_alike!r}]({name})", is_another_answer
    )


@pytest.mark.parametrize("wrapper", ["right_once", "works_once"])
@every_unit
def test_an_answer_that_depends_on_being_called_once_gets_nothing(slug, wrapper):
    assert_nothing_is_given(
        slug, lambda name: f"{wrapper}({name})", lambda check: check.name == "returns"
    )


@every_unit
def test_an_answer_of_the_call_before_gets_nothing(slug):
    failed, _ = failed_cells(slug, lambda name: f"left_by_the_call_before({name})")
    assert cells_with(slug, lambda check: check.name == "returns")[0] <= failed


@every_unit
def test_an_answer_that_spoils_its_arguments_gets_nothing(slug):
    def has_something_to_spoil(check):
        arguments, keywords = check.call
        return check.name == "returns" and any(
            isinstance(argument, (list, dict, np.ndarray)) and len(argument)
            for argument in (*arguments, *keywords.values())
        )

    assert_nothing_is_given(
        slug, lambda name: f"spoils_its_arguments({name})", has_something_to_spoil
    )


@every_unit
def test_every_assignment_says_that_its_functions_are_called_twice(slug):
    first_page = " ".join(bank_of(slug).released.cells[0].source.split())
    assert "Tests call a function twice with the same arguments: it must leave them" in first_page


@every_unit
def test_the_visible_numbers_by_heart_get_nothing_from_hidden_tests(slug):
    def by_heart(name):
        calls = [c.call for c in reference_checks(slug) if c.of == name and not c.hidden]
        return f"hard_coded({name}, {pickle.dumps(calls)!r})"

    _, failed_hidden = failed_cells(slug, by_heart)
    assert cells_with(slug, lambda check: True)[1] - failed_hidden == set()


@every_unit
def test_an_argument_read_from_another_cells_global_loses_points(slug):
    calls = [check for check in reference_checks(slug) if callable(check.subject)]
    # A visible test is what leaves a global behind; a later one overwrites that of an earlier.
    left_over = {check.of: check.arguments for check in calls if not check.hidden}
    for position in range(max(len(check.arguments) for check in calls)):

        def leaning(name, position=position):
            arguments = left_over.get(name, ())
            value = pickle.dumps(arguments[position] if position < len(arguments) else None)
            return f"reads_a_global({name}, {position}, {value!r})"

        failed, _ = failed_cells(slug, leaning)
        unharmed = {
            function
            for function, arguments in left_over.items()
            if position < len(arguments)
            and not failed & {check.test for check in calls if check.of == function}
        }
        assert unharmed == set(), f"argument {position + 1}"


def test_the_real_grading_path_gives_them_nothing_and_the_right_shapes_everything(tmp_path):
    bank = bank_of("01-footprint")
    submissions = {
        name: wrapped(bank, lambda function, text=text: text.format(function))
        for name, text in {
            "shape": "SHAPES['keys_in_another_order'](SHAPES['array_for_list']({}))",
            "always-equal": "LOOK_ALIKES['always_equal']({})",
            "once": "right_once({})",
        }.items()
    }
    results = grade_class(ROOT, bank, submissions, tmp_path)
    points = {
        student: [part.score for part in result.questions if part.score is not None]
        for student, result in results.items()
    }
    code = [question for question in bank.questions if not question.is_prose]
    assert points["shape"] == [question.points for question in code]
    assert points["always-equal"] == [0] * len(code)
    assert points["once"] == [0] * len(code)
