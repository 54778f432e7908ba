"""Where a pipeline's energy and emissions go: parts ranked, and rows to draw.

A part is one stage and one driver, for example the storage of raw logs. Its share depends on the
coefficients behind the table as much as on the pipeline, so rank again with another published
figure before acting on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .errors import UnknownNameError, WrongTypeError
from .lifecycle import DRIVERS, shares

if TYPE_CHECKING:
    import pandas as pd


def hotspots(table: pd.DataFrame) -> pd.DataFrame:
    """Return what a pipeline emits by stage and driver, the largest first.

    Parameters
    ----------
    table : from `lifecycle.stage_table`.

    Columns: stage, driver, energy_kwh, emissions_g, share and cumulative_share (0 to 1); the index
    is the rank, from 1. Parts without energy are left out. Raises WrongTypeError if `table` is
    something else.

    >>> from greenlib.lifecycle import Stage, stage_table
    >>> stages = [Stage("ingest", moved_gb=1000), Stage("raw logs", stored_tb=365, copies=6)]
    >>> ranked = hotspots(stage_table(stages, intensity_g_per_kwh=400, pue=1.135))
    >>> ranked.loc[1, ["stage", "driver"]].tolist(), round(ranked.loc[1, "share"], 3)
    (['raw logs', 'storage'], np.float64(0.986))
    """
    import pandas as pd

    energy = _driver_energy(table)
    emissions = energy.mul(table["intensity_g_per_kwh"], axis=0)
    parts = pd.MultiIndex.from_product([table.index, DRIVERS], names=["stage", "driver"])
    ranked = pd.DataFrame(
        {"energy_kwh": energy.to_numpy().ravel(), "emissions_g": emissions.to_numpy().ravel()},
        index=parts,
    )
    ranked = ranked[ranked["energy_kwh"] > 0]
    ranked = ranked.sort_values(["emissions_g", "energy_kwh"], ascending=False, kind="stable")
    ranked["share"] = shares(ranked["emissions_g"])
    ranked["cumulative_share"] = ranked["share"].cumsum()
    ranked = ranked.reset_index()
    ranked.index = pd.RangeIndex(1, len(ranked) + 1, name="rank")
    return ranked


def bar_rows(table: pd.DataFrame, unit: str) -> dict[str, dict[str, float]]:
    """Return stage -> driver -> value, as `plots.stacked_bars` draws it.

    Parameters
    ----------
    table : from `lifecycle.stage_table`.
    unit : "kWh" for energy or "gCO2e" for emissions, per day.

    Raises UnknownNameError for another unit, WrongTypeError if `table` is something else.

    >>> from greenlib.lifecycle import Stage, stage_table
    >>> table = stage_table([Stage("ingest", moved_gb=500)], intensity_g_per_kwh=400, pue=1.1)
    >>> bar_rows(table, "gCO2e")
    {'ingest': {'storage': 0.0, 'transfer': 200.0, 'compute': 0.0, 'memory': 0.0}}
    """
    values = _driver_energy(table)
    if unit not in ("kWh", "gCO2e"):
        raise UnknownNameError("unit", unit, ("kWh", "gCO2e"))
    if unit == "gCO2e":
        values = values.mul(table["intensity_g_per_kwh"], axis=0)
    return values.to_dict(orient="index")


def _driver_energy(table: Any) -> pd.DataFrame:
    import pandas as pd

    columns = [f"{driver}_kwh" for driver in DRIVERS]
    if not isinstance(table, pd.DataFrame) or not {*columns, "intensity_g_per_kwh"} <= set(table):
        raise WrongTypeError(f"table must come from stage_table, got {type(table).__name__}")
    return table[columns].rename(columns=dict(zip(columns, DRIVERS, strict=True)))
