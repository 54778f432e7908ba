"""greenlib.claims: what a claim leaves out."""

from dataclasses import dataclass

import pytest

from greenlib import InvalidQuantityError, UnknownNameError, WrongTypeError
from greenlib.claims import CHECKLIST, missing_items

COMPLETE = {
    "hardware": "A100 80 GB",
    "devices": 384,
    "power_w": 400,
    "power_basis": "TDP",
    "hours": 2_820,
    "runs": 12,
    "pue": 1.2,
    "intensity_g_per_kwh": 57,
    "intensity_year": 2022,
    "intensity_basis": "location",
    "location": "France",
    "embodied": "left out",
    "metric": "accuracy on the test set",
    "metric_value": 0.71,
}


def test_a_complete_claim_misses_nothing():
    assert missing_items(COMPLETE) == []


@pytest.mark.parametrize("name", list(COMPLETE))
def test_each_item_is_missed_by_its_own_words(name):
    claim = {key: value for key, value in COMPLETE.items() if key != name}
    item = next(item for item in CHECKLIST if item.name == name)
    assert missing_items(claim) == [f"{item.must_state}: {item.why}"]
    assert missing_items(COMPLETE | {name: None}) == missing_items(claim)
    assert missing_items(COMPLETE | {name: " "}) == missing_items(claim)


def test_an_empty_claim_misses_the_whole_list():
    assert len(missing_items({})) == len(CHECKLIST) == 14


def test_a_zero_is_stated_and_not_missing():
    assert missing_items(COMPLETE | {"intensity_g_per_kwh": 0}) == []


def test_a_claim_may_be_a_dataclass():
    @dataclass
    class Claim:
        hardware: str
        pue: float | None

    found = missing_items(Claim("8 P100", None))
    assert len(found) == 13
    assert any(words.startswith("the PUE of the data centre") for words in found)


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"power": 400}, UnknownNameError, "unknown claim item 'power'; did you mean 'power_w'"),
        ({"power_basis": "tdp"}, UnknownNameError, "unknown power_basis 'tdp'; did you mean 'TDP'"),
        ({"pue": 0.9}, InvalidQuantityError, "pue must be 1 or more, got 0.9"),
        ({"hours": float("nan")}, InvalidQuantityError, "hours must be 0 or more, got nan"),
        ({"hours": "2820"}, WrongTypeError, "hours must be a number, got '2820'"),
        ({"pue": [1.1, 1.2]}, WrongTypeError, r"pue must be one number, got \[1.1, 1.2\]"),
        ({"location": 33}, WrongTypeError, "location must be text, got 33"),
    ],
)
def test_a_value_that_cannot_be_is_refused(change, error, message):
    with pytest.raises(error, match=message):
        missing_items(COMPLETE | change)


def test_what_is_no_claim_is_refused():
    with pytest.raises(WrongTypeError, match="claim must be a dict or a dataclass, got 'text'"):
        missing_items("text")
