"""greenlib.windows: where a run is cleanest and which hours are, for many windows at once."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenlib.windows import _by_growing, _by_walking, run_sums, smallest_few, smallest_in_ranges
from tests.unit.strategies import values_and_windows


@given(values_and_windows())
@settings(max_examples=200, deadline=None)
def test_the_first_of_the_smallest_is_found_in_every_range(case):
    values, windows = case
    _, first, stop = map(np.array, zip(*windows, strict=True))
    found = smallest_in_ranges(np.array(values, dtype=float), first, stop)
    for position, start, end in zip(found, first, stop, strict=True):
        assert position == min(range(start, end), key=lambda hour: values[hour])


@given(values_and_windows())
@settings(max_examples=200, deadline=None)
def test_the_smallest_few_are_those_of_a_sorted_window(case):
    values, windows = case
    few, first, stop = map(np.array, zip(*windows, strict=True))
    ranks = np.argsort(np.argsort(values, kind="stable"), kind="stable")
    last, (sums,) = smallest_few(ranks, [np.array(values, dtype=float)], first, stop, few)
    for row, (count, start, end) in enumerate(windows):
        chosen = sorted(range(start, end), key=lambda hour: ranks[hour])[:count]
        assert last[row] == chosen[-1]
        assert sums[row] == pytest.approx(sum(values[hour] for hour in chosen))


@given(values_and_windows(), st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None)
def test_growing_and_walking_find_the_same_hours_and_sums(case, random):
    values, windows = case
    ranks = np.arange(len(values))
    random.shuffle(ranks)
    payloads = [np.array(values, dtype=float), np.arange(len(values)) + 0.5]
    hours, first, stop = map(np.array, zip(*windows, strict=True))
    grown = _by_growing(ranks, payloads, first, stop, hours)
    walked = _by_walking(ranks, payloads, first, stop, hours)
    assert grown[0].tolist() == walked[0].tolist()
    assert grown[1] == pytest.approx(walked[1])


def test_runs_are_summed_from_their_start_to_before_their_end():
    sums = run_sums(np.array([3.0, 5.0, 7.0, 11.0]), np.array([0, 1, 2]), np.array([2, 4, 2]))
    assert sums.tolist() == [8.0, 23.0, 0.0]
