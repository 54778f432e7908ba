"""greenlib.near_duplicates: what comparing every pair finds, with fewer comparisons."""

import itertools

import numpy as np
import pytest

from greenlib import InvalidQuantityError, WrongTypeError
from greenlib.near_duplicates import candidate_probability, jaccard, lsh_bands, near_duplicates


def notices():
    rng = np.random.default_rng(3)
    words = [f"word{number:03d}" for number in range(400)]
    originals = [" ".join(rng.choice(words, size=60)) for _ in range(40)]
    return originals + [text + " read more" for text in originals[:12]]


def test_near_duplicates_are_those_that_comparing_every_pair_finds():
    texts = notices()
    every_pair = [
        (first, later, jaccard(texts[first], texts[later]))
        for first, later in itertools.combinations(range(len(texts)), 2)
    ]
    expected = [pair for pair in every_pair if pair[2] >= 0.8]
    assert len(expected) == 12
    assert near_duplicates(texts, threshold=0.8) == expected


def test_a_pair_below_the_threshold_is_never_returned():
    texts = ["green data diet", "green data diets", "green data"]
    assert near_duplicates(texts, threshold=0.6) == [
        (0, 1, pytest.approx(11 / 12)),
    ]
    assert jaccard(texts[0], texts[2]) == pytest.approx(6 / 11)


def test_short_and_empty_texts_are_one_shingle():
    assert jaccard("abc", "abc") == 1
    assert jaccard("", "abc") == 0
    assert near_duplicates(["abc", "", "abc"]) == [(0, 2, 1.0)]


def test_the_chance_of_looking_at_a_pair_follows_the_bands():
    bands, rows = lsh_bands(0.8)
    assert bands * rows <= 128
    expected = 1 - (1 - np.array([0.4, 0.8, 0.9]) ** rows) ** bands
    assert candidate_probability([0.4, 0.8, 0.9]) == pytest.approx(expected, rel=1e-12)
    assert candidate_probability(0.8, threshold=0.9) < 0.5 < candidate_probability(0.8)


def test_what_is_no_text_or_threshold_is_refused():
    with pytest.raises(WrongTypeError, match="a text must be a str, got 5"):
        near_duplicates(["five", 5])
    for bad in ([], "one text"):
        with pytest.raises(WrongTypeError, match="texts must be a list of texts"):
            near_duplicates(bad)
    with pytest.raises(
        InvalidQuantityError, match=r"threshold must be between 0.1 and 0.95, got 1"
    ):
        near_duplicates(["one", "two"], threshold=1)
