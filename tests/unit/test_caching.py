"""greenlib.caching: hits and misses, stale answers and break-even."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from greenlib import InvalidQuantityError, WrongTypeError
from greenlib.caching import (
    CacheStats,
    MeasuredCache,
    VirtualClock,
    break_even_repeats,
    content_key,
    disk_cache,
    keeping_kwh,
    net_saving_kwh,
)

IDS = [1, 2, 1, 3, 2, 4, 1, 5]


def half_second_transform(maxsize=128):
    clock = VirtualClock()

    def transform(data_id):
        clock.sleep(0.5)
        return f"Transformed_{data_id}"

    return MeasuredCache(transform, maxsize=maxsize, now=clock.now), clock


def test_eight_calls_with_five_misses_take_2_5_s_and_then_nothing():
    cached, clock = half_second_transform()
    results = [cached(data_id) for data_id in IDS]
    assert results[:3] == ["Transformed_1", "Transformed_2", "Transformed_1"]
    assert clock.now() == 2.5
    assert cached.stats == CacheStats(3, 5, 0, 5, 128, spent_s=2.5, saved_s=1.5)
    assert [cached(data_id) for data_id in IDS] == results
    assert clock.now() == 2.5
    assert cached.stats == CacheStats(11, 5, 0, 5, 128, spent_s=2.5, saved_s=5.5)


def test_a_bounded_cache_throws_out_the_result_not_used_for_longest():
    cached, _ = half_second_transform(maxsize=2)
    for data_id in [1, 2, 1, 3, 1, 2]:
        cached(data_id)
    assert cached.stats == CacheStats(2, 4, 2, 2, 2, spent_s=2.0, saved_s=1.0)


def test_a_loop_over_one_key_too_many_never_hits():
    cached, _ = half_second_transform(maxsize=4)
    for data_id in [1, 2, 3, 4, 5] * 3:
        cached(data_id)
    assert (cached.stats.hits, cached.stats.evictions) == (0, 11)


def test_a_cache_without_bound_keeps_everything():
    cached, _ = half_second_transform(maxsize=None)
    for data_id in range(300):
        cached(data_id)
    assert (cached.stats.entries, cached.stats.maxsize) == (300, None)


def test_a_hit_saves_as_much_as_its_own_miss_took():
    clock = VirtualClock()
    cached = MeasuredCache(lambda seconds: clock.sleep(seconds), now=clock.now)
    for seconds in [0.25, 4.0, 4.0, 4.0, 0.25]:
        cached(seconds)
    assert (cached.stats.spent_s, cached.stats.saved_s) == (4.25, 8.25)


def test_a_call_that_fails_is_not_kept_and_evicts_nothing():
    cached = MeasuredCache(lambda number: 6 / number)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            cached(0)
    assert cached(4) == 1.5
    assert (cached.stats.misses, cached.stats.entries, cached.stats.evictions) == (3, 1, 0)


def test_a_cleared_cache_counts_anew():
    cached, _ = half_second_transform()
    cached(7)
    cached.clear()
    assert cached.stats == CacheStats(0, 0, 0, 0, 128, spent_s=0.0, saved_s=0.0)
    with pytest.raises(InvalidQuantityError, match="no hit rate before the first call"):
        _ = cached.stats.hit_rate


def test_the_hit_rate_is_hits_over_calls():
    assert CacheStats(3, 5, 0, 5, 128, 2.5, 1.5).hit_rate == pytest.approx(0.375)


def test_a_cached_function_keeps_its_name_and_its_keywords():
    def price(net, vat=0.2):
        """Return the price with tax."""
        return net * (1 + vat)

    cached = MeasuredCache(price)
    assert cached.__name__ == "price"
    assert cached(50, vat=0.5) == 75
    assert cached(50) == pytest.approx(60)


def test_arguments_that_cannot_be_a_key_are_refused_with_the_remedy():
    cached = MeasuredCache(sum)
    with pytest.raises(WrongTypeError, match=r"must be hashable .*'list'.*pass a tuple for a list"):
        cached([1, 2, 3])
    assert cached((1, 2, 3)) == 6


@pytest.mark.parametrize(
    ("maxsize", "error", "message"),
    [
        (0, InvalidQuantityError, "maxsize must be 1 or more, got 0"),
        (2.5, InvalidQuantityError, "maxsize must be a whole number, got 2.5"),
        ("128", WrongTypeError, "maxsize must be a number, got '128'"),
    ],
)
def test_an_impossible_size_is_refused(maxsize, error, message):
    with pytest.raises(error, match=message):
        MeasuredCache(abs, maxsize=maxsize)


@pytest.mark.parametrize("make", [MeasuredCache, lambda result: disk_cache(result, "unused")])
def test_the_result_of_a_call_is_no_function_to_cache(make):
    with pytest.raises(WrongTypeError, match=r"function must be callable, got 42; leave out the"):
        make(42)


def test_a_virtual_clock_does_not_go_backwards():
    clock = VirtualClock()
    with pytest.raises(InvalidQuantityError, match=r"seconds must be 0 or more s, got -0\.5"):
        clock.sleep(-0.5)
    assert clock.now() == 0


def line_count(path):
    return len(path.read_text().splitlines())


def line_count_of(path, key):
    return len(path.read_text().splitlines())


def test_a_disk_cache_answers_again_after_it_is_opened_anew(tmp_path):
    data = tmp_path / "orders.txt"
    data.write_text("a\nb\n")
    assert disk_cache(line_count, tmp_path / "cache")(data) == 2
    reopened = disk_cache(line_count, tmp_path / "cache")
    assert reopened.check_call_in_cache(data)
    assert not reopened.check_call_in_cache(tmp_path / "other.txt")


def test_a_changed_file_gives_a_stale_answer_unless_its_content_is_in_the_key(tmp_path):
    data = tmp_path / "orders.txt"
    by_name = disk_cache(line_count, tmp_path / "cache")
    by_content = disk_cache(line_count_of, tmp_path / "cache")
    data.write_text("a\nb\n")
    assert (by_name(data), by_content(data, content_key(data))) == (2, 2)
    data.write_text("a\nb\nc\n")
    assert (by_name(data), by_content(data, content_key(data))) == (2, 3)


def test_a_key_is_of_the_content_and_not_of_the_name(tmp_path):
    (tmp_path / "may.txt").write_text("prices")
    (tmp_path / "june.txt").write_text("prices")
    assert content_key(tmp_path / "may.txt") == content_key(tmp_path / "june.txt")
    assert content_key("prices") != content_key("prices ")
    with pytest.raises(WrongTypeError, match="content must be bytes, text or a Path, got 2023"):
        content_key(2023)


def test_a_cache_in_memory_for_a_day_needs_hundreds_of_repeats_of_half_a_second():
    kept = keeping_kwh(size_gb=1, hours=24, kwh_per_gb_h=0.000392)
    assert kept == pytest.approx(0.009408)
    assert break_even_repeats(compute_kwh=80 * 0.5 / 3.6e6, keep_kwh=kept) == 847


def test_the_saving_counts_a_lookup_for_every_call_also_the_first():
    costs = {"compute_kwh": 0.002, "lookup_kwh": 0.0005, "store_kwh": 0.003, "keep_kwh": 0.004}
    without, with_cache = 7 * 0.002, 0.002 + 7 * 0.0005 + 0.003 + 0.004
    assert net_saving_kwh(6, **costs) == pytest.approx(without - with_cache)
    assert break_even_repeats(**costs) == 5


@settings(max_examples=200)
@given(*[st.floats(1e-6, 10)] * 4)
def test_a_cache_pays_from_the_break_even_on_and_not_before(compute, lookup, store, keep):
    assume(compute > 1.01 * lookup)
    costs = {"compute_kwh": compute, "lookup_kwh": lookup, "store_kwh": store, "keep_kwh": keep}
    repeats = break_even_repeats(**costs)
    rounding = 1e-8 * (lookup + store + keep)
    assert net_saving_kwh(repeats, **costs) >= -rounding
    assert net_saving_kwh(repeats - 1, **costs) < rounding


def test_a_lookup_as_dear_as_computing_never_pays():
    assert break_even_repeats(compute_kwh=0.002, lookup_kwh=0.002) == np.inf
    assert break_even_repeats(compute_kwh=0.002, lookup_kwh=0.005) == np.inf


def test_rounding_does_not_ask_for_one_repeat_too_many():
    assert (0.1 + 0.2) / 0.1 > 3
    assert break_even_repeats(compute_kwh=0.1, store_kwh=0.1, keep_kwh=0.2) == 3


def test_break_even_is_computed_for_whole_columns_at_once():
    compute = pd.Series([0.5, 0.25, 0.01], index=["report", "join", "parse"])
    repeats = break_even_repeats(compute_kwh=compute, lookup_kwh=0.02, store_kwh=0.94)
    pd.testing.assert_series_equal(
        repeats, pd.Series([2.0, 5.0, np.inf], index=["report", "join", "parse"])
    )
    array = break_even_repeats(compute_kwh=compute.to_numpy(), lookup_kwh=0.02, store_kwh=0.94)
    assert array.tolist() == [2, 5, np.inf]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: net_saving_kwh(-2, compute_kwh=0.002),
            "repeats must be 0 or more, got -2",
        ),
        (
            lambda: break_even_repeats(compute_kwh=float("nan")),
            "compute_kwh must be 0 or more kWh, got nan",
        ),
    ],
)
def test_a_number_its_quantity_does_not_allow_is_refused_by_name_and_value(call, message):
    with pytest.raises(InvalidQuantityError, match=message):
        call()
