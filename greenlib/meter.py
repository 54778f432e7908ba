"""Measure what a block of code uses: by a counter where there is one, else by a stated model.

    with meter("train") as reading:
        train()
    print(reading)

How the energy was found is part of the result, in `Reading.method`:

- "codecarbon": CodeCarbon, offline, on a machine whose processor energy counter can be read
  (RAPL, on Linux). The counter covers the whole machine, so close other programs first.
- "power model": CPU time times a published power per vCPU. It sees neither memory nor graphics
  cards, and not what the machine draws while it waits.
- "replay": a reading that was recorded once and ships with greenlib, so that it never changes.

What cannot be measured raises `MeterUnavailable`; it is never reported as zero.
"""

from __future__ import annotations

import csv
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Protocol

from . import factors
from .errors import GreenlibError, InvalidQuantityError, UnknownNameError, WrongTypeError
from .footprint import it_energy_kwh
from .quantities import quantity
from .units import convert


class MeterUnavailable(GreenlibError):
    """No reading can be had: no counter, one that went backwards, or a block too short for it."""


@dataclass(frozen=True)
class Reading:
    """What one block of code used, and how that was found.

    Parameters
    ----------
    name : what was measured.
    seconds : elapsed time, in s.
    cpu_seconds : processor time of the process and of its finished children, in s; more than
        `seconds` where several cores worked at once.
    energy_kwh : in kWh, above 0.
    low_kwh, high_kwh : the ends between which the energy lies, in kWh; None where the method
        knows none.
    method : "codecarbon", "power model" or "replay".
    source : the counter or factor behind it; for a replay, how and where it was recorded.

    Printed with two digits: whoever measures again sees the third one change. Raises
    MeterUnavailable for an energy of zero, InvalidQuantityError for a negative number or for ends
    that do not hold the energy.

    >>> source = "CPU time x 3 W per vCPU (2 to 6 W), not measured"
    >>> print(Reading("train", 12.5, 11.8, 9.83e-6, 6.56e-6, 19.7e-6, "power model", source))
    train: about 9.8 mWh (6.6 to 20 mWh) in 12 s, with 12 s of CPU time
      power model: CPU time x 3 W per vCPU (2 to 6 W), not measured
    """

    name: str
    seconds: float
    cpu_seconds: float
    energy_kwh: float
    low_kwh: float | None
    high_kwh: float | None
    method: str
    source: str

    def __post_init__(self) -> None:
        for name, unit in (("seconds", "s"), ("cpu_seconds", "s"), ("energy_kwh", "kWh")):
            object.__setattr__(self, name, quantity(name, getattr(self, name), unit))
        if self.energy_kwh == 0:
            raise MeterUnavailable(
                f"{self.name!r}: the {self.method} counted no energy. The block was too short or "
                "only waited; repeat the work in a loop and divide by the number of repeats"
            )
        if self.low_kwh is not None or self.high_kwh is not None:
            self._check_ends()

    def _check_ends(self) -> None:
        low = quantity("low_kwh", self.low_kwh, "kWh")
        high = quantity("high_kwh", self.high_kwh, "kWh")
        if not low <= self.energy_kwh <= high:
            raise InvalidQuantityError(
                f"low_kwh and high_kwh must enclose {self.energy_kwh:g} kWh, "
                f"got {low:g} and {high:g}"
            )

    def __getattr__(self, name: str) -> object:
        # Only reached for an attribute that is not there: meter() hands out the reading before
        # the block has run, and fills it in once, when the block ends.
        if name in Reading.__dataclass_fields__:
            raise MeterUnavailable(f"no {name} yet: read it after the with block has ended")
        raise AttributeError(f"a reading has no {name!r}")

    def __str__(self) -> str:
        ends = [] if self.low_kwh is None else [self.low_kwh, self.high_kwh]
        energies, unit = _two_digits([1000 * e for e in (self.energy_kwh, *ends)], _WATT_HOURS)
        span = f" ({energies[1]} to {energies[2]} {unit})" if ends else ""
        (seconds,), seconds_unit = _two_digits([self.seconds], _SECONDS)
        (cpu_seconds,), cpu_unit = _two_digits([self.cpu_seconds], _SECONDS)
        return (
            f"{self.name}: about {energies[0]} {unit}{span} in {seconds} {seconds_unit}, "
            f"with {cpu_seconds} {cpu_unit} of CPU time\n  {self.method}: {self.source}"
        )


_WATT_HOURS = {"kWh": 1e3, "Wh": 1, "mWh": 1e-3, "\N{MICRO SIGN}Wh": 1e-6}
_SECONDS = {"s": 1, "ms": 1e-3}


def _two_digits(values: list[float], sizes: dict[str, float]) -> tuple[list[str], str]:
    """Return `values` with two digits, in the unit of `sizes` in which the first reads best.

    >>> _two_digits([0.00447, 0.00056, 0.0123], _WATT_HOURS)
    (['4.5', '0.56', '12'], 'mWh')
    >>> _two_digits([0.9996], _SECONDS), _two_digits([1234], _SECONDS)
    ((['1'], 's'), (['1,200'], 's'))
    """
    first = float(f"{values[0]:.2g}")
    unit = next((unit for unit, size in sizes.items() if first >= size), [*sizes][-1])
    return [f"{float(f'{value / sizes[unit]:.2g}'):,g}" for value in values], unit


class Instrument(Protocol):
    """Something that finds the energy of a block: a counter, a model, or numbers of a test.

    `ends` are the lowest and highest energy it can have been, as multiples of the one that `stop`
    returns; None where they are not known.
    """

    method: str
    source: str
    ends: tuple[float, float] | None

    def start(self) -> None:
        """Begin to measure."""

    def stop(self, cpu_seconds: float) -> float:
        """Return the energy since `start`, in kWh, given the CPU time meanwhile, in s."""


@contextmanager
def meter(name: str, instrument: Instrument | None = None) -> Iterator[Reading]:
    """Measure the block of a with statement.

    Parameters
    ----------
    name : what the block does, for reports.
    instrument : what finds the energy. None takes `greenlib.meter_codecarbon` where that finds a
        counter, and the power model elsewhere; `Reading.method` says which it was.

    Gives a `Reading`, to be read when the block has ended. Raises MeterUnavailable if there is
    nothing to read by then, WrongTypeError if `name` is not text. An error in the block passes
    through, and leaves no reading.

    >>> with meter("squares", PowerModel()) as reading:
    ...     total = sum(number**2 for number in range(200_000))
    >>> reading.method, reading.energy_kwh > 0
    ('power model', True)
    """
    if not isinstance(name, str) or not name:
        raise WrongTypeError(f"name must say what is measured, got {name!r}")
    if instrument is None:
        instrument = _best_instrument()
    reading = object.__new__(Reading)
    instrument.start()
    wall_s, cpu_s = time.perf_counter(), _cpu_seconds()
    try:
        yield reading
    except BaseException:
        with suppress(MeterUnavailable):
            instrument.stop(0)
        raise
    seconds, cpu_seconds = time.perf_counter() - wall_s, _cpu_seconds() - cpu_s
    _check_forwards(name, "CPU time", cpu_seconds, "s")
    energy_kwh = instrument.stop(cpu_seconds)
    _check_forwards(name, f"{instrument.method} energy", energy_kwh, "kWh")
    low_kwh, high_kwh = (
        (end * energy_kwh for end in instrument.ends) if instrument.ends else (None, None)
    )
    energies = (energy_kwh, low_kwh, high_kwh)
    Reading.__init__(
        reading, name, seconds, cpu_seconds, *energies, instrument.method, instrument.source
    )


def _best_instrument() -> Instrument:
    from .meter_codecarbon import CodeCarbon, has_energy_counter  # slow to import

    return CodeCarbon() if has_energy_counter() else PowerModel()


def _check_forwards(name: str, counter: str, difference: float, unit: str) -> None:
    if difference < 0:
        raise MeterUnavailable(
            f"{name!r}: the {counter} counter went backwards by {-difference:g} {unit}; "
            "measure again"
        )


def _cpu_seconds() -> float:
    children = os.times()
    return time.process_time() + children.children_user + children.children_system


class PowerModel:
    """CPU time times a power per vCPU, the factor "meter.cpu.power" with its range.

    >>> PowerModel().source
    'CPU time x 3.5 W per vCPU (1.69 to 8.58 W), not measured'
    """

    method = "power model"

    def __init__(self) -> None:
        self._power_w = factors.value("meter.cpu.power", "W/vCPU")
        power = factors.get("meter.cpu.power")
        self.ends = (power.low / power.value, power.high / power.value)
        self.source = (
            f"CPU time x {power.value:g} W per vCPU ({power.low:g} to {power.high:g} W), "
            "not measured"
        )

    def start(self) -> None:
        """Begin to measure; the model keeps nothing."""

    def stop(self, cpu_seconds: float) -> float:
        """Return the energy of `cpu_seconds`, in kWh.

        >>> PowerModel().stop(cpu_seconds=7200)
        0.007
        """
        return it_energy_kwh(self._power_w, convert(cpu_seconds, "s", "h"))


def replay(name: str) -> Reading:
    """Return the reading of that name as it was recorded: the same numbers on every machine.

    A lesson whose output is compared replays; `replay("01-footprint")`, named as the lesson, is
    what running the whole notebook once used. `python -m benchmarks.record` records anew. Raises
    UnknownNameError if it was not recorded.

    >>> replay("squares-loop").method
    'replay'
    """
    recordings = _recordings()
    if name not in recordings:
        raise UnknownNameError("recording", name, recordings)
    return recordings[name]


@cache
def _recordings() -> dict[str, Reading]:
    table = files("greenlib") / "data" / "recorded_readings.csv"
    with table.open(encoding="utf-8", newline="") as lines:
        return {row["name"]: _recorded(row) for row in csv.DictReader(lines)}


def _recorded(row: dict[str, str]) -> Reading:
    numbers = [float(row[column]) for column in ("seconds", "cpu_seconds", "energy_kwh")]
    ends = [float(row[column]) if row[column] else None for column in ("low_kwh", "high_kwh")]
    source = f"{row['method']}, {row['source']}; {row['machine']}, {row['year']}"
    return Reading(row["name"], *numbers, *ends, "replay", source)
