"""greenlib.storage_simulation: policies over years."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenlib import InvalidQuantityError, UnknownNameError, WrongTypeError
from greenlib.storage import Policy, Stage, example_policy, tier
from greenlib.storage_simulation import daily_ingest_tb, simulate, stored_tb

HOT, WARM, COLD, DEEP = (tier(name) for name in ("hot", "warm", "cold", "deep"))
KEEP_HOT = Policy("hot for ever", [Stage(HOT, 0)])
INTENSITY = {"intensity_g_per_kwh": 450}


def by_hand_tb(policy, ingest):
    """Follow what arrives on each day through the stages, one arrival at a time."""
    stored = np.zeros((len(policy.stages), len(ingest)))
    for arrival, tb in enumerate(ingest):
        for row, stage in enumerate(policy.stages):
            end = len(ingest) if stage.to_day is None else arrival + stage.to_day
            stored[row, arrival + stage.from_day : end] += tb
    return stored


def test_growth_compounds_over_the_year():
    ingest = daily_ingest_tb(0.4, years=3, yearly_growth=0.25)
    assert ingest.shape == (3 * 365,)
    assert ingest[[0, 365, 730]] == pytest.approx([0.4, 0.5, 0.625])


def test_after_a_year_each_tier_holds_as_many_days_as_its_ages_span():
    stored = stored_tb(example_policy(), daily_ingest_tb(2, years=2))
    assert stored[:, -1].tolist() == [2 * 30, 2 * 60, 2 * 275]
    assert stored[:, 0].tolist() == [2, 0, 0]
    assert stored[:, 30].tolist() == [60, 2, 0]


@settings(max_examples=10, deadline=None)
@given(
    edges=st.lists(st.integers(1, 400), min_size=2, max_size=3, unique=True).map(sorted),
    forever=st.booleans(),
    seed=st.integers(0, 99),
)
def test_running_sums_agree_with_moving_the_data_by_hand(edges, forever, seed):
    bounds = [0, *edges]
    ends = [*edges[:-1], None if forever else edges[-1]]
    policy = Policy(
        "p", [Stage(WARM, start, end) for start, end in zip(bounds, ends, strict=False)]
    )
    ingest = np.random.default_rng(seed).uniform(0, 3, 365)
    assert stored_tb(policy, ingest) == pytest.approx(by_hand_tb(policy, ingest))


def test_a_year_of_energy_is_the_sum_of_its_days():
    ingest = daily_ingest_tb(1.5, years=2, yearly_growth=0.3)
    policy = example_policy()
    kwh_per_tb_day = [stage.tier.energy_kwh_per_tb_year / 365 for stage in policy.stages]
    daily_kwh = kwh_per_tb_day @ stored_tb(policy, ingest)
    years = simulate([policy], ingest, **INTENSITY, pue=1.2)
    assert years["energy_kwh"].tolist() == pytest.approx(
        [1.2 * daily_kwh[:365].sum(), 1.2 * daily_kwh[365:].sum()]
    )
    assert years["emissions_g"].tolist() == pytest.approx((years["energy_kwh"] * 450).tolist())


def test_policies_simulated_together_are_the_same_as_one_by_one():
    ingest = daily_ingest_tb(0.7, years=3, yearly_growth=0.1)
    policies = [example_policy(), KEEP_HOT, Policy("short", [Stage(HOT, 0, 14)])]
    together = simulate(policies, ingest, **INTENSITY)
    assert together["policy"].tolist() == [p.name for p in policies for _ in range(3)]
    for policy in policies:
        alone = simulate([policy], ingest, **INTENSITY).drop(columns="policy")
        rows = together[together["policy"] == policy.name].drop(columns="policy")
        assert rows.to_numpy() == pytest.approx(alone.to_numpy())


def test_hot_for_ever_is_its_own_yardstick():
    years = simulate([KEEP_HOT], daily_ingest_tb(1, years=4), **INTENSITY, pue=1.3)
    assert years["energy_kwh"].tolist() == pytest.approx(years["hot_forever_kwh"].tolist())
    assert years["hot_forever_g"].tolist() == pytest.approx(years["emissions_g"].tolist())


def test_ten_years_of_a_terabyte_a_day_under_the_course_policy():
    years = simulate([example_policy()], daily_ingest_tb(1, years=10), **INTENSITY, pue=1.2)
    totals = years[["energy_kwh", "hot_forever_kwh"]].sum()
    assert totals.tolist() == pytest.approx([51_448.65, 1_381_655.23], rel=1e-6)


def test_a_grid_that_gets_cleaner_is_given_year_by_year():
    years = simulate([KEEP_HOT], daily_ingest_tb(1, years=2), intensity_g_per_kwh=[450, 300])
    assert (years["emissions_g"] / years["energy_kwh"]).tolist() == pytest.approx([450, 300])


def test_leaving_the_archive_early_is_billed_to_the_minimum():
    policy = Policy("too short", [Stage(HOT, 0, 30), Stage(DEEP, 30, 100)])
    year = simulate([policy], daily_ingest_tb(2, years=1), **INTENSITY).iloc[0]
    left_tb, missing_days = 2 * (365 - 100), 180 - 70
    usd_per_tb_day = 0.00099 * 1000 * 12 / 365
    assert year["early_deletion_usd"] == pytest.approx(left_tb * missing_days * usd_per_tb_day)


def test_the_course_policy_pays_no_early_deletion():
    years = simulate([example_policy()], daily_ingest_tb(2, years=3), **INTENSITY)
    assert years["early_deletion_usd"].tolist() == [0, 0, 0]


def test_reading_the_archive_costs_the_drive_the_fee_and_a_hot_copy():
    ingest = daily_ingest_tb(1, years=2)
    grid = INTENSITY | {"restored_days": 10}
    quiet = simulate([example_policy()], ingest, **grid).iloc[1]
    read = simulate([example_policy()], ingest, **grid, reads_per_year={"cold": 0.4}).iloc[1]
    read_tb = 0.4 * stored_tb(example_policy(), ingest)[2, 365:].mean()
    hot_kwh = read_tb * 10 * HOT.energy_kwh_per_tb_year / 365
    drive_kwh = read_tb * COLD.retrieval_wh_per_tb / 1000
    assert read["energy_kwh"] - quiet["energy_kwh"] == pytest.approx(hot_kwh + drive_kwh)
    hot_usd = read_tb * 10 * 0.023 * 1000 * 12 / 365
    assert read["retrieval_usd"] == pytest.approx(read_tb * 1000 * 0.01 + hot_usd)


def test_reading_disks_costs_the_fee_alone():
    ingest = daily_ingest_tb(1, years=1)
    quiet = simulate([example_policy()], ingest, **INTENSITY).iloc[0]
    read = simulate([example_policy()], ingest, **INTENSITY, reads_per_year={"warm": 3}).iloc[0]
    warm_tb = stored_tb(example_policy(), ingest)[1].mean()
    assert read["energy_kwh"] == quiet["energy_kwh"]
    assert read["retrieval_usd"] == pytest.approx(3 * warm_tb * 1000 * 0.01)


def test_hardware_counts_every_copy():
    two_copies = Policy("p", [Stage(replace(WARM, copies=2), 0)])
    year = simulate([two_copies], daily_ingest_tb(1, years=1), **INTENSITY).iloc[0]
    assert year["stored_tb"] == pytest.approx(183)
    assert year["embodied_g"] == pytest.approx(183 * 4000 * 2)


def test_no_data_costs_nothing():
    years = simulate([example_policy()], np.zeros(730), **INTENSITY)
    assert not years.drop(columns=["policy", "year"]).to_numpy().any()


@pytest.mark.parametrize(
    ("changes", "error", "message"),
    [
        ({"policies": []}, InvalidQuantityError, "policies must not be empty"),
        ({"policies": example_policy()}, WrongTypeError, "policies must be a list of Policy"),
        ({"ingest_tb": np.ones(400)}, InvalidQuantityError, r"whole years of 365 .*\(400,\)"),
        ({"ingest_tb": []}, InvalidQuantityError, "ingest_tb must hold one number per day"),
        ({"ingest_tb": 3.0}, InvalidQuantityError, "ingest_tb must hold one number per day"),
        ({"ingest_tb": [-1.0] * 365}, InvalidQuantityError, r"ingest_tb\[0\] must be 0 or more"),
        ({"pue": 0.9}, InvalidQuantityError, "pue must be 1 or more"),
        ({"intensity_g_per_kwh": [1, 2, 3]}, InvalidQuantityError, "a number or 2 numbers"),
        ({"reads_per_year": {"cald": 1}}, UnknownNameError, "did you mean 'cold'"),
        ({"reads_per_year": {"cold": -1}}, InvalidQuantityError, r"reads_per_year\['cold'\] must"),
        ({"reads_per_year": {"cold": [1]}}, WrongTypeError, "must be one number"),
        ({"reads_per_year": 0.5}, WrongTypeError, "must map tier names to numbers, got 0.5"),
        ({"restored_days": "7"}, WrongTypeError, "restored_days must be a number in d"),
    ],
)
def test_a_simulation_refuses_what_makes_no_sense(changes, error, message):
    arguments = {"policies": [example_policy()], "ingest_tb": np.ones(730)} | INTENSITY | changes
    with pytest.raises(error, match=message):
        simulate(**arguments)


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ((1, 2.5), InvalidQuantityError, "years must be a whole number, got 2.5"),
        ((1, 0), InvalidQuantityError, "years must be between 1 and 100, got 0"),
        ((-1, 2), InvalidQuantityError, "tb_per_day must be 0 or more TB, got -1"),
        (([1, 2], 2), WrongTypeError, "tb_per_day must be one number"),
        ((1, 2, -0.1), InvalidQuantityError, "yearly_growth must be 0 or more"),
    ],
)
def test_ingestion_refuses_what_makes_no_sense(arguments, error, message):
    with pytest.raises(error, match=message):
        daily_ingest_tb(*arguments)
