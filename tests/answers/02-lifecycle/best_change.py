# %% The last day alone kind="wrong" points=0 says="add up all the days"
def best_change(tb_per_day, kwh_per_tb_day, flow_kwh, changes, days):
    def total_kwh(change):
        keep = change.get("keep_days", days)
        tb_days = min(days, keep)
        stored = tb_days * tb_per_day * change.get("tb_per_day", 1) * kwh_per_tb_day
        return stored + sum(kwh * change.get(key, 1) for key, kwh in flow_kwh.items())

    saved = {change["name"]: total_kwh({}) - total_kwh(change) for change in changes}
    saved = {name: kwh for name, kwh in saved.items() if kwh > 0}
    if not saved:
        return {"name": None, "saved_kwh": 0.0}
    best = max(saved, key=saved.get)
    return {"name": best, "saved_kwh": saved[best]}


# %% Range ends one day early kind="wrong" points=0 says="30 days are day 1 to day 30"
def best_change(tb_per_day, kwh_per_tb_day, flow_kwh, changes, days):
    def total_kwh(change):
        keep = change.get("keep_days", days)
        tb_days = sum(min(day, keep) for day in range(1, days))
        stored = tb_days * tb_per_day * change.get("tb_per_day", 1) * kwh_per_tb_day
        return stored + days * sum(kwh * change.get(key, 1) for key, kwh in flow_kwh.items())

    saved = {change["name"]: total_kwh({}) - total_kwh(change) for change in changes}
    saved = {name: kwh for name, kwh in saved.items() if kwh > 0}
    if not saved:
        return {"name": None, "saved_kwh": 0.0}
    best = max(saved, key=saved.get)
    return {"name": best, "saved_kwh": saved[best]}


# %% Days counted from 0 kind="wrong" points=0 says="30 days are day 1 to day 30"
def best_change(tb_per_day, kwh_per_tb_day, flow_kwh, changes, days):
    def total_kwh(change):
        keep = change.get("keep_days", days)
        tb_days = sum(min(day, keep) for day in range(days))
        stored = tb_days * tb_per_day * change.get("tb_per_day", 1) * kwh_per_tb_day
        return stored + days * sum(kwh * change.get(key, 1) for key, kwh in flow_kwh.items())

    saved = {change["name"]: total_kwh({}) - total_kwh(change) for change in changes}
    saved = {name: kwh for name, kwh in saved.items() if kwh > 0}
    if not saved:
        return {"name": None, "saved_kwh": 0.0}
    best = max(saved, key=saved.get)
    return {"name": best, "saved_kwh": saved[best]}


# %% The stock all there from the start kind="wrong" points=0 says="not all there from the start"
def best_change(tb_per_day, kwh_per_tb_day, flow_kwh, changes, days):
    def total_kwh(change):
        keep = change.get("keep_days", days)
        tb_days = days * min(days, keep)
        stored = tb_days * tb_per_day * change.get("tb_per_day", 1) * kwh_per_tb_day
        return stored + days * sum(kwh * change.get(key, 1) for key, kwh in flow_kwh.items())

    saved = {change["name"]: total_kwh({}) - total_kwh(change) for change in changes}
    saved = {name: kwh for name, kwh in saved.items() if kwh > 0}
    if not saved:
        return {"name": None, "saved_kwh": 0.0}
    best = max(saved, key=saved.get)
    return {"name": best, "saved_kwh": saved[best]}


# %% Storage effects only, flows forgotten kind="wrong" points=0 says="'name' is"
def best_change(tb_per_day, kwh_per_tb_day, flow_kwh, changes, days):
    def total_kwh(change):
        keep = change.get("keep_days", days)
        tb_days = sum(min(day, keep) for day in range(1, days + 1))
        stored = tb_days * tb_per_day * change.get("tb_per_day", 1) * kwh_per_tb_day
        return stored + days * sum(kwh for key, kwh in flow_kwh.items())

    saved = {change["name"]: total_kwh({}) - total_kwh(change) for change in changes}
    saved = {name: kwh for name, kwh in saved.items() if kwh > 0}
    if not saved:
        return {"name": None, "saved_kwh": 0.0}
    best = max(saved, key=saved.get)
    return {"name": best, "saved_kwh": saved[best]}


# %% Only the first effect of a change kind="wrong" points=0 says="under 'name' is not the right answer"
def best_change(tb_per_day, kwh_per_tb_day, flow_kwh, changes, days):
    best = {"name": None, "saved_kwh": 0.0}
    for change in changes:
        keep = change.get("keep_days", days)
        today = sum(range(1, days + 1)) * tb_per_day * kwh_per_tb_day
        if "keep_days" in change:
            saved = today - sum(min(d, keep) for d in range(1, days + 1)) * tb_per_day * kwh_per_tb_day
        elif "tb_per_day" in change:
            saved = today * (1 - change["tb_per_day"])
        else:
            key = [key for key in change if key != "name"][0]
            saved = days * flow_kwh[key] * (1 - change[key])
        if saved > best["saved_kwh"]:
            best = {"name": change["name"], "saved_kwh": saved}
    return best


# %% Takes the best even if it saves nothing kind="wrong" points=2 says="not made"
def best_change(tb_per_day, kwh_per_tb_day, flow_kwh, changes, days):
    def total_kwh(change):
        keep = change.get("keep_days", days)
        tb_days = sum(min(day, keep) for day in range(1, days + 1))
        stored = tb_days * tb_per_day * change.get("tb_per_day", 1) * kwh_per_tb_day
        return stored + days * sum(kwh * change.get(key, 1) for key, kwh in flow_kwh.items())

    saved = {change["name"]: total_kwh({}) - total_kwh(change) for change in changes}
    if not saved:
        return {"name": None, "saved_kwh": 0.0}
    best = max(saved, key=saved.get)
    return {"name": best, "saved_kwh": saved[best]}


# %% Changes the flows of the caller kind="wrong" points=0 says="changed its argument 'flow_kwh'"
def best_change(tb_per_day, kwh_per_tb_day, flow_kwh, changes, days):
    def total_kwh(change):
        for key in flow_kwh:
            flow_kwh[key] *= change.get(key, 1)
        keep = change.get("keep_days", days)
        tb_days = sum(min(day, keep) for day in range(1, days + 1))
        stored = tb_days * tb_per_day * change.get("tb_per_day", 1) * kwh_per_tb_day
        return stored + days * sum(flow_kwh.values())

    today = total_kwh({})
    backup = dict(flow_kwh)
    best = {"name": None, "saved_kwh": 0.0}
    for change in changes:
        flow_kwh.update(backup)
        saved = today - total_kwh(change)
        if saved > best["saved_kwh"]:
            best = {"name": change["name"], "saved_kwh": saved}
    return best


# %% Returns the name and not the saving kind="wrong" points=0 says="Expected a dict"
def best_change(tb_per_day, kwh_per_tb_day, flow_kwh, changes, days):
    def total_kwh(change):
        keep = change.get("keep_days", days)
        tb_days = sum(min(day, keep) for day in range(1, days + 1))
        stored = tb_days * tb_per_day * change.get("tb_per_day", 1) * kwh_per_tb_day
        return stored + days * sum(kwh * change.get(key, 1) for key, kwh in flow_kwh.items())

    saved = {change["name"]: total_kwh({}) - total_kwh(change) for change in changes}
    saved = {name: kwh for name, kwh in saved.items() if kwh > 0}
    if not saved:
        return {"name": None, "saved_kwh": 0.0}
    best = max(saved, key=saved.get)
    return best


# %% With the formula for the sum, no loop over days kind="right"
def best_change(tb_per_day, kwh_per_tb_day, flow_kwh, changes, days):
    def tb_days(limit):
        full = min(limit, days)
        return full * (full + 1) / 2 + (days - full) * full

    daily = tb_per_day * kwh_per_tb_day
    best = (0.0, None)
    for change in changes:
        stored = daily * tb_days(change.get("keep_days", days)) * change.get("tb_per_day", 1.0)
        saved = daily * tb_days(days) - stored
        for flow in set(change) & set(flow_kwh):
            saved += flow_kwh[flow] * (1 - change[flow]) * days
        if saved > 1e-9:
            best = max(best, (saved, change["name"]))
    return {"saved_kwh": best[0], "name": best[1]}


# %% Day by day with NumPy kind="right"
import numpy as np


def best_change(tb_per_day, kwh_per_tb_day, flow_kwh, changes, days):
    day = np.arange(1, days + 1)

    def each_day(change):
        stored = np.minimum(day, change.get("keep_days", np.inf)) * tb_per_day
        stored = stored * change.get("tb_per_day", 1) * kwh_per_tb_day
        flows = sum(np.full(days, kwh * change.get(name, 1)) for name, kwh in flow_kwh.items())
        return stored + flows

    today = each_day({})
    savings = [(np.float64(0), None)]
    savings += [(np.sum(today - each_day(change)), change["name"]) for change in changes]
    kwh, name = max(savings, key=lambda pair: pair[0])
    return dict(name=name, saved_kwh=kwh)
