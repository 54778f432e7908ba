# %% First in, first out kind="wrong" points=2 says="a hit counts as use"
def lru_counts(keys, maxsize):
    held, hits, evictions = [], 0, 0
    for key in keys:
        if key in held:
            hits += 1
            continue
        if len(held) == maxsize:
            held.pop(0)
            evictions += 1
        held.append(key)
    return {"hits": hits, "misses": len(keys) - hits, "evictions": evictions}


# %% No bound at all kind="wrong" points=0 says="under 'hits' is too large"
def lru_counts(keys, maxsize):
    misses = len(set(keys))
    return {"hits": len(keys) - misses, "misses": misses, "evictions": 0}


# %% What was thrown out still hits kind="wrong" points=0 says="must be computed again"
def lru_counts(keys, maxsize):
    misses = len(set(keys))
    evictions = max(0, misses - maxsize)
    return {"hits": len(keys) - misses, "misses": misses, "evictions": evictions}


# %% Every miss is an eviction kind="wrong" points=0 says="under 'evictions'"
def lru_counts(keys, maxsize):
    held, hits = [], 0
    for key in keys:
        if key in held:
            hits += 1
            held.remove(key)
        held = [*held, key][-maxsize:]
    misses = len(keys) - hits
    return {"hits": hits, "misses": misses, "evictions": misses}


# %% Room for one more kind="wrong" points=0 says="under 'hits'"
def lru_counts(keys, maxsize):
    held, hits, evictions = [], 0, 0
    for key in keys:
        if key in held:
            hits += 1
            held.remove(key)
        elif len(held) > maxsize:
            held.pop(0)
            evictions += 1
        held.append(key)
    return {"hits": hits, "misses": len(keys) - hits, "evictions": evictions}


# %% Throws out the newest kind="wrong" points=0 says="returned {'hits': 8, 'misses': 7, 'evictions': 3}"
def lru_counts(keys, maxsize):
    held, hits, evictions = [], 0, 0
    for key in keys:
        if key in held:
            hits += 1
            held.remove(key)
        elif len(held) == maxsize:
            held.pop()
            evictions += 1
        held.append(key)
    return {"hits": hits, "misses": len(keys) - hits, "evictions": evictions}


# %% A cache that is still full from the last call kind="wrong" points=0 says="when called again"
held = []


def lru_counts(keys, maxsize):
    hits = evictions = 0
    for key in keys:
        if key in held:
            hits += 1
            held.remove(key)
        elif len(held) == maxsize:
            evictions += 1
            held.pop(0)
        held.append(key)
    return {"hits": hits, "misses": len(keys) - hits, "evictions": evictions}


# %% Eats the list of keys kind="wrong" points=0 says="changed its argument 'keys'"
def lru_counts(keys, maxsize):
    held, hits, misses, evictions = [], 0, 0, 0
    while keys:
        key = keys.pop(0)
        if key in held:
            hits += 1
            held.remove(key)
        else:
            misses += 1
            if len(held) == maxsize:
                evictions += 1
                held.pop(0)
        held.append(key)
    return {"hits": hits, "misses": misses, "evictions": evictions}


# %% A tuple instead of a dict kind="wrong" points=0 says="Expected a dict"
def lru_counts(keys, maxsize):
    return (3, 5, 0)


# %% The real lru_cache kind="right"
from functools import lru_cache


def lru_counts(keys, maxsize):
    @lru_cache(maxsize=maxsize)
    def work(key):
        return None

    for key in keys:
        work(key)
    info = work.cache_info()
    return {
        "evictions": info.misses - info.currsize,
        "hits": info.hits,
        "misses": info.misses,
    }


# %% An ordered dict kind="right"
from collections import OrderedDict


def lru_counts(keys, maxsize):
    held, counts = OrderedDict(), OrderedDict(hits=0, misses=0, evictions=0)
    for key in keys:
        counts["hits" if key in held else "misses"] += 1
        held[key] = True
        held.move_to_end(key)
        if len(held) > maxsize:
            held.popitem(last=False)
            counts["evictions"] += 1
    return dict(counts)


# %% Time of last use kind="right"
def lru_counts(keys, maxsize):
    last_use = {}
    hits = misses = evictions = 0
    for now, key in enumerate(keys):
        if key in last_use:
            hits += 1
        else:
            misses += 1
            if len(last_use) >= maxsize:
                del last_use[min(last_use, key=last_use.get)]
                evictions += 1
        last_use[key] = now
    return {"hits": hits, "misses": misses, "evictions": evictions}
