"""greenlib.storage: tiers, stages and policies."""

from dataclasses import replace

import numpy as np
import pytest

from greenlib import InvalidQuantityError, UnknownNameError, WrongTypeError, factors
from greenlib.storage import MAX_DAYS, Policy, Stage, example_policy, tier

HOT, WARM, COLD = tier("hot"), tier("warm"), tier("cold")


def test_a_terabyte_year_counts_every_copy():
    assert HOT.energy_kwh_per_tb_year == pytest.approx(1.2 * 6 * 8760 / 1000)
    assert replace(WARM, copies=2).energy_kwh_per_tb_year == pytest.approx(0.65 * 2 * 8.76)


def test_the_tape_coefficient_follows_from_its_parts():
    part = {key: factors.get(f"storage.tape.{key}").value for key in
            ("frame", "control", "drive_idle", "drives", "cartridge", "cartridges")}  # fmt: skip
    idle_w = part["frame"] + part["control"] + part["drives"] * part["drive_idle"]
    stored_tb = part["cartridge"] * part["cartridges"]
    assert factors.get("storage.tape").value == pytest.approx(idle_w / stored_tb, rel=2e-3)


def test_reading_a_terabyte_from_tape_runs_a_37_w_drive_for_2500_s():
    assert COLD.retrieval_wh_per_tb == pytest.approx(37 * 2500 / 3600)
    assert (HOT.retrieval_wh_per_tb, WARM.retrieval_wh_per_tb) == (0, 0)


def test_the_archives_bill_90_and_180_days_at_least():
    assert [tier(name).minimum_days for name in ("hot", "warm", "cold", "deep")] == [0, 30, 90, 180]


def test_hardware_is_spread_over_five_years_and_can_be_left_out():
    assert HOT.embodied_kg_per_tb_year == pytest.approx(160 / 5)
    assert HOT.operational == replace(HOT, embodied_kg_per_tb_year=0)


@pytest.mark.parametrize("name", ["hott", None, ["hot"], "HOT "])
def test_an_unknown_tier_is_refused(name):
    with pytest.raises(UnknownNameError, match="unknown tier"):
        tier(name)


@pytest.mark.parametrize(
    ("changes", "error", "message"),
    [
        ({"copies": 0.5}, InvalidQuantityError, "copies must be 1 or more, got 0.5"),
        ({"copies": [2, 3]}, WrongTypeError, r"copies must be one number, got \[2, 3\]"),
        ({"energy_wh_per_tb_h": -1}, InvalidQuantityError, "energy_wh_per_tb_h must be 0 or more"),
        ({"minimum_days": float("nan")}, InvalidQuantityError, "minimum_days must be 0 or more d"),
        ({"retrieval_usd_per_gb": "0.01"}, WrongTypeError, "convert text first"),
        ({"archive": 1}, WrongTypeError, "archive must be bool, got 1"),
        ({"name": None}, WrongTypeError, "name must be str, got None"),
    ],
)
def test_a_tier_refuses_what_its_quantities_do_not_allow(changes, error, message):
    with pytest.raises(error, match=message):
        replace(COLD, **changes)


def test_the_course_policy_keeps_data_for_one_year():
    ages = [(stage.tier.name, stage.from_day, stage.to_day) for stage in example_policy().stages]
    assert ages == [("hot", 0, 30), ("warm", 30, 90), ("cold", 90, 365)]


@pytest.mark.parametrize(
    ("stages", "message"),
    [
        (
            [Stage(HOT, 0, 30), Stage(WARM, 20, 90)],
            "'p': ages overlap: hot ends at day 30 and warm starts at day 20; start warm at day 30",
        ),
        (
            [Stage(HOT, 0, 30), Stage(COLD, 40)],
            "ages 30 to 40 belong to no tier: hot ends before cold starts",
        ),
        (
            [Stage(HOT, 0, 30), Stage(COLD, 90, 365), Stage(WARM, 30, 90)],
            "ages 30 to 90 belong to no tier: hot ends before cold starts",
        ),
        (
            [Stage(HOT, 0, 30), Stage(COLD, 30, 365), Stage(WARM, 10, 20)],
            r"stages are not in order of age: warm \(day 10\) follows cold",
        ),
        ([Stage(HOT, 0), Stage(COLD, 90)], "hot has no end, so cold at day 90 is never reached"),
        ([Stage(WARM, 7)], "the first stage must start at day 0, got 7"),
        ([], "stages must not be empty"),
    ],
)
def test_a_policy_with_a_fault_in_its_ages_names_the_stages(stages, message):
    with pytest.raises(InvalidQuantityError, match=message):
        Policy("p", stages)


@pytest.mark.parametrize("stages", ["hot", None, [("hot", 0, 30)], {HOT: 30}])
def test_a_policy_takes_a_list_of_stages(stages):
    with pytest.raises(WrongTypeError, match="stages must be a list of Stage"):
        Policy("p", stages)


@pytest.mark.parametrize("name", ["", None, 8])
def test_a_policy_needs_a_name(name):
    with pytest.raises(WrongTypeError, match="name must be text, not empty"):
        Policy(name, [Stage(HOT, 0)])


@pytest.mark.parametrize("day", ["30", [30], True, None])
def test_an_age_is_one_number_of_days(day):
    with pytest.raises(WrongTypeError, match=r"from_day must be (a|one) number in days, got"):
        Stage(WARM, day)


def test_an_age_is_whole_and_an_int():
    with pytest.raises(InvalidQuantityError, match="from_day must be a whole number in days, got"):
        Stage(WARM, 30.5)
    assert type(Stage(WARM, 30.0).from_day) is int


def test_an_age_is_neither_negative_nor_beyond_what_a_document_holds():
    for day in (-3, 2**31, 10**5000, float("nan")):
        words = "to_day must be between 0 and 2147483647 days, got"
        with pytest.raises(InvalidQuantityError, match=words):
            Stage(WARM, 0, day)
    assert Stage(WARM, 3, np.int64(MAX_DAYS)).to_day == MAX_DAYS


@pytest.mark.parametrize("end", [30, 12])
def test_a_stage_that_ends_before_it_starts_is_refused(end):
    with pytest.raises(InvalidQuantityError, match=f"later than from_day, got 30 to {end}"):
        Stage(WARM, 30, end)


def test_a_stage_takes_a_tier_and_not_its_name():
    with pytest.raises(WrongTypeError, match="got 'hot'; write tier"):
        Stage("hot", 0)
