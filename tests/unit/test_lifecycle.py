"""greenlib.lifecycle: stages, their energy by driver, hotspots, and the analysis record."""

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenlib import InvalidQuantityError, UnknownNameError, WrongTypeError, factors, plots
from greenlib.lifecycle import (
    GreenAnalysis,
    Optimization,
    Stage,
    average_power_w,
    bar_rows,
    compute_energy_kwh,
    hotspots,
    memory_energy_kwh,
    stage_table,
    storage_energy_kwh,
    transfer_energy_kwh,
)

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


def test_the_hotspot_moves_from_compute_and_network_to_storage_as_data_pile_up():
    def top(days_kept):
        table = stage_table(log_pipeline(days_kept), intensity_g_per_kwh=400, pue=PUE)
        return hotspots(table).loc[1, ["stage", "driver"]].tolist()

    assert top(1) == ["clean", "memory"]
    assert top(30) == ["keep", "storage"]


def test_hotspots_are_ranked_and_their_shares_accumulate_to_one():
    ranked = hotspots(stage_table(log_pipeline(30), intensity_g_per_kwh=400, pue=PUE))
    assert ranked["driver"].tolist() == ["storage", "memory", "transfer", "compute"]
    assert ranked.index.tolist() == [1, 2, 3, 4]
    assert ranked["cumulative_share"].iloc[-1] == pytest.approx(1)
    assert ranked["emissions_g"].is_monotonic_decreasing


def test_stages_in_different_regions_each_use_their_own_grid():
    stages = [Stage("here", moved_gb=500), Stage("there", vcpu_h=100)]
    table = stage_table(stages, intensity_g_per_kwh=[661.9, 40.7], pue=[1.5, 1.1])
    assert table["emissions_g"].tolist() == pytest.approx([0.5 * 661.9, 0.212 * 1.1 * 40.7])
    assert hotspots(table).loc[1, "stage"] == "here"


def test_a_grid_without_emissions_leaves_shares_of_zero_not_nan():
    table = stage_table(log_pipeline(30), intensity_g_per_kwh=0, pue=PUE)
    assert table["share"].tolist() == [0, 0, 0]
    assert hotspots(table).loc[1, "driver"] == "storage"


def test_bar_rows_hold_what_the_table_holds_and_can_be_drawn():
    table = stage_table(log_pipeline(30), intensity_g_per_kwh=400, pue=PUE)
    energy, emissions = bar_rows(table, "kWh"), bar_rows(table, "gCO2e")
    assert sum(energy["clean"].values()) == pytest.approx(table.loc["clean", "energy_kwh"])
    assert emissions["collect"]["transfer"] == pytest.approx(400)
    figure = plots.stacked_bars(emissions, "emissions per day", "gCO2e")
    assert figure.axes[0].get_xlabel() == "emissions per day (gCO2e)"


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


def test_hotspots_and_bars_ask_for_a_stage_table():
    with pytest.raises(WrongTypeError, match="table must come from stage_table, got dict"):
        hotspots({"energy_kwh": [1]})
    table = stage_table([Stage("x", moved_gb=3)], intensity_g_per_kwh=400, pue=1.2)
    with pytest.raises(UnknownNameError, match="unknown unit 'kwh'; did you mean 'kWh'"):
        bar_rows(table, "kwh")


SEED_TEMPLATE = {
    "current_impact": "High (Coal region, full precision, hot storage)",
    "optimization_1": "Region shift to...",
    "optimization_2": "Data pruning...",
    "optimization_3": "Lifecycle policy...",
    "estimated_savings": "?? %",
}
FILLED = {
    "current_impact": "High (Coal region, full precision, hot storage)",
    "current_emissions_g": 29_370.0,
    "optimization_1": {
        "action": "Delete raw logs after 90 days",
        "lever": "storage",
        "saving_percent": 60.0,
    },
    "optimization_2": {
        "action": "Run the job at noon",
        "lever": "carbon intensity",
        "saving_percent": 25.0,
    },
    "estimated_savings_percent": 70.0,
}


def test_a_filled_analysis_survives_the_way_there_and_back():
    analysis = GreenAnalysis.from_dict(FILLED)
    assert analysis.optimizations[1].lever == "carbon intensity"
    assert analysis.to_dict() == FILLED


def test_savings_multiply_so_adding_the_percentages_is_refused():
    with pytest.raises(InvalidQuantityError, match=r"is 85, but .* save 70.0 %.*do not add up"):
        GreenAnalysis.from_dict(FILLED | {"estimated_savings_percent": 85})


@given(st.lists(st.floats(0, 100), min_size=1, max_size=5))
def test_optimizations_never_save_more_than_everything_nor_less_than_the_best_one(savings):
    fixes = [Optimization("Do this one thing", "compute", saving) for saving in savings]
    total = GreenAnalysis("A pipeline of ours", 500, fixes).estimated_savings_percent
    assert max(savings) - 1e-5 <= total <= 100


def test_the_untouched_template_is_refused():
    with pytest.raises(InvalidQuantityError, match="optimization_1 is still a placeholder"):
        GreenAnalysis.from_dict(SEED_TEMPLATE)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"estimated_savings_percent": "?? %"}, "estimated_savings_percent is still a placeholder"),
        ({"optimization_1": "Data pruning..."}, "optimization_1 is still a placeholder"),
        ({"current_impact": "TODO write this down"}, "current_impact is still a placeholder"),
        ({"current_impact": "High"}, "current_impact must say it in three words or more"),
        ({"optimization_1": "Move to Sweden now"}, "must be a dict with action, lever and"),
        ({"current_emissions_g": -5}, "current_emissions_g must be 0 or more g"),
        ({"estimated_savings": 70}, "unknown key of record 'estimated_savings'; did you mean"),
        ({"optimization_4": FILLED["optimization_1"]}, "unknown key of record 'optimization_4'"),
    ],
)
def test_an_analysis_refuses_placeholders_and_keys_that_do_not_belong(change, message):
    with pytest.raises((InvalidQuantityError, WrongTypeError, UnknownNameError), match=message):
        GreenAnalysis.from_dict(FILLED | change)


def test_an_analysis_names_what_it_lacks():
    with pytest.raises(InvalidQuantityError, match="record lacks optimization_1"):
        GreenAnalysis.from_dict({k: v for k, v in FILLED.items() if "optimization" not in k})
    without_lever = {"action": "Delete raw logs soon", "saving_percent": 60.0}
    with pytest.raises(InvalidQuantityError, match="optimization_1 lacks lever"):
        GreenAnalysis.from_dict(FILLED | {"optimization_1": without_lever})


def test_an_optimization_refuses_an_unknown_lever_and_more_than_everything():
    with pytest.raises(UnknownNameError, match="unknown lever 'disk'"):
        Optimization("Delete the old logs", "disk", 20)
    with pytest.raises(InvalidQuantityError, match="saving_percent must be between 0 and 100"):
        Optimization("Delete the old logs", "storage", 120)


def test_importing_the_module_imports_neither_pandas_nor_matplotlib():
    code = (
        "import sys, greenlib.lifecycle, greenlib.sci; "
        "sys.exit('pandas' in sys.modules or 'matplotlib' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
