# %% The days as they are given kind="wrong" points=0 says="S3 refuses this"
def draft_rule(name, prefix, daily_until, weekly_until, keep_days):
    rule = {
        "ID": name,
        "Status": "Enabled",
        "Filter": {"Prefix": prefix},
        "Transitions": [
            {"Days": daily_until, "StorageClass": "STANDARD_IA"},
            {"Days": weekly_until, "StorageClass": "GLACIER"},
        ],
    }
    if keep_days is not None:
        rule["Expiration"] = {"Days": keep_days}
    return rule


# %% Day 30 is kept, the 30 days in STANDARD_IA are not kind="wrong" points=2 says="at least 30 days after STANDARD_IA"
def draft_rule(name, prefix, daily_until, weekly_until, keep_days):
    warm, cold = max(daily_until, 30), max(weekly_until, 30)
    end = float("inf") if keep_days is None else keep_days
    moves = []
    if end - warm >= 30:
        moves.append({"Days": warm, "StorageClass": "STANDARD_IA"})
    if end - cold >= 90:
        moves.append({"Days": cold, "StorageClass": "GLACIER"})
    rule = {"ID": name, "Status": "Enabled", "Filter": {"Prefix": prefix}}
    if moves:
        rule["Transitions"] = moves
    if keep_days is not None:
        rule["Expiration"] = {"Days": keep_days}
    return rule


# %% Moves that are billed without data kind="wrong" points=3 says="no empty list of moves either"
def draft_rule(name, prefix, daily_until, weekly_until, keep_days):
    warm = max(daily_until, 30)
    moves = [
        {"Days": warm, "StorageClass": "STANDARD_IA"},
        {"Days": max(weekly_until, warm + 30), "StorageClass": "GLACIER"},
    ]
    rule = {"ID": name, "Status": "Enabled", "Filter": {"Prefix": prefix}, "Transitions": moves}
    return rule if keep_days is None else rule | {"Expiration": {"Days": keep_days}}


# %% Only checks that a move comes before the end kind="wrong" points=3 says="GLACIER bills 90 days"
def draft_rule(name, prefix, daily_until, weekly_until, keep_days):
    warm = max(daily_until, 30)
    cold = max(weekly_until, warm + 30)
    days = [(warm, "STANDARD_IA"), (cold, "GLACIER")]
    moves = [
        {"Days": d, "StorageClass": c} for d, c in days if keep_days is None or d < keep_days
    ]
    rule = {"ID": name, "Status": "Enabled", "Filter": {"Prefix": prefix}}
    if moves:
        rule["Transitions"] = moves
    return rule if keep_days is None else rule | {"Expiration": {"Days": keep_days}}


# %% An empty list of moves, and an end of None kind="wrong" points=0 says="leave the key out"
def draft_rule(name, prefix, daily_until, weekly_until, keep_days):
    warm = max(daily_until, 30)
    cold = max(weekly_until, warm + 30)
    end = keep_days or 10**9
    moves = []
    if end - warm >= 30:
        moves.append({"Days": warm, "StorageClass": "STANDARD_IA"})
    if end - cold >= 90:
        moves.append({"Days": cold, "StorageClass": "GLACIER"})
    return {
        "ID": name,
        "Status": "Enabled",
        "Filter": {"Prefix": prefix},
        "Transitions": moves,
        "Expiration": {"Days": keep_days},
    }


# %% Off by one at both minimums kind="wrong" points=3 says="exactly as long as what is billed is long enough"
def draft_rule(name, prefix, daily_until, weekly_until, keep_days):
    warm = max(daily_until, 30)
    cold = max(weekly_until, warm + 30)
    end = float("inf") if keep_days is None else keep_days
    days = [(warm, "STANDARD_IA", 30), (cold, "GLACIER", 90)]
    moves = [{"Days": d, "StorageClass": c} for d, c, least in days if end - d > least]
    rule = {"ID": name, "Status": "Enabled", "Filter": {"Prefix": prefix}}
    if moves:
        rule["Transitions"] = moves
    return rule if keep_days is None else rule | {"Expiration": {"Days": keep_days}}


# %% The course's tier names kind="wrong" points=0 says="under 'Transitions'"
def draft_rule(name, prefix, daily_until, weekly_until, keep_days):
    warm = max(daily_until, 30)
    cold = max(weekly_until, warm + 30)
    end = float("inf") if keep_days is None else keep_days
    days = [(warm, "warm", 30), (cold, "cold", 90)]
    moves = [{"Days": d, "StorageClass": c} for d, c, least in days if end - d >= least]
    rule = {"ID": name, "Status": "Enabled", "Filter": {"Prefix": prefix}}
    if moves:
        rule["Transitions"] = moves
    return rule if keep_days is None else rule | {"Expiration": {"Days": keep_days}}


# %% JSON text instead of a dict kind="wrong" points=0 says="is text (str)"
import json


def draft_rule(name, prefix, daily_until, weekly_until, keep_days):
    warm = max(daily_until, 30)
    moves = [
        {"Days": warm, "StorageClass": "STANDARD_IA"},
        {"Days": max(weekly_until, warm + 30), "StorageClass": "GLACIER"},
    ]
    rule = {"ID": name, "Status": "Enabled", "Filter": {"Prefix": prefix}, "Transitions": moves}
    return json.dumps(rule | {"Expiration": {"Days": keep_days}})


# %% The worked example's prefix, whatever is given kind="wrong" points=0 says="under 'Filter'"
def draft_rule(name, prefix, daily_until, weekly_until, keep_days):
    warm = max(daily_until, 30)
    cold = max(weekly_until, warm + 30)
    end = float("inf") if keep_days is None else keep_days
    days = [(warm, "STANDARD_IA", 30), (cold, "GLACIER", 90)]
    moves = [{"Days": d, "StorageClass": c} for d, c, least in days if end - d >= least]
    rule = {"ID": name, "Status": "Enabled", "Filter": {"Prefix": "logs/"}}
    if moves:
        rule["Transitions"] = moves
    return rule if keep_days is None else rule | {"Expiration": {"Days": keep_days}}


# %% A table of classes, other order of keys kind="right"
CLASSES = (("STANDARD_IA", 30, 30), ("GLACIER", 30, 90))


def draft_rule(name, prefix, daily_until, weekly_until, keep_days):
    rule, earliest, moves = {"Filter": {"Prefix": prefix}}, 0, []
    for wanted, (storage_class, gap, least) in zip((daily_until, weekly_until), CLASSES):
        day = max(wanted, earliest + gap)
        earliest = day
        if keep_days is None or day + least <= keep_days:
            moves.append({"StorageClass": storage_class, "Days": day})
    if keep_days is not None:
        rule["Expiration"] = {"Days": keep_days}
    if moves:
        rule["Transitions"] = moves
    rule["Status"] = "Enabled"
    rule["ID"] = name
    return rule


# %% By cases, with the course's own writer kind="right"
import json

from greenlib.storage import Policy, Stage, tier
from greenlib.storage_s3 import to_s3_json


def draft_rule(name, prefix, daily_until, weekly_until, keep_days):
    warm = max(daily_until, 30)
    cold = max(weekly_until, warm + 30)
    if keep_days is not None and keep_days < warm + 30:
        ages = [("hot", 0)]
    elif keep_days is not None and keep_days < cold + 90:
        ages = [("hot", 0), ("warm", warm)]
    else:
        ages = [("hot", 0), ("warm", warm), ("cold", cold)]
    ends = [age for _, age in ages[1:]] + [keep_days]
    stages = [Stage(tier(t), start, end) for (t, start), end in zip(ages, ends)]
    return json.loads(to_s3_json({prefix: Policy(name, stages)}))["Rules"][0]
