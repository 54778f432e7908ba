# %% Leaves out the PUE kind="wrong" points=0 says="leaves out the PUE"
def best_move(regions, today):
    best = min(regions, key=lambda name: regions[name]["intensity_g_per_kwh"])
    before = regions[today]["intensity_g_per_kwh"]
    return {"region": best, "saving": 1 - regions[best]["intensity_g_per_kwh"] / before}


# %% Chooses by the grid, saves with the PUE kind="wrong" points=2 says="need not be the region with the lowest emissions"
def best_move(regions, today):
    best = min(regions, key=lambda name: regions[name]["intensity_g_per_kwh"])

    def effective(name):
        return regions[name]["intensity_g_per_kwh"] * regions[name]["pue"]

    return {"region": best, "saving": 1 - effective(best) / effective(today)}


# %% From the worst region instead of today's kind="wrong" points=0 says="the saving from the worst region"
def best_move(regions, today):
    effective = {n: r["intensity_g_per_kwh"] * r["pue"] for n, r in regions.items()}
    best = min(effective, key=effective.get)
    return {"region": best, "saving": 1 - effective[best] / max(effective.values())}


# %% A percentage instead of a share kind="wrong" points=0 says="100 times too large"
def best_move(regions, today):
    effective = {n: r["intensity_g_per_kwh"] * r["pue"] for n, r in regions.items()}
    best = min(effective, key=effective.get)
    return {"region": best, "saving": 100 * (1 - effective[best] / effective[today])}


# %% Divided by the new value instead of today's kind="wrong" points=0 says="under 'saving' is too large"
def best_move(regions, today):
    effective = {n: r["intensity_g_per_kwh"] * r["pue"] for n, r in regions.items()}
    best = min(effective, key=effective.get)
    return {"region": best, "saving": (effective[today] - effective[best]) / effective[best]}


# %% The region to avoid kind="wrong" points=0 says="under 'region' is not the right answer"
def best_move(regions, today):
    effective = {n: r["intensity_g_per_kwh"] * r["pue"] for n, r in regions.items()}
    best = max(effective, key=effective.get)
    return {"region": best, "saving": 1 - effective[best] / effective[today]}


# %% The wrong sign kind="wrong" points=0 says="has the wrong sign"
def best_move(regions, today):
    effective = {n: r["intensity_g_per_kwh"] * r["pue"] for n, r in regions.items()}
    best = min(effective, key=effective.get)
    return {"region": best, "saving": effective[best] / effective[today] - 1}


# %% Prints a report, as the notebook it grew from did kind="wrong" points=0 says="nothing (None)"
def best_move(regions, today):
    effective = {n: r["intensity_g_per_kwh"] * r["pue"] for n, r in regions.items()}
    best = min(effective, key=effective.get)
    print(f"[BEST CHOICE] {best}, {1 - effective[best] / effective[today]:.1%} less")


# %% Always Stockholm kind="wrong" points=0 says="raised KeyError"
def best_move(regions, today):
    def effective(name):
        return regions[name]["intensity_g_per_kwh"] * regions[name]["pue"]

    return {"region": "eu-north-1", "saving": 1 - effective("eu-north-1") / effective(today)}


# %% With a DataFrame kind="right"
import pandas as pd


def best_move(regions, today):
    table = pd.DataFrame(regions).T.astype(float)
    effective = table["intensity_g_per_kwh"] * table["pue"]
    best = effective.idxmin()
    return {"saving": 1 - effective[best] / effective[today], "region": best}


# %% A loop that remembers the best kind="right"
def best_move(regions, today):
    now = regions[today]["intensity_g_per_kwh"] * regions[today]["pue"]
    region, lowest = today, now
    for name in regions:
        grams = regions[name]["pue"] * regions[name]["intensity_g_per_kwh"]
        if grams < lowest:
            region, lowest = name, grams
    return dict(region=region, saving=(now - lowest) / now)


# %% With the course's own saving kind="right"
from greenlib.regions import saving


def best_move(regions, today):
    pairs = sorted((r["intensity_g_per_kwh"] * r["pue"], name) for name, r in regions.items())
    now = next(grams for grams, name in pairs if name == today)
    return {"region": pairs[0][1], "saving": saving(now, pairs[0][0])}
