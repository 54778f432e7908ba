# %% Residency ignored kind="wrong" points=0 says="The data may not go to SE"
from itertools import combinations
from math import prod


def best_plan(drivers_kg, fixes, budget_days, countries):
    def left_kg(chosen):
        return sum(
            kg * prod(f.get(d, 1) * f.get("all", 1) for f in chosen) for d, kg in drivers_kg.items()
        )

    def allowed(chosen):
        names = {f["name"] for f in chosen}
        if sum(f["days"] for f in chosen) > budget_days:
            return False
        if any(name in names for f in chosen for name in f.get("not_with", [])):
            return False
        return True

    sets = [c for size in range(0, len(fixes) + 1) for c in combinations(fixes, size)]
    best = min(filter(allowed, sets), key=lambda c: (left_kg(c), sum(f["days"] for f in c)))
    return {"names": sorted(f["name"] for f in best), "left_kg": left_kg(best)}


# %% Exclusions ignored kind="wrong" points=2 says="not_with counts both ways"
from itertools import combinations
from math import prod


def best_plan(drivers_kg, fixes, budget_days, countries):
    def left_kg(chosen):
        return sum(
            kg * prod(f.get(d, 1) * f.get("all", 1) for f in chosen) for d, kg in drivers_kg.items()
        )

    def allowed(chosen):
        if sum(f["days"] for f in chosen) > budget_days:
            return False
        if any("country" in f and f["country"] not in countries for f in chosen):
            return False
        return True

    sets = [c for size in range(0, len(fixes) + 1) for c in combinations(fixes, size)]
    best = min(filter(allowed, sets), key=lambda c: (left_kg(c), sum(f["days"] for f in c)))
    return {"names": sorted(f["name"] for f in best), "left_kg": left_kg(best)}


# %% The tie left to chance kind="wrong" points=2 says="choose the one that takes fewer days"
from itertools import combinations
from math import prod


def best_plan(drivers_kg, fixes, budget_days, countries):
    def left_kg(chosen):
        return sum(
            kg * prod(f.get(d, 1) * f.get("all", 1) for f in chosen) for d, kg in drivers_kg.items()
        )

    def allowed(chosen):
        names = {f["name"] for f in chosen}
        if sum(f["days"] for f in chosen) > budget_days:
            return False
        if any("country" in f and f["country"] not in countries for f in chosen):
            return False
        if any(name in names for f in chosen for name in f.get("not_with", [])):
            return False
        return True

    sets = [c for size in range(0, len(fixes) + 1) for c in combinations(fixes, size)]
    best = min(filter(allowed, sets), key=lambda c: left_kg(c))
    return {"names": sorted(f["name"] for f in best), "left_kg": left_kg(best)}


# %% The budget ignored kind="wrong" points=0 says="best_plan("
from itertools import combinations
from math import prod


def best_plan(drivers_kg, fixes, budget_days, countries):
    def left_kg(chosen):
        return sum(
            kg * prod(f.get(d, 1) * f.get("all", 1) for f in chosen) for d, kg in drivers_kg.items()
        )

    def allowed(chosen):
        names = {f["name"] for f in chosen}
        if any("country" in f and f["country"] not in countries for f in chosen):
            return False
        if any(name in names for f in chosen for name in f.get("not_with", [])):
            return False
        return True

    sets = [c for size in range(0, len(fixes) + 1) for c in combinations(fixes, size)]
    best = min(filter(allowed, sets), key=lambda c: (left_kg(c), sum(f["days"] for f in c)))
    return {"names": sorted(f["name"] for f in best), "left_kg": left_kg(best)}


# %% At least one fix kind="wrong" points=3 says="best_plan("
from itertools import combinations
from math import prod


def best_plan(drivers_kg, fixes, budget_days, countries):
    def left_kg(chosen):
        return sum(
            kg * prod(f.get(d, 1) * f.get("all", 1) for f in chosen) for d, kg in drivers_kg.items()
        )

    def allowed(chosen):
        names = {f["name"] for f in chosen}
        if sum(f["days"] for f in chosen) > budget_days:
            return False
        if any("country" in f and f["country"] not in countries for f in chosen):
            return False
        if any(name in names for f in chosen for name in f.get("not_with", [])):
            return False
        return True

    sets = [c for size in range(1, len(fixes) + 1) for c in combinations(fixes, size)]
    best = min(filter(allowed, sets), key=lambda c: (left_kg(c), sum(f["days"] for f in c)))
    return {"names": sorted(f["name"] for f in best), "left_kg": left_kg(best)}


# %% The key all ignored kind="wrong" points=0 says="best_plan("
from itertools import combinations
from math import prod


def best_plan(drivers_kg, fixes, budget_days, countries):
    def left_kg(chosen):
        return sum(kg * prod(f.get(d, 1) for f in chosen) for d, kg in drivers_kg.items())

    def allowed(chosen):
        names = {f["name"] for f in chosen}
        if sum(f["days"] for f in chosen) > budget_days:
            return False
        if any("country" in f and f["country"] not in countries for f in chosen):
            return False
        if any(name in names for f in chosen for name in f.get("not_with", [])):
            return False
        return True

    sets = [c for size in range(0, len(fixes) + 1) for c in combinations(fixes, size)]
    best = min(filter(allowed, sets), key=lambda c: (left_kg(c), sum(f["days"] for f in c)))
    return {"names": sorted(f["name"] for f in best), "left_kg": left_kg(best)}


# %% Savings added instead of multiplied kind="wrong" points=0 says="best_plan("
from itertools import combinations
from math import prod


def best_plan(drivers_kg, fixes, budget_days, countries):
    def left_kg(chosen):
        return sum(
            kg * (1 - sum(1 - f.get(d, 1) * f.get("all", 1) for f in chosen))
            for d, kg in drivers_kg.items()
        )

    def allowed(chosen):
        names = {f["name"] for f in chosen}
        if sum(f["days"] for f in chosen) > budget_days:
            return False
        if any("country" in f and f["country"] not in countries for f in chosen):
            return False
        if any(name in names for f in chosen for name in f.get("not_with", [])):
            return False
        return True

    sets = [c for size in range(0, len(fixes) + 1) for c in combinations(fixes, size)]
    best = min(filter(allowed, sets), key=lambda c: (left_kg(c), sum(f["days"] for f in c)))
    return {"names": sorted(f["name"] for f in best), "left_kg": left_kg(best)}


# %% Greedy: the fix that saves most, first kind="wrong" points=2 says="best_plan("
def best_plan(drivers_kg, fixes, budget_days, countries):
    def total(kg):
        return sum(kg.values())

    def apply(kg, f):
        return {d: x * f.get(d, 1) * f.get("all", 1) for d, x in kg.items()}

    left, names, days = dict(drivers_kg), [], budget_days
    for f in sorted(fixes, key=lambda f: total(apply(drivers_kg, f))):
        clash = any(
            g["name"] in names
            and (f["name"] in g.get("not_with", []) or g["name"] in f.get("not_with", []))
            for g in fixes
        )
        home = "country" not in f or f["country"] in countries
        if f["days"] <= days and home and not clash and total(apply(left, f)) < total(left):
            left, days = apply(left, f), days - f["days"]
            names.append(f["name"])
    return {"names": sorted(names), "left_kg": total(left)}


# %% By bit masks kind="right"
def best_plan(drivers_kg, fixes, budget_days, countries):
    best = None
    for mask in range(2 ** len(fixes)):
        chosen = [f for i, f in enumerate(fixes) if mask >> i & 1]
        names = sorted(f["name"] for f in chosen)
        days = sum(f["days"] for f in chosen)
        bad = days > budget_days
        for f in chosen:
            bad |= bool(set(f.get("not_with", ())) & set(names))
            bad |= f.get("country", None) is not None and f["country"] not in countries
        if bad:
            continue
        left = 0.0
        for driver, kg in drivers_kg.items():
            for f in chosen:
                kg = kg * f.get(driver, 1) * f.get("all", 1)
            left += kg
        if best is None or (round(left, 9), days) < best[:2]:
            best = (round(left, 9), days, names, left)
    return {"left_kg": best[3], "names": best[2]}


# %% Recursive: with and without the first fix kind="right"
def best_plan(drivers_kg, fixes, budget_days, countries):
    def search(rest, kg, days, chosen, banned):
        if not rest:
            return sum(kg.values()), days, sorted(chosen)
        first, *others = rest
        options = [search(others, kg, days, chosen, banned)]
        fits = days + first["days"] <= budget_days
        home = first.get("country") is None or first["country"] in countries
        free = first["name"] not in banned and not set(first.get("not_with", [])) & set(chosen)
        if fits and home and free:
            after = {d: x * first.get(d, 1) * first.get("all", 1) for d, x in kg.items()}
            options.append(
                search(
                    others,
                    after,
                    days + first["days"],
                    [*chosen, first["name"]],
                    banned | set(first.get("not_with", [])),
                )
            )
        return min(options)

    left, _, names = search(list(fixes), dict(drivers_kg), 0, [], set())
    return {"names": tuple(names), "left_kg": left}
