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
from .errors import GreenlibError, UnknownNameError, WrongTypeError
from .footprint import it_energy_kwh
from .quantities import quantity
from .units import convert, format_energy


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
    method : "codecarbon", "power model" or "replay".
    source : the counter or factor behind it; for a replay, how and where it was recorded.

    Raises MeterUnavailable for an energy of zero, InvalidQuantityError for a negative number.

    >>> print(Reading("train", 12.5, 11.8, 1.15e-5, "power model", "CPU time x 3.5 W per vCPU"))
    train: about 0.0115 Wh in 12.5 s (power model: CPU time x 3.5 W per vCPU)
    """

    name: str
    seconds: float
    cpu_seconds: float
    energy_kwh: float
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

    def __getattr__(self, name: str) -> object:
        # Only reached for an attribute that is not there: meter() hands out the reading before
        # the block has run, and fills it in once, when the block ends.
        if name in Reading.__dataclass_fields__:
            raise MeterUnavailable(f"no {name} yet: read it after the with block has ended")
        raise AttributeError(f"a reading has no {name!r}")

    def __str__(self) -> str:
        seconds = f"{self.seconds:,.0f}" if self.seconds >= 100 else f"{self.seconds:.3g}"
        energy = format_energy(self.energy_kwh)
        return f"{self.name}: about {energy} in {seconds} s ({self.method}: {self.source})"


class Instrument(Protocol):
    """Something that finds the energy of a block: a counter, a model, or numbers of a test."""

    method: str
    source: str

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
    values = (name, seconds, cpu_seconds, energy_kwh, instrument.method, instrument.source)
    Reading.__init__(reading, *values)


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
    """CPU time times a power per vCPU, the factor "meter.cpu.power".

    >>> PowerModel().source
    'CPU time x 3.5 W per vCPU'
    """

    method = "power model"

    def __init__(self) -> None:
        self._power_w = factors.value("meter.cpu.power", "W/vCPU")
        self.source = f"CPU time x {self._power_w:g} W per vCPU"

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
    seconds, cpu_seconds, energy_kwh = (
        float(row[column]) for column in ("seconds", "cpu_seconds", "energy_kwh")
    )
    source = f"{row['method']}, {row['machine']}, {row['year']}"
    return Reading(row["name"], seconds, cpu_seconds, energy_kwh, "replay", source)
