"""greenlib.job_table: jobs as arrays, each with a window that it fits into."""

import pandas as pd
import pytest

from greenlib import InvalidQuantityError, Job, WrongTypeError
from greenlib.job_table import JobTable

WINDOW = {"earliest_h": 3, "deadline_h": 9, "baseline_h": None, "length_h": 24}


def test_one_job_given_as_numbers_is_a_table_of_one():
    table = JobTable.of(Job("report", hours=2, power_w=500), **WINDOW)
    assert table.single
    assert [table.hours.tolist(), table.power_kw.tolist()] == [[2], [0.5]]
    assert [table.earliest_h.tolist(), table.deadline_h.tolist()] == [[3], [9]]


def test_without_a_baseline_a_job_would_start_at_its_earliest_hour():
    jobs = Job("jobs", hours=pd.Series([1.0, 2.0]), power_w=250)
    table = JobTable.of(jobs, **WINDOW | {"earliest_h": [3, 5]})
    assert not table.single
    assert table.baseline_h.tolist() == table.earliest_h.tolist() == [3, 5]
    assert JobTable.of(jobs, **WINDOW | {"baseline_h": 20}).baseline_h.tolist() == [20, 20]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"earliest_h": [3, 4.5]}, r"earliest_h\[1\] must be a whole number in h, got 4.5"),
        ({"baseline_h": 25}, "baseline_h must be between 0 and 24 h, got 25"),
        ({"baseline_h": [3, 23]}, "baseline_h of job 1: 2 h from hour 23 do not fit"),
        ({"earliest_h": [8, 3]}, "job 0 needs 2 h, its window from hour 8 to hour 9 is too short"),
    ],
)
def test_hours_a_job_cannot_have_are_refused_with_their_place(changes, message):
    with pytest.raises(InvalidQuantityError, match=message):
        JobTable.of(Job("report", hours=2, power_w=500), **WINDOW | changes)


def test_what_is_no_job_is_refused():
    with pytest.raises(WrongTypeError, match="job must be a Job, got 2"):
        JobTable.of(2, **WINDOW)
