# %% The intensity of each design on its own kind="wrong" points=0 says="run on the same grid"
def sure_winner(designs, intensity_g_per_kwh):
    low, high = intensity_g_per_kwh

    def worst(d):
        return (d["energy_kwh"][1] * high + d["embodied_g"][1]) / d["units"][0]

    def best(d):
        return (d["energy_kwh"][0] * low + d["embodied_g"][0]) / d["units"][1]

    for name, d in designs.items():
        if all(worst(d) < best(o) for other, o in designs.items() if other != name):
            return name
    return None


# %% The middle of every range kind="wrong" points=0 says="is stream's worst score still below"
def sure_winner(designs, intensity_g_per_kwh):
    def middle(span):
        return sum(span) / 2

    def score(d):
        grams = middle(d["energy_kwh"]) * middle(intensity_g_per_kwh) + middle(d["embodied_g"])
        return grams / middle(d["units"])

    return min(designs, key=lambda name: score(designs[name]))


# %% Units the wrong way round kind="wrong" points=0 says="is stream's worst score still below"
def sure_winner(designs, intensity_g_per_kwh):
    def score(d, end, intensity):
        return (d["energy_kwh"][end] * intensity + d["embodied_g"][end]) / d["units"][end]

    for name, d in designs.items():
        if all(
            score(d, 1, i) < score(o, 0, i)
            for other, o in designs.items()
            if other != name
            for i in intensity_g_per_kwh
        ):
            return name
    return None


# %% Only the high end of the intensity kind="wrong" points=2 says="look at the low end too"
def sure_winner(designs, intensity_g_per_kwh):
    i = intensity_g_per_kwh[1]
    for name, d in designs.items():
        worst = (d["energy_kwh"][1] * i + d["embodied_g"][1]) / d["units"][0]
        others = [o for other, o in designs.items() if other != name]
        if all(
            worst < (o["energy_kwh"][0] * i + o["embodied_g"][0]) / o["units"][1] for o in others
        ):
            return name
    return None


# %% Only the low end of the intensity kind="wrong" points=2 says="look at the high end too"
def sure_winner(designs, intensity_g_per_kwh):
    i = intensity_g_per_kwh[0]
    for name, d in designs.items():
        worst = (d["energy_kwh"][1] * i + d["embodied_g"][1]) / d["units"][0]
        others = [o for other, o in designs.items() if other != name]
        if all(
            worst < (o["energy_kwh"][0] * i + o["embodied_g"][0]) / o["units"][1] for o in others
        ):
            return name
    return None


# %% Better than any other, not than every other kind="wrong" points=2 says="It must beat every other design"
def sure_winner(designs, intensity_g_per_kwh):
    def worst(d, i):
        return (d["energy_kwh"][1] * i + d["embodied_g"][1]) / d["units"][0]

    def best(d, i):
        return (d["energy_kwh"][0] * i + d["embodied_g"][0]) / d["units"][1]

    for name, d in designs.items():
        if any(
            all(worst(d, i) < best(o, i) for i in intensity_g_per_kwh)
            for other, o in designs.items()
            if other != name
        ):
            return name
    return None


# %% Worst against worst kind="wrong" points=0 says="is stream's worst score still below"
def sure_winner(designs, intensity_g_per_kwh):
    def worst(d, i):
        return (d["energy_kwh"][1] * i + d["embodied_g"][1]) / d["units"][0]

    low, high = (
        min(designs, key=lambda name: worst(designs[name], i)) for i in intensity_g_per_kwh
    )
    return low if low == high else None


# %% Without the embodied part kind="wrong" points=0 says="The embodied emissions belong to the score too"
def sure_winner(designs, intensity_g_per_kwh):
    for name, d in designs.items():
        worst = d["energy_kwh"][1] / d["units"][0]
        others = [o for other, o in designs.items() if other != name]
        if all(worst < o["energy_kwh"][0] / o["units"][1] for o in others):
            return name
    return None


# %% Text instead of None kind="wrong" points=0 says="Expected the name of a design, or None"
def sure_winner(designs, intensity_g_per_kwh):
    def worst(d, i):
        return (d["energy_kwh"][1] * i + d["embodied_g"][1]) / d["units"][0]

    def best(d, i):
        return (d["energy_kwh"][0] * i + d["embodied_g"][0]) / d["units"][1]

    for name, d in designs.items():
        others = [o for other, o in designs.items() if other != name]
        if all(worst(d, i) < best(o, i) for o in others for i in intensity_g_per_kwh):
            return name
    return "None"


# %% Every corner of every range kind="right"
from itertools import product


def sure_winner(designs, intensity_g_per_kwh):
    def corners(d, intensity):
        return [
            (kwh * intensity + grams) / units
            for kwh, grams, units in product(d["energy_kwh"], d["embodied_g"], d["units"])
        ]

    winners = []
    for intensity in intensity_g_per_kwh:
        scores = {name: corners(d, intensity) for name, d in designs.items()}
        name = min(scores, key=lambda n: max(scores[n]))
        rest = [score for other in scores if other != name for score in scores[other]]
        winners.append(name if max(scores[name]) < min(rest) else None)
    return winners[0] if winners[0] == winners[1] else None


# %% Many intensities with NumPy kind="right"
import numpy as np


def sure_winner(designs, intensity_g_per_kwh):
    grid = np.linspace(*intensity_g_per_kwh, 101)
    names = list(designs)

    def bound(name, end):
        d = designs[name]
        return (d["energy_kwh"][end] * grid + d["embodied_g"][end]) / d["units"][1 - end]

    for name in names:
        rivals = np.array([bound(other, 0) for other in names if other != name])
        if (bound(name, 1) < rivals.min(axis=0)).all():
            return name
