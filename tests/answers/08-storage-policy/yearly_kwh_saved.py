# %% Watt-hours instead of kilowatt-hours kind="wrong" points=0 says="1000 times too large"
def yearly_kwh_saved(before_tb, after_tb, wh_per_tb_h, copies, pue):
    def wh(tb):
        return sum(tb[t] * wh_per_tb_h[t] for t in tb) * copies * 8760 * pue

    return wh(before_tb) - wh(after_tb)


# %% One copy kind="wrong" points=0 says="every copy is a drive that runs"
def yearly_kwh_saved(before_tb, after_tb, wh_per_tb_h, copies, pue):
    def kwh(tb):
        return sum(tb[t] * wh_per_tb_h[t] for t in tb) * 8.76 * pue

    return kwh(before_tb) - kwh(after_tb)


# %% Without the PUE kind="wrong" points=0 says="the building saves its share too"
def yearly_kwh_saved(before_tb, after_tb, wh_per_tb_h, copies, pue):
    def kwh(tb):
        return sum(tb[t] * wh_per_tb_h[t] for t in tb) * copies * 8.76

    return kwh(before_tb) - kwh(after_tb)


# %% What the new policy draws kind="wrong" points=0 says="subtract it from the baseline"
def yearly_kwh_saved(before_tb, after_tb, wh_per_tb_h, copies, pue):
    return sum(after_tb[t] * wh_per_tb_h[t] for t in after_tb) * copies * 8.76 * pue


# %% After minus before kind="wrong" points=0 says="wrong sign"
def yearly_kwh_saved(before_tb, after_tb, wh_per_tb_h, copies, pue):
    def kwh(tb):
        return sum(tb[t] * wh_per_tb_h[t] for t in tb) * copies * 8.76 * pue

    return kwh(after_tb) - kwh(before_tb)


# %% Only the tiers both policies have kind="wrong" points=0 says="is too large. Expected a number in kWh per year"
def yearly_kwh_saved(before_tb, after_tb, wh_per_tb_h, copies, pue):
    saved = 0
    for t in before_tb:
        if t in after_tb:
            saved += (before_tb[t] - after_tb[t]) * wh_per_tb_h[t]
    return saved * copies * 8.76 * pue


# %% Expects every tier in both kind="wrong" points=0 says="raised KeyError"
def yearly_kwh_saved(before_tb, after_tb, wh_per_tb_h, copies, pue):
    watts = sum((before_tb[t] - after_tb[t]) * wh_per_tb_h[t] for t in wh_per_tb_h)
    return watts * copies * 8.76 * pue


# %% A saving below zero is called zero kind="wrong" points=0 says="yearly_kwh_saved({'cold': 500}"
def yearly_kwh_saved(before_tb, after_tb, wh_per_tb_h, copies, pue):
    def kwh(tb):
        return sum(tb[t] * wh_per_tb_h[t] for t in tb) * copies * 8.76 * pue

    return max(kwh(before_tb) - kwh(after_tb), 0)


# %% The coefficients of the example, whatever is given kind="wrong" points=0 says="raised KeyError"
def yearly_kwh_saved(before_tb, after_tb, wh_per_tb_h, copies, pue):
    fixed = {"hot": 1.2, "warm": 0.65, "cold": 0.0285}

    def kwh(tb):
        return sum(tb[t] * fixed[t] for t in tb) * copies * 8.76 * pue

    return kwh(before_tb) - kwh(after_tb)


# %% Tier by tier, with get kind="right"
def yearly_kwh_saved(before_tb, after_tb, wh_per_tb_h, copies, pue):
    saved_wh_per_h = 0
    for tier in set(before_tb) | set(after_tb):
        difference_tb = before_tb.get(tier, 0) - after_tb.get(tier, 0)
        saved_wh_per_h += difference_tb * wh_per_tb_h[tier]
    return saved_wh_per_h * 365 * 24 * copies * pue / 1e3


# %% With pandas kind="right"
import pandas as pd


def yearly_kwh_saved(before_tb, after_tb, wh_per_tb_h, copies, pue):
    table = pd.DataFrame({"a": pd.Series(before_tb), "b": pd.Series(after_tb)}).fillna(0)
    kwh_per_tb = pd.Series(wh_per_tb_h) * copies * 8760 / 1000 * pue
    return ((table["a"] - table["b"]) * kwh_per_tb.reindex(table.index)).sum()
