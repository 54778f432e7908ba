# %% Each fix measured from today kind="wrong" points=0 says="Each fix is measured from today"
def waterfall(drivers_kg, fixes):
    today = sum(drivers_kg.values())
    steps = []
    for fix in fixes:
        after = sum(k * fix.get(n, 1) * fix.get("all", 1) for n, k in drivers_kg.items())
        steps.append((fix["name"], after - today))
    return steps + [("left", today + sum(change for _, change in steps))]


# %% Savings positive kind="wrong" points=0 says="a saving is a negative change"
def waterfall(drivers_kg, fixes):
    left = dict(drivers_kg)
    steps = []
    for fix in fixes:
        after = {n: k * fix.get(n, 1) * fix.get("all", 1) for n, k in left.items()}
        steps.append((fix["name"], sum(left.values()) - sum(after.values())))
        left = after
    return steps + [("left", sum(left.values()))]


# %% Changes the argument kind="wrong" points=0 says="waterfall("
def waterfall(drivers_kg, fixes):
    steps = []
    for fix in fixes:
        before = sum(drivers_kg.values())
        for name in drivers_kg:
            drivers_kg[name] *= fix.get(name, 1) * fix.get("all", 1)
        steps.append((fix["name"], sum(drivers_kg.values()) - before))
    return steps + [("left", sum(drivers_kg.values()))]


# %% What is left after each, not the change kind="wrong" points=0 says="waterfall("
def waterfall(drivers_kg, fixes):
    left = dict(drivers_kg)
    steps = []
    for fix in fixes:
        left = {n: k * fix.get(n, 1) * fix.get("all", 1) for n, k in left.items()}
        steps.append((fix["name"], sum(left.values())))
    return steps + [("left", sum(left.values()))]


# %% One factor only, the driver's or that for all kind="wrong" points=2 says="A fix may have a factor for a driver and one for all"
def waterfall(drivers_kg, fixes):
    left = dict(drivers_kg)
    steps = []
    for fix in fixes:
        before = sum(left.values())
        left = {n: k * fix.get(n, fix.get("all", 1)) for n, k in left.items()}
        steps.append((fix["name"], sum(left.values()) - before))
    return steps + [("left", sum(left.values()))]


# %% A factor of 0 taken for "not given" kind="wrong" points=2 says="a factor of 0 counts too"
def waterfall(drivers_kg, fixes):
    left = dict(drivers_kg)
    steps = []
    for fix in fixes:
        before = sum(left.values())
        left = {n: k * (fix.get(n) or 1) * (fix.get("all") or 1) for n, k in left.items()}
        steps.append((fix["name"], sum(left.values()) - before))
    return steps + [("left", sum(left.values()))]


# %% Forgets what is left kind="wrong" points=0 says="has 2 items instead of 3"
def waterfall(drivers_kg, fixes):
    left = dict(drivers_kg)
    steps = []
    for fix in fixes:
        before = sum(left.values())
        left = {n: k * fix.get(n, 1) * fix.get("all", 1) for n, k in left.items()}
        steps.append((fix["name"], sum(left.values()) - before))
    return steps


# %% Lists instead of tuples, with a deep copy kind="right"
import copy


def waterfall(drivers_kg, fixes):
    left = copy.deepcopy(drivers_kg)
    result, level = [], sum(left.values())
    for fix in fixes:
        for name in left:
            left[name] *= fix.get(name, 1)
            left[name] *= fix.get("all", 1)
        result.append([fix["name"], sum(left.values()) - level])
        level = sum(left.values())
    result.append(["left", level])
    return result


# %% Recursive kind="right"
def waterfall(drivers_kg, fixes):
    if not fixes:
        return [("left", sum(drivers_kg.values()))]
    first, *rest = fixes
    after = {n: first.get("all", 1) * first.get(n, 1) * k for n, k in drivers_kg.items()}
    change = sum(after[n] - drivers_kg[n] for n in after)
    return [(first["name"], change)] + waterfall(after, rest)
