"""Exact unit conversions, and numbers formatted for people.

Energy in J or Wh, power in W, emissions in g, data in bytes (GB is 10^9 bytes, GiB is 2^30), time
in h, carbon intensity in g/kWh. Constants are exact by definition: 1 kWh is 3,600,000 J, one
avoirdupois pound is 453.59237 g (international yard and pound agreement, 1959), and the binary
prefixes are those of IEC 80000-13.
"""

from __future__ import annotations

from typing import Any

from .errors import InvalidQuantityError, UnknownNameError, WrongTypeError
from .quantities import is_series, quantity

_UNITS = {
    "energy": {
        "J": 1.0, "kJ": 1e3, "MJ": 1e6, "GJ": 1e9,
        "Wh": 3_600.0, "kWh": 3_600_000.0, "MWh": 3.6e9, "GWh": 3.6e12, "TWh": 3.6e15,
    },
    "power": {"mW": 1e-3, "W": 1.0, "kW": 1e3, "MW": 1e6},
    "mass": {"mg": 1e-3, "g": 1.0, "kg": 1e3, "t": 1e6, "lb": 453.59237},
    "data": {
        "B": 1, "kB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12, "PB": 10**15,
        "KiB": 2**10, "MiB": 2**20, "GiB": 2**30, "TiB": 2**40, "PiB": 2**50,
    },
    "time": {"s": 1 / 3600, "min": 1 / 60, "h": 1.0, "d": 24.0, "year": 8760.0},
    "carbon intensity": {
        "g/kWh": 1.0, "kg/kWh": 1e3, "kg/MWh": 1.0, "t/MWh": 1e3, "lb/MWh": 0.45359237,
    },
}  # fmt: skip
_DIMENSION = {unit: dimension for dimension, units in _UNITS.items() for unit in units}


def convert(value: Any, from_unit: str, to_unit: str) -> Any:
    """Return `value`, given in `from_unit`, in `to_unit`.

    Parameters
    ----------
    value : a number, an array or a Series, 0 or more, in `from_unit`.
    from_unit, to_unit : two units of one dimension, spelt as in the International System
        ("kWh", not "kwh"; "GiB" is not "GB"). A year is 8,760 h.

    Returns the same shape as `value`. Raises UnknownNameError for a unit that does not exist and
    InvalidQuantityError for two units that measure different things.

    >>> convert(0.96, "kWh", "Wh")
    960.0
    >>> round(convert(1, "GiB", "GB"), 6)
    1.073742
    >>> convert(1, "kWh", "kg")
    Traceback (most recent call last):
    greenlib.errors.InvalidQuantityError: cannot convert kWh (energy) to kg (mass)
    """
    source, target = _dimension(from_unit), _dimension(to_unit)
    if source != target:
        raise InvalidQuantityError(f"cannot convert {from_unit} ({source}) to {to_unit} ({target})")
    checked = quantity("value", value, from_unit)
    numerator, denominator = _UNITS[source][from_unit], _UNITS[source][to_unit]
    if numerator >= denominator:
        return checked * (numerator / denominator)
    return checked / (denominator / numerator)


def format_energy(energy_kwh: float) -> str:
    """Return an energy in kWh as text, in the unit that reads best.

    >>> format_energy(0.96), format_energy(0.000012), format_energy(1_287_000)
    ('960 Wh', '0.012 Wh', '1.29 GWh')
    """
    return _human(quantity("energy_kwh", energy_kwh, "kWh") * 1000, ["Wh", "kWh", "MWh", "GWh"])


def format_emissions(emissions_g: float) -> str:
    """Return emissions in g CO2e as text, in the unit that reads best.

    >>> format_emissions(432), format_emissions(518_400), format_emissions(552_100_000)
    ('432 gCO2e', '518 kgCO2e', '552 tCO2e')
    """
    grams = quantity("emissions_g", emissions_g, "g")
    return _human(grams, ["g", "kg", "t"]) + "CO2e"


def format_bytes(size_bytes: float, *, binary: bool = False) -> str:
    """Return a size in bytes as text: in kB, MB, GB, or in KiB, MiB, GiB if `binary`.

    >>> format_bytes(28_000_000_000), format_bytes(28_000_000_000, binary=True)
    ('28 GB', '26.1 GiB')
    """
    size = quantity("size_bytes", size_bytes, "B")
    if binary:
        return _human(size, ["B", "KiB", "MiB", "GiB", "TiB", "PiB"], step=1024)
    return _human(size, ["B", "kB", "MB", "GB", "TB", "PB"])


def _human(value: Any, units: list[str], step: float = 1000) -> str:
    if is_series(value) or not isinstance(value, float):
        raise WrongTypeError(f"formatting takes one number at a time, got {type(value).__name__}")
    for unit in units[:-1]:
        if value < step:
            return f"{_three_digits(value)} {unit}"
        value /= step
    return f"{_three_digits(value)} {units[-1]}"


def _three_digits(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _dimension(unit: str) -> str:
    if unit not in _DIMENSION:
        raise UnknownNameError("unit", unit, _DIMENSION)
    return _DIMENSION[unit]
