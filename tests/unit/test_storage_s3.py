"""greenlib.storage_s3: lifecycle documents, written, read back and refused."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenlib import GreenlibError, UnknownNameError, WrongTypeError
from greenlib.storage import Policy, Stage, example_policy, tier
from greenlib.storage_s3 import from_s3_json, to_s3_json

HOT, WARM, COLD, DEEP = (tier(name) for name in ("hot", "warm", "cold", "deep"))


def document(**changes):
    """A valid document of one rule, with `changes` to the rule; None takes a key out."""
    rule = {
        "ID": "logs",
        "Status": "Enabled",
        "Filter": {"Prefix": "logs/"},
        "Transitions": [{"Days": 45, "StorageClass": "STANDARD_IA"}],
        "Expiration": {"Days": 400},
    } | changes
    return json.dumps({"Rules": [{k: v for k, v in rule.items() if v is not ...}]})


def moves(*pairs):
    return [{"Days": days, "StorageClass": storage_class} for days, storage_class in pairs]


def test_the_course_policy_as_s3_keeps_it():
    assert json.loads(to_s3_json({"logs/": example_policy()})) == {
        "Rules": [
            {
                "ID": "hot-warm-cold-delete",
                "Status": "Enabled",
                "Filter": {"Prefix": "logs/"},
                "Transitions": moves((30, "STANDARD_IA"), (90, "GLACIER")),
                "Expiration": {"Days": 365},
            }
        ]
    }


def test_several_policies_come_back_under_their_prefixes():
    archive = Policy("archive", [Stage(COLD, 0, 90), Stage(DEEP, 90)])
    policies = {"": example_policy(), "tax/": archive, "tmp/": Policy("tmp", [Stage(HOT, 0, 7)])}
    assert from_s3_json(to_s3_json(policies)) == policies


@given(
    gaps=st.lists(st.integers(30, 500), min_size=4, max_size=4),
    keep=st.sets(st.sampled_from([1, 2, 3])),
    deleted=st.booleans(),
)
def test_every_policy_s3_accepts_survives_the_round_trip(gaps, keep, deleted):
    tiers = [HOT, *(one for place, one in enumerate([WARM, COLD, DEEP], 1) if place in keep)]
    ages = [sum(gaps[:count]) for count in range(len(tiers) + 1)]
    ends = [*ages[1:-1], ages[-1] if deleted or len(tiers) == 1 else None]
    stages = [Stage(*stage) for stage in zip(tiers, ages[:-1], ends, strict=True)]
    policies = {"data/": Policy("p", stages)}
    assert from_s3_json(to_s3_json(policies)) == policies


def test_the_earliest_days_s3_allows_are_allowed():
    edge = moves((30, "STANDARD_IA"), (60, "GLACIER"), (61, "DEEP_ARCHIVE"))
    (policy,) = from_s3_json(document(Transitions=edge, Expiration={"Days": 62})).values()
    assert [stage.to_day for stage in policy.stages] == [30, 60, 61, 62]
    (policy,) = from_s3_json(document(Transitions=moves((1, "GLACIER")))).values()
    assert policy.stages == (Stage(HOT, 0, 1), Stage(COLD, 1, 400))


def test_an_empty_filter_is_the_whole_bucket():
    assert list(from_s3_json(document(Filter={}))) == [""]


def test_a_disabled_rule_is_checked_and_left_out():
    assert from_s3_json(document(Status="Disabled")) == {}
    with pytest.raises(GreenlibError, match="expire it later"):
        from_s3_json(document(Status="Disabled", Expiration={"Days": 45}))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"Transitions": moves((90, "GLACIER"), (45, "STANDARD_IA"))},
            "STANDARD_IA at day 45 does not come after GLACIER at day 90; list transitions young",
        ),
        (
            {"Transitions": moves((60, "STANDARD_IA"), (60, "GLACIER"))},
            "GLACIER at day 60 does not come after STANDARD_IA at day 60",
        ),
        (
            {"Transitions": moves((45, "GLACIER"), (90, "STANDARD_IA"))},
            "STANDARD_IA at day 90: S3 only moves data down, not from GLACIER",
        ),
        (
            {"Transitions": moves((45, "GLACIER"), (90, "GLACIER"))},
            "GLACIER at day 90: S3 only moves data down, not from GLACIER",
        ),
        (
            {"Transitions": moves((45, "STANDARD"))},
            "STANDARD at day 45: S3 only moves data down, not from STANDARD",
        ),
        (
            {"Transitions": moves((29, "STANDARD_IA"))},
            "rule 1: STANDARD_IA at day 29: S3 moves nothing to STANDARD_IA before day 30",
        ),
        (
            {"Transitions": moves((45, "STANDARD_IA"), (74, "GLACIER"))},
            "GLACIER at day 74: data must stay 30 days in STANDARD_IA, to day 75",
        ),
        ({"Expiration": {"Days": 45}}, "expires at day 45, but is moved to STANDARD_IA at day 45"),
        ({"Transitions": ..., "Expiration": {"Days": 0}}, "Expiration.Days must be 1 or more"),
        ({"Transitions": ..., "Expiration": ...}, "rule needs a transition or an expiration"),
        (
            {"Transitions": moves((-1, "GLACIER"))},
            r"\[0\].Days must be between 0 and 2147483647 d",
        ),
        ({"Expiration": {"Days": 2**31}}, "Expiration.Days must be between 0 and 2147483647 days"),
        ({"Transitions": []}, "Transitions must hold 1 to 4 entries, got 0"),
        ({"Transitions": moves(*[(1, "GLACIER")] * 5)}, "must hold 1 to 4 entries, got 5"),
        ({"Status": "enabled"}, "Status must be 'Enabled' or 'Disabled', got 'enabled'"),
        ({"ID": ""}, "ID must not be empty"),
        ({"ID": "x" * 256}, "ID must be printable text of at most 255 characters"),
        ({"ID": "a\nb"}, "ID must be printable text"),
        ({"Filter": {"Prefix": "\ud800"}}, "Filter.Prefix must be printable text"),
        ({"Filter": {"Prefix": "é" * 600}}, "Filter.Prefix is longer than 1,024 bytes"),
        ({"Filter": {"Tag": {"Key": "a"}}}, "Filter: cannot read 'Tag'; known here: Prefix"),
        ({"Filter": ...}, "rule 1: Filter is missing"),
        ({"Expiration": {"Date": "2030-01-01"}}, "Expiration: Days is missing"),
        ({"NoncurrentVersionExpiration": {}}, "rule 1: cannot read 'NoncurrentVersionExpiration'"),
    ],
)
def test_a_rule_s3_would_refuse_is_refused_with_its_place(changes, message):
    with pytest.raises(GreenlibError, match=message):
        from_s3_json(document(**changes))


def test_an_unknown_storage_class_suggests_the_known_ones():
    with pytest.raises(
        UnknownNameError, match=r"Transitions\[0\] 'GLACIR'; did you mean 'GLACIER'"
    ):
        from_s3_json(document(Transitions=moves((45, "GLACIR"))))


@pytest.mark.parametrize("days", ["45", 45.0, True, None, [45], {"Days": 45}])
def test_days_must_be_a_whole_number(days):
    with pytest.raises(WrongTypeError, match=r"Transitions\[0\].Days must be a whole number of d"):
        from_s3_json(document(Transitions=moves((days, "GLACIER"))))


@pytest.mark.parametrize(
    "changes",
    [
        {"ID": 7},
        {"Transitions": None},
        {"Transitions": {"Days": 45}},
        {"Transitions": ["GLACIER"]},
        {"Transitions": moves((45, ["GLACIER"]))},
        {"Expiration": 400},
        {"Filter": "logs/"},
        {"Filter": {"Prefix": None}},
    ],
)
def test_a_value_of_the_wrong_type_is_refused(changes):
    with pytest.raises(WrongTypeError, match=r"rule 1: .* must be"):
        from_s3_json(document(**changes))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "not valid JSON: Expecting value"),
        ('{"Rules": [', "not valid JSON"),
        ('{"Rules": NaN}', "not valid JSON: NaN"),
        ('{"Rules": [' + "9" * 5000 + "]}", "not valid JSON"),
        ("[" * 200_000, "nested too deeply"),
        ('{"Rules": [], "Rules": []}', "the key 'Rules' is there twice"),
        ('{"Rules": []}', "Rules must hold 1 to 1,000 entries, got 0"),
        ('{"Rules": [' + "{}," * 1000 + "{}]}", "Rules must hold 1 to 1,000 entries, got 1,001"),
        ('{"rules": []}', "the document: Rules is missing"),
        ('{"Rules": {}}', "Rules must be a list"),
        ("[]", "the document must be an object"),
        ('{"Rules": [null]}', "rule 1 must be an object, got None"),
        (" " * 1_000_001, "longer than 1,000,000 characters"),
    ],
)
def test_what_is_no_lifecycle_document_is_refused(text, message):
    with pytest.raises(GreenlibError, match=message):
        from_s3_json(text)


@pytest.mark.parametrize("text", [None, b"{}", {"Rules": []}, 5])
def test_a_document_is_text(text):
    with pytest.raises(WrongTypeError, match="the document must be text"):
        from_s3_json(text)


def test_two_rules_may_share_neither_id_nor_prefix():
    rule = json.loads(document())["Rules"][0]
    for other, message in [({"ID": "logs"}, "the ID 'logs'"), ({"ID": "b"}, "prefix 'logs/'")]:
        with pytest.raises(GreenlibError, match=f"rule 2: the {message}|rule 2: {message}"):
            from_s3_json(json.dumps({"Rules": [rule, rule | other]}))


@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["Rules", "ID", "Days", "Transitions"]), inner, max_size=3),
))  # fmt: skip
def test_any_other_json_ends_in_a_greenlib_error(value):
    with pytest.raises(GreenlibError):
        from_s3_json(json.dumps({"Rules": [value]}))


@pytest.mark.parametrize(
    ("stages", "message"),
    [
        ([Stage(HOT, 0)], "rule needs a transition or an expiration"),
        ([Stage(HOT, 0, 20), Stage(WARM, 20)], "nothing to STANDARD_IA before day 30"),
        ([Stage(COLD, 0, 90), Stage(HOT, 90)], "STANDARD at day 90: S3 only moves data down"),
        ([Stage(HOT, 0, 9), Stage(replace(WARM, storage_class="ICE"), 9)], "unknown storage class"),
    ],
)
def test_a_policy_s3_would_refuse_is_not_written(stages, message):
    with pytest.raises(GreenlibError, match=message):
        to_s3_json({"": Policy("p", stages)})


@pytest.mark.parametrize("policies", [None, example_policy(), [example_policy()], {"": "hot"}])
def test_writing_takes_a_mapping_from_prefix_to_policy(policies):
    with pytest.raises(WrongTypeError, match="policies must"):
        to_s3_json(policies)


def test_writing_refuses_an_empty_mapping_a_name_used_twice_and_a_prefix_that_is_no_text():
    for policies in ({}, {"a/": example_policy(), "b/": example_policy()}, {3: example_policy()}):
        with pytest.raises(GreenlibError):
            to_s3_json(policies)
