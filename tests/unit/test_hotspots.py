"""greenlib.hotspots: parts of a pipeline ranked, and rows to draw."""

import pytest

from greenlib import UnknownNameError, WrongTypeError, plots
from greenlib.hotspots import bar_rows, hotspots
from greenlib.lifecycle import Stage, stage_table

PUE = 1.135


def log_pipeline(days_kept):
    """1 TB of logs a day, after `days_kept` days."""
    return [
        Stage("collect", moved_gb=1000),
        Stage("keep", stored_tb=days_kept, medium="ssd", copies=6),
        Stage("clean", vcpu_h=16 * 12, memory_gb_h=250 * 12),
    ]


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


def test_a_little_energy_on_a_dirty_grid_ranks_before_much_on_a_clean_one():
    stages = [Stage("here", moved_gb=500), Stage("there", moved_gb=2000)]
    table = stage_table(stages, intensity_g_per_kwh=[661.9, 40.7], pue=1.1)
    assert hotspots(table)["stage"].tolist() == ["here", "there"]


def test_parts_without_energy_are_left_out_and_a_grid_without_emissions_ranks_by_energy():
    stages = [Stage("small", moved_gb=3), Stage("none"), Stage("large", moved_gb=70)]
    ranked = hotspots(stage_table(stages, intensity_g_per_kwh=0, pue=PUE))
    assert ranked["stage"].tolist() == ["large", "small"]
    assert ranked["share"].tolist() == [0, 0]


def test_bar_rows_hold_what_the_table_holds_and_can_be_drawn():
    table = stage_table(log_pipeline(30), intensity_g_per_kwh=400, pue=PUE)
    energy, emissions = bar_rows(table, "kWh"), bar_rows(table, "gCO2e")
    assert sum(energy["clean"].values()) == pytest.approx(table.loc["clean", "energy_kwh"])
    assert emissions["collect"]["transfer"] == pytest.approx(400)
    figure = plots.stacked_bars(emissions, "emissions per day", "gCO2e")
    assert figure.axes[0].get_xlabel() == "emissions per day (gCO2e)"


def test_hotspots_and_bars_ask_for_a_stage_table():
    with pytest.raises(WrongTypeError, match="table must come from stage_table, got dict"):
        hotspots({"energy_kwh": [1]})
    table = stage_table([Stage("x", moved_gb=3)], intensity_g_per_kwh=400, pue=1.2)
    with pytest.raises(UnknownNameError, match="unknown unit 'kwh'; did you mean 'kWh'"):
        bar_rows(table, "kwh")
