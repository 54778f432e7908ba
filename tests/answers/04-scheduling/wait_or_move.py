# %% The move is free kind="wrong" points=0 says="The emissions of the move are missing"
def wait_or_move(grids, home, hours, power_w, deadline_h, move_g):
    options = [
        (power_w / 1000 * sum(values[s : s + hours]), name != home, s, name)
        for name, values in grids.items()
        for s in range(int(name != home), deadline_h - hours + 1)
    ]
    grams, _, start, name = min(options)
    return {"grid": name, "start": start, "emissions_g": grams}


# %% Sending takes no time kind="wrong" points=0 says="away from home the job cannot start in hour 0"
def wait_or_move(grids, home, hours, power_w, deadline_h, move_g):
    options = [
        (
            power_w * sum(values[s : s + hours]) / 1000 + move_g * (name != home),
            name != home,
            s,
            name,
        )
        for name, values in grids.items()
        for s in range(deadline_h - hours + 1)
    ]
    grams, _, start, name = min(options)
    return {"grid": name, "start": start, "emissions_g": grams}


# %% The move is added after the choice kind="wrong" points=0 says="Add the emissions of the move before you compare"
def wait_or_move(grids, home, hours, power_w, deadline_h, move_g):
    options = [
        (power_w * sum(values[s : s + hours]) / 1000, name != home, s, name)
        for name, values in grids.items()
        for s in range(int(name != home), deadline_h - hours + 1)
    ]
    grams, away, start, name = min(options)
    return {"grid": name, "start": start, "emissions_g": grams + move_g * away}


# %% Watts for kilowatts kind="wrong" points=0 says="too large"
def wait_or_move(grids, home, hours, power_w, deadline_h, move_g):
    options = [
        (power_w * sum(values[s : s + hours]) + move_g * (name != home), name != home, s, name)
        for name, values in grids.items()
        for s in range(int(name != home), deadline_h - hours + 1)
    ]
    grams, _, start, name = min(options)
    return {"grid": name, "start": start, "emissions_g": grams}


# %% Home pays for the move too kind="wrong" points=0 says="only away from home"
def wait_or_move(grids, home, hours, power_w, deadline_h, move_g):
    options = [
        (power_w * sum(values[s : s + hours]) / 1000 + move_g, name != home, s, name)
        for name, values in grids.items()
        for s in range(int(name != home), deadline_h - hours + 1)
    ]
    grams, _, start, name = min(options)
    return {"grid": name, "start": start, "emissions_g": grams}


# %% The move in every hour kind="wrong" points=2 says="The move emits once, not in every hour"
def wait_or_move(grids, home, hours, power_w, deadline_h, move_g):
    options = []
    for name, values in grids.items():
        away = name != home
        for s in range(int(away), deadline_h - hours + 1):
            grams = sum(power_w / 1000 * value + move_g * away for value in values[s : s + hours])
            options.append((grams, away, s, name))
    grams, _, start, name = min(options)
    return {"grid": name, "start": start, "emissions_g": grams}


# %% Ties between grids go to the first in the dict kind="wrong" points=3 says="take the name that comes first"
def wait_or_move(grids, home, hours, power_w, deadline_h, move_g):
    best = None
    for name, values in grids.items():
        for s in range(0 if name == home else 1, deadline_h - hours + 1):
            grams = power_w / 1000 * sum(values[s : s + hours])
            grams += 0 if name == home else move_g
            key = (grams, name != home, s)
            if best is None or key < best[0]:
                best = (key, name)
    return {"grid": best[1], "start": best[0][2], "emissions_g": best[0][0]}


# %% Moves on a tie kind="wrong" points=3 says="stay at home"
def wait_or_move(grids, home, hours, power_w, deadline_h, move_g):
    options = [
        (
            power_w * sum(values[s : s + hours]) / 1000 + move_g * (name != home),
            name == home,
            s,
            name,
        )
        for name, values in grids.items()
        for s in range(int(name != home), deadline_h - hours + 1)
    ]
    grams, _, start, name = min(options)
    return {"grid": name, "start": start, "emissions_g": grams}


# %% Home first, then the others by name, keeping what is really better kind="right"
def wait_or_move(grids, home, hours, power_w, deadline_h, move_g):
    names = [home] + sorted(name for name in grids if name != home)
    best = {"grid": home, "start": 0, "emissions_g": float("inf")}
    for start in range(deadline_h - hours + 1):
        grams = sum(grids[home][start : start + hours]) * power_w / 1000
        if grams < best["emissions_g"]:
            best = {"grid": home, "start": start, "emissions_g": grams}
    for start in range(1, deadline_h - hours + 1):
        for name in names[1:]:
            grams = move_g + sum(grids[name][start : start + hours]) * power_w / 1000
            if grams < best["emissions_g"]:
                best = {"start": start, "emissions_g": grams, "grid": name}
    return best


# %% With a table kind="right"
import pandas as pd


def wait_or_move(grids, home, hours, power_w, deadline_h, move_g):
    rows = []
    for name in grids:
        first = 0 if name == home else 1
        for start in range(first, deadline_h - hours + 1):
            run = pd.Series(grids[name]).iloc[start : start + hours]
            grams = run.sum() * power_w / 1000 + first * move_g
            rows.append({"grid": name, "away": first, "start": start, "emissions_g": grams})
    table = pd.DataFrame(rows).sort_values(["emissions_g", "away", "start", "grid"])
    return table.iloc[0][["grid", "start", "emissions_g"]].to_dict()
