"""A whole year of hourly carbon intensity, drawn so that it keeps to the typical days of a zone."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import accumulate

import numpy as np

from . import factors
from .grid import SEASONS, IntensitySeries, typical_day
from .quantities import whole_number

_WARM_UP_H = 240  # until the noise has forgotten that it started at 0


def synthetic_year(zone: str, year: int, *, seed: int = 0) -> IntensitySeries:
    """Return a whole year of hourly intensity, drawn so that it keeps to the typical days.

    December to February are winter and June to August summer: there, the mean and the standard
    deviation of each hour on weekdays and on weekends (UTC) are exactly those of `typical_day`, for
    every seed. Spring and autumn pass from one to the other along half a cosine. Deviations
    last for hours and days, as weather does (factors "synthetic.*"). Zones are drawn apart from
    each other, whereas real neighbours share their weather; public holidays are ordinary days.

    Parameters
    ----------
    zone : one of `typical_zones()`.
    year : a calendar year, 1970 to 2100; sets the weekdays, and 8,784 hours in a leap year.
    seed : another seed draws another year.

    Raises UnknownNameError, WrongTypeError or InvalidQuantityError.

    >>> year = synthetic_year("DE", 2023)
    >>> len(year), year.synthetic
    (8760, True)
    >>> len(synthetic_year("DE", 2024))
    8784
    """
    year = whole_number("year", year, "", minimum=1970, maximum=2100)
    days = np.arange(f"{year}-01-01", f"{year + 1}-01-01", dtype="datetime64[D]")
    share = _summer_share(days)[:, None]
    weekend = (days.astype(int) + 3) % 7 >= 5  # day 0, 1 January 1970, was a Thursday
    rng = np.random.default_rng([seed, year, *str(zone).encode()])
    values = _noise(24 * len(days), rng).reshape(-1, 24)
    for day_type, rows in (("weekday", ~weekend), ("weekend", weekend)):
        winter, summer = (typical_day(zone, season, day_type) for season in SEASONS)
        mean = _blend(winter.mean_g_per_kwh, summer.mean_g_per_kwh, share[rows])
        sd = _blend(winter.sd_g_per_kwh, summer.sd_g_per_kwh, share[rows])
        values[rows] = mean + sd * _standardised(values[rows], share[rows])
    source = f"synthetic year, seed {seed}, after the typical days of {zone} in greenlib"
    return IntensitySeries(zone, datetime(year, 1, 1, tzinfo=UTC), values.ravel(), source, True)


def _summer_share(days: np.ndarray) -> np.ndarray:
    """0 from December to February, 1 from June to August, half a cosine between."""
    months = days.astype("datetime64[M]")
    month = months.astype(int) % 12 + 1
    first = months.astype("datetime64[D]")
    month_days = (months + 1).astype("datetime64[D]") - first
    position = month + ((days - first).astype(int) + 0.5) / month_days.astype(int)  # at noon
    spring, autumn = np.clip((position - 3) / 3, 0, 1), np.clip((position - 9) / 3, 0, 1)
    return (np.cos(np.pi * autumn) - np.cos(np.pi * spring)) / 2


def _noise(hours: int, rng: np.random.Generator) -> np.ndarray:
    """A second-order autoregressive process of mean 0 and variance 1: it drifts, and smoothly."""
    process = rng.normal(size=_WARM_UP_H + hours).tolist()
    for key in ("synthetic.momentum", "synthetic.persistence"):
        left = factors.value(key, "ratio")
        process = list(accumulate(process, lambda level, push, left=left: left * level + push))
    noise = np.array(process[_WARM_UP_H:])
    return noise / noise.std()


def _standardised(noise: np.ndarray, share: np.ndarray) -> np.ndarray:
    """Bound the noise, and give every hour mean 0 and deviation 1 over winter, and over summer."""
    bound = factors.value("synthetic.bound", "ratio")
    winter, summer = share[:, 0] == 0, share[:, 0] == 1
    for _ in range(3):  # scaling moves the bounds a little; after three rounds they hold
        noise = np.clip(noise, -bound, bound)
        centre = _blend(noise[winter].mean(axis=0), noise[summer].mean(axis=0), share)
        spread = _blend(noise[winter].std(axis=0), noise[summer].std(axis=0), share)
        noise = (noise - centre) / spread
    return noise


def _blend(winter: np.ndarray, summer: np.ndarray, summer_share: np.ndarray) -> np.ndarray:
    return winter + (summer - winter) * summer_share
