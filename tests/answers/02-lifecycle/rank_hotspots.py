# %% Ranked by energy kind="wrong" points=2 says="Rank by emissions: energy times the intensity"
def rank_hotspots(energy_kwh, intensity):
    parts = []
    for stage, drivers in energy_kwh.items():
        for driver, kwh in drivers.items():
            if kwh * intensity[stage] > 0:
                parts.append((stage, driver, kwh))
    total = sum(part[2] for part in parts)
    parts.sort(key=lambda part: -part[2])
    return [(s, d, g / total) for s, d, g in parts]


# %% Smallest first kind="wrong" points=0 says="the most emissions comes first"
def rank_hotspots(energy_kwh, intensity):
    parts = []
    for stage, drivers in energy_kwh.items():
        for driver, kwh in drivers.items():
            if kwh * intensity[stage] > 0:
                parts.append((stage, driver, kwh * intensity[stage]))
    total = sum(part[2] for part in parts)
    parts.sort(key=lambda part: part[2])
    return [(s, d, g / total) for s, d, g in parts]


# %% Percentages instead of fractions kind="wrong" points=0 says="100 times too large"
def rank_hotspots(energy_kwh, intensity):
    parts = []
    for stage, drivers in energy_kwh.items():
        for driver, kwh in drivers.items():
            if kwh * intensity[stage] > 0:
                parts.append((stage, driver, kwh * intensity[stage]))
    total = sum(part[2] for part in parts)
    parts.sort(key=lambda part: -part[2])
    return [(s, d, 100 * g / total) for s, d, g in parts]


# %% Grams instead of shares kind="wrong" points=0 says="at position 2 is too large"
def rank_hotspots(energy_kwh, intensity):
    parts = []
    for stage, drivers in energy_kwh.items():
        for driver, kwh in drivers.items():
            if kwh * intensity[stage] > 0:
                parts.append((stage, driver, kwh * intensity[stage]))
    return sorted(parts, key=lambda part: -part[2])


# %% Keeps the parts that emit nothing kind="wrong" points=2 says="A part that emits nothing is left out"
def rank_hotspots(energy_kwh, intensity):
    parts = []
    for stage, drivers in energy_kwh.items():
        for driver, kwh in drivers.items():
            if True:
                parts.append((stage, driver, kwh * intensity[stage]))
    total = sum(part[2] for part in parts)
    parts.sort(key=lambda part: -part[2])
    return [(s, d, g / total) for s, d, g in parts]


# %% Leaves out no energy, keeps a clean grid kind="wrong" points=2 says="0 g/kWh emits nothing"
def rank_hotspots(energy_kwh, intensity):
    parts = []
    for stage, drivers in energy_kwh.items():
        for driver, kwh in drivers.items():
            if kwh > 0:
                parts.append((stage, driver, kwh * intensity[stage]))
    total = sum(part[2] for part in parts)
    parts.sort(key=lambda part: -part[2])
    return [(s, d, g / total) for s, d, g in parts]


# %% With pandas kind="right"
import pandas as pd


def rank_hotspots(energy_kwh, intensity):
    grams = pd.DataFrame(energy_kwh).mul(pd.Series(intensity), axis=1).unstack().dropna()
    grams = grams[grams > 0].sort_values(ascending=False)
    return [[stage, driver, g / grams.sum()] for (stage, driver), g in grams.items()]


# %% A dict keyed by stage and driver kind="right"
def rank_hotspots(energy_kwh, intensity):
    grams = {(s, d): energy_kwh[s][d] * intensity[s] for s in energy_kwh for d in energy_kwh[s]}
    total = sum(grams.values())
    ordered = sorted(grams, key=grams.get, reverse=True)
    return [(*part, grams[part] / total) for part in ordered if grams[part]]
