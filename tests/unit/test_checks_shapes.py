"""greenlib.checks: a right answer passes in any shape, and nothing that only looks like it does."""

import math
from collections import OrderedDict, defaultdict
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from greenlib import checks
from greenlib.checks import CheckFailed, same_value
from greenlib.wording import show

# Away from 0, so that a part of a value is never within the tolerance of another.
numbers = st.one_of(
    st.integers(min_value=1, max_value=10**9),
    st.floats(min_value=1e-3, max_value=1e9),
    st.floats(min_value=-1e9, max_value=-1e-3),
)
leaves = st.one_of(numbers, st.text(max_size=8), st.booleans(), st.none())
keys = st.text(min_size=1, max_size=6)


def containers(inner):
    return st.one_of(
        st.lists(inner, max_size=4),
        st.tuples(inner, inner),
        st.dictionaries(keys, inner, max_size=4),
    )


answers = st.recursive(leaves, containers, max_leaves=12)


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def number_shapes(number):
    shapes = [float, np.float64, np.float32, Fraction, np.array, lambda n: Decimal(repr(n))]
    if float(number).is_integer():
        shapes += [int, np.int64]
    return shapes


def reshaped(data, answer):
    """Return `answer` with every part of it in a shape that Hypothesis chooses."""
    if is_number(answer):
        return data.draw(st.sampled_from(number_shapes(answer)))(answer)
    if isinstance(answer, bool):
        return data.draw(st.sampled_from([bool, np.bool_]))(answer)
    if isinstance(answer, str):
        # NumPy drops zero characters at the end of a text.
        shapes = [str] if answer.endswith("\0") else [str, np.str_]
        return data.draw(st.sampled_from(shapes))(answer)
    if isinstance(answer, (list, tuple)):
        items = [reshaped(data, item) for item in answer]
        return data.draw(st.sampled_from([list, tuple]))(items)
    if isinstance(answer, dict):
        items = data.draw(st.permutations(list(answer.items())))
        kind = data.draw(st.sampled_from([dict, OrderedDict, lambda i: defaultdict(list, i)]))
        return kind([(key, reshaped(data, value)) for key, value in items])
    return answer


def places(answer, here=()):
    """Return the path to every leaf of `answer`."""
    if isinstance(answer, dict):
        return [path for key in answer for path in places(answer[key], (*here, key))]
    if isinstance(answer, (list, tuple)):
        return [path for n, item in enumerate(answer) for path in places(item, (*here, n))]
    return [here]


def replaced(answer, path, change):
    """Return `answer` with the leaf at `path` changed."""
    if not path:
        return change(answer)
    first, *rest = path
    if isinstance(answer, dict):
        return {k: replaced(v, rest, change) if k == first else v for k, v in answer.items()}
    items = [replaced(v, rest, change) if n == first else v for n, v in enumerate(answer)]
    return type(answer)(items)


class Always:
    """Says that it equals everything."""

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return True

    def __float__(self):
        return 1.0

    __hash__ = object.__hash__


class SlyInt(int):
    __eq__ = Always.__eq__
    __hash__ = int.__hash__


class SlyText(str):
    __eq__ = Always.__eq__
    __hash__ = str.__hash__


ALWAYS_WRONG = [lambda leaf: Always(), lambda leaf: SlyInt(1), lambda leaf: [leaf, leaf]]
NUMBER_LOOK_ALIKES = [
    str,
    "{} kWh".format,
    lambda number: math.nan,
    lambda number: math.inf,
    lambda number: number * (1 + 1e-5),
    lambda number: complex(number, 0),
    lambda number: pd.Timedelta(1),
    lambda number: np.timedelta64(int(number), "ns"),
    lambda number: np.ma.masked,
    lambda number: None,
    lambda number: True,
]
TEXT_LOOK_ALIKES = [SlyText, "{} ".format, lambda text: text.encode(), lambda text: None]


def look_alikes(leaf):
    if is_number(leaf):
        return ALWAYS_WRONG + NUMBER_LOOK_ALIKES
    return ALWAYS_WRONG + (TEXT_LOOK_ALIKES if isinstance(leaf, str) else [str])


@given(answers, st.data())
def test_an_answer_in_any_shape_is_the_answer(answer, data):
    assert same_value(reshaped(data, answer), answer)


@given(answers.filter(places), st.data())
def test_an_answer_with_one_look_alike_in_it_is_not(answer, data):
    path = data.draw(st.sampled_from(places(answer)))
    leaf = answer
    for step in path:
        leaf = leaf[step]
    change = data.draw(st.sampled_from(look_alikes(leaf)))
    assert not same_value(replaced(answer, path, change), answer)


@given(st.lists(numbers, min_size=1, max_size=5), st.data())
def test_a_list_of_numbers_may_be_an_array_and_its_order_counts(values, data):
    assert same_value(np.array(values, dtype=float), values)
    other = data.draw(st.permutations(values))
    pairs = zip(other, values, strict=True)
    assert same_value(other, values) == all(math.isclose(a, b, rel_tol=1e-6) for a, b in pairs)


@given(numbers, st.floats(min_value=1e-5, max_value=0.1))
def test_the_tolerance_of_a_question_is_kept_on_both_sides(number, rel_tol):
    assert same_value(number * (1 + 0.9 * rel_tol), number, rel_tol)
    assert not same_value(number * (1 + 1.2 * rel_tol), number, rel_tol)


@given(st.dictionaries(keys, st.lists(numbers, min_size=2, max_size=2), min_size=2), st.data())
def test_columns_come_in_any_order_and_rows_in_theirs(columns, data):
    table = pd.DataFrame(columns)
    order = data.draw(st.permutations(list(columns)))
    assert same_value(table[order], table)
    assert not same_value(table.iloc[::-1], table)


@given(st.lists(numbers, min_size=1, max_size=5))
def test_a_series_is_neither_its_list_nor_its_table(values):
    series = pd.Series(values)
    assert same_value(series.astype(float), series)
    assert not same_value(values, series)
    assert not same_value(series.to_frame(), series)


@given(st.sets(st.one_of(numbers, keys), min_size=1, max_size=5))
def test_a_set_is_equal_in_any_order_and_is_no_list(items):
    assert same_value(frozenset(reversed(list(items))), items)
    for ordered in (list(items), sorted(items, key=repr), tuple(items)):
        assert not same_value(items, ordered)
        assert not same_value(ordered, items)


@given(st.sets(st.integers(1, 10**6), min_size=1, max_size=5))
def test_numbers_in_a_set_have_the_tolerance_too(items):
    assert same_value({item * (1 + 1e-8) for item in items}, items)
    assert not same_value({item * 1.01 for item in items}, items)


@pytest.mark.parametrize(
    ("result", "same"),
    [
        (math.inf, True),
        (np.float64("inf"), True),
        (-math.inf, False),
        (math.nan, False),
        (10**400, False),
        (1e308, False),
        ("inf", False),
    ],
)
def test_infinity_can_be_expected(result, same):
    assert same_value(result, math.inf) == same
    assert same_value([result], [math.inf]) == same


@pytest.mark.parametrize("result", [np.datetime64("NaT"), pd.NaT, pd.NA, np.ma.masked, "None", ()])
def test_what_is_missing_in_another_way_is_not_none(result):
    assert not same_value(result, None)


@given(
    answers,
    st.one_of(
        st.floats(min_value=1000, max_value=1e6).filter(lambda number: number % 1 > 1e-3),
        st.text("abcdefghij", min_size=9, max_size=9),
        st.lists(st.text("abcdefghij", min_size=9, max_size=9), min_size=1, max_size=3),
        st.dictionaries(st.text("abcdefghij", min_size=9, max_size=9), numbers, min_size=1),
    ),
)
def test_no_message_gives_away_a_number_a_text_or_a_key(result, expected):
    try:
        checks.value("x", result, expected=expected, unit="kWh")
    except CheckFailed as failed:
        secrets = expected if isinstance(expected, (list, dict)) else [expected]
        for secret in secrets:
            text = f"{secret:.6g}" if isinstance(secret, float) else secret
            # What came back is shown, and may hold the very number by chance.
            assume(text not in show(result))
            assert text not in str(failed)
        assert "Expected a" in str(failed) or "Expected text" in str(failed)
