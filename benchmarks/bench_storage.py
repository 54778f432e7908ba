"""A thousand lifecycle policies over ten years of daily data, against a loop over days."""

from itertools import accumulate, product

from greenlib.storage import Policy, Stage, tier
from greenlib.storage_simulation import daily_ingest_tb, simulate

from .harness import Case

INGEST_TB = daily_ingest_tb(1.5, years=10, yearly_growth=0.15)
POLICIES = [
    Policy(
        f"{warm}-{cold}-{end}",
        [
            Stage(tier("hot"), 0, warm),
            Stage(tier("warm"), warm, cold),
            Stage(tier("cold"), cold, end),
        ],
    )
    for warm, cold, end in product(range(30, 40), range(70, 170, 10), range(365, 1365, 100))
]


def _plain(policies):
    """Return the IT energy of each policy in each year, in kWh, day by day."""
    ingest = INGEST_TB.tolist()
    arrived = [0.0, *accumulate(ingest)]
    energies = []
    for policy in policies:
        years = [0.0] * (len(ingest) // 365)
        for stage in policy.stages:
            kwh_per_tb_day = stage.tier.energy_kwh_per_tb_year / 365
            for day in range(len(ingest)):
                young = arrived[max(day + 1 - stage.from_day, 0)]
                old = arrived[max(day + 1 - stage.to_day, 0)]
                years[day // 365] += (young - old) * kwh_per_tb_day
        energies.append(years)
    return energies


CASES = [
    Case(
        "simulate 1,000 policies over 3,650 days, with costs",
        fast=lambda: simulate(POLICIES, INGEST_TB, intensity_g_per_kwh=450, pue=1.2),
        plain=lambda: _plain(POLICIES[:20]),
        plain_share=0.02,
        plain_name="plain loop over days, energy alone",
    )
]
