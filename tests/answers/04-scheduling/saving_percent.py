# %% A fraction kind="wrong" points=1 says="That is a fraction; return per cent"
def saving_percent(intensity, before, after):
    if len(before) != len(after):
        raise ValueError(f"{len(before)} and {len(after)} hours")
    return 1 - sum(intensity[h] for h in after) / sum(intensity[h] for h in before)


# %% Relative to the hours after the move kind="wrong" points=1 says="relative to the emissions after the move"
def saving_percent(intensity, before, after):
    if len(before) != len(after):
        raise ValueError(f"{len(before)} and {len(after)} hours")
    old, new = (sum(intensity[h] for h in hours) for hours in (before, after))
    return 100 * (old - new) / new


# %% The sign the wrong way round kind="wrong" points=1 says="The sign is the wrong way round"
def saving_percent(intensity, before, after):
    if len(before) != len(after):
        raise ValueError(f"{len(before)} and {len(after)} hours")
    old, new = (sum(intensity[h] for h in hours) for hours in (before, after))
    return 100 * (new - old) / old


# %% What is left kind="wrong" points=1 says="That is what is left"
def saving_percent(intensity, before, after):
    if len(before) != len(after):
        raise ValueError(f"{len(before)} and {len(after)} hours")
    return 100 * sum(intensity[h] for h in after) / sum(intensity[h] for h in before)


# %% Losses become 0 kind="wrong" points=1 says="A loss is not a saving of 0"
def saving_percent(intensity, before, after):
    if len(before) != len(after):
        raise ValueError(f"{len(before)} and {len(after)} hours")
    return max(0, 100 * (1 - sum(intensity[h] for h in after) / sum(intensity[h] for h in before)))


# %% Hours from start to end, not the list kind="wrong" points=1 says="saving_percent([400, 300, 350, 200, 500], [0, 1], [1, 3]) returned"
def saving_percent(intensity, before, after):
    if len(before) != len(after):
        raise ValueError(f"{len(before)} and {len(after)} hours")
    old = sum(intensity[before[0] : before[-1] + 1])
    return 100 * (1 - sum(intensity[after[0] : after[-1] + 1]) / old)


# %% No check of the number of hours kind="wrong" points=2 says="Expected it to raise ValueError"
def saving_percent(intensity, before, after):
    old, new = (sum(intensity[h] for h in hours) for hours in (before, after))
    return 100 * (old - new) / old


# %% Rounded for display kind="wrong" points=1 says="Round only when you print"
def saving_percent(intensity, before, after):
    if len(before) != len(after):
        raise ValueError(f"{len(before)} and {len(after)} hours")
    return round(
        100 * (1 - sum(intensity[h] for h in after) / sum(intensity[h] for h in before)), 1
    )


# %% With arrays kind="right"
import numpy as np


def saving_percent(intensity, before, after):
    if len(before) - len(after):
        raise ValueError(f"before has {len(before)} hours, after has {len(after)}")
    values = np.asarray(intensity, dtype=float)
    return 100 - 100 * values[after].mean() / values[before].mean()


# %% With a power of 80 W, which cancels kind="right"
def saving_percent(intensity, before, after):
    grams = []
    for hours in (before, after):
        total = 0
        for hour in hours:
            total += 0.080 * intensity[hour]
        grams.append(total)
    if len(before) != len(after):
        raise ValueError("not the same job: %d h and %d h" % (len(before), len(after)))
    return (grams[0] - grams[1]) / grams[0] * 100
