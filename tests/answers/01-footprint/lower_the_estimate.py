# %% Greedy: the measure that saves most, first kind="wrong" points=2 says="The single best measure uses up the budget"
def lower_the_estimate(job_g, measures, budget_days):
    def factor(m):
        return m.get("hours", 1) * m.get("power_w", 1) * m.get("intensity", 1)

    names, left, days = [], job_g, 0
    for m in sorted(measures, key=factor):
        if factor(m) < 1 and days + m["days"] <= budget_days:
            names.append(m["name"])
            left *= factor(m)
            days += m["days"]
    return {"names": sorted(names), "emissions_g": left}


# %% Everything that fits, in the order given kind="wrong" points=0 says="has 2 items instead of 1"
def lower_the_estimate(job_g, measures, budget_days):
    names, left = [], job_g
    for m in measures:
        if m["days"] <= budget_days:
            names.append(m["name"])
            left *= m.get("hours", 1) * m.get("power_w", 1) * m.get("intensity", 1)
    return {"names": sorted(names), "emissions_g": left}


# %% Adds the savings instead of multiplying kind="wrong" points=0 says="under 'emissions_g'"
from itertools import combinations


def lower_the_estimate(job_g, measures, budget_days):
    best = (job_g, 0, [])
    for size in range(1, len(measures) + 1):
        for chosen in combinations(measures, size):
            days = sum(m["days"] for m in chosen)
            saved = sum(
                1 - m.get("hours", 1) * m.get("power_w", 1) * m.get("intensity", 1) for m in chosen
            )
            if days <= budget_days:
                best = min(best, (job_g * (1 - saved), days, sorted(m["name"] for m in chosen)))
    return {"names": best[2], "emissions_g": best[0]}


# %% One measure only kind="wrong" points=0 says="has 1 item instead of 2"
def lower_the_estimate(job_g, measures, budget_days):
    best = {"names": [], "emissions_g": job_g}
    for m in measures:
        left = job_g * m.get("hours", 1) * m.get("power_w", 1) * m.get("intensity", 1)
        if m["days"] <= budget_days and left < best["emissions_g"]:
            best = {"names": [m["name"]], "emissions_g": left}
    return best


# %% Ignores the intensity kind="wrong" points=2 says="under 'names' at position 0 is not the right answer"
from itertools import combinations
from math import prod


def lower_the_estimate(job_g, measures, budget_days):
    best = (job_g, 0, [])
    for size in range(1, len(measures) + 1):
        for chosen in combinations(measures, size):
            days = sum(m["days"] for m in chosen)
            left = job_g * prod(m.get("hours", 1) * m.get("power_w", 1) for m in chosen)
            if days <= budget_days:
                best = min(best, (left, days, sorted(m["name"] for m in chosen)))
    return {"names": best[2], "emissions_g": best[0]}


# %% Off by one: the budget itself is not allowed kind="wrong" points=0 says="under 'names' has 1 item instead of 2"
from itertools import combinations
from math import prod


def lower_the_estimate(job_g, measures, budget_days):
    best = (job_g, 0, [])
    for size in range(1, len(measures) + 1):
        for chosen in combinations(measures, size):
            days = sum(m["days"] for m in chosen)
            left = job_g * prod(
                m.get("hours", 1) * m.get("power_w", 1) * m.get("intensity", 1) for m in chosen
            )
            if days < budget_days:
                best = min(best, (left, days, sorted(m["name"] for m in chosen)))
    return {"names": best[2], "emissions_g": best[0]}


# %% Uses up the budget even if that makes things worse kind="wrong" points=0 says="makes things worse"
from itertools import combinations
from math import prod


def lower_the_estimate(job_g, measures, budget_days):
    sets = [
        c
        for size in range(len(measures) + 1)
        for c in combinations(measures, size)
        if sum(m["days"] for m in c) <= budget_days
    ]
    largest = max(len(c) for c in sets)

    def left(c):
        return job_g * prod(
            m.get("hours", 1) * m.get("power_w", 1) * m.get("intensity", 1) for m in c
        )

    best = min((c for c in sets if len(c) == largest), key=left)
    return {"names": sorted(m["name"] for m in best), "emissions_g": left(best)}


# %% Bit masks kind="right"
def lower_the_estimate(job_g, measures, budget_days):
    best = (job_g, 0, ())
    for mask in range(1 << len(measures)):
        days, left, names = 0, job_g, []
        for bit, measure in enumerate(measures):
            if mask >> bit & 1:
                days += measure["days"]
                left *= measure.get("hours", 1.0)
                left *= measure.get("power_w", 1.0)
                left *= measure.get("intensity", 1.0)
                names.append(measure["name"])
        if days <= budget_days and (left, days) < best[:2]:
            best = (left, days, tuple(sorted(names)))
    return {"emissions_g": best[0], "names": list(best[2])}


# %% Take it or leave it, recursively kind="right"
def lower_the_estimate(job_g, measures, budget_days):
    def best(grams, rest, days_left):
        if not rest:
            return grams, 0, []
        first, others = rest[0], rest[1:]
        plans = [best(grams, others, days_left)]
        if first["days"] <= days_left:
            factor = first.get("hours", 1) * first.get("power_w", 1) * first.get("intensity", 1)
            with_it = best(grams * factor, others, days_left - first["days"])
            plans.append((with_it[0], with_it[1] + first["days"], [first["name"], *with_it[2]]))
        return min(plans, key=lambda plan: plan[:2])

    grams, _, names = best(job_g, measures, budget_days)
    return {"names": sorted(names), "emissions_g": grams}
