"""greenlib.analysis: the green_analysis record, filled in, refused, written and read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenlib import InvalidQuantityError, UnknownNameError, WrongTypeError
from greenlib.analysis import GreenAnalysis, Optimization

TEMPLATE = {
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
        GreenAnalysis.from_dict(TEMPLATE)


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
