# %% Highest score first kind="wrong" points=0 says="lower is better"
def rank_designs(designs):
    units = set.intersection(*(set(d["units"]) for d in designs))

    def score(d, unit):
        return (d["operational_g"] + d["embodied_g"]) / d["units"][unit]

    return {
        u: [d["name"] for d in sorted(designs, key=lambda d: score(d, u), reverse=True)]
        for u in units
    }


# %% Ranks the totals kind="wrong" points=0 says="divide by the functional units"
def rank_designs(designs):
    units = set.intersection(*(set(d["units"]) for d in designs))
    by_total = sorted(designs, key=lambda d: (d["operational_g"] + d["embodied_g"], d["name"]))
    return {u: [d["name"] for d in by_total] for u in units}


# %% Without the embodied part kind="wrong" points=2 says="The embodied emissions are missing"
def rank_designs(designs):
    units = set.intersection(*(set(d["units"]) for d in designs))
    return {
        u: [
            d["name"]
            for d in sorted(designs, key=lambda d: (d["operational_g"] / d["units"][u], d["name"]))
        ]
        for u in units
    }


# %% The units of the first design kind="wrong" points=2 says="KeyError"
def rank_designs(designs):
    def score(d, unit):
        return (d["operational_g"] + d["embodied_g"]) / d["units"][unit]

    return {
        u: [d["name"] for d in sorted(designs, key=lambda d: (score(d, u), d["name"]))]
        for u in designs[0]["units"]
    }


# %% Every unit, with the designs that count it kind="wrong" points=2 says="an unexpected key 'call'"
def rank_designs(designs):
    result = {}
    for unit in {u for d in designs for u in d["units"]}:
        counting = [d for d in designs if unit in d["units"]]
        counting.sort(
            key=lambda d: ((d["operational_g"] + d["embodied_g"]) / d["units"][unit], d["name"])
        )
        result[unit] = [d["name"] for d in counting]
    return result


# %% Equal scores in the order given kind="wrong" points=2 says="order them by name"
def rank_designs(designs):
    units = [u for u in designs[0]["units"] if all(u in d["units"] for d in designs)]

    def score(d, unit):
        return (d["operational_g"] + d["embodied_g"]) / d["units"][unit]

    return {u: [d["name"] for d in sorted(designs, key=lambda d: score(d, u))] for u in units}


# %% Only users and calls kind="wrong" points=0 says="has 0 keys instead of 2"
def rank_designs(designs):
    result = {}
    for unit in ("user", "call"):
        if all(unit in d["units"] for d in designs):
            result[unit] = sorted(
                (d["name"] for d in designs),
                key=lambda name: next(
                    (d["operational_g"] + d["embodied_g"]) / d["units"][unit]
                    for d in designs
                    if d["name"] == name
                ),
            )
    return result


# %% Scores instead of names kind="wrong" points=0 says="under 'user' at position 0 is a number"
def rank_designs(designs):
    units = set.intersection(*(set(d["units"]) for d in designs))
    return {
        u: sorted((d["operational_g"] + d["embodied_g"]) / d["units"][u] for d in designs)
        for u in units
    }


# %% The winner only kind="wrong" points=0 says="under 'user' is text"
def rank_designs(designs):
    units = set.intersection(*(set(d["units"]) for d in designs))
    return {
        u: min(designs, key=lambda d: (d["operational_g"] + d["embodied_g"]) / d["units"][u])[
            "name"
        ]
        for u in units
    }


# %% Embodied emissions not divided kind="wrong" points=0 says="divide by the functional units"
def rank_designs(designs):
    units = set.intersection(*(set(d["units"]) for d in designs))
    return {
        u: [
            d["name"]
            for d in sorted(
                designs,
                key=lambda d: (d["operational_g"] / d["units"][u] + d["embodied_g"], d["name"]),
            )
        ]
        for u in units
    }


# %% With a table kind="right"
import pandas as pd


def rank_designs(designs):
    table = pd.DataFrame([d["units"] for d in designs], index=[d["name"] for d in designs])
    table = table.dropna(axis="columns").sort_index()
    total = pd.Series({d["name"]: d["operational_g"] + d["embodied_g"] for d in designs})
    return {
        unit: list((total / table[unit]).loc[table.index].sort_values(kind="stable").index)
        for unit in table
    }


# %% Pairs of score and name, as tuples kind="right"
def rank_designs(designs):
    ranking = {}
    for unit in designs[0]["units"]:
        if any(unit not in design["units"] for design in designs[1:]):
            continue
        scored = []
        for design in designs:
            grams = design["operational_g"] + design["embodied_g"]
            scored.append((grams / design["units"][unit], design["name"]))
        ranking[unit] = tuple(name for _, name in sorted(scored))
    return ranking
