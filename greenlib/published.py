"""Published training runs: their figures as printed, and what their own inputs give.

    energy = devices x power x hours x PUE        emissions = energy x carbon intensity

`published_runs` is the table ``data/training_runs.csv``: one row per run, inputs and results as
printed, with the source. `recompute` checks each printed result against its own inputs; agreement
says that the arithmetic is right, not that the inputs are. `implied_intensity` finds the carbon
intensity that a source used and does not print.

Formula: Patterson et al. 2021, section 2.5 (arXiv:2104.10350); Strubell et al. 2019, section 2
(arXiv:1906.02243).
"""

from __future__ import annotations

from decimal import Decimal
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from .units import convert

if TYPE_CHECKING:
    import pandas as pd

# number -> (its column as printed, the column of its unit, the unit it is converted to)
_NUMBERS = {
    "devices": ("devices", "", ""),
    "power_w": ("power_w", "", ""),
    "hours": ("duration", "duration_unit", "h"),
    "pue": ("pue", "", ""),
    "intensity_g_per_kwh": ("intensity", "intensity_unit", "g"),
    "net_intensity_g_per_kwh": ("net_intensity", "intensity_unit", "g"),
    "printed_energy_kwh": ("printed_energy", "printed_energy_unit", "kWh"),
    "printed_co2e_kg": ("printed_co2e", "printed_co2e_unit", "kg"),
    "printed_net_co2e_kg": ("printed_net_co2e", "printed_co2e_unit", "kg"),
}


def published_runs() -> pd.DataFrame:
    """Return the published training runs, one row each, in units that can be compared.

    Columns, with the run's name as the index: model; hardware; power_basis ("measured", "TDP",
    ...); devices; power_w (of one device); hours; pue; intensity_g_per_kwh;
    net_intensity_g_per_kwh; printed_energy_kwh; printed_co2e_kg; printed_net_co2e_kg; year; source;
    note. NaN is what the source does not say. "Net" is after purchases of clean energy: Patterson's
    net, others' market-based.

    >>> published_runs().loc["strubell-elmo", ["power_w", "hours", "pue"]].tolist()
    [517.66, 336.0, 1.58]
    """
    text = _text()
    before, after = ["model", "hardware", "power_basis"], ["source", "note"]
    numbers = _numbers(text).assign(year=text["year"].astype(int))
    return text[before].join(numbers).join(text[after])


def recompute() -> pd.DataFrame:
    """Return every printed energy and CO2e beside the value that its own inputs give.

    Columns: run, model, quantity ("energy", "co2e" or "net_co2e"), inputs (as printed), unit,
    printed, recomputed (both in `unit`), difference_percent, within_rounding. What the source
    leaves out stays out: without a PUE the factor is 1, and where no inputs give the energy, the
    printed energy gives the CO2e. `within_rounding` says whether the two values can meet if every
    printed figure may be off by half a unit of its last digit.

    >>> table = recompute().set_index(["run", "quantity"])
    >>> table.loc[("strubell-bert", "energy"), ["printed", "recomputed"]].round(1).tolist()
    [1507.0, 1503.0]
    """
    import pandas as pd

    text = _text()
    low, best, high = _with_rounding(text)
    inputs = _inputs(text)
    parts = []
    for name, unit_column, base in (
        ("energy_kwh", "printed_energy_unit", "kWh"),
        ("co2e_kg", "printed_co2e_unit", "kg"),
        ("net_co2e_kg", "printed_co2e_unit", "kg"),
    ):
        printed, own = f"printed_{name}", f"own_{name}"
        size = _unit_sizes(text[unit_column], base)
        part = text[["model"]].assign(
            quantity=name.rsplit("_", 1)[0],
            inputs=inputs,
            unit=text[unit_column],
            printed=best[printed] / size,
            recomputed=best[own] / size,
            difference_percent=100 * (best[own] / best[printed] - 1),
            within_rounding=(low[own] <= high[printed]) & (high[own] >= low[printed]),
        )
        parts.append(part.dropna(subset=["printed", "recomputed"]))
    return pd.concat(parts).reset_index()


def implied_intensity() -> pd.DataFrame:
    """Return the carbon intensity that a source used and does not print, in gCO2e/kWh.

    It is the printed CO2e over the energy. Columns, with the run's name as the index: model,
    energy_kwh, co2e_kg, low, implied, high; low and high are the ends that rounding allows.

    >>> round(implied_intensity().loc["llama-2-7b", "implied"], 1)
    np.float64(423.4)
    """
    text = _text()
    low, best, high = _with_rounding(text)
    table = text[["model"]].assign(
        energy_kwh=best["energy_kwh"],
        co2e_kg=best["printed_co2e_kg"],
        low=1000 * low["printed_co2e_kg"] / high["energy_kwh"],
        implied=1000 * best["printed_co2e_kg"] / best["energy_kwh"],
        high=1000 * high["printed_co2e_kg"] / low["energy_kwh"],
    )
    return table[best["intensity_g_per_kwh"].isna()].dropna()


def _text() -> pd.DataFrame:
    """Return the table as text, so that the digits stay as printed ("1.10", "6.4e6")."""
    import pandas as pd

    with (files("greenlib") / "data" / "training_runs.csv").open(encoding="utf-8") as lines:
        return pd.read_csv(lines, dtype=str, keep_default_na=False).set_index("run")


def _with_rounding(text: pd.DataFrame) -> list[pd.DataFrame]:
    """Return numbers and results with every figure rounded down, as printed, and rounded up."""
    return [_with_results(_numbers(text, steps)) for steps in (-0.5, 0.0, 0.5)]


def _with_results(runs: pd.DataFrame) -> pd.DataFrame:
    # Not through `footprint`, which refuses NaN: here a missing input must give a missing result.
    own_energy_kwh = runs["devices"] * runs["power_w"] * runs["hours"] / 1000
    own_energy_kwh = own_energy_kwh * runs["pue"].fillna(1)
    energy_kwh = own_energy_kwh.fillna(runs["printed_energy_kwh"])
    return runs.assign(
        energy_kwh=energy_kwh,
        own_energy_kwh=own_energy_kwh,
        own_co2e_kg=energy_kwh * runs["intensity_g_per_kwh"] / 1000,
        own_net_co2e_kg=energy_kwh * runs["net_intensity_g_per_kwh"] / 1000,
    )


def _numbers(text: pd.DataFrame, steps: float = 0.0) -> pd.DataFrame:
    """Return the table's numbers, each moved by `steps` units of its last printed digit."""
    import pandas as pd

    numbers = pd.DataFrame(index=text.index)
    for name, (column, unit_column, base) in _NUMBERS.items():
        number = pd.to_numeric(text[column])
        if name != "devices":  # a count is exact
            number = number + steps * text[column].map(_last_digit)
        numbers[name] = number * _unit_sizes(text[unit_column], base) if unit_column else number
    return numbers


def _last_digit(text: str) -> float:
    exponent = Decimal(text).as_tuple().exponent if text else None
    return float(Decimal(1).scaleb(exponent)) if isinstance(exponent, int) else np.nan


def _unit_sizes(units: pd.Series, base: str) -> pd.Series:
    """Return the size of each unit in `base`; an intensity ("lb/kWh") counts by its mass."""
    return units.map(
        {unit: convert(1, unit.removesuffix("/kWh"), base) for unit in units.unique() if unit}
    )


def _inputs(text: pd.DataFrame) -> pd.Series:
    parts = {
        "devices": ("", ""), "power_w": ("", " W"), "duration": ("", " {duration_unit}"),
        "pue": ("PUE ", ""), "intensity": ("", " {intensity_unit}"),
    }  # fmt: skip
    return text.apply(
        lambda row: " x ".join(
            f"{before}{row[name]}{after.format(**row)}"
            for name, (before, after) in parts.items()
            if row[name]
        ),
        axis=1,
    )
