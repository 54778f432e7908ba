# %% The last shingle is missing kind="wrong" points=0 says="near_duplicate_pairs("
def near_duplicate_pairs(texts, size, threshold):
    sets = [{t[i : i + size] for i in range(len(t) - size)} or {t} for t in texts]
    return [
        (i, j)
        for i in range(len(texts))
        for j in range(i + 1, len(texts))
        if len(sets[i] & sets[j]) / len(sets[i] | sets[j]) >= threshold
    ]


# %% More than the threshold kind="wrong" points=3 says="At least the threshold"
def near_duplicate_pairs(texts, size, threshold):
    sets = [{t[i : i + size] for i in range(max(1, len(t) - size + 1))} for t in texts]
    return [
        (i, j)
        for i in range(len(texts))
        for j in range(i + 1, len(texts))
        if len(sets[i] & sets[j]) / len(sets[i] | sets[j]) > threshold
    ]


# %% Both orders, and each text with itself kind="wrong" points=0 says="items instead of 1"
def near_duplicate_pairs(texts, size, threshold):
    sets = [{t[i : i + size] for i in range(max(1, len(t) - size + 1))} for t in texts]
    return [
        (i, j)
        for i in range(len(texts))
        for j in range(len(texts))
        if len(sets[i] & sets[j]) / len(sets[i] | sets[j]) >= threshold
    ]


# %% Words instead of shingles kind="wrong" points=0 says="has 0 items instead of 1"
def near_duplicate_pairs(texts, size, threshold):
    sets = [set(t.split()) or {""} for t in texts]
    return [
        (i, j)
        for i in range(len(texts))
        for j in range(i + 1, len(texts))
        if len(sets[i] & sets[j]) / len(sets[i] | sets[j]) >= threshold
    ]


# %% Divided by the shorter text kind="wrong" points=0 says="has 1 item instead of 0"
def near_duplicate_pairs(texts, size, threshold):
    sets = [{t[i : i + size] for i in range(max(1, len(t) - size + 1))} for t in texts]
    return [
        (i, j)
        for i in range(len(texts))
        for j in range(i + 1, len(texts))
        if len(sets[i] & sets[j]) / min(len(sets[i]), len(sets[j])) >= threshold
    ]


# %% Short texts have no shingles kind="wrong" points=3 says="ZeroDivisionError"
def near_duplicate_pairs(texts, size, threshold):
    sets = [{t[i : i + size] for i in range(len(t) - size + 1)} for t in texts]
    return [
        (i, j)
        for i in range(len(texts))
        for j in range(i + 1, len(texts))
        if len(sets[i] & sets[j]) / len(sets[i] | sets[j]) >= threshold
    ]


# %% The texts instead of their positions kind="wrong" points=0 says="at position 0 is text (str)"
def near_duplicate_pairs(texts, size, threshold):
    sets = [{t[i : i + size] for i in range(max(1, len(t) - size + 1))} for t in texts]
    return [
        (texts[i], texts[j])
        for i in range(len(texts))
        for j in range(i + 1, len(texts))
        if len(sets[i] & sets[j]) / len(sets[i] | sets[j]) >= threshold
    ]


# %% Always shingles of five characters kind="wrong" points=0 says="near_duplicate_pairs("
from greenlib.near_duplicates import near_duplicates


def near_duplicate_pairs(texts, size, threshold):
    return [pair[:2] for pair in near_duplicates(texts, threshold=threshold)]


# %% With a counted union, lists of two kind="right"
def near_duplicate_pairs(texts, size, threshold):
    def shingles(text):
        if len(text) <= size:
            return frozenset([text])
        return frozenset("".join(run) for run in zip(*(text[k:] for k in range(size))))

    sets = [shingles(text) for text in texts]
    pairs = []
    for later in range(len(sets)):
        for first in range(later):
            both = len(sets[first].intersection(sets[later]))
            if both >= threshold * (len(sets[first]) + len(sets[later]) - both):
                pairs.append([first, later])
    return sorted(pairs)


# %% With NumPy and an index of all shingles kind="right"
import numpy as np


def near_duplicate_pairs(texts, size, threshold):
    pieces = [{t[i : i + size] for i in range(max(1, len(t) - size + 1))} for t in texts]
    names = sorted(set().union(*pieces))
    table = np.array([[name in piece for name in names] for piece in pieces], dtype=int)
    shared = table @ table.T
    sizes = table.sum(axis=1)
    alike = shared / (sizes[:, None] + sizes[None, :] - shared)
    return np.argwhere(np.triu(alike >= threshold, k=1))
