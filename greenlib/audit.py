"""A pipeline's yearly baseline, its issues, and what each fix saves when applied one after another.

    storage  = TB per day x days kept x tier's Wh per TB-h x copies, for a year
    transfer = GB per day x kWh per GB, for a year
    compute  = vCPU-h per day x W per vCPU, for a year
    kgCO2e   = (storage + compute) x PUE x intensity + transfer x intensity, over 1000

PUE leaves transfer out, for the reason given in `greenlib.lifecycle`. Every quantity is a `Range`:
the low end of a result has every input at its low end, the high end every input at its high end.
Only running energy is counted; making the hardware is the subject of `greenlib.sci`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from statistics import median

from . import grid, lifecycle, regions, storage
from .audit_record import DRIVERS, Fix, Pipeline
from .errors import UnknownNameError
from .footprint import Range

__all__ = [
    "DRIVERS",
    "Audit",
    "Fix",
    "Pipeline",
    "Step",
    "audit",
    "baseline_kwh",
    "find_issues",
    "reordered",
    "total",
    "yearly_kg",
]
DAYS_PER_YEAR = 365
HOURS_PER_DAY = 24


@dataclass(frozen=True)
class Step:
    """One fix in its turn: emissions per year before and after it, in kgCO2e."""

    fix: Fix
    before_kg: Range
    after_kg: Range

    @property
    def saved_kg(self) -> float:
        """What the fix saves at its place in the order, best estimates, in kgCO2e per year."""
        return self.before_kg.best - self.after_kg.best


@dataclass(frozen=True)
class Audit:
    """The result: baseline by driver, issues, the steps taken, and the fixes refused and why."""

    pipeline: Pipeline
    energy_kwh: Mapping[str, Range]
    emissions_kg: Mapping[str, Range]
    issues: Sequence[str]
    steps: Sequence[Step]
    refused: Mapping[str, str]

    @property
    def before_kg(self) -> Range:
        """Emissions of the baseline, in kgCO2e per year."""
        return total(self.emissions_kg)

    @property
    def after_kg(self) -> Range:
        """Emissions once every step is taken, in kgCO2e per year."""
        return self.steps[-1].after_kg if self.steps else self.before_kg

    def changes_kg(self) -> dict[str, float]:
        """Return fix -> change in kgCO2e per year, as `plots.waterfall` takes it."""
        return {step.fix.name: -step.saved_kg for step in self.steps}


def baseline_kwh(pipeline: Pipeline) -> dict[str, Range]:
    """Return the energy per year of each driver, in kWh of IT and network equipment.

    >>> logs = Pipeline("logs", 480, 1.2, tb_per_day=1, kept_days=182.5, copies=6)
    >>> round(baseline_kwh(logs)["storage"].best)
    11511
    """
    watt_hours = storage.tier(pipeline.tier).energy_wh_per_tb_h
    per_tb_year_kwh = watt_hours * HOURS_PER_DAY * DAYS_PER_YEAR / 1000
    load = Range.of(pipeline.utilisation)
    power_kw = Range(
        *(lifecycle.average_power_w(x) / 1000 for x in (load.low, load.best, load.high))
    )
    stored_tb = Range.of(pipeline.tb_per_day) * pipeline.kept_days
    per_gb_kwh = lifecycle.transfer_energy_kwh(1, route=pipeline.route)
    return {
        "storage": stored_tb * pipeline.copies * per_tb_year_kwh,
        "transfer": Range.of(pipeline.moved_gb_per_day) * (per_gb_kwh * DAYS_PER_YEAR),
        "compute": Range.of(pipeline.vcpu_hours_per_day) * power_kw * DAYS_PER_YEAR,
    }


def yearly_kg(
    energy_kwh: Mapping[str, Range], intensity_g_per_kwh: Range | float, pue: Range | float
) -> dict[str, Range]:
    """Return the emissions per year of each driver, in kgCO2e; PUE leaves transfer out.

    >>> round(yearly_kg({"transfer": Range.of(365)}, 480, 1.2)["transfer"].best, 3)
    175.2
    """
    return {
        name: Range.of(kwh) * (1.0 if name == "transfer" else pue) * intensity_g_per_kwh * 1e-3
        for name, kwh in energy_kwh.items()
    }


def total(spans: Mapping[str, Range]) -> Range:
    """Return the sum of ranges of one unit: low with low, best with best, high with high.

    >>> total({"storage": Range(1, 2, 3), "compute": Range.of(5)})
    Range(low=6.0, best=7.0, high=8.0)
    """

    def add(one: Range, other: Range) -> Range:
        return Range(one.low + other.low, one.best + other.best, one.high + other.high)

    return reduce(add, spans.values(), Range.of(0))


def audit(pipeline: Pipeline) -> Audit:
    """Return the audit of `pipeline`, with its fixes applied in order where its limits allow.

    A fix that would take the data to a country outside `countries`, or that no longer fits into
    `budget_days`, is refused and the next one is tried. A fix that sets the intensity overrides
    what earlier fixes multiplied it by: a good hour of the old grid says nothing about the new one.

    >>> logs = Pipeline("logs", 480, 1.2, tb_per_day=1, kept_days=182.5, copies=6, fixes=[
    ...     Fix("prune", storage=0.4), Fix("move", intensity_g_per_kwh=15, pue=1.1)])
    >>> [round(step.saved_kg) for step in audit(logs).steps]
    [3978, 2576]
    """
    energy_kwh = baseline_kwh(pipeline)
    intensity, pue = Range.of(pipeline.intensity_g_per_kwh), Range.of(pipeline.pue)
    emissions_kg = yearly_kg(energy_kwh, intensity, pue)
    now_kwh, now_kg, left_days = energy_kwh, total(emissions_kg), pipeline.budget_days
    steps, refused = [], {}
    for fix in pipeline.fixes:
        if reason := _obstacle(fix, pipeline.countries, left_days):
            refused[fix.name] = reason
            continue
        now_kwh = {name: span * getattr(fix, name) for name, span in now_kwh.items()}
        intensity = _or(fix.intensity_g_per_kwh, intensity) * fix.intensity
        pue = _or(fix.pue, pue)
        after_kg = total(yearly_kg(now_kwh, intensity, pue))
        steps.append(Step(fix, now_kg, after_kg))
        now_kg = after_kg
        left_days = None if left_days is None else left_days - fix.days
    return Audit(pipeline, energy_kwh, emissions_kg, find_issues(pipeline), steps, refused)


def reordered(pipeline: Pipeline, names: Sequence[str]) -> Pipeline:
    """Return `pipeline` with the fixes of these names, in this order.

    Raises UnknownNameError for a name that is not among its fixes.
    """
    known = {fix.name: fix for fix in pipeline.fixes}
    for name in names:
        if name not in known:
            raise UnknownNameError("fix", name, known)
    return replace(pipeline, fixes=[known[name] for name in names])


def find_issues(pipeline: Pipeline) -> list[str]:
    """Return what stands out in the record, in words with numbers; empty if nothing does.

    A grid above the median of the published AWS regions, a start at an hour that is dirtier than
    the mean of its zone's typical weekdays, columns that nobody reads, data in hot storage long
    after its last reading.
    """
    issues = []
    typical = median(region.intensity_g_per_kwh for region in regions.load("aws").values())
    intensity = Range.of(pipeline.intensity_g_per_kwh).best
    if intensity > typical:
        issues.append(
            f"grid: {intensity:g} g/kWh is above {typical:g}, the median of the AWS regions"
        )
    if pipeline.zone and pipeline.start_hour_utc is not None:
        issues += _hour_issues(pipeline.zone, int(pipeline.start_hour_utc))
    if pipeline.columns and pipeline.columns_used is not None:
        unused = pipeline.columns - pipeline.columns_used
        if unused:
            issues.append(f"data: {unused:g} of {pipeline.columns:g} columns are never read")
    kept = Range.of(pipeline.kept_days).best
    if pipeline.tier == "hot" and pipeline.read_days is not None and kept > pipeline.read_days:
        issues.append(
            f"storage: {kept:g} days' worth lies in hot storage, "
            f"but nothing older than {pipeline.read_days:g} days is read"
        )
    return issues


def _hour_issues(zone: str, hour: int) -> list[str]:
    found = []
    for season in grid.SEASONS:
        day = grid.typical_day(zone, season, "weekday").mean_g_per_kwh
        if day[hour] > day.mean():
            found.append(
                f"time: {hour:02d}:00 UTC has {day[hour]:.0f} g/kWh on a typical {season} weekday "
                f"in {zone}, above its mean of {day.mean():.0f}"
            )
    return found


def _obstacle(fix: Fix, countries: Sequence[str], left_days: float | None) -> str:
    if fix.country and countries and fix.country not in countries:
        return f"the data may not go to {fix.country}, only {', '.join(countries)}"
    if left_days is not None and fix.days > left_days:
        return f"takes {fix.days:g} days, {left_days:g} are left"
    return ""


def _or(new: Range | float | None, old: Range) -> Range:
    return old if new is None else Range.of(new)
