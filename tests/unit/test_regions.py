"""greenlib.regions: the tables, ranking, the saving, and where sources disagree."""

from dataclasses import replace

import pytest

from greenlib import InvalidQuantityError, UnknownNameError, regions
from greenlib.regions import PUBLISHED, TABLES, rank, saving

FOUR = regions.load("course")
ALL = regions.load(*PUBLISHED)


def test_the_seed_ranks_stockholm_first_and_mumbai_last_and_saves_97_9_percent():
    best, *_, worst = rank(FOUR, by="intensity_g_per_kwh")
    assert (best.location, worst.location) == ("Stockholm", "Mumbai")
    saved = saving(worst.intensity_g_per_kwh, best.intensity_g_per_kwh)
    assert f"{saved:.1%}" == "97.9%"


def test_with_pue_mumbai_emits_900_g_per_kwh_and_the_saving_grows():
    assert FOUR["ap-south-1"].effective_g_per_kwh == pytest.approx(900)
    assert FOUR["eu-west-3"].effective_g_per_kwh == pytest.approx(63.25)
    assert saving(900, FOUR["eu-north-1"].effective_g_per_kwh) == pytest.approx(0.981667, abs=1e-6)


def test_pue_can_turn_a_ranking_round():
    pair = {name: ALL[name] for name in ("eu-central-1", "us-east4")}
    by_grid = [region.name for region in rank(pair, by="intensity_g_per_kwh")]
    assert by_grid == ["eu-central-1", "us-east4"]
    assert [region.name for region in rank(pair)] == ["us-east4", "eu-central-1"]


def test_a_blank_pue_is_the_regions_published_one_or_its_providers_average():
    assert (ALL["europe-west4"].pue, ALL["europe-west9"].pue) == (1.07, 1.1)
    assert (ALL["eu-north-1"].pue, ALL["norwayeast"].pue) == (1.135, 1.185)
    assert "average of the provider" in ALL["eu-north-1"].pue_source


def test_load_gives_the_latest_year_or_the_one_asked_for():
    assert regions.get("asia-east2", "gcp").intensity_g_per_kwh == 505.02
    assert regions.get("asia-east2", "gcp", year=2021).intensity_g_per_kwh == 360
    assert regions.get("europe-west3", "gcp", year=2022).carbon_free_share == 0.96


def test_history_runs_over_the_published_years_in_order():
    assert list(regions.history("europe-west9")) == [2021, 2022, 2023, 2024]
    assert list(regions.history("eu-north-1")) == [2024]


def test_every_row_has_a_source_and_a_known_table():
    for region in regions.every_region():
        assert region.table in TABLES and region.source and 2019 <= region.year <= 2026
        assert (region.carbon_free_share is None) or region.table == "gcp"


def test_no_sum_over_several_regions_is_in_the_table():
    names = {region.name for region in regions.every_region()}
    assert not names & {"asia", "asia1", "europe", "eur4", "nam4", "us", "unknown"}
    assert max(region.intensity_g_per_kwh for region in ALL.values()) < 1000


def test_where_sources_differ_twofold_about_a_place_every_row_says_so():
    latest = [*FOUR.values(), *ALL.values()]
    noted = {region for region in latest if "Sources disagree" in region.note}
    for location in {region.location for region in latest}:
        here = {region for region in latest if region.location == location}
        values = [region.intensity_g_per_kwh for region in here]
        assert max(values) < 2 * min(values) or here <= noted
    for region in noted:
        values = regions.published_values(region.country).values()
        assert max(values) >= 2 * min(values)


def test_sources_differ_fifteenfold_about_sweden():
    values = regions.published_values("SE")
    assert list(values)[-1] == "factor grid.se"
    assert max(values.values()) / min(values.values()) == pytest.approx(14.9, abs=0.05)


def test_a_frame_has_one_row_per_region():
    table = regions.frame(FOUR)
    assert list(table.index) == list(FOUR)
    assert table.loc["eu-north-1", "effective_g_per_kwh"] == pytest.approx(16.5)


def test_unknown_names_get_the_closest_ones():
    with pytest.raises(UnknownNameError, match="did you mean 'us-east4'"):
        regions.get("us-east-4", "gcp")
    with pytest.raises(UnknownNameError, match="did you mean 'europe-west9'"):
        regions.history("europe-west09")
    with pytest.raises(UnknownNameError, match="unknown table of regions 'gpc'"):
        regions.load("gpc")


def test_two_tables_with_the_same_names_a_missing_year_and_no_table_are_refused():
    with pytest.raises(InvalidQuantityError, match=r"'ap-south-1' is in two of the tables"):
        regions.load("course", "aws")
    with pytest.raises(InvalidQuantityError, match=r"'gcp' has no year 2018, only \[2019"):
        regions.load("gcp", year=2018)
    with pytest.raises(InvalidQuantityError, match="name a table of regions: course, aws"):
        regions.load()
    with pytest.raises(InvalidQuantityError, match="options is empty"):
        rank({})


def test_a_region_with_an_impossible_number_is_refused():
    for wrong in ({"pue": 0.9}, {"intensity_g_per_kwh": -15.0}, {"latitude": 91.0}):
        with pytest.raises(InvalidQuantityError, match=next(iter(wrong))):
            replace(FOUR["eu-north-1"], **wrong)


def test_nothing_can_be_saved_on_a_grid_without_emissions():
    with pytest.raises(InvalidQuantityError, match="before_g_per_kwh must be above 0"):
        saving(0, 15)
