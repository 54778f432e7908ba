# %% The minimum is not billed kind="wrong" points=0 says="is billed even if data leaves earlier"
def choose_tier(tiers, days, reads, budget_usd):
    found = []
    for name, t in tiers.items():
        kwh = t["kwh_per_tb_year"] * days / 365 + reads * t["read_kwh_per_tb"]
        usd = t["usd_per_tb_day"] * days + reads * t["read_usd_per_tb"]
        if usd <= budget_usd:
            found.append((kwh, usd, name))
    return dict(zip(("kwh", "usd", "tier"), min(found))) if found else None


# %% Energy for the billed days kind="wrong" points=0 says="The 90 days are a rule of the bill"
def choose_tier(tiers, days, reads, budget_usd):
    found = []
    for name, t in tiers.items():
        days_billed = max(days, t["minimum_days"])
        kwh = t["kwh_per_tb_year"] * days_billed / 365 + reads * t["read_kwh_per_tb"]
        usd = t["usd_per_tb_day"] * days_billed + reads * t["read_usd_per_tb"]
        if usd <= budget_usd:
            found.append((kwh, usd, name))
    return dict(zip(("kwh", "usd", "tier"), min(found))) if found else None


# %% Reads are free kind="wrong" points=0 says="The reads are missing"
def choose_tier(tiers, days, reads, budget_usd):
    found = []
    for name, t in tiers.items():
        kwh = t["kwh_per_tb_year"] * days / 365
        usd = t["usd_per_tb_day"] * max(days, t["minimum_days"])
        if usd <= budget_usd:
            found.append((kwh, usd, name))
    return dict(zip(("kwh", "usd", "tier"), min(found))) if found else None


# %% The cheapest tier kind="wrong" points=0 says="under 'tier' is not the right answer"
def choose_tier(tiers, days, reads, budget_usd):
    found = []
    for name, t in tiers.items():
        kwh = t["kwh_per_tb_year"] * days / 365 + reads * t["read_kwh_per_tb"]
        usd = t["usd_per_tb_day"] * max(days, t["minimum_days"]) + reads * t["read_usd_per_tb"]
        if usd <= budget_usd:
            found.append((usd, kwh, name))
    return dict(zip(("usd", "kwh", "tier"), min(found))) if found else None


# %% No budget kind="wrong" points=0 says="Expected a dict with tier, kwh and usd, or None"
def choose_tier(tiers, days, reads, budget_usd):
    found = []
    for name, t in tiers.items():
        kwh = t["kwh_per_tb_year"] * days / 365 + reads * t["read_kwh_per_tb"]
        usd = t["usd_per_tb_day"] * max(days, t["minimum_days"]) + reads * t["read_usd_per_tb"]
        found.append((kwh, usd, name))
    return dict(zip(("kwh", "usd", "tier"), min(found)))


# %% An empty dict if nothing fits kind="wrong" points=2 says="choose_tier({'cold'"
def choose_tier(tiers, days, reads, budget_usd):
    best = {}
    for name, t in tiers.items():
        kwh = t["kwh_per_tb_year"] * days / 365 + reads * t["read_kwh_per_tb"]
        usd = t["usd_per_tb_day"] * max(days, t["minimum_days"]) + reads * t["read_usd_per_tb"]
        if usd <= budget_usd and (not best or (kwh, usd) < (best["kwh"], best["usd"])):
            best = {"tier": name, "kwh": kwh, "usd": usd}
    return best


# %% A tie goes to the first kind="wrong" points=2 says="draw the same energy: choose the cheaper"
def choose_tier(tiers, days, reads, budget_usd):
    best = None
    for name, t in tiers.items():
        kwh = t["kwh_per_tb_year"] * days / 365 + reads * t["read_kwh_per_tb"]
        usd = t["usd_per_tb_day"] * max(days, t["minimum_days"]) + reads * t["read_usd_per_tb"]
        if usd <= budget_usd and (best is None or kwh < best["kwh"]):
            best = {"tier": name, "kwh": kwh, "usd": usd}
    return best


# %% The budget itself is not allowed kind="wrong" points=2 says="equal to the budget is within it"
def choose_tier(tiers, days, reads, budget_usd):
    found = []
    for name, t in tiers.items():
        kwh = t["kwh_per_tb_year"] * days / 365 + reads * t["read_kwh_per_tb"]
        usd = t["usd_per_tb_day"] * max(days, t["minimum_days"]) + reads * t["read_usd_per_tb"]
        if usd < budget_usd:
            found.append((kwh, usd, name))
    return dict(zip(("kwh", "usd", "tier"), min(found))) if found else None


# %% Only the name kind="wrong" points=0 says="is text (str)"
def choose_tier(tiers, days, reads, budget_usd):
    def kwh(t):
        return t["kwh_per_tb_year"] * days / 365 + reads * t["read_kwh_per_tb"]

    def usd(t):
        return t["usd_per_tb_day"] * max(days, t["minimum_days"]) + reads * t["read_usd_per_tb"]

    fits = [name for name in tiers if usd(tiers[name]) <= budget_usd]
    return min(fits, key=lambda name: kwh(tiers[name]), default=None)


# %% One pass, keeping the best kind="right"
def choose_tier(tiers, days, reads, budget_usd):
    best = None
    for name, t in tiers.items():
        usd = max(days, t["minimum_days"]) * t["usd_per_tb_day"]
        usd += reads * t["read_usd_per_tb"]
        kwh = days / 365 * t["kwh_per_tb_year"]
        kwh += reads * t["read_kwh_per_tb"]
        if usd > budget_usd:
            continue
        if best is None or (kwh, usd) < (best["kwh"], best["usd"]):
            best = {"usd": usd, "kwh": kwh, "tier": name}
    return best


# %% As a table kind="right"
import pandas as pd


def choose_tier(tiers, days, reads, budget_usd):
    table = pd.DataFrame(tiers).T
    billed = table["minimum_days"].clip(lower=days)
    table["usd"] = billed * table["usd_per_tb_day"] + reads * table["read_usd_per_tb"]
    table["kwh"] = days / 365 * table["kwh_per_tb_year"] + reads * table["read_kwh_per_tb"]
    table = table[table["usd"] <= budget_usd].sort_values(["kwh", "usd"])
    if table.empty:
        return None
    best = table.iloc[0]
    return {"tier": best.name, "kwh": best["kwh"], "usd": best["usd"]}
