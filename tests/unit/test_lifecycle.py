"""greenlib.lifecycle: stages, and their energy by driver."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenlib import InvalidQuantityError, UnknownNameError, WrongTypeError, factors
from greenlib.lifecycle import (
    Stage,
    average_power_w,
    compute_energy_kwh,
    memory_energy_kwh,
    shares,
    stage_table,
    storage_energy_kwh,
    transfer_energy_kwh,
)
from greenlib.storage import tier

PUE = 1.135


def log_pipeline(days_kept):
    """1 TB of logs a day, after `days_kept` days."""
    return [
        Stage("collect", moved_gb=1000),
        Stage("keep", stored_tb=days_kept, medium="ssd", copies=6),
        Stage("clean", vcpu_h=16 * 12, memory_gb_h=250 * 12),
    ]


def test_storage_counts_terabytes_hours_and_copies():
    # 2.5 TB x 24 h x 0.65 Wh x 3 copies = 117 Wh
    assert storage_energy_kwh(2.5, 24, medium="hdd", copies=3) == pytest.approx(0.117)


def test_a_server_draws_power_between_idle_and_full_load():
    assert average_power_w(np.array([0, 0.25, 1])) == pytest.approx([0.74, 1.43, 3.5])
    assert average_power_w(0.25, processor="skylake") == pytest.approx(0.65 + 0.25 * 3.61)


def test_compute_and_memory_count_hours():
    assert compute_energy_kwh(192, 0.5) == pytest.approx(0.40704)
    assert memory_energy_kwh(3000) == pytest.approx(1.176)


def test_the_same_gigabytes_cost_sixty_times_more_over_the_internet():
    near, far = transfer_energy_kwh(250), transfer_energy_kwh(250, route="internet")
    assert (near, far) == pytest.approx((0.25, 15.0))


def test_columns_are_computed_at_once_and_keep_their_index():
    moved = pd.Series([400.0, 25.0], index=["a", "b"])
    pd.testing.assert_series_equal(
        transfer_energy_kwh(moved, route="core"), pd.Series([1.6, 0.1], index=["a", "b"])
    )


@given(
    st.floats(0, 1), st.sampled_from(["average", "haswell", "skylake", "graviton2"]),
    st.floats(0.1, 1e4),
)  # fmt: skip
def test_half_the_vcpus_at_double_load_never_cost_more(load, processor, vcpu_h):
    spread = compute_energy_kwh(vcpu_h, load / 2, processor=processor)
    packed = compute_energy_kwh(vcpu_h / 2, load, processor=processor)
    assert packed < spread


def test_pue_multiplies_everything_but_transfer():
    stages = [Stage("all", stored_tb=7, moved_gb=300, vcpu_h=20, memory_gb_h=500)]
    plain = stage_table(stages, intensity_g_per_kwh=400, pue=1).loc["all"]
    facility = stage_table(stages, intensity_g_per_kwh=400, pue=1.5).loc["all"]
    for driver in ("storage", "compute", "memory"):
        assert facility[f"{driver}_kwh"] == pytest.approx(1.5 * plain[f"{driver}_kwh"])
    assert facility["transfer_kwh"] == plain["transfer_kwh"] == pytest.approx(0.3)


def test_the_table_adds_up():
    table = stage_table(log_pipeline(365), intensity_g_per_kwh=369.473, pue=PUE)
    keep = 365 * 24 * 1.2 * 6 / 1000 * PUE
    clean = (0.40704 + 1.176) * PUE
    assert table["energy_kwh"].tolist() == pytest.approx([1.0, keep, clean])
    assert table["emissions_g"].sum() == pytest.approx((1.0 + keep + clean) * 369.473)
    assert table["share"].sum() == pytest.approx(1)


def test_stages_in_different_regions_each_use_their_own_grid():
    stages = [Stage("here", moved_gb=500), Stage("there", vcpu_h=100)]
    table = stage_table(stages, intensity_g_per_kwh=[661.9, 40.7], pue=[1.5, 1.1])
    assert table["emissions_g"].tolist() == pytest.approx([0.5 * 661.9, 0.212 * 1.1 * 40.7])


def test_a_grid_without_emissions_leaves_shares_of_zero_not_nan():
    table = stage_table(log_pipeline(30), intensity_g_per_kwh=0, pue=PUE)
    assert table["share"].tolist() == [0, 0, 0]


@pytest.mark.parametrize("medium", ["ssd", "hdd"])
def test_lifecycle_and_storage_tiers_share_one_set_of_disk_figures(medium):
    hot_or_warm = tier("hot" if medium == "ssd" else "warm")
    kwh = storage_energy_kwh(1, 24 * 365, medium=medium, copies=hot_or_warm.copies)
    assert kwh == pytest.approx(hot_or_warm.energy_kwh_per_tb_year)


def test_shares_add_up_to_one_and_are_zero_where_nothing_is_emitted():
    assert shares(pd.Series([30.0, 90.0])).tolist() == [0.25, 0.75]
    assert shares(pd.Series([0.0, 0.0])).tolist() == [0, 0]


def test_the_usual_utilisation_comes_from_the_factor_table():
    assert Stage("x").utilisation == factors.value("lifecycle.utilisation", "ratio")


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: Stage("x", utilisation=50), InvalidQuantityError, "utilisation must be between 0"),
        (lambda: Stage("x", copies=0.5), InvalidQuantityError, "copies must be 1 or more, got 0.5"),
        (lambda: Stage("x", moved_gb=-2), InvalidQuantityError, "moved_gb must be 0 or more GB"),
        (lambda: Stage("x", vcpu_h=float("nan")), InvalidQuantityError, "vcpu_h must be 0 or more"),
        (lambda: Stage("x", stored_tb="3"), WrongTypeError, "stored_tb must be a number in TB"),
        (lambda: Stage("x", memory_gb_h=True), WrongTypeError, "memory_gb_h must be a number"),
        (lambda: Stage("x", moved_gb=[1, 2]), WrongTypeError, "transfer of stage 'x' must be one"),
        (lambda: Stage(" "), WrongTypeError, "name must be text"),
        (lambda: Stage("x", medium="sdd"), UnknownNameError, "unknown medium 'sdd'.*'ssd'"),
        (lambda: Stage("x", medium="tape"), UnknownNameError, "unknown medium 'tape'; known: hdd"),
        (lambda: Stage("x", medium=["ssd"]), UnknownNameError, "unknown medium"),
        (lambda: Stage("x", route="lan"), UnknownNameError, "unknown route 'lan'; known: core"),
        (lambda: Stage("x", processor="skylark"), UnknownNameError, "did you mean 'skylake'"),
    ],
)
def test_a_stage_refuses_what_cannot_be(call, error, message):
    with pytest.raises(error, match=message):
        call()


@pytest.mark.parametrize(
    ("stages", "settings", "error", "message"),
    [
        ([], {}, WrongTypeError, "stages must be a list with at least one Stage"),
        (["x"], {}, WrongTypeError, r"stages\[0\] must be a Stage, got 'x'"),
        ([Stage("x"), Stage("x")], {}, InvalidQuantityError, "'x' is there twice"),
        ([Stage("x")], {"pue": 0.9}, InvalidQuantityError, "pue must be 1 or more, got 0.9"),
        ([Stage("x")], {"intensity_g_per_kwh": [3, 4]}, InvalidQuantityError, "one per stage; got"),
    ],
)
def test_a_table_refuses_stages_and_settings_that_do_not_fit(stages, settings, error, message):
    with pytest.raises(error, match=message):
        stage_table(stages, **{"intensity_g_per_kwh": 400, "pue": 1.2} | settings)
