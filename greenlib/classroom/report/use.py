"""What running a class's code took, in time and energy."""

from __future__ import annotations

from dataclasses import dataclass

from ...footprint import emissions_g
from ...meter import PowerModel, Reading
from .gather import Class


@dataclass(frozen=True)
class Use:
    """What running the students' code took.

    Parameters
    ----------
    reading : wall and CPU time and energy of all of it; None if nothing ran.
    emissions_g : in gCO2e; None if nothing ran, or the configuration does not say where.
    slowest, slowest_s : the student whose cells took longest, and how long in s.
    """

    reading: Reading | None = None
    emissions_g: float | None = None
    slowest: str = ""
    slowest_s: float = 0.0


def use_of(about: Class) -> Use:
    """Return what running the code of a class took, as grading wrote it down."""
    seconds = {s: graded.seconds for s, graded in about.graded.items() if not graded.problem}
    cpu_seconds = sum(about.graded[student].cpu_seconds for student in seconds)
    if cpu_seconds <= 0:
        return Use()
    model = PowerModel()
    energy_kwh = model.stop(cpu_seconds)
    low_kwh, high_kwh = (end * energy_kwh for end in model.ends)
    reading = Reading(
        "Students' code", sum(seconds.values()), cpu_seconds, energy_kwh, low_kwh, high_kwh,
        model.method, model.source,
    )  # fmt: skip
    emitted = emissions_g(energy_kwh, about.site.g_per_kwh) if about.site else None
    slowest = max(seconds, key=lambda student: (seconds[student], student))
    return Use(reading, emitted, slowest, seconds[slowest])
