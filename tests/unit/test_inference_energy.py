"""greenlib.inference_energy: arithmetic against movement."""

import pytest

from greenlib import InvalidQuantityError, UnknownNameError, factors
from greenlib.inference_energy import inference_energy, multiply_add_pj


def test_one_token_of_seven_billion_parameters_spends_its_energy_on_fetching_them():
    full = inference_energy(7e9, "float32")
    assert full.arithmetic_j == pytest.approx(7e9 * (3.7 + 0.9) * 1e-12)
    assert full.movement_j == pytest.approx(4.48)
    small = inference_energy(7e9, "int8")
    assert small.arithmetic_j == pytest.approx(0.0021)
    assert full.total_j / small.total_j == pytest.approx(4.02, abs=0.005)


def test_a_batch_shares_the_reading_and_not_the_arithmetic():
    alone, together = inference_energy(7e9, "int8"), inference_energy(7e9, "int8", batch=50)
    assert together.movement_j == pytest.approx(alone.movement_j / 50)
    assert together.arithmetic_j == alone.arithmetic_j


def test_weights_may_be_stored_smaller_than_they_are_computed_with():
    energy = inference_energy(3e9, "int4", "float16")
    assert energy.arithmetic_j == pytest.approx(3e9 * 1.5e-12)
    assert energy.movement_j == pytest.approx(1.5e9 * 160e-12)


def test_memory_on_the_chip_costs_128_times_less_to_read():
    off_chip = inference_energy(5e6, "float16")
    on_chip = inference_energy(5e6, "float16", memory="sram")
    assert off_chip.movement_j / on_chip.movement_j == pytest.approx(128)


def test_a_precision_or_memory_without_a_published_figure_is_refused():
    with pytest.raises(UnknownNameError, match="precision with published energy 'int4'"):
        inference_energy(7e9, "int4")
    with pytest.raises(UnknownNameError, match="precision with published energy 'bfloat16'"):
        multiply_add_pj("bfloat16")
    with pytest.raises(UnknownNameError, match=r"precision\.read\.disk"):
        inference_energy(7e9, "int8", memory="disk")


@pytest.mark.parametrize(("parameters", "batch"), [(0, 4), (7e9, 0.5), (float("nan"), 4)])
def test_no_model_and_no_input_are_refused(parameters, batch):
    with pytest.raises(InvalidQuantityError, match="must be 1 or more"):
        inference_energy(parameters, "int8", batch=batch)


def test_the_dram_figure_lies_within_what_horowitz_printed():
    dram = factors.get("precision.read.dram")
    assert (dram.low, dram.high) == (640, 1300)
