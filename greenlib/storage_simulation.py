"""Lifecycle policies simulated over years: data per tier, energy, carbon and money.

With C(t) the data that has arrived up to day t, the data whose age on day t is `from_day` or more
and below `to_day` is

    tb(t) = C(t - from_day) - C(t - to_day)

so nothing is moved from day to day. One more running sum, S(t) = C(0) + ... + C(t), gives a whole
year of any stage from four look-ups, and a thousand policies at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from .errors import InvalidQuantityError, UnknownNameError, WrongTypeError
from .footprint import emissions_g, facility_energy_kwh
from .quantities import one_number, quantity, whole_number
from .storage import DAYS_PER_YEAR, MAX_DAYS, Policy, Stage, all_of

if TYPE_CHECKING:
    import pandas as pd

_USD_PER_TB_DAY = 1000 * 12 / DAYS_PER_YEAR  # from a price in USD per GB and month


def daily_ingest_tb(tb_per_day: float, years: int, yearly_growth: float = 0.0) -> np.ndarray:
    """Return the data that arrives per day over `years` years of 365 days, in TB; shape (days,).

    Parameters
    ----------
    tb_per_day : on the first day, in TB; 0 or more.
    years : whole years, 1 to 100.
    yearly_growth : 0.2 means 20 % more each year, compounded daily; 0 or more.

    Raises WrongTypeError or InvalidQuantityError.

    >>> daily_ingest_tb(0.5, years=2, yearly_growth=0.2)[[0, 365]].tolist()
    [0.5, 0.6]
    """
    years = whole_number("years", years, "", minimum=1, maximum=100)
    growth = 1 + one_number("yearly_growth", yearly_growth, "")
    days = np.arange(years * DAYS_PER_YEAR)
    return one_number("tb_per_day", tb_per_day, "TB") * growth ** (days / DAYS_PER_YEAR)


def stored_tb(policy: Policy, ingest_tb: Any) -> np.ndarray:
    """Return how much data lies in each stage of `policy` at the end of each day, in TB.

    Parameters
    ----------
    policy : a policy of S stages.
    ingest_tb : data that arrives per day, in TB; shape (days,), whole years of 365 days.

    Returns an array of shape (S, days). Raises WrongTypeError or InvalidQuantityError.

    >>> from greenlib.storage import example_policy
    >>> stored_tb(example_policy(), daily_ingest_tb(2, years=2))[:, -1].tolist()
    [60.0, 120.0, 550.0]
    """
    (policy,) = all_of(Policy, "policy", [policy])
    arrived = _running(_ingest(ingest_tb))
    bounds = np.arange(1, len(arrived))
    starts, ends = _ages(policy.stages, len(bounds))
    return _older(arrived, bounds, starts) - _older(arrived, bounds, ends)


def simulate(
    policies: Sequence[Policy],
    ingest_tb: Any,
    *,
    intensity_g_per_kwh: Any,
    pue: Any = 1.0,
    reads_per_year: Mapping[str, float] | None = None,
    restored_days: float = 7,
) -> pd.DataFrame:
    """Return what each policy stores, draws, emits and costs in each year.

    Parameters
    ----------
    policies : a list of P policies; all are simulated at once.
    ingest_tb : data that arrives per day, in TB; shape (days,), Y whole years of 365 days.
    intensity_g_per_kwh : carbon intensity in gCO2e/kWh: a number, or an array of shape (Y,).
    pue : power usage effectiveness, 1 or more; likewise.
    reads_per_year : tier name -> how often all it holds is read per year; 0.1 is a tenth of it.
        Reading from an archive first restores a copy to the policy's first tier.
    restored_days : how long that copy is kept, in days.

    Returns P x Y rows with columns policy, year (from 1), stored_tb (mean of the year),
    energy_kwh (at the facility, all copies, reading included), emissions_g (operational),
    hot_forever_kwh and hot_forever_g (the same for all data kept in the policy's first tier),
    embodied_g, storage_usd, retrieval_usd and early_deletion_usd (days that are billed after data
    has left a tier before its minimum). Raises WrongTypeError, InvalidQuantityError, or
    UnknownNameError for a tier in `reads_per_year` that no policy uses.

    >>> from greenlib.storage import example_policy
    >>> years = simulate([example_policy()], daily_ingest_tb(1, years=2), intensity_g_per_kwh=450)
    >>> years[["year", "energy_kwh", "hot_forever_kwh"]].round(0).values.tolist()
    [[1.0, 3688.0, 11542.0], [2.0, 4354.0, 34563.0]]
    """
    import pandas as pd

    policies, ingest = all_of(Policy, "policies", policies), _ingest(ingest_tb)
    years = len(ingest) // DAYS_PER_YEAR
    overhead = _per_year("pue", pue, "", years, minimum=1)
    intensity = _per_year("intensity_g_per_kwh", intensity_g_per_kwh, "g/kWh", years)
    amounts = _amounts(policies, ingest, reads_per_year, restored_days)
    energy_kwh = facility_energy_kwh(amounts.pop("it_kwh"), overhead)
    forever_kwh = facility_energy_kwh(amounts.pop("forever_it_kwh"), overhead)
    columns = {
        "stored_tb": amounts.pop("stored_tb"),
        "energy_kwh": energy_kwh,
        "emissions_g": emissions_g(energy_kwh, intensity),
        "hot_forever_kwh": forever_kwh,
        "hot_forever_g": emissions_g(forever_kwh, intensity),
        **amounts,
    }
    names = np.repeat([policy.name for policy in policies], years)
    table = {"policy": names, "year": np.tile(np.arange(1, years + 1), len(policies))}
    return pd.DataFrame(table | {name: values.ravel() for name, values in columns.items()})


def _amounts(
    policies: list[Policy],
    ingest: np.ndarray,
    reads_per_year: Mapping[str, float] | None,
    restored_days: float,
) -> dict[str, np.ndarray]:
    """Return the yearly amounts of each policy, by name; shape (P, Y)."""
    stages = [stage for policy in policies for stage in policy.stages]
    homes = [policy.stages[0] for policy in policies for _ in policy.stages]
    tb_days, left_tb = _yearly(stages, ingest)
    read_tb = tb_days / DAYS_PER_YEAR * _reads(stages, reads_per_year)
    kept_days = one_number("restored_days", restored_days, "d")
    restored_tb_days = read_tb * _field(stages, "archive") * kept_days
    read_kwh = read_tb * _field(stages, "retrieval_wh_per_tb") / 1000
    read_usd = read_tb * _field(stages, "retrieval_usd_per_gb") * 1000
    hardware_kg = _field(stages, "embodied_kg_per_tb_year") * _field(stages, "copies")
    price, home_price = _price(stages), _price(homes)
    per_stage = {
        "it_kwh": tb_days * _power(stages) + restored_tb_days * _power(homes) + read_kwh,
        "stored_tb": tb_days / DAYS_PER_YEAR,
        "embodied_g": tb_days / DAYS_PER_YEAR * hardware_kg * 1000,
        "storage_usd": tb_days * price,
        "retrieval_usd": read_usd + restored_tb_days * home_price,
        "early_deletion_usd": left_tb * _missing_days(stages) * price,
    }
    first = np.cumsum([0] + [len(policy.stages) for policy in policies[:-1]])
    amounts = {name: np.add.reduceat(rows, first, axis=0) for name, rows in per_stage.items()}
    forever = [Stage(policy.stages[0].tier, 0) for policy in policies]
    return amounts | {"forever_it_kwh": _yearly(forever, ingest)[0] * _power(forever)}


def _yearly(stages: list[Stage], ingest: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return TB-days stored in, and TB that leave, each stage in each year; shape (N, Y)."""
    arrived = _running(ingest)
    stored = _running(arrived[1:])
    bounds = np.arange(0, len(arrived), DAYS_PER_YEAR)
    starts, ends = _ages(stages, len(ingest))
    tb_days = np.diff(_older(stored, bounds, starts) - _older(stored, bounds, ends), axis=1)
    left_tb = np.diff(_older(arrived, bounds, ends), axis=1)
    return np.maximum(tb_days, 0), left_tb  # rounding may leave -1e-12 TB-days


def _running(values: np.ndarray) -> np.ndarray:
    return np.concatenate([[0.0], np.cumsum(values)])


def _older(running: np.ndarray, bounds: np.ndarray, ages: np.ndarray) -> np.ndarray:
    return running[np.maximum(bounds - ages, 0)]


def _ages(stages: Sequence[Stage], latest: int) -> tuple[np.ndarray, np.ndarray]:
    starts = [stage.from_day for stage in stages]
    ends = [latest if stage.to_day is None else stage.to_day for stage in stages]
    return np.array(starts)[:, None], np.array(ends)[:, None]


def _field(stages: Sequence[Stage], name: str) -> np.ndarray:
    return np.array([getattr(stage.tier, name) for stage in stages], dtype=float)[:, None]


def _power(stages: Sequence[Stage]) -> np.ndarray:
    return _field(stages, "energy_kwh_per_tb_year") / DAYS_PER_YEAR


def _price(stages: Sequence[Stage]) -> np.ndarray:
    return _field(stages, "price_usd_per_gb_month") * _USD_PER_TB_DAY


def _missing_days(stages: Sequence[Stage]) -> np.ndarray:
    starts, ends = _ages(stages, MAX_DAYS)
    return np.maximum(_field(stages, "minimum_days") - (ends - starts), 0)


def _reads(stages: Sequence[Stage], reads_per_year: Mapping[str, float] | None) -> np.ndarray:
    wanted = {} if reads_per_year is None else reads_per_year
    if not isinstance(wanted, Mapping):
        raise WrongTypeError(f"reads_per_year must map tier names to numbers, got {wanted!r}")
    names = [stage.tier.name for stage in stages]
    for name in wanted:
        if name not in names:
            raise UnknownNameError("tier", name, set(names))
        one_number(f"reads_per_year[{name!r}]", wanted[name], "")
    return np.array([wanted.get(name, 0.0) for name in names], dtype=float)[:, None]


def _ingest(ingest_tb: Any) -> np.ndarray:
    array = np.asarray(quantity("ingest_tb", ingest_tb, "TB"))
    if array.ndim != 1 or not array.size or array.size % DAYS_PER_YEAR:
        raise InvalidQuantityError(
            f"ingest_tb must hold one number per day of whole years of {DAYS_PER_YEAR} days, "
            f"got shape {array.shape}"
        )
    return array


def _per_year(name: str, value: Any, unit: str, years: int, minimum: float = 0.0) -> np.ndarray:
    array = np.asarray(quantity(name, value, unit, minimum=minimum))
    if array.shape not in ((), (years,)):
        raise InvalidQuantityError(f"{name} must be a number or {years} numbers, one per year")
    return array
