"""Rank all published regions for 100,000 jobs, each with its own constraints."""

import math

import numpy as np

from greenlib.factors import value
from greenlib.placement import BLOCS
from greenlib.placement_bulk import allowed_mask, best_regions
from greenlib.regions import PUBLISHED, load

from .harness import Case

JOBS, SHARE = 100_000, 0.02
OPTIONS = load(*PUBLISHED)
RNG = np.random.default_rng(2026)
ENERGY_KWH = RNG.uniform(0.1, 50, JOBS)
SITES = np.array([region.position for region in OPTIONS.values()])
RULES = {
    "user": SITES[RNG.integers(len(SITES), size=JOBS)] + RNG.normal(0, 1, (JOBS, 2)),
    "max_rtt_ms": RNG.choice([20.0, 50.0, 150.0, np.inf], JOBS),
    "residency": RNG.choice(["", "", "EU", "US", "IN JP SG"], JOBS),
    "services": RNG.choice(["", "gpu", "archive"], JOBS),
    "max_price_usd_per_h": RNG.choice([0.2, 0.25, np.inf], JOBS),
}
ALLOWED = {"": None, "EU": BLOCS["EU"], "US": {"US"}, "IN JP SG": {"IN", "JP", "SG"}}
RADIUS_KM, SPEED_KM_PER_S = value("region.earth_radius", "km"), value("region.fibre_speed", "km/s")


def together():
    """Every job against every region, with arrays."""
    return best_regions(OPTIONS, ENERGY_KWH, allowed_mask(OPTIONS, **RULES))


def one_by_one():
    """The notebook's way: for each job, min() over a dict of the regions that it may use."""
    regions = {
        name: {"ci": region.effective_g_per_kwh, "region": region}
        for name, region in OPTIONS.items()
    }
    found = []
    for job in range(int(JOBS * SHARE)):
        asked = {name: column[job] for name, column in RULES.items()}
        options = [name for name in regions if _meets(regions[name]["region"], asked)]
        best = min(options, key=lambda name: regions[name]["ci"], default="")
        grams = ENERGY_KWH[job] * regions[best]["ci"] if best else math.nan
        found.append((best, grams))
    return found


def _meets(region, asked):
    countries = ALLOWED[str(asked["residency"])]
    return (
        (countries is None or region.country in countries)
        and region.price_usd_per_h <= asked["max_price_usd_per_h"]
        and set(asked["services"].split()) <= region.services
        and _round_trip_ms(*asked["user"], *region.position) <= asked["max_rtt_ms"]
    )


def _round_trip_ms(latitude, longitude, other_latitude, other_longitude):
    north = math.radians(other_latitude - latitude) / 2
    east = math.radians(other_longitude - longitude) / 2
    cosines = math.cos(math.radians(latitude)) * math.cos(math.radians(other_latitude))
    half_chord = math.sqrt(math.sin(north) ** 2 + cosines * math.sin(east) ** 2)
    return 4000 * RADIUS_KM * math.asin(min(half_chord, 1)) / SPEED_KM_PER_S


CASES = [
    Case(
        f"rank {len(OPTIONS)} published regions for {JOBS:,} jobs",
        fast=together,
        plain=one_by_one,
        plain_share=SHARE,
    )
]
