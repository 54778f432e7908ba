"""greenlib.weblog: an invented log that is the same wherever it is made."""

import pandas as pd
import pytest

from greenlib import InvalidQuantityError
from greenlib.reduction import deduplicate
from greenlib.weblog import generate_log


@pytest.mark.parametrize(("share", "users"), [(0.0, 1500), (0.4, 900), (0.75, 375), (1.0, 1)])
def test_the_log_has_exactly_the_stated_share_of_duplicates(share, users):
    log = generate_log(1500, duplicate_share=share)
    assert len(log) == 1500
    assert len(deduplicate(log, key="email")) == users


def test_the_same_seed_gives_the_same_log():
    log = generate_log(2_000, seed=7)
    pd.testing.assert_frame_equal(log, generate_log(2_000, seed=7))
    assert not log.equals(generate_log(2_000, seed=8))


def test_a_user_of_the_log_keeps_country_and_device_and_time_goes_forward():
    log = generate_log(3_000, duplicate_share=0.8)
    per_user = log.groupby("user_id")[["email", "country", "browser", "os"]].nunique()
    assert (per_user == 1).all(axis=None)
    assert log["timestamp"].is_monotonic_increasing
    assert set(log["status"]) == {200, 304, 404, 500}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"rows": 0}, "rows must be 1 or more, got 0"),
        ({"rows": 2.5}, "rows must be a whole number, got 2.5"),
        ({"rows": 10, "duplicate_share": 1.2}, "duplicate_share must be between 0 and 1, got 1.2"),
    ],
)
def test_an_impossible_log_is_refused(arguments, message):
    with pytest.raises(InvalidQuantityError, match=message):
        generate_log(**arguments)
