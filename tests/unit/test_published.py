"""greenlib.published: training runs as printed, and recomputed from their own inputs."""

import math

import pytest

from greenlib import published
from greenlib.published import implied_intensity, published_runs, recompute


@pytest.fixture(scope="module")
def recomputed():
    return recompute().set_index(["run", "quantity"])


def test_every_run_has_its_own_name_and_a_source():
    runs = published_runs()
    assert runs.index.is_unique
    assert runs["source"].str.len().min() > 20
    assert runs["year"].between(2017, 2025).all()


def test_published_figures_are_converted_to_common_units():
    runs = published_runs()
    meena = runs.loc["patterson-meena"]
    assert (meena["hours"], meena["printed_energy_kwh"]) == (720.0, 232_000.0)
    assert meena["intensity_g_per_kwh"] == pytest.approx(415)
    elmo = runs.loc["strubell-elmo"]
    assert elmo["intensity_g_per_kwh"] == pytest.approx(432.727, abs=0.001)
    assert elmo["printed_co2e_kg"] == pytest.approx(262 * 0.45359237)


def test_what_a_source_does_not_say_is_nan_and_not_zero():
    runs = published_runs()
    assert math.isnan(runs.loc["strubell-gpt-2", "power_w"])
    assert math.isnan(runs.loc["llama-3-70b", "pue"])
    assert runs.loc["llama-3.1-405b", "printed_net_co2e_kg"] == 0.0


@pytest.mark.parametrize(
    ("run", "quantity", "unit", "printed", "own"),
    [
        ("strubell-transformer-base", "energy", "kWh", 27, 26.843),
        ("strubell-bert", "co2e", "lb", 1438, 1433.88),
        ("strubell-nas", "co2e", "lb", 626_155, 626_155.31),
        ("patterson-transformer-us-p100", "energy", "kWh", 316, 316.27),
        ("patterson-evolved-iowa-tpu", "net_co2e", "t", 0.0024, 0.0023996),
        ("patterson-gpt-3", "energy", "MWh", 1287, 1289.376),
        ("patterson-switch", "net_co2e", "t", 59.1, 59.013),
        ("lamda", "co2e", "t", 25.2, 25.2444),
        ("bloom-final", "energy", "kWh", 433_196, 433_196),
    ],
)
def test_a_printed_figure_is_recomputed_in_its_own_unit(
    recomputed, run, quantity, unit, printed, own
):
    row = recomputed.loc[(run, quantity)]
    assert row["unit"] == unit
    assert row["printed"] == pytest.approx(printed)
    assert row["recomputed"] == pytest.approx(own, rel=1e-4)
    assert row["difference_percent"] == pytest.approx(100 * (own / printed - 1), abs=0.02)


def test_all_that_can_be_recomputed_agrees_within_rounding(recomputed):
    assert len(recomputed) == 49
    assert recomputed["within_rounding"].all()
    assert recomputed["difference_percent"].abs().max() < 1.6


def test_the_inputs_are_shown_as_printed(recomputed):
    shown = recomputed.loc[("patterson-nas", "energy"), "inputs"]
    assert shown == "200 x 208 W x 6.8 d x PUE 1.10 x 0.431 kg/kWh"


def test_energy_without_inputs_is_taken_as_printed(recomputed):
    assert ("bloom-idle", "energy") not in recomputed.index
    assert recomputed.loc[("bloom-idle", "co2e"), "recomputed"] == pytest.approx(14.6288, abs=1e-3)


def test_a_run_without_power_is_not_recomputed(recomputed):
    assert "strubell-gpt-2" not in recomputed.index.get_level_values("run")


@pytest.mark.parametrize(
    ("column", "figure", "agrees"),
    [
        ("pue", "1.10", [False, False]),
        ("duration", "82", [False, False]),
        ("duration", "79.2", [True, True]),
        ("intensity", "0.999", [True, False]),
        ("printed_energy", "1600", [False, True]),
    ],
)
def test_figures_that_do_not_fit_together_are_found(monkeypatch, column, figure, agrees):
    text = published._text()
    text.loc["strubell-bert", column] = figure
    monkeypatch.setattr(published, "_text", lambda: text)
    rows = recompute().set_index(["run", "quantity"]).loc["strubell-bert"]
    assert rows.loc[["energy", "co2e"], "within_rounding"].tolist() == agrees


def test_bert_agrees_to_a_kilowatt_hour_with_the_hours_of_the_text(recomputed):
    unrounded = recomputed.loc[("strubell-bert", "energy"), "recomputed"] * 79.2 / 79
    assert unrounded == pytest.approx(1507, abs=0.5)


def test_the_llama_cards_used_about_the_average_us_grid_and_do_not_print_it():
    implied = implied_intensity()
    llama_2 = implied.loc[["llama-2-7b", "llama-2-13b", "llama-2-70b"]]
    assert llama_2["implied"].round().tolist() == [423, 423, 423]
    assert llama_2["low"].max() < 423.5 < llama_2["high"].min()
    assert implied.loc["llama-3-8b", ["low", "high"]].round().tolist() == [407, 452]


def test_no_intensity_is_implied_where_one_is_printed():
    assert not {"patterson-t5", "bloom-final", "strubell-pipeline"} & set(implied_intensity().index)
