# %% The best figure of any source against the worst kind="wrong" points=0 says="has an unexpected key 'all'"
def comparable_savings(figures, before, after):
    old = max(f["g_per_kwh"] for f in figures if f["place"] == before)
    new = min(f["g_per_kwh"] for f in figures if f["place"] == after)
    return {"all": 1 - new / old}


# %% Each source's figure against the first one found kind="wrong" points=0 says="has an unexpected key"
def comparable_savings(figures, before, after):
    old = next((f["g_per_kwh"] for f in figures if f["place"] == before), None)
    return {f["source"]: 1 - f["g_per_kwh"] / old for f in figures if f["place"] == after}


# %% Ignores the year: the last figure in the list counts kind="wrong" points=2 says="come from different years"
def comparable_savings(figures, before, after):
    found = {}
    for f in sorted(figures, key=lambda f: f["year"]):
        found.setdefault(f["source"], {})[f["place"]] = f["g_per_kwh"]
    return {s: 1 - v[after] / v[before] for s, v in found.items() if before in v and after in v}


# %% The first year that has both kind="wrong" points=2 says="an earlier year than the latest one"
def comparable_savings(figures, before, after):
    found = {}
    for f in figures:
        found.setdefault((f["year"], f["source"]), {})[f["place"]] = f["g_per_kwh"]
    savings = {}
    for (year, source), v in sorted(found.items()):
        if before in v and after in v:
            savings.setdefault(source, 1 - v[after] / v[before])
    return savings


# %% The latest year of the source only, even if one place is missing in it kind="wrong" points=2 says="Both figures must come from one year"
def comparable_savings(figures, before, after):
    latest = {}
    for f in figures:
        latest[f["source"]] = max(f["year"], latest.get(f["source"], 0))
    found = {}
    for f in figures:
        if f["year"] == latest[f["source"]]:
            found.setdefault(f["source"], {})[f["place"]] = f["g_per_kwh"]
    return {s: 1 - v[after] / v[before] for s, v in found.items() if before in v and after in v}


# %% Whichever comes last in the list, not by year kind="wrong" points=2 says="an earlier year than the latest one"
def comparable_savings(figures, before, after):
    found = {}
    for f in figures:
        found.setdefault((f["source"], f["year"]), {})[f["place"]] = f["g_per_kwh"]
    return {
        source: 1 - v[after] / v[before]
        for (source, year), v in found.items()
        if before in v and after in v
    }


# %% Before and after swapped kind="wrong" points=0 says="Both figures of a saving must come from the same source"
def comparable_savings(figures, before, after):
    values = {(f["source"], f["year"], f["place"]): f["g_per_kwh"] for f in figures}
    return {
        s: 1 - values[s, y, before] / values[s, y, after]
        for s, y in sorted({key[:2] for key in values})
        if (s, y, before) in values and (s, y, after) in values
    }


# %% No negative savings kind="wrong" points=2 says="This move makes things worse"
def comparable_savings(figures, before, after):
    values = {(f["source"], f["year"], f["place"]): f["g_per_kwh"] for f in figures}
    return {
        s: max(0, 1 - values[s, y, after] / values[s, y, before])
        for s, y in sorted({key[:2] for key in values})
        if (s, y, before) in values and (s, y, after) in values
    }


# %% None for a source that cannot be compared kind="wrong" points=0 says="has an unexpected key 'Cloud Carbon Footprint'"
def comparable_savings(figures, before, after):
    savings = {f["source"]: None for f in figures}
    values = {(f["source"], f["year"], f["place"]): f["g_per_kwh"] for f in figures}
    for s, y in sorted({key[:2] for key in values}):
        if (s, y, before) in values and (s, y, after) in values:
            savings[s] = 1 - values[s, y, after] / values[s, y, before]
    return savings


# %% With pandas kind="right"
import pandas as pd


def comparable_savings(figures, before, after):
    table = pd.DataFrame(figures).pivot(index=["source", "year"], columns="place", values="g_per_kwh")
    if before not in table or after not in table:
        return {}
    both = table[[before, after]].dropna().sort_index()
    share = 1 - both[after] / both[before]
    return share.groupby(level="source").last().to_dict()


# %% From the latest year back kind="right"
def comparable_savings(figures, before, after):
    result = {}
    for source in {f["source"] for f in figures}:
        old = {f["year"]: f["g_per_kwh"] for f in figures if (f["source"], f["place"]) == (source, before)}
        new = {f["year"]: f["g_per_kwh"] for f in figures if (f["source"], f["place"]) == (source, after)}
        years = old.keys() & new.keys()
        if years:
            year = max(years)
            result[source] = (old[year] - new[year]) / old[year]
    return result
