# %% The full tiers, whatever the day kind="wrong" points=0 says="the archive is still filling"
def stored_tb(tb_per_day, days, stages):
    return {tier: tb_per_day * (to_day - from_day) for tier, from_day, to_day in stages}


# %% Negative data in tiers that are not reached kind="wrong" points=2 says="it holds 0 TB, not less"
def stored_tb(tb_per_day, days, stages):
    stored = {}
    for tier, start, end in stages:
        last = days if end is None else min(days, end)
        stored[tier] = tb_per_day * (last - start)
    return stored


# %% Nothing is ever deleted kind="wrong" points=1 says="Nothing is deleted here"
def stored_tb(tb_per_day, days, stages):
    stored = {}
    for n, (tier, start, end) in enumerate(stages):
        last = days if end is None or n == len(stages) - 1 else min(days, end)
        stored[tier] = tb_per_day * max(last - start, 0)
    return stored


# %% One day too many kind="wrong" points=0 says="under 'hot'"
def stored_tb(tb_per_day, days, stages):
    stored = {}
    for tier, start, end in stages:
        ages = range(days + 1)
        stored[tier] = tb_per_day * sum(start <= a and (end is None or a <= end) for a in ages)
    return stored


# %% The to_day counts as still in the tier kind="wrong" points=0 says="under 'hot' is too large"
def stored_tb(tb_per_day, days, stages):
    stored = {}
    for tier, start, end in stages:
        ages = [a for a in range(days) if a >= start and (end is None or a <= end)]
        stored[tier] = tb_per_day * len(ages)
    return stored


# %% Gigabytes kind="wrong" points=0 says="1000 times too large"
def stored_tb(tb_per_day, days, stages):
    stored = {}
    for tier, start, end in stages:
        last = days if end is None else min(days, end)
        stored[tier] = 1000 * tb_per_day * max(last - start, 0)
    return stored


# %% Leaves empty tiers out kind="wrong" points=2 says="has 1 key instead of 2"
def stored_tb(tb_per_day, days, stages):
    stored = {}
    for tier, start, end in stages:
        last = days if end is None else min(days, end)
        if last > start:
            stored[tier] = tb_per_day * (last - start)
    return stored


# %% Stumbles over None kind="wrong" points=2 says="raised TypeError"
def stored_tb(tb_per_day, days, stages):
    return {tier: tb_per_day * max(min(days, end) - start, 0) for tier, start, end in stages}


# %% Prints and returns nothing kind="wrong" points=0 says="is nothing (None)"
def stored_tb(tb_per_day, days, stages):
    for tier, start, end in stages:
        last = days if end is None else min(days, end)
        print(tier, tb_per_day * max(last - start, 0), "TB")


# %% Day by day kind="right"
def stored_tb(tb_per_day, days, stages):
    stored = {tier: 0.0 for tier, _, _ in stages}
    for age in range(days):
        for tier, start, end in stages:
            if start <= age and (end is None or age < end):
                stored[tier] += tb_per_day
    return stored


# %% With NumPy, tiers in the opposite order kind="right"
import numpy as np


def stored_tb(tb_per_day, days, stages):
    ages = np.arange(days)
    return {
        tier: np.sum((ages >= start) & (ages < (np.inf if end is None else end))) * tb_per_day
        for tier, start, end in reversed(stages)
    }


# %% Two look-ups in a running sum kind="right"
def stored_tb(tb_per_day, days, stages):
    arrived = [tb_per_day * n for n in range(days + 1)]

    def older(age):
        return arrived[max(days - age, 0)]

    return {t: older(a) - (0 if b is None else older(b)) for t, a, b in stages}
