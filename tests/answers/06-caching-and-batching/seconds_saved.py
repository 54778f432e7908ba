# %% The time with the cache kind="wrong" points=0 says="That is the time with the cache"
def seconds_saved(keys, compute_s, lookup_s):
    return sum(compute_s[key] for key in set(keys)) + len(keys) * lookup_s


# %% A look-up only at hits kind="wrong" points=0 says="Looking takes time at every call"
def seconds_saved(keys, compute_s, lookup_s):
    seen, saved = set(), 0
    for key in keys:
        if key in seen:
            saved += compute_s[key] - lookup_s
        seen.add(key)
    return saved


# %% Looking up is free kind="wrong" points=0 says="Looking in the cache takes time, too"
def seconds_saved(keys, compute_s, lookup_s):
    return sum(compute_s[k] for k in keys) - sum(compute_s[k] for k in set(keys))


# %% Half a second for every key kind="wrong" points=0 says="Each key has its own time"
def seconds_saved(keys, compute_s, lookup_s):
    return (len(keys) - len(set(keys))) * 0.5 - len(keys) * lookup_s


# %% Every key of the dict is computed kind="wrong" points=0 says="Each key has its own time"
def seconds_saved(keys, compute_s, lookup_s):
    without = sum(compute_s[k] for k in keys)
    return without - sum(compute_s.values()) - len(keys) * lookup_s


# %% Never below zero kind="wrong" points=0 says="gives a number below 0"
def seconds_saved(keys, compute_s, lookup_s):
    saved = sum(compute_s[k] for k in keys) - sum(compute_s[k] for k in set(keys))
    return max(0, saved - len(keys) * lookup_s)


# %% The share that is saved kind="wrong" points=0 says="seconds_saved([1, 2, 1, 3, 2, 4, 1, 5]"
def seconds_saved(keys, compute_s, lookup_s):
    without = sum(compute_s[k] for k in keys)
    with_cache = sum(compute_s[k] for k in set(keys)) + len(keys) * lookup_s
    return 1 - with_cache / without


# %% Subtracted the wrong way round kind="wrong" points=0 says="has the wrong sign"
def seconds_saved(keys, compute_s, lookup_s):
    without = sum(compute_s[k] for k in keys)
    return sum(compute_s[k] for k in set(keys)) + len(keys) * lookup_s - without


# %% Call by call kind="right"
def seconds_saved(keys, compute_s, lookup_s):
    seen = []
    saved = 0.0
    for key in keys:
        saved -= lookup_s
        if key in seen:
            saved += compute_s[key]
        else:
            seen.append(key)
    return saved


# %% With a Counter kind="right"
from collections import Counter


def seconds_saved(keys, compute_s, lookup_s):
    return sum((n - 1) * compute_s[k] - n * lookup_s for k, n in Counter(keys).items())


# %% With a cache that really runs kind="right"
from functools import lru_cache


def seconds_saved(keys, compute_s, lookup_s):
    spent = []

    @lru_cache(maxsize=None)
    def work(key):
        spent.append(compute_s[key])

    for key in keys:
        work(key)
    return sum(map(compute_s.get, keys)) - sum(spent) - lookup_s * len(keys)
