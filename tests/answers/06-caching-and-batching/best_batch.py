# %% The largest allowed batch kind="wrong" points=0 says="The largest allowed batch is not"
def best_batch(batch_s, arrival_rate_per_s, power_w, limit_s):
    best = None
    for size in sorted(batch_s):
        seconds = batch_s[size]
        latency = (size - 1) / (2 * arrival_rate_per_s) + seconds
        if seconds <= size / arrival_rate_per_s and latency <= limit_s:
            best = (size, power_w * seconds / size / 3.6, latency)
    if best is None:
        return None
    return dict(zip(("batch", "mwh_per_item", "latency_s"), best))


# %% The lowest latency kind="wrong" points=0 says="under 'batch' is too small"
def best_batch(batch_s, arrival_rate_per_s, power_w, limit_s):
    rows = []
    for size, seconds in batch_s.items():
        latency = (size - 1) / (2 * arrival_rate_per_s) + seconds
        if seconds <= size / arrival_rate_per_s and latency <= limit_s:
            rows.append((latency, power_w * seconds / size / 3.6, size))
    if not rows:
        return None
    latency, energy, size = min(rows)
    return {"batch": size, "mwh_per_item": energy, "latency_s": latency}


# %% Energy of the whole batch kind="wrong" points=0 says="under 'batch' is too small"
def best_batch(batch_s, arrival_rate_per_s, power_w, limit_s):
    rows = []
    for size, seconds in batch_s.items():
        latency = (size - 1) / (2 * arrival_rate_per_s) + seconds
        if seconds <= size / arrival_rate_per_s and latency <= limit_s:
            rows.append((power_w * seconds / 3.6, latency, size))
    if not rows:
        return None
    energy, latency, size = min(rows)
    return {"batch": size, "mwh_per_item": energy, "latency_s": latency}


# %% Reports the energy of the whole batch kind="wrong" points=0 says="the energy of the whole batch"
def best_batch(batch_s, arrival_rate_per_s, power_w, limit_s):
    rows = []
    for size, seconds in batch_s.items():
        latency = (size - 1) / (2 * arrival_rate_per_s) + seconds
        if seconds <= size / arrival_rate_per_s and latency <= limit_s:
            rows.append((power_w * seconds / size / 3.6, latency, size))
    if not rows:
        return None
    energy, latency, size = min(rows)
    return {"batch": size, "mwh_per_item": energy * size, "latency_s": latency}


# %% No wait for the batch to fill kind="wrong" points=0 says="leaves out the wait"
def best_batch(batch_s, arrival_rate_per_s, power_w, limit_s):
    rows = [
        (power_w * seconds / size / 3.6, seconds, size)
        for size, seconds in batch_s.items()
        if seconds <= size / arrival_rate_per_s and seconds <= limit_s
    ]
    if not rows:
        return None
    energy, latency, size = min(rows)
    return {"batch": size, "mwh_per_item": energy, "latency_s": latency}


# %% Does not ask whether the machine keeps up kind="wrong" points=3 says="the wait grows without end"
def best_batch(batch_s, arrival_rate_per_s, power_w, limit_s):
    rows = []
    for size, seconds in batch_s.items():
        latency = (size - 1) / (2 * arrival_rate_per_s) + seconds
        if latency <= limit_s:
            rows.append((power_w * seconds / size / 3.6, latency, size))
    if not rows:
        return None
    energy, latency, size = min(rows)
    return {"batch": size, "mwh_per_item": energy, "latency_s": latency}


# %% Stops at the first size that is not allowed kind="wrong" points=0 says="is nothing (None)"
def best_batch(batch_s, arrival_rate_per_s, power_w, limit_s):
    best = None
    for size in sorted(batch_s):
        seconds = batch_s[size]
        latency = (size - 1) / (2 * arrival_rate_per_s) + seconds
        if seconds > size / arrival_rate_per_s or latency > limit_s:
            break
        energy = power_w * seconds / size / 3.6
        if best is None or energy < best["mwh_per_item"]:
            best = {"batch": size, "mwh_per_item": energy, "latency_s": latency}
    return best


# %% min of an empty list kind="wrong" points=3 says="ValueError"
def best_batch(batch_s, arrival_rate_per_s, power_w, limit_s):
    rows = []
    for size, seconds in batch_s.items():
        latency = (size - 1) / (2 * arrival_rate_per_s) + seconds
        if seconds <= size / arrival_rate_per_s and latency <= limit_s:
            rows.append((power_w * seconds / size / 3.6, latency, size))
    energy, latency, size = min(rows)
    return {"batch": size, "mwh_per_item": energy, "latency_s": latency}


# %% Every item waits for the whole batch kind="wrong" points=0 says="best_batch({1: 0.32, 2: 0.34"
def best_batch(batch_s, arrival_rate_per_s, power_w, limit_s):
    rows = []
    for size, seconds in batch_s.items():
        latency = size / arrival_rate_per_s + seconds
        if seconds <= size / arrival_rate_per_s and latency <= limit_s:
            rows.append((power_w * seconds / size / 3.6, latency, size))
    if not rows:
        return None
    energy, latency, size = min(rows)
    return {"batch": size, "mwh_per_item": energy, "latency_s": latency}


# %% Watt-hours instead of milliwatt-hours kind="wrong" points=0 says="under 'mwh_per_item' is 1000 times too small"
def best_batch(batch_s, arrival_rate_per_s, power_w, limit_s):
    rows = []
    for size, seconds in batch_s.items():
        latency = (size - 1) / (2 * arrival_rate_per_s) + seconds
        if seconds <= size / arrival_rate_per_s and latency <= limit_s:
            rows.append((power_w * seconds / size / 3600, latency, size))
    if not rows:
        return None
    energy, latency, size = min(rows)
    return {"batch": size, "mwh_per_item": energy, "latency_s": latency}


# %% A list of dicts and sorted kind="right"
def best_batch(batch_s, arrival_rate_per_s, power_w, limit_s):
    rows = [
        {
            "latency_s": sum(k / arrival_rate_per_s for k in range(n)) / n + s,
            "mwh_per_item": 1000 * power_w * s / n / 3600,
            "batch": n,
        }
        for n, s in batch_s.items()
        if s * arrival_rate_per_s <= n
    ]
    rows = [row for row in rows if row["latency_s"] <= limit_s]
    rows.sort(key=lambda row: (row["mwh_per_item"], row["latency_s"]))
    return rows[0] if rows else None


# %% With pandas kind="right"
import pandas as pd


def best_batch(batch_s, arrival_rate_per_s, power_w, limit_s):
    table = pd.DataFrame({"batch": list(batch_s), "seconds": list(batch_s.values())})
    table["mwh_per_item"] = table["seconds"] / table["batch"] * power_w / 3.6
    table["latency_s"] = (table["batch"] - 1) / 2 / arrival_rate_per_s + table["seconds"]
    keeps_up = table["seconds"] <= table["batch"] / arrival_rate_per_s
    table = table[keeps_up & (table["latency_s"] <= limit_s)]
    if table.empty:
        return None
    table = table.sort_values(["mwh_per_item", "latency_s"]).drop(columns="seconds")
    return {name: table[name].iloc[0] for name in table}


# %% One pass with a running best kind="right"
def best_batch(batch_s, arrival_rate_per_s, power_w, limit_s):
    best = None
    for size, seconds in sorted(batch_s.items()):
        fill_s = size / arrival_rate_per_s
        latency = (fill_s - 1 / arrival_rate_per_s) / 2 + seconds
        if seconds > fill_s or latency > limit_s:
            continue
        joules = power_w * seconds / size
        if best is None or joules < best[0]:
            best = joules, size, latency
    if best is None:
        return None
    return {"batch": best[1], "mwh_per_item": best[0] / 3.6, "latency_s": best[2]}
