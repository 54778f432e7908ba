# %% The first run of each setting, dearest first kind="wrong" points=0 says="the cheapest setting comes first"
def first(runs):
    found = {}
    for run in runs:
        found.setdefault(run["name"], (run["energy_mj"], run["error_percent"]))
    return found


def pareto_names(runs):
    means = first(runs)
    front = [
        n for n, (e, r) in means.items()
        if not any(o != (e, r) and o[0] <= e and o[1] <= r for o in means.values())
    ]
    return sorted(front, key=lambda n: (means[n][0], n), reverse=True)


def choose_setting(runs, tolerance_points):
    means = first(runs)
    lowest = min(r for _, r in means.values())
    return min((n for n in means if means[n][1] < lowest + tolerance_points), key=lambda n: means[n])


# %% Decided by the first run kind="wrong" points=2 says="decided by a single run"
def first(runs):
    found = {}
    for run in sorted(runs, key=lambda run: run["name"] == "tiny", reverse=True):
        found.setdefault(run["name"], (run["energy_mj"], run["error_percent"]))
    return found


def pareto_names(runs):
    means = first(runs)
    front = [
        n for n, (e, r) in means.items()
        if not any(o != (e, r) and o[0] <= e and o[1] <= r for o in means.values())
    ]
    return sorted(front, key=lambda n: (means[n][0], n))


def choose_setting(runs, tolerance_points):
    sums = {}
    for run in runs:
        sums.setdefault(run["name"], []).append((run["energy_mj"], run["error_percent"]))
    means = {n: [sum(c) / len(v) for c in zip(*v)] for n, v in sums.items()}
    lowest = min(r for _, r in means.values())
    return min(
        (n for n in means if means[n][1] <= lowest + tolerance_points), key=lambda n: means[n]
    )


# %% By growing error kind="wrong" points=2 says="the cheapest setting comes first"
import pandas as pd


def pareto_names(runs):
    means = pd.DataFrame(runs).groupby("name").mean()
    front = [
        n for n, row in means.iterrows()
        if not any(
            (o <= row).all() and (o < row).any() for _, o in means.iterrows()
        )
    ]
    return sorted(front, key=lambda n: (means.loc[n, "error_percent"], n))


def choose_setting(runs, tolerance_points):
    means = pd.DataFrame(runs).groupby("name").mean()
    good = means[means["error_percent"] <= means["error_percent"].min() + tolerance_points]
    return good.sort_values(["energy_mj", "error_percent"]).index[0]


# %% Ties lose a twin kind="wrong" points=2 says="equal in one of the two, or in both"
import pandas as pd

from greenlib.plots import pareto_front


def pareto_names(runs):
    means = pd.DataFrame(runs).groupby("name").mean()
    return pareto_front({n: (row["energy_mj"], row["error_percent"]) for n, row in means.iterrows()})


def choose_setting(runs, tolerance_points):
    means = pd.DataFrame(runs).groupby("name").mean()
    good = means[means["error_percent"] <= means["error_percent"].min() + tolerance_points]
    return good.sort_values(["energy_mj", "error_percent"]).index[0]


# %% Only beaten if worse in both kind="wrong" points=2 says="beats 'slow' in both"
import pandas as pd


def pareto_names(runs):
    means = pd.DataFrame(runs).groupby("name").mean()
    front = [
        n for n, row in means.iterrows()
        if n == "slow" or not any((o < row).all() for _, o in means.iterrows())
    ]
    return sorted(front, key=lambda n: (means.loc[n, "energy_mj"], n))


def choose_setting(runs, tolerance_points):
    means = pd.DataFrame(runs).groupby("name").mean()
    good = means[means["error_percent"] <= means["error_percent"].min() + tolerance_points]
    return good.sort_values(["energy_mj", "error_percent"]).index[0]


# %% The setting with the fewest errors, whatever it costs kind="wrong" points=3 says="choose_setting("
import pandas as pd


def pareto_names(runs):
    means = pd.DataFrame(runs).groupby("name").mean()
    front = [
        n for n, row in means.iterrows()
        if not any((o <= row).all() and (o < row).any() for _, o in means.iterrows())
    ]
    return sorted(front, key=lambda n: (means.loc[n, "energy_mj"], n))


def choose_setting(runs, tolerance_points):
    means = pd.DataFrame(runs).groupby("name").mean()
    return means["error_percent"].idxmin()


# %% The tolerance as a percentage of the error kind="wrong" points=3 says="is not the right answer"
import pandas as pd


def pareto_names(runs):
    means = pd.DataFrame(runs).groupby("name").mean()
    front = [
        n for n, row in means.iterrows()
        if not any((o <= row).all() and (o < row).any() for _, o in means.iterrows())
    ]
    return sorted(front, key=lambda n: (means.loc[n, "energy_mj"], n))


def choose_setting(runs, tolerance_points):
    means = pd.DataFrame(runs).groupby("name").mean()
    limit = means["error_percent"].min() * (1 + tolerance_points / 100)
    good = means[means["error_percent"] <= limit]
    return good.sort_values(["energy_mj", "error_percent"]).index[0]


# %% The best run of each setting kind="wrong" points=0 says="near enough to the lowest mean error"
import pandas as pd


def pareto_names(runs):
    means = pd.DataFrame(runs).groupby("name").min()
    front = [
        n for n, row in means.iterrows()
        if not any((o <= row).all() and (o < row).any() for _, o in means.iterrows())
    ]
    return sorted(front, key=lambda n: (means.loc[n, "energy_mj"], n))


def choose_setting(runs, tolerance_points):
    means = pd.DataFrame(runs).groupby("name").min()
    good = means[means["error_percent"] <= means["error_percent"].min() + tolerance_points]
    return good.sort_values(["energy_mj", "error_percent"]).index[0]


# %% A set has no order kind="wrong" points=2 says="is a set. Expected a list or tuple"
import pandas as pd


def pareto_names(runs):
    means = pd.DataFrame(runs).groupby("name").mean()
    return {
        n for n, row in means.iterrows()
        if not any((o <= row).all() and (o < row).any() for _, o in means.iterrows())
    }


def choose_setting(runs, tolerance_points):
    means = pd.DataFrame(runs).groupby("name").mean()
    good = means[means["error_percent"] <= means["error_percent"].min() + tolerance_points]
    return good.sort_values(["energy_mj", "error_percent"]).index[0]


# %% pandas kind="right"
import pandas as pd


def pareto_names(runs):
    means = pd.DataFrame(runs).groupby("name")[["energy_mj", "error_percent"]].mean()
    front = [
        n for n, row in means.iterrows()
        if not any((o <= row).all() and (o < row).any() for _, o in means.iterrows())
    ]
    return list(means.loc[front].sort_values("energy_mj", kind="stable").index)


def choose_setting(runs, tolerance_points):
    means = pd.DataFrame(runs).groupby("name")[["energy_mj", "error_percent"]].mean()
    good = means[means["error_percent"] <= means["error_percent"].min() + tolerance_points]
    return good.sort_values(["energy_mj", "error_percent"]).index[0]


# %% One walk along growing energy, as a tuple kind="right"
def settings(runs):
    sums = {}
    for run in runs:
        total = sums.setdefault(run["name"], [0.0, 0.0, 0])
        total[0] += run["energy_mj"]
        total[1] += run["error_percent"]
        total[2] += 1
    return sorted((e / n, r / n, name) for name, (e, r, n) in sums.items())


def pareto_names(runs):
    front, last = [], None
    for energy, error, name in settings(runs):
        if last is None or error < last[1] or (energy, error) == last:
            front.append(name)
            last = (energy, error)
    return tuple(front)


def choose_setting(runs, tolerance_points):
    known = settings(runs)
    limit = min(error for _, error, _ in known) + tolerance_points
    return next(name for _, error, name in known if error <= limit)
