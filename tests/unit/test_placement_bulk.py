"""greenlib.placement_bulk: many jobs at once get what each would get alone."""

import numpy as np
import pandas as pd
import pytest

from greenlib import InvalidQuantityError, UnknownNameError, WrongTypeError
from greenlib.distance import city
from greenlib.placement import Constraints, NoFeasibleRegionError, choose
from greenlib.placement_bulk import allowed_mask, best_regions
from greenlib.regions import PUBLISHED, load

FOUR = load("course")
ALL = load(*PUBLISHED)


def _many_jobs(count, seed=3):
    rng = np.random.default_rng(seed)
    return {
        "residency": rng.choice(["", "EU", "EEA CH", "IN", "CL ZA"], count),
        "user": np.column_stack([rng.uniform(-60, 70, count), rng.uniform(-180, 180, count)]),
        "max_rtt_ms": rng.choice([25.0, 60.0, 130.0, np.inf], count),
        "services": rng.choice(["", "gpu", "archive warehouse"], count),
        "max_price_usd_per_h": rng.choice([0.2, 0.23, np.inf], count),
    }


def _one_by_one(jobs, number):
    limit, price = jobs["max_rtt_ms"][number], jobs["max_price_usd_per_h"][number]
    asked = Constraints(
        residency=tuple(jobs["residency"][number].split()),
        user=None if limit == np.inf else tuple(jobs["user"][number]),
        max_rtt_ms=None if limit == np.inf else limit,
        services=set(jobs["services"][number].split()),
        max_price_usd_per_h=None if price == np.inf else price,
    )
    try:
        return choose(ALL, asked).name
    except NoFeasibleRegionError:
        return ""


def test_many_jobs_at_once_get_the_region_each_would_get_alone():
    jobs = _many_jobs(120)
    together = best_regions(ALL, np.full(120, 2.5), allowed_mask(ALL, **jobs))
    alone = [_one_by_one(jobs, number) for number in range(120)]
    assert together.region.tolist() == alone
    assert "" in alone and len(set(alone)) > 5


def test_emissions_are_energy_times_the_effective_intensity_and_nan_where_no_region_is_allowed():
    mask = np.array([[True, False, False, True], [False, False, False, False]])
    best = best_regions(FOUR, [2.5, 4.0], mask)
    assert best.region.tolist() == ["us-east-1", ""]
    assert best.emissions_g == pytest.approx([1440.0, np.nan], nan_ok=True)


def test_without_a_mask_every_job_goes_to_the_greenest_region():
    best = best_regions(FOUR, pd.Series([2.0, 3.0]))
    assert best.region.tolist() == ["eu-north-1"] * 2
    assert best.emissions_g == pytest.approx([33.0, 49.5])


def test_the_order_of_the_options_changes_nothing():
    turned = dict(reversed(ALL.items()))
    jobs = _many_jobs(60, seed=5)
    forward = best_regions(ALL, np.full(60, 0.4), allowed_mask(ALL, **jobs))
    backward = best_regions(turned, np.full(60, 0.4), allowed_mask(turned, **jobs))
    assert forward.region.tolist() == backward.region.tolist()


def test_columns_of_a_frame_are_taken_as_rules():
    jobs = pd.DataFrame({"residency": ["US", "EU"], "limit": [0.19, 0.22]})
    mask = allowed_mask(FOUR, residency=jobs["residency"], max_price_usd_per_h=jobs["limit"])
    assert mask.tolist() == [[True, False, False, False], [False, True, True, False]]


def test_a_user_in_the_same_place_is_within_a_limit_of_zero():
    mask = allowed_mask(FOUR, user=city("Mumbai"), max_rtt_ms=0)
    assert mask.tolist() == [[False, False, False, True]]


@pytest.mark.parametrize(
    ("rules", "error", "message"),
    [
        ({"residency": ["EU", "EUU"]}, UnknownNameError, "did you mean 'EU'"),
        ({"residency": [27, 30]}, WrongTypeError, "residency must be one text per job"),
        ({"services": ["gpus"]}, UnknownNameError, "unknown service 'gpus'"),
        ({"max_rtt_ms": [20, 30]}, InvalidQuantityError, "user and max_rtt_ms go together"),
        ({"user": [(1, 2)] * 3, "max_rtt_ms": [9, 8]}, InvalidQuantityError, "3 users and 2 lim"),
        ({"user": (1, 2), "max_rtt_ms": [9, -8]}, InvalidQuantityError, r"max_rtt_ms\[1\] .* -8"),
        ({"max_price_usd_per_h": [0.2, np.nan]}, InvalidQuantityError, r"usd_per_h\[1\] .* nan"),
        ({"max_price_usd_per_h": ["0.2"]}, WrongTypeError, "must be a number in USD/h"),
        (
            {"residency": ["EU"] * 3, "max_price_usd_per_h": [0.2, 0.3]},
            InvalidQuantityError,
            r"one value per job, got \[2, 3\]",
        ),
    ],
)
def test_rules_that_make_no_sense_are_refused(rules, error, message):
    with pytest.raises(error, match=message):
        allowed_mask(FOUR, **rules)


@pytest.mark.parametrize(
    ("energy", "mask", "message"),
    [
        ([2.5, -1.0], None, r"energy_kwh\[1\] must be 0 or more"),
        ([], None, "energy_kwh must hold one number per job"),
        ([2.5, 3.5], np.ones((3, 4), bool), r"allowed must be bool of shape \(2, 4\)"),
        ([2.5, 3.5], np.ones((2, 4), int), "got int64"),
    ],
)
def test_jobs_that_make_no_sense_are_refused(energy, mask, message):
    with pytest.raises(InvalidQuantityError, match=message):
        best_regions(FOUR, energy, mask)
