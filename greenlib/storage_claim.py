"""The claim that moving data to an archive saves 80 to 90 % of its carbon, and when it holds.

    saved = 1 - (cold + restored_share x hot) / hot

with hot and cold what 1 TB emits per year in either tier. Cloud Carbon Footprint counts every class
of S3, Glacier too, as hard disks with six copies (CostAndUsageTypes.ts, HDD_USAGE_TYPES), and then
archiving saves nothing; a tape library that is full saves more than the claim. `claim_table` puts
such assumptions side by side.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from . import factors
from .errors import InvalidQuantityError, WrongTypeError
from .footprint import emissions_g, facility_energy_kwh
from .quantities import one_number, quantity
from .storage import Tier, tier

if TYPE_CHECKING:
    import pandas as pd


def archive_saving(
    hot: Tier,
    cold: Tier,
    *,
    intensity_g_per_kwh: Any,
    pue: Any = 1.0,
    restored_share: Any = 0.0,
) -> Any:
    """Return the share of the yearly emissions saved by keeping data in `cold` and not in `hot`.

    Parameters
    ----------
    hot, cold : the two tiers; `Tier.operational` leaves the making of the hardware out, and then
        intensity and PUE cancel.
    intensity_g_per_kwh : carbon intensity in gCO2e/kWh: a number, array or Series, 0 or more.
    pue : power usage effectiveness, 1 or more; likewise.
    restored_share : the part of the archived data, on average over the year, that also lies in
        `hot` as a restored copy, 0 to 1; likewise. A tenth of the data restored every month and
        kept for 7 days is 0.1 x 12 x 7 / 365 = 0.023.

    Returns 1 - (cold + restored_share x hot) / hot, negative where archiving costs more; shapes
    broadcast together. The saving is real only once the hot drives are switched off or not bought.
    Raises WrongTypeError or InvalidQuantityError.

    >>> round(archive_saving(tier("hot").operational, tier("cold").operational,
    ...                      intensity_g_per_kwh=450, restored_share=0.1), 3)
    0.876
    """
    hot_g = emissions_g_per_tb_year(hot, intensity_g_per_kwh=intensity_g_per_kwh, pue=pue)
    cold_g = emissions_g_per_tb_year(cold, intensity_g_per_kwh=intensity_g_per_kwh, pue=pue)
    if not (hot_g > 0 if isinstance(hot_g, float) else (hot_g > 0).all()):
        raise InvalidQuantityError(f"{hot.name} emits nothing here, so there is nothing to save")
    return 1 - cold_g / hot_g - quantity("restored_share", restored_share, "", maximum=1)


def emissions_g_per_tb_year(tier: Tier, *, intensity_g_per_kwh: Any, pue: Any = 1.0) -> Any:
    """Return what keeping 1 TB in `tier` for a year emits, operation and hardware, in gCO2e.

    Parameters are those of `archive_saving`; shapes broadcast together. Raises WrongTypeError or
    InvalidQuantityError.

    >>> round(emissions_g_per_tb_year(tier("warm").operational, intensity_g_per_kwh=400, pue=1.2))
    16399
    """
    if not isinstance(tier, Tier):
        raise WrongTypeError(f"expected a Tier, got {tier!r:.60}; write tier('hot')")
    energy_kwh = facility_energy_kwh(tier.energy_kwh_per_tb_year, pue)
    embodied_g = tier.embodied_kg_per_tb_year * tier.copies * 1000
    return emissions_g(energy_kwh, intensity_g_per_kwh) + embodied_g


def claim_table(*, intensity_g_per_kwh: float, pue: float = 1.0) -> pd.DataFrame:
    """Return what archiving 1 TB saves under different assumptions, one row each.

    Columns: assumption, hot_kg_per_tb_year, cold_kg_per_tb_year (kgCO2e, a restored copy
    included), saved_percent, holds (whether it lies in the claimed range, the factor
    "storage.claim"). The assumptions are ours; the figures are factors "storage.*". Six copies and
    operation alone unless a row says otherwise: "HDD to HDD" is how Cloud Carbon Footprint counts
    S3; "few cartridges" is the high end of "storage.tape"; "10 % restored" means a tenth of the
    archive lies in hot too, at any time; "hardware" adds its making, after the highest published
    figure or, "low figure", the lowest for the disk. For tape there is one figure only.

    Parameters
    ----------
    intensity_g_per_kwh : carbon intensity in gCO2e/kWh, one number, 0 or more.
    pue : power usage effectiveness, one number, 1 or more.

    Raises WrongTypeError or InvalidQuantityError.

    >>> table = claim_table(intensity_g_per_kwh=450, pue=1.2)
    >>> table.loc[table["holds"], "assumption"].tolist()
    ['HDD to tape, few cartridges', 'HDD to tape, 10 % restored', \
'HDD, 2 copies, to tape, 6 copies', 'SSD to tape, 10 % restored', \
'SSD to tape, hardware, low figure']
    """
    import pandas as pd

    grid = {
        "intensity_g_per_kwh": one_number("intensity_g_per_kwh", intensity_g_per_kwh, "g/kWh"),
        "pue": one_number("pue", pue, "", minimum=1),
    }
    claim = factors.get("storage.claim")
    rows = []
    for assumption, hot, cold, restored_share in _assumptions():
        hot_g = emissions_g_per_tb_year(hot, **grid)
        saved = archive_saving(hot, cold, **grid, restored_share=restored_share)
        rows.append(
            {
                "assumption": assumption,
                "hot_kg_per_tb_year": hot_g / 1000,
                "cold_kg_per_tb_year": hot_g * (1 - saved) / 1000,
                "saved_percent": 100 * saved,
                "holds": claim.low <= saved <= claim.high,
            }
        )
    return pd.DataFrame(rows)


def _assumptions() -> list[tuple[str, Tier, Tier, float]]:
    ssd, hdd, tape = (tier(name).operational for name in ("hot", "warm", "cold"))
    volume = replace(hdd, copies=factors.value("storage.copies.volume", "copies"))
    few_tapes = replace(tape, energy_wh_per_tb_h=factors.get("storage.tape").high)
    low_ssd = _lowest_hardware(tier("hot"), "ssd")
    low_hdd = _lowest_hardware(tier("warm"), "hdd")
    return [
        ("HDD to HDD", hdd, hdd, 0),
        ("SSD to HDD", ssd, hdd, 0),
        ("HDD to tape, few cartridges", hdd, few_tapes, 0),
        ("HDD to tape, 10 % restored", hdd, tape, 0.1),
        ("HDD, 2 copies, to tape, 6 copies", volume, tape, 0),
        ("SSD to tape, 10 % restored", ssd, tape, 0.1),
        ("SSD to tape, few cartridges", ssd, few_tapes, 0),
        ("HDD to tape", hdd, tape, 0),
        ("SSD to tape", ssd, tape, 0),
        ("HDD to tape, hardware", tier("warm"), tier("cold"), 0),
        ("HDD to tape, hardware, low figure", low_hdd, tier("cold"), 0),
        ("SSD to tape, hardware", tier("hot"), tier("cold"), 0),
        ("SSD to tape, hardware, low figure", low_ssd, tier("cold"), 0),
    ]


def _lowest_hardware(tier: Tier, medium: str) -> Tier:
    kg_per_tb = factors.get(f"storage.embodied.{medium}").low
    return replace(
        tier, embodied_kg_per_tb_year=kg_per_tb / factors.value("storage.lifetime", "year")
    )
