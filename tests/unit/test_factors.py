"""greenlib.factors: every figure has a unit, a year and a source."""

import pytest

from greenlib import GreenlibError, UnknownNameError, factors

HEADER = ",".join(factors.COLUMNS)
GOOD = 'pue.x,1.2,ratio,1.1,1.4,2023,"A building","A survey",'


def read(*rows):
    return factors.read(iter([HEADER, *rows]), "factors_test.csv")


def test_every_factor_says_its_unit_year_scope_and_source():
    for key in factors.keys(prefix=""):
        factor = factors.get(key)
        assert factor.unit and factor.scope and len(factor.source) > 10, key
        assert 1950 <= factor.year <= 2026, key


def test_assumptions_say_that_they_are_assumptions():
    assert factors.get("etl.power").is_assumption
    assert not factors.get("grid.de").is_assumption


def test_a_factor_is_read_with_its_range():
    factor = read(GOOD)["pue.x"]
    assert (factor.low, factor.value, factor.high, factor.note) == (1.1, 1.2, 1.4, "")


def test_an_unknown_key_is_answered_with_the_closest_ones():
    with pytest.raises(UnknownNameError, match=r"did you mean 'pue\.survey'"):
        factors.get("pue.surey")


def test_a_value_is_given_only_in_the_unit_of_the_table():
    with pytest.raises(GreenlibError, match="is in g/kWh, not in kg/kWh"):
        factors.value("grid.de", "kg/kWh")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (GOOD.replace("1.2", "much"), "line 2: value must be a number, got 'much'"),
        (GOOD.replace("1.2", ""), "line 2: value must not be empty"),
        (GOOD.replace("1.2", "nan"), "line 2: value must be a number, got 'nan'"),
        (GOOD.replace("ratio", ""), "line 2: unit must not be empty"),
        (GOOD.replace('"A survey"', ""), "line 2: source must not be empty"),
        (GOOD.replace("1.1", "1.3"), "low and high must enclose the value 1.2"),
        (GOOD.replace("1.4", ""), "low and high must enclose the value 1.2"),
        (GOOD.replace("2023", "last year"), "year must be four digits"),
    ],
)
def test_a_row_that_is_wrong_is_refused_by_table_and_line(row, message):
    with pytest.raises(GreenlibError, match=f"factors_test.csv, {message}|{message}"):
        read(row)


def test_a_key_may_be_there_once():
    with pytest.raises(GreenlibError, match=r"line 3: key 'pue\.x' is there twice"):
        read(GOOD, GOOD)


def test_a_table_lists_the_factors_of_a_prefix():
    table = factors.table("pue.")
    assert list(table.index[:3]) == ["pue.aws", "pue.azure", "pue.gcp"]
    assert table.loc["pue.survey", "high"] == 1.59
