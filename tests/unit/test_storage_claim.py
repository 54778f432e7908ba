"""greenlib.storage_claim: what archiving saves, and under which assumptions."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenlib import InvalidQuantityError, WrongTypeError
from greenlib.storage import tier
from greenlib.storage_claim import archive_saving, claim_table, emissions_g_per_tb_year

HOT, WARM, COLD = tier("hot"), tier("warm"), tier("cold")


def test_a_terabyte_year_on_hard_disks_is_operation_plus_hardware():
    grams = emissions_g_per_tb_year(WARM, intensity_g_per_kwh=400, pue=1.5)
    assert grams == pytest.approx(34.164 * 1.5 * 400 + 20 / 5 * 6 * 1000)


def test_without_hardware_the_grid_and_the_pue_cancel():
    saved = archive_saving(
        HOT.operational, COLD.operational, intensity_g_per_kwh=np.array([25.0, 650.0]), pue=1.4
    )
    assert saved == pytest.approx(1 - 0.0285 / 1.2)


def test_a_restored_copy_takes_its_share_of_the_saving_away():
    grid = {"intensity_g_per_kwh": 300}
    saved = archive_saving(WARM, COLD, **grid, restored_share=[0.0, 0.25])
    assert saved[0] - saved[1] == pytest.approx(0.25)


def test_more_copies_in_the_archive_eat_the_saving():
    volume = replace(WARM.operational, copies=2)
    saved = archive_saving(volume, COLD.operational, intensity_g_per_kwh=450)
    assert saved == pytest.approx(1 - 0.0285 * 6 / (0.65 * 2))


@given(share=st.floats(0, 1), intensity=st.floats(1, 1000), pue=st.floats(1, 3))
def test_keeping_data_where_it_is_never_saves_anything(share, intensity, pue):
    grid = {"intensity_g_per_kwh": intensity, "pue": pue}
    assert archive_saving(WARM, WARM, **grid, restored_share=share) == pytest.approx(-share)


def test_a_column_of_intensities_keeps_its_index():
    intensity = pd.Series([40.0, 700.0], index=["se", "in"])
    saved = archive_saving(WARM, COLD, intensity_g_per_kwh=intensity)
    assert list(saved.index) == ["se", "in"]
    assert saved["se"] < saved["in"]


@pytest.mark.parametrize(
    ("changes", "error", "message"),
    [
        ({"restored_share": 1.2}, InvalidQuantityError, "restored_share must be between 0 and 1"),
        ({"pue": 0.8}, InvalidQuantityError, "pue must be 1 or more"),
        ({"intensity_g_per_kwh": -5}, InvalidQuantityError, "intensity_g_per_kwh must be 0"),
        ({"hot": "hot"}, WrongTypeError, "expected a Tier, got 'hot'"),
        ({"hot": WARM.operational, "intensity_g_per_kwh": 0}, InvalidQuantityError, "nothing to"),
    ],
)
def test_a_saving_refuses_what_makes_no_sense(changes, error, message):
    arguments = {"hot": HOT, "cold": COLD, "intensity_g_per_kwh": 450} | changes
    with pytest.raises(error, match=message):
        archive_saving(**arguments)


def test_the_claim_holds_for_some_assumptions_only():
    table = claim_table(intensity_g_per_kwh=450, pue=1.2).set_index("assumption")
    saved = table["saved_percent"]
    assert saved["SSD to HDD"] == pytest.approx(45.8333, rel=1e-5)
    assert saved["HDD to HDD"] == 0
    assert saved["HDD to tape"] == pytest.approx(95.6154, rel=1e-5)
    assert saved["HDD to tape, few cartridges"] == pytest.approx(84.6154, rel=1e-5)
    assert (table["holds"] == saved.between(80, 90)).all()
    assert 0 < table["holds"].sum() < len(table)


def test_on_a_clean_grid_with_little_hardware_archiving_may_cost_carbon():
    table = claim_table(intensity_g_per_kwh=40, pue=1.2).set_index("assumption")
    row = table.loc["HDD to tape, hardware, low figure"]
    assert row["saved_percent"] < 0
    assert row["cold_kg_per_tb_year"] > row["hot_kg_per_tb_year"]


@pytest.mark.parametrize("intensity", [[400, 500], "450", None])
def test_the_claim_is_judged_on_one_grid(intensity):
    with pytest.raises(WrongTypeError, match="intensity_g_per_kwh"):
        claim_table(intensity_g_per_kwh=intensity)
