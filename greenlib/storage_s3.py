"""Lifecycle policies as Amazon S3 keeps them: write the JSON document, and read one back.

The document is what `aws s3api put-bucket-lifecycle-configuration` takes. Rules that S3 sets, and
that are checked in both directions (Amazon S3 User Guide, "Transitioning objects using Amazon S3
Lifecycle" and "Lifecycle configuration elements"; AWS CloudFormation, "AWS::S3::Bucket Rule"):

- at most 1,000 rules; an ID of at most 255 characters, each once; Status Enabled or Disabled;
- objects only move down: STANDARD, STANDARD_IA, GLACIER, DEEP_ARCHIVE;
- STANDARD_IA not before day 30, and what follows it at least 30 days later;
- data expires after its last transition.

Documents are read as hostile: their size, depth, types and keys are checked before their meaning.
Anything this module does not simulate (tags, dates, old versions) is refused, never skipped.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from .errors import GreenlibError, UnknownNameError, WrongTypeError
from .quantities import whole_number
from .storage import MAX_DAYS, Policy, Stage, all_of, tier

MAX_RULES = 1_000
MAX_ID_CHARACTERS = 255
MAX_PREFIX_BYTES = 1_024
MAX_DOCUMENT_CHARACTERS = 1_000_000
_IA_DAYS = 30
_TIER_OF = {"STANDARD": "hot", "STANDARD_IA": "warm", "GLACIER": "cold", "DEEP_ARCHIVE": "deep"}
_WATERFALL = list(_TIER_OF)


def to_s3_json(policies: Mapping[str, Policy]) -> str:
    """Return the S3 lifecycle configuration that carries out `policies`, as JSON text.

    Parameters
    ----------
    policies : object key prefix -> the policy of the objects under it; "" is the whole bucket.
        The policy's name becomes the rule's ID, so no two may share one.

    Raises WrongTypeError, or GreenlibError naming the rule and what S3 would refuse.

    >>> from greenlib.storage import example_policy
    >>> rule = json.loads(to_s3_json({"logs/": example_policy()}))["Rules"][0]
    >>> rule["Transitions"][0], rule["Expiration"]
    ({'Days': 30, 'StorageClass': 'STANDARD_IA'}, {'Days': 365})
    """
    if not isinstance(policies, Mapping):
        raise WrongTypeError(f"policies must map prefixes to policies, got {policies!r:.60}")
    all_of(Policy, "policies", list(policies.values()))
    document = {"Rules": [_rule(prefix, policy) for prefix, policy in policies.items()]}
    _policies(document)
    return json.dumps(document, indent=2) + "\n"


def from_s3_json(text: str) -> dict[str, Policy]:
    """Return the policies in an S3 lifecycle configuration: object key prefix -> policy.

    Parameters
    ----------
    text : the JSON document, at most 1,000,000 characters. Storage classes become the tiers
        "hot", "warm", "cold" and "deep"; transitions are listed youngest first. Rules whose
        Status is Disabled do nothing in S3 and are left out.

    Raises GreenlibError, or one of its kinds, naming the rule, the key and what would be right.

    >>> from greenlib.storage import example_policy
    >>> from_s3_json(to_s3_json({"logs/": example_policy()})) == {"logs/": example_policy()}
    True
    >>> from_s3_json('{"Rules": []')
    Traceback (most recent call last):
    greenlib.errors.GreenlibError: not valid JSON: Expecting ',' delimiter: line 1 column 13 ...
    """
    if not isinstance(text, str):
        raise WrongTypeError(f"the document must be text, got {type(text).__name__}")
    if len(text) > MAX_DOCUMENT_CHARACTERS:
        raise GreenlibError(f"the document is longer than {MAX_DOCUMENT_CHARACTERS:,} characters")
    try:
        document = json.loads(text, object_pairs_hook=_unique_keys, parse_constant=_no_constant)
    except RecursionError:
        raise GreenlibError("not a lifecycle configuration: nested too deeply") from None
    except ValueError as error:
        raise GreenlibError(f"not valid JSON: {error}") from None
    return _policies(document)


def _rule(prefix: str, policy: Policy) -> dict[str, Any]:
    stages = policy.stages
    moves = stages[1:] if stages[0].tier.storage_class == "STANDARD" else stages
    rule: dict[str, Any] = {"ID": policy.name, "Status": "Enabled", "Filter": {"Prefix": prefix}}
    if moves:
        rule["Transitions"] = [
            {"Days": stage.from_day, "StorageClass": stage.tier.storage_class} for stage in moves
        ]
    if stages[-1].to_day is not None:
        rule["Expiration"] = {"Days": stages[-1].to_day}
    return rule


def _policies(document: Any) -> dict[str, Policy]:
    rules = _list(_record(document, "the document", {"Rules"})["Rules"], "Rules", MAX_RULES)
    policies: dict[str, Policy] = {}
    names: set[str] = set()
    for position, rule in enumerate(rules, start=1):
        name, prefix, enabled, policy = _read_rule(rule, f"rule {position}")
        if name in names:
            raise GreenlibError(f"rule {position}: the ID {name!r:.60} is there twice")
        names.add(name)
        if enabled and prefix in policies:
            raise GreenlibError(f"rule {position}: the prefix {prefix!r:.60} has a rule already")
        if enabled:
            policies[prefix] = policy
    return policies


def _read_rule(rule: Any, place: str) -> tuple[str, str, bool, Policy]:
    _record(rule, place, {"ID", "Status", "Filter"}, {"Transitions", "Expiration"})
    name = _text(rule["ID"], f"{place}: ID", MAX_ID_CHARACTERS)
    if not name:
        raise GreenlibError(f"{place}: ID must not be empty")
    if rule["Status"] not in ("Enabled", "Disabled"):
        got = rule["Status"]
        raise GreenlibError(f"{place}: Status must be 'Enabled' or 'Disabled', got {got!r:.60}")
    scope = _record(rule["Filter"], f"{place}: Filter", set(), {"Prefix"})
    prefix = _text(scope.get("Prefix", ""), f"{place}: Filter.Prefix", MAX_PREFIX_BYTES)
    if len(prefix.encode()) > MAX_PREFIX_BYTES:
        raise GreenlibError(f"{place}: Filter.Prefix is longer than {MAX_PREFIX_BYTES:,} bytes")
    moves = _read_moves(rule["Transitions"], place) if "Transitions" in rule else []
    end = None
    if "Expiration" in rule:
        days = _record(rule["Expiration"], f"{place}: Expiration", {"Days"})["Days"]
        end = _days(days, f"{place}: Expiration.Days")
    _check_ages(moves, end, place)
    return name, prefix, rule["Status"] == "Enabled", Policy(name, _stages(moves, end))


def _read_moves(transitions: Any, place: str) -> list[tuple[int, str]]:
    moves = []
    transitions = _list(transitions, f"{place}: Transitions", len(_WATERFALL))
    for index, move in enumerate(transitions):
        step = f"{place}: Transitions[{index}]"
        _record(move, step, {"Days", "StorageClass"})
        storage_class = _text(move["StorageClass"], f"{step}.StorageClass", MAX_ID_CHARACTERS)
        if storage_class not in _WATERFALL:
            raise UnknownNameError(f"storage class in {step}", storage_class, _WATERFALL)
        moves.append((_days(move["Days"], f"{step}.Days"), storage_class))
    return moves


def _check_ages(moves: list[tuple[int, str]], end: int | None, place: str) -> None:
    if not moves and end is None:
        raise GreenlibError(f"{place}: a rule needs a transition or an expiration")
    earlier_days, earlier_class = 0, "STANDARD"
    for index, (days, storage_class) in enumerate(moves):
        step = f"{place}: {storage_class} at day {days}"
        if index and days <= earlier_days:
            raise GreenlibError(
                f"{step} does not come after {earlier_class} at day {earlier_days}; "
                "list transitions youngest first, each at an age of its own"
            )
        if _WATERFALL.index(storage_class) <= _WATERFALL.index(earlier_class):
            raise GreenlibError(f"{step}: S3 only moves data down, not from {earlier_class}")
        if storage_class == "STANDARD_IA" and days < _IA_DAYS:
            raise GreenlibError(f"{step}: S3 moves nothing to STANDARD_IA before day {_IA_DAYS}")
        if earlier_class == "STANDARD_IA" and days < earlier_days + _IA_DAYS:
            raise GreenlibError(
                f"{step}: data must stay {_IA_DAYS} days in STANDARD_IA, to day "
                f"{earlier_days + _IA_DAYS}"
            )
        earlier_days, earlier_class = days, storage_class
    if end == 0:
        raise GreenlibError(f"{place}: Expiration.Days must be 1 or more, got 0")
    if end is not None and end <= earlier_days:
        raise GreenlibError(
            f"{place}: data expires at day {end}, but is moved to {earlier_class} at day "
            f"{earlier_days}; expire it later"
        )


def _stages(moves: list[tuple[int, str]], end: int | None) -> list[Stage]:
    if not moves or moves[0][0] > 0:
        moves = [(0, "STANDARD"), *moves]
    ends = [days for days, _ in moves[1:]] + [end]
    return [
        Stage(tier(_TIER_OF[storage_class]), days, stop)
        for (days, storage_class), stop in zip(moves, ends, strict=True)
    ]


def _record(
    value: Any, place: str, required: set[str], optional: set[str] = frozenset()
) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise WrongTypeError(f"{place} must be an object, got {value!r:.60}")
    if missing := required - value.keys():
        raise GreenlibError(f"{place}: {sorted(missing)[0]} is missing")
    if unknown := value.keys() - required - optional:
        known = ", ".join(sorted(required | optional))
        raise GreenlibError(f"{place}: cannot read {min(unknown)!r:.60}; known here: {known}")
    return value


def _list(value: Any, place: str, longest: int) -> list[Any]:
    if not isinstance(value, list):
        raise WrongTypeError(f"{place} must be a list, got {value!r:.60}")
    if not 1 <= len(value) <= longest:
        raise GreenlibError(f"{place} must hold 1 to {longest:,} entries, got {len(value):,}")
    return value


def _text(value: Any, place: str, longest: int) -> str:
    if not isinstance(value, str):
        raise WrongTypeError(f"{place} must be text, got {value!r:.60}")
    if len(value) > longest or not value.isprintable():
        raise GreenlibError(f"{place} must be printable text of at most {longest:,} characters")
    return value


def _days(value: Any, place: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):  # S3 refuses 45.0 too
        raise WrongTypeError(f"{place} must be a whole number of days, got {value!r:.60}")
    return whole_number(place, value, "days", maximum=MAX_DAYS)


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for key, value in pairs:
        if key in record:
            raise GreenlibError(f"the key {key!r:.60} is there twice in one object")
        record[key] = value
    return record


def _no_constant(name: str) -> None:
    raise GreenlibError(f"not valid JSON: {name}")
