# %% Per kilogram instead of per tonne kind="wrong" points=0 says="at position 0 at position 1 is 1000 times too small"
def price_per_tonne(points):
    front = []
    for name, (usd, grams) in sorted(points.items(), key=lambda item: item[1]):
        if not front or grams < front[-1][2]:
            front.append((name, usd, grams))
    return [
        (b[0], (b[1] - a[1]) / ((a[2] - b[2]) / 1000)) for a, b in zip(front, front[1:])
    ]


# %% Per gram kind="wrong" points=0 says="a million times too small"
def price_per_tonne(points):
    front = []
    for name, (usd, grams) in sorted(points.items(), key=lambda item: item[1]):
        if not front or grams < front[-1][2]:
            front.append((name, usd, grams))
    return [(b[0], (b[1] - a[1]) / (a[2] - b[2])) for a, b in zip(front, front[1:])]


# %% Compared with the cheapest, not with the step before kind="wrong" points=2 says="not with the cheapest"
def price_per_tonne(points):
    front = []
    for name, (usd, grams) in sorted(points.items(), key=lambda item: item[1]):
        if not front or grams < front[-1][2]:
            front.append((name, usd, grams))
    first = front[0]
    return [(b[0], (b[1] - first[1]) / ((first[2] - b[2]) / 1e6)) for b in front[1:]]


# %% Every region is a step kind="wrong" points=0 says="C is not on the front"
def price_per_tonne(points):
    ordered = sorted(points.items(), key=lambda item: item[1][0])
    return [
        (name, (usd - usd0) / ((g0 - grams) / 1e6))
        for (_, (usd0, g0)), (name, (usd, grams)) in zip(ordered, ordered[1:])
    ]


# %% From the greenest to the cheapest kind="wrong" points=0 says="at position 0 at position 0 is not the right answer"
def price_per_tonne(points):
    front = []
    for name, (usd, grams) in sorted(points.items(), key=lambda item: item[1]):
        if not front or grams < front[-1][2]:
            front.append((name, usd, grams))
    steps = [(b[0], (b[1] - a[1]) / (a[2] - b[2]) * 1e6) for a, b in zip(front, front[1:])]
    return steps[::-1]


# %% The sign of the emissions the wrong way round kind="wrong" points=0 says="has the wrong sign"
def price_per_tonne(points):
    front = []
    for name, (usd, grams) in sorted(points.items(), key=lambda item: item[1]):
        if not front or grams < front[-1][2]:
            front.append((name, usd, grams))
    return [(b[0], (b[1] - a[1]) / (b[2] - a[2]) * 1e6) for a, b in zip(front, front[1:])]


# %% A dict instead of a list kind="wrong" points=0 says="is a dict"
def price_per_tonne(points):
    front = []
    for name, (usd, grams) in sorted(points.items(), key=lambda item: item[1]):
        if not front or grams < front[-1][2]:
            front.append((name, usd, grams))
    return {b[0]: (b[1] - a[1]) / (a[2] - b[2]) * 1e6 for a, b in zip(front, front[1:])}


# %% The cheapest is in the list, at no cost kind="wrong" points=0 says="has 3 items instead of 2"
def price_per_tonne(points):
    front = []
    for name, (usd, grams) in sorted(points.items(), key=lambda item: item[1]):
        if not front or grams < front[-1][2]:
            front.append((name, usd, grams))
    steps = [(b[0], (b[1] - a[1]) / (a[2] - b[2]) * 1e6) for a, b in zip(front, front[1:])]
    return [(front[0][0], 0.0), *steps]


# %% Equal costs in the order given kind="wrong" points=2 says="Of two regions with the same cost"
def price_per_tonne(points):
    front = []
    for name, (usd, grams) in sorted(points.items(), key=lambda item: item[1][0]):
        if not front or grams < front[-1][2]:
            front.append((name, usd, grams))
    return [(b[0], (b[1] - a[1]) / (a[2] - b[2]) * 1e6) for a, b in zip(front, front[1:])]


# %% Strictly beaten in both only kind="wrong" points=2 says="Of two regions with the same cost"
def price_per_tonne(points):
    front = sorted(
        (
            (usd, grams, name)
            for name, (usd, grams) in points.items()
            if not any(u < usd and g < grams for u, g in points.values())
        ),
        key=lambda p: (p[0], -p[1]),
    )
    steps = []
    for (usd0, g0, _), (usd, g, name) in zip(front, front[1:]):
        steps.append((name, (usd - usd0) / (g0 - g) * 1e6 if g0 != g else 0.0))
    return steps


# %% By the definition, pair by pair kind="right"
def price_per_tonne(points):
    def beaten(name):
        usd, g = points[name]
        return any(
            u <= usd and e <= g and (u, e) != (usd, g) for n, (u, e) in points.items() if n != name
        )

    front = sorted((n for n in points if not beaten(n)), key=lambda n: points[n][0])
    steps = []
    for k in range(1, len(front)):
        (usd0, g0), (usd1, g1) = points[front[k - 1]], points[front[k]]
        tonnes = (g0 - g1) / 1_000_000
        steps.append([front[k], (usd1 - usd0) / tonnes])
    return steps


# %% With the course's pareto_front kind="right"
import numpy as np

from greenlib.plots import pareto_front


def price_per_tonne(points):
    front = pareto_front(points)
    table = np.array([points[name] for name in front], dtype=float).reshape(-1, 2)
    usd, grams = np.diff(table[:, 0]), -np.diff(table[:, 1])
    return list(zip(front[1:], usd / grams * 1e6))
