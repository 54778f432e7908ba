"""Texts that are nearly the same, found without comparing every pair.

    likeness = shared shingles / all shingles        Jaccard similarity, from 0 to 1

A shingle is a run of characters. MinHash signatures, cut into bands, propose the pairs that are
worth comparing. Source: Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, ch. 3.
datasketch is imported by the functions that need it.
"""

from __future__ import annotations

from collections.abc import Sequence
from reprlib import repr as shorten
from typing import Any

from .errors import WrongTypeError
from .quantities import quantity

SHINGLE = 5  # characters
PERMUTATIONS = 128


def jaccard(first: str, second: str) -> float:
    """Return how alike two texts are: shared shingles over all their shingles, from 0 to 1.

    A shingle is a run of `SHINGLE` characters; a shorter text is one shingle. Raises WrongTypeError
    for what is no text. Source: Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, ch. 3.

    >>> round(jaccard("green data diet", "green data diets"), 3)
    0.917
    """
    return _overlap(_shingles(first), _shingles(second))


def near_duplicates(
    texts: Sequence[str], *, threshold: float = 0.8
) -> list[tuple[int, int, float]]:
    """Return the pairs of texts that are nearly the same, as (position, later position, likeness).

    Signatures of `PERMUTATIONS` MinHash values in bands (datasketch's MinHashLSH, seed 1) propose
    candidates without comparing every pair; each candidate is then checked with `jaccard`, so no
    wrong pair is returned. A right pair can be missed: see `candidate_probability`. Remove exact
    duplicates first: k equal texts make k (k - 1) / 2 pairs.

    Parameters
    ----------
    texts : a list of texts; at least one.
    threshold : the likeness (`jaccard`) from which two texts count, 0.1 to 0.95.

    Raises InvalidQuantityError or WrongTypeError, naming the argument and its value.

    >>> near_duplicates(["green data diet", "a cache on disk", "green data diets"])
    [(0, 2, 0.9166666666666666)]
    """
    from datasketch import MinHash, MinHashLSH

    if not isinstance(texts, (list, tuple)) or not texts:
        raise WrongTypeError(f"texts must be a list of texts, at least one; got {shorten(texts)}")
    index = MinHashLSH(num_perm=PERMUTATIONS, params=lsh_bands(threshold))
    sets = [_shingles(text) for text in texts]
    encoded = ([piece.encode() for piece in pieces] for pieces in sets)
    pairs = []
    for later, signature in enumerate(MinHash.bulk(encoded, num_perm=PERMUTATIONS, seed=1)):
        for first in index.query(signature):
            if (likeness := _overlap(sets[first], sets[later])) >= threshold:
                pairs.append((first, later, likeness))
        index.insert(later, signature)
    return sorted(pairs)


def lsh_bands(threshold: float) -> tuple[int, int]:
    """Return the bands of a signature and the rows of a band, as `near_duplicates` uses them.

    They are datasketch's optimum when missed pairs count 19 times as much as needless candidates
    (weights 0.05 and 0.95), because every candidate is checked anyway. Raises InvalidQuantityError
    for a threshold outside 0.1 to 0.95.

    >>> lsh_bands(0.8)
    (16, 8)
    """
    from datasketch import MinHashLSH

    threshold = quantity("threshold", threshold, "", minimum=0.1, maximum=0.95)
    index = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS, weights=(0.05, 0.95))
    return index.b, index.r


def candidate_probability(likeness: Any, *, threshold: float = 0.8) -> Any:
    """Return how likely `near_duplicates` is to look at a pair of texts, from 0 to 1.

    P = 1 - (1 - s^r)^b for likeness s and b bands of r rows (Leskovec, Rajaraman and Ullman, Mining
    of Massive Datasets, ch. 3).

    Parameters
    ----------
    likeness : Jaccard similarity, from 0 to 1: a number or an array.
    threshold : as for `near_duplicates`.

    Raises WrongTypeError or InvalidQuantityError, naming the argument and its value.

    >>> round(candidate_probability(0.8), 3), round(candidate_probability(0.4), 3)
    (0.947, 0.01)
    """
    bands, rows = lsh_bands(threshold)
    return 1 - (1 - quantity("likeness", likeness, "", maximum=1) ** rows) ** bands


def _shingles(text: str) -> set[str]:
    if not isinstance(text, str):
        raise WrongTypeError(f"a text must be a str, got {shorten(text)}")
    return {text[start : start + SHINGLE] for start in range(max(1, len(text) - SHINGLE + 1))}


def _overlap(first: set[str], second: set[str]) -> float:
    return len(first & second) / len(first | second)
