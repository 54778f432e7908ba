"""What running a class's code took, in time and energy."""

from __future__ import annotations

from dataclasses import dataclass

from ...footprint import emissions_g
from ...meter import PowerModel
from .gather import Class


@dataclass(frozen=True)
class Use:
    """What running the students' code took: wall and CPU time in s, energy in kWh, gCO2e.

    `slowest` is the student whose cells took longest, and for how long. `emissions_g` is None if
    the configuration does not say where it was graded.
    """

    seconds: float
    cpu_seconds: float
    energy_kwh: float
    low_kwh: float
    high_kwh: float
    source: str
    slowest: tuple[str, float]
    emissions_g: float | None


def use_of(about: Class) -> Use:
    """Return what running the code of a class took, as grading wrote it down."""
    ran = {student: graded for student, graded in about.graded.items() if not graded.problem}
    cpu_seconds = sum(graded.cpu_seconds for graded in ran.values())
    model = PowerModel()
    energy_kwh = model.stop(cpu_seconds)
    slowest = max(ran, key=lambda student: (ran[student].seconds, student), default="")
    return Use(
        sum(graded.seconds for graded in ran.values()),
        cpu_seconds,
        energy_kwh,
        *(end * energy_kwh for end in model.ends),
        model.source,
        (slowest, ran[slowest].seconds if ran else 0.0),
        emissions_g(energy_kwh, about.site.g_per_kwh) if about.site else None,
    )
