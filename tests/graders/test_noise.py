"""Noise costs nothing: warnings, prints, plots, extra cells and odd settings leave the score."""

import pytest

from tests.graders.noise import NOISE
from tests.graders.small_class import FULL, NEIGHBOURS, grade_class, points_of, words_of


@pytest.fixture(scope="session")
def noisy(tmp_path_factory):
    """The results of a class of noisy submissions among intact neighbours."""
    return grade_class(tmp_path_factory.mktemp("noisy"), NOISE.rows)


@pytest.mark.parametrize("form", NOISE.rows, ids=lambda form: form.student)
def test_it_keeps_every_point_and_gets_no_remark(noisy, form):
    assert (points_of(noisy[form.student]), words_of(noisy[form.student])) == (FULL, "")


def test_silence_is_graded_as_before(noisy):
    assert points_of(noisy[NEIGHBOURS[0]]) == FULL
    assert noisy[NEIGHBOURS[2]].questions[0].score == 0
