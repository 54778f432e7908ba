"""Our savings by shifting a nightly job beside those of a published study.

The study is scenario I of Wiesner et al., "Let's Wait Awhile" (2021, doi 10.1145/3464298.3493399);
its results, each with its source, are in ``data/shifting_published.csv``.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from . import factors
from .errors import InvalidQuantityError, UnknownNameError
from .footprint import Job
from .grid import IntensitySeries
from .quantities import quantity, whole_number
from .scheduling import forecast_with_error, plan

if TYPE_CHECKING:
    import pandas as pd

_WIDEST_H = 12  # beyond half a day, the windows of neighbouring nights overlap


def nightly_saving(
    series: IntensitySeries,
    flexibility_h: int,
    *,
    job_hour_utc: int = 1,
    forecast_error: float = 0.0,
    seeds: int = 10,
) -> tuple[float, float]:
    """Return (g/kWh without shifting, % saved) of a one-hour job that runs every night.

    As in the study, a short job planned for 01:00 may start up to `flexibility_h` hours earlier or
    later. Nights without 12 h on both sides in the series are left out, so that all flexibilities
    are about the same nights.

    Parameters
    ----------
    series : the grid, a few days or a year.
    flexibility_h : hours the job may move either way, 0 to 12.
    job_hour_utc : the hour it is planned for, 0 to 23.
    forecast_error : as in `forecast_with_error`; then the mean over `seeds` forecasts.

    Raises InvalidQuantityError for more than 12 h, or a series without such a night.

    >>> from greenlib.synthetic_year import synthetic_year
    >>> unshifted, saved = nightly_saving(synthetic_year("DE", 2020), 8)
    >>> unshifted > 300, 0 < saved < 30
    (True, True)
    """
    flexibility_h = whole_number("flexibility_h", flexibility_h, "h", maximum=_WIDEST_H)
    job_hour_utc = whole_number("job_hour_utc", job_hour_utc, "h", maximum=23)
    seeds = whole_number("seeds", seeds, "", minimum=1)
    nights = np.arange(job_hour_utc, len(series), 24)
    nights = nights[(nights >= _WIDEST_H) & (nights + _WIDEST_H < len(series))]
    if not nights.size:
        raise InvalidQuantityError(f"no night with {_WIDEST_H} h on both sides in {len(series)} h")
    window = {
        "earliest_h": nights - flexibility_h,
        "deadline_h": nights + flexibility_h + 1,
        "baseline_h": nights,
    }
    job = Job("nightly", hours=np.ones(len(nights)), power_w=1000)
    known = (
        [forecast_with_error(series, forecast_error, seed=seed) for seed in range(seeds)]
        if forecast_error
        else [series]
    )
    plans = [plan(series, job, forecast=forecast, **window) for forecast in known]
    unshifted = float(np.mean(plans[0].before_g))
    return unshifted, float(np.mean([shifted.saving_percent for shifted in plans]))


def compare_with_published(
    series: Sequence[IntensitySeries], *, forecast_error: float | None = None
) -> pd.DataFrame:
    """Return our savings of the nightly job beside the published ones, one row per zone and window.

    Parameters
    ----------
    series : one per zone, of DE, FR, GB, US-CAL-CISO; measured, or `synthetic_year`.
    forecast_error : 0.05, the study's (factor "forecast.error"), if not given; 0 compares with
        what the study's own data give for a perfect forecast (±2, ±4 and ±8 h, Europe).

    Columns: zone, flexibility_h, unshifted_g_per_kwh, published_unshifted_g_per_kwh,
    saving_percent, published_saving_percent, difference_points (ours minus published). Sources:
    ``data/shifting_published.csv``. Raises UnknownNameError for a zone without published results,
    InvalidQuantityError for a forecast error without them.

    >>> from greenlib.synthetic_year import synthetic_year
    >>> table = compare_with_published([synthetic_year("FR", 2020)], forecast_error=0)
    >>> table["flexibility_h"].tolist(), table["published_saving_percent"].tolist()
    ([2, 4, 8], [4.51, 5.87, 7.58])
    """
    import pandas as pd

    error = factors.value("forecast.error", "ratio") if forecast_error is None else forecast_error
    quantity("forecast_error", error, "")
    rows = []
    for one in series:
        for row in _published(one.zone, error):
            hours = int(row["flexibility_h"])
            ours_g, ours = nightly_saving(
                one, hours, job_hour_utc=int(row["job_hour_utc"]), forecast_error=error
            )
            theirs_g, theirs = float(row["unshifted_g_per_kwh"]), float(row["saving_percent"])
            rows.append((one.zone, hours, ours_g, theirs_g, ours, theirs, ours - theirs))
    return pd.DataFrame(
        rows,
        columns=["zone", "flexibility_h", "unshifted_g_per_kwh", "published_unshifted_g_per_kwh",
                 "saving_percent", "published_saving_percent", "difference_points"],
    )  # fmt: skip


def _published(zone: str, forecast_error: float) -> list[dict[str, str]]:
    with (files("greenlib") / "data" / "shifting_published.csv").open(encoding="utf-8") as lines:
        everything = list(csv.DictReader(lines))
    rows = [row for row in everything if row["zone"] == zone]
    if not rows:
        zones = {row["zone"] for row in everything}
        raise UnknownNameError("zone with published results", zone, zones)
    errors = sorted({float(row["forecast_error"]) for row in rows})
    if forecast_error not in errors:
        known = " or ".join(f"{error:g}" for error in errors)
        raise InvalidQuantityError(
            f"forecast_error must be {known} for {zone}, as published, got {forecast_error!r}"
        )
    return [row for row in rows if float(row["forecast_error"]) == forecast_error]
