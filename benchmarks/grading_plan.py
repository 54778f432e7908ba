"""From what a submission costs on this machine to what a million cost on many: docs/scaling.md."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from greenlib import factors, regions
from greenlib.footprint import emissions_g
from greenlib.meter import PowerModel
from greenlib.units import format_bytes, format_emissions, format_energy

SUBMISSIONS = 1_000_000
# A small machine, a large one, and eight of those.
CORES = (2, 32, 256)
# A machine with four virtual processors in this region stands for the price of one.
_REGION, _TABLE, _CORES_PRICED = "eu-central-1", "aws", 4


@dataclass(frozen=True)
class Costs:
    """What one submission more costs.

    Parameters
    ----------
    cpu_s : CPU time, in s.
    record_s : wall time of its transaction in the gradebook, in s.
    submitted_bytes, graded_bytes, gradebook_bytes : its file, its graded notebook and report, its
        share of the gradebook.
    worker_mb : memory of a worker with its warm processes, in MB.
    page_cpu_s, page_bytes : CPU time, in s, and size of its feedback page.
    """

    cpu_s: float
    record_s: float
    submitted_bytes: float
    graded_bytes: float
    gradebook_bytes: float
    worker_mb: float
    page_cpu_s: float
    page_bytes: float


@dataclass(frozen=True)
class Plan:
    """What grading many submissions takes with `cores` workers, one on each core."""

    cores: int
    hours: float
    per_second: float
    memory_mb: float
    energy_kwh: float
    emissions_g: float
    machines_usd: float


def plan(costs: Costs, cores: int, submissions: int = SUBMISSIONS) -> Plan:
    """Return what `submissions` take on `cores`, if nothing but the processors limits them.

    >>> made_up = Costs(0.072, 0.002, 27e3, 37e3, 6e3, 500, 0.01, 40e3)
    >>> found = plan(made_up, cores=32)
    >>> round(found.hours, 3), round(found.per_second), round(found.energy_kwh, 3)
    (0.625, 444, 0.07)
    """
    region = regions.get(_REGION, _TABLE)
    core_hours = submissions * costs.cpu_s / 3600
    energy_kwh = PowerModel().stop(submissions * costs.cpu_s)
    return Plan(
        cores, core_hours / cores, cores / costs.cpu_s, cores * costs.worker_mb, energy_kwh,
        emissions_g(energy_kwh, region.effective_g_per_kwh),
        core_hours * region.price_usd_per_h / _CORES_PRICED,
    )  # fmt: skip


def most_workers(costs: Costs) -> int:
    """Return with how many workers one SQLite file, which one writer at a time holds, is busy.

    >>> most_workers(Costs(0.072, 0.002, 27e3, 37e3, 6e3, 500, 0.01, 40e3))
    36
    """
    return math.floor(costs.cpu_s / costs.record_s)


def plan_rows(plans: Sequence[Plan]) -> list[tuple[str, ...]]:
    """Return the plans as the rows of a table, one column for each."""
    return [
        ("workers, one on each core", *(f"{p.cores}" for p in plans)),
        ("hours", *(f"{p.hours:.1f}" for p in plans)),
        ("submissions per second", *(f"{p.per_second:,.0f}" for p in plans)),
        ("memory of all workers", *(format_bytes(p.memory_mb * 1e6) for p in plans)),
        ("energy", *(format_energy(p.energy_kwh) for p in plans)),
        ("emissions", *(format_emissions(p.emissions_g) for p in plans)),
        ("price of the machines", *(f"{p.machines_usd:.2f} USD" for p in plans)),
    ]


def storage_rows(costs: Costs) -> list[tuple[str, ...]]:
    """Return what is stored: for one submission, for a million, and the price of a month."""
    usd_per_gb = factors.value("storage.price.standard", "USD/GB-month")
    kinds = {
        "submitted notebooks": costs.submitted_bytes,
        "graded notebooks and reports": costs.graded_bytes,
        "feedback pages": costs.page_bytes,
        "gradebook": costs.gradebook_bytes,
    }
    return [
        (name, format_bytes(size), format_bytes(size * SUBMISSIONS),
         f"{size * SUBMISSIONS / 1e9 * usd_per_gb:.2f} USD")
        for name, size in kinds.items()
    ]  # fmt: skip
