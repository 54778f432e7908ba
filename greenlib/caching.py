"""Save repeated work, measure what that saves, and know when it pays.

    without a cache   (1 + repeats) x compute
    with a cache      compute + store + keep + (1 + repeats) x lookup
    it pays when      repeats x (compute - lookup) >= store + keep + lookup

A cache trades memory and the risk of stale answers for work; `greenlib.batching` trades waiting for
work. The clock is an argument, so that a lesson can count virtual seconds, which repeat exactly.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, update_wrapper
from pathlib import Path
from typing import Any

import numpy as np

from .errors import InvalidQuantityError, WrongTypeError
from .quantities import quantity, unwrapped, whole_number


class VirtualClock:
    """A clock that moves only when somebody sleeps on it, so that its times repeat exactly.

    >>> clock = VirtualClock()
    >>> clock.sleep(0.5)
    >>> clock.now()
    0.5
    """

    def __init__(self) -> None:
        self._seconds = 0.0

    def now(self) -> float:
        """Return the virtual time since the clock was made, in s."""
        return self._seconds

    def sleep(self, seconds: float) -> None:
        """Move the clock on by `seconds`, in s, without waiting."""
        self._seconds += quantity("seconds", seconds, "s")


@dataclass(frozen=True)
class CacheStats:
    """What a cache has done so far.

    Parameters
    ----------
    hits, misses : calls answered from the cache, calls computed.
    evictions : results thrown out to make room for others.
    entries, maxsize : results held now, and at most; maxsize None means no bound.
    spent_s : time spent computing, in s.
    saved_s : time that the hits would have taken to compute, in s, each as long as its miss took.

    >>> print(CacheStats(hits=3, misses=5, evictions=0, entries=5, maxsize=128, spent_s=2.5,
    ...                  saved_s=1.5))
    3 hits, 5 misses, 0 evictions; 2.50 s spent, 1.50 s saved
    """

    hits: int
    misses: int
    evictions: int
    entries: int
    maxsize: int | None
    spent_s: float
    saved_s: float

    @property
    def hit_rate(self) -> float:
        """Share of the calls that were hits, a fraction; raises InvalidQuantityError before any."""
        if self.hits + self.misses == 0:
            raise InvalidQuantityError("there is no hit rate before the first call")
        return self.hits / (self.hits + self.misses)

    def __str__(self) -> str:
        return (
            f"{self.hits} hits, {self.misses} misses, {self.evictions} evictions; "
            f"{self.spent_s:.2f} s spent, {self.saved_s:.2f} s saved"
        )


class MeasuredCache:
    """A function whose results are kept in memory and whose calls are counted and timed.

    Parameters
    ----------
    function : what to cache. It must give the same result for the same arguments; its arguments
        must be hashable (numbers, text, tuples). Every hit returns the same object: do not change
        a list that came out of a cache.
    maxsize : how many results to keep, 1 or more; the one not used for longest goes first (LRU,
        functools.lru_cache). None keeps all, so memory grows with every new argument.
    now : returns the time in s; `VirtualClock().now` for times that repeat.

    Raises WrongTypeError for what is not callable or not hashable, InvalidQuantityError for
    another maxsize.

    >>> clock = VirtualClock()
    >>> cached = MeasuredCache(lambda day: clock.sleep(0.5), now=clock.now)
    >>> for day in [1, 2, 1, 3, 2, 4, 1, 5]:
    ...     cached(day)
    >>> print(cached.stats)
    3 hits, 5 misses, 0 evictions; 2.50 s spent, 1.50 s saved
    """

    def __init__(
        self,
        function: Callable[..., Any],
        *,
        maxsize: int | None = 128,
        now: Callable[[], float] = time.perf_counter,
    ) -> None:
        if not callable(function):
            raise WrongTypeError(f"function must be callable, got {function!r}; leave out the ()")
        update_wrapper(self, function)
        self._function, self._now = function, now
        bound = None if maxsize is None else whole_number("maxsize", maxsize, "", minimum=1)
        self._cached = lru_cache(bound)(self._compute)
        self.clear()

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        try:
            hash((arguments, tuple(keywords.values())))
        except TypeError as error:
            raise WrongTypeError(
                f"arguments of a cached function must be hashable ({error}); pass a tuple for a "
                "list, or a file's name and its content_key for its content"
            ) from None
        result, seconds = self._cached(*arguments, **keywords)
        self._uncached_s += seconds
        return result

    def _compute(self, *arguments: Any, **keywords: Any) -> tuple[Any, float]:
        start = self._now()
        result = self._function(*arguments, **keywords)
        seconds = self._now() - start
        self._stored += 1
        self._spent_s += seconds
        return result, seconds

    @property
    def stats(self) -> CacheStats:
        """What the cache has done since it was made or cleared."""
        info = self._cached.cache_info()
        return CacheStats(
            hits=info.hits,
            misses=info.misses,
            evictions=self._stored - info.currsize,
            entries=info.currsize,
            maxsize=info.maxsize,
            spent_s=self._spent_s,
            saved_s=self._uncached_s - self._spent_s,
        )

    def clear(self) -> None:
        """Forget every result and start counting anew."""
        self._cached.cache_clear()
        self._stored, self._spent_s, self._uncached_s = 0, 0.0, 0.0


def disk_cache(function: Callable[..., Any], folder: str | Path) -> Callable[..., Any]:
    """Return `function` with its results kept in `folder`, where the next run finds them too.

    Parameters
    ----------
    function : what to cache, defined with `def`; its arguments may be arrays and data frames.
    folder : where to keep results; made if missing. Nothing is ever removed from it.

    Returns joblib's MemorizedFunc (joblib.Memory), with its `check_call_in_cache(*arguments)`.
    joblib computes anew when the arguments or the function's own code change. It does not notice a
    change in a file that the function reads or in another function that it calls: the answer is
    then stale. Make what may change an argument, for example with `content_key`.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     cached = disk_cache(round, folder)
    ...     before, result = cached.check_call_in_cache(2.71), cached(2.71)
    ...     before, result, cached.check_call_in_cache(2.71)
    (False, 3, True)
    """
    from joblib import Memory

    if not callable(function):
        raise WrongTypeError(f"function must be callable, got {function!r}; leave out the ()")
    return Memory(folder, verbose=0).cache(function)


def content_key(content: bytes | str | Path) -> str:
    """Return a short text that changes when `content` changes: 16 hex digits of its SHA-256.

    Parameters
    ----------
    content : bytes, text, or a Path, which stands for the file's content, not its name.

    Given to a cached function as one more argument, it makes a changed file a new call, so that
    the answer cannot be stale. Raises WrongTypeError for anything else.

    >>> content_key("price list of May") == content_key(b"price list of May")
    True
    >>> content_key("price list of May") == content_key("price list of June")
    False
    """
    if isinstance(content, Path):
        content = content.read_bytes()
    elif isinstance(content, str):
        content = content.encode()
    elif not isinstance(content, bytes):
        raise WrongTypeError(f"content must be bytes, text or a Path, got {content!r}")
    return hashlib.sha256(content).hexdigest()[:16]


def keeping_kwh(size_gb: Any, hours: Any, kwh_per_gb_h: Any) -> Any:
    """Return the energy of keeping a cache in memory or on disk, in kWh.

    Parameters
    ----------
    size_gb : size of what is kept, in GB (10^9 B); 0 or more.
    hours : how long it is kept, in h; 0 or more.
    kwh_per_gb_h : energy to hold a gigabyte for an hour, in kWh/GB-h: take it from
        `greenlib.factors`, for memory the key "lifecycle.memory". Shapes broadcast together.

    Raises WrongTypeError or InvalidQuantityError, naming the argument and its value.

    >>> round(keeping_kwh(size_gb=2.5, hours=24, kwh_per_gb_h=0.0004), 6)
    0.024
    """
    size, time_h = quantity("size_gb", size_gb, "GB"), quantity("hours", hours, "h")
    return size * time_h * quantity("kwh_per_gb_h", kwh_per_gb_h, "kWh/GB-h")


def net_saving_kwh(
    repeats: Any,
    *,
    compute_kwh: Any,
    lookup_kwh: Any = 0.0,
    store_kwh: Any = 0.0,
    keep_kwh: Any = 0.0,
) -> Any:
    """Return what a cache saves over computing every time, in kWh; below 0 where it costs more.

    Parameters
    ----------
    repeats : how often the result is asked for again after the first time; 0 or more.
    compute_kwh : energy of computing it once, in kWh.
    lookup_kwh : energy of looking for it in the cache, at every call, in kWh.
    store_kwh : energy of putting it into the cache, once, in kWh.
    keep_kwh : energy of keeping it, over the whole time, in kWh; see `keeping_kwh`.

    Numbers, arrays or Series that broadcast together. Raises WrongTypeError or
    InvalidQuantityError, naming the argument and its value.

    >>> round(net_saving_kwh(10, compute_kwh=0.002, lookup_kwh=0.0001, keep_kwh=0.005), 6)
    0.0139
    """
    gain, cost = _gain_and_cost(compute_kwh, lookup_kwh, store_kwh, keep_kwh)
    return quantity("repeats", repeats, "") * gain - cost


def break_even_repeats(
    *, compute_kwh: Any, lookup_kwh: Any = 0.0, store_kwh: Any = 0.0, keep_kwh: Any = 0.0
) -> Any:
    """Return the smallest whole number of repeats for which a cache pays; inf where it never does.

    Parameters as for `net_saving_kwh`, which is 0 or more from this number on. Looking up must take
    less than computing, or no number of repeats is enough. Raises as `net_saving_kwh` does.

    >>> break_even_repeats(compute_kwh=0.002, lookup_kwh=0.0001, keep_kwh=0.005)
    3.0
    >>> break_even_repeats(compute_kwh=0.002, lookup_kwh=0.003)
    inf
    """
    gain, cost = _gain_and_cost(compute_kwh, lookup_kwh, store_kwh, keep_kwh)
    pays = gain > 0
    ratio = cost / (gain * pays + (1.0 - pays))
    # A ratio of 3.0000000000000004 is a 3 that was rounded on the way, not a 4.
    return unwrapped(np.ceil(ratio * (1 - 1e-9)) + np.where(pays, 0.0, np.inf))


def _gain_and_cost(
    compute_kwh: Any, lookup_kwh: Any, store_kwh: Any, keep_kwh: Any
) -> tuple[Any, Any]:
    lookup = quantity("lookup_kwh", lookup_kwh, "kWh")
    gain = quantity("compute_kwh", compute_kwh, "kWh") - lookup
    cost = quantity("store_kwh", store_kwh, "kWh") + quantity("keep_kwh", keep_kwh, "kWh") + lookup
    return gain, cost
