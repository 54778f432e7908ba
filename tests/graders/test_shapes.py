"""A right answer gets full marks in any shape: no question is stricter than it says."""

import pytest

from greenlib.classroom.build import assignment_slugs
from tests.conftest import ROOT
from tests.graders import shapes
from tests.graders.desk import bank_of, failures, reference_checks, wrapped

UNITS = assignment_slugs(ROOT)


@pytest.mark.parametrize("shape", shapes.SHAPES)
@pytest.mark.parametrize("slug", UNITS)
def test_the_reference_in_another_shape_gets_full_marks(slug, shape):
    bank = bank_of(slug)
    found = failures(bank, wrapped(bank, lambda name: f"SHAPES[{shape!r}]({name})"))
    assert [failure.words for failure in found] == []


@pytest.mark.parametrize("shape", shapes.SHAPES)
def test_every_shape_changes_some_answer_of_the_course(shape):
    results = [
        check.keywords["expected"]
        for slug in UNITS
        for check in reference_checks(slug)
        if check.name == "returns"
    ]
    changed = [shapes.SHAPES[shape](lambda result=result: result)() for result in results]
    assert [repr(result) for result in results] != [repr(result) for result in changed]
