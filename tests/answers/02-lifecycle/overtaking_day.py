# %% Equal counts as more kind="wrong" points=0 says="On day 20 they are equal"
def overtaking_day(tb_per_day, kwh_per_tb_day, rest_kwh, keep_days=None):
    if tb_per_day == 0:
        return None
    day = 1
    while day * tb_per_day * kwh_per_tb_day < rest_kwh:
        day += 1
    return day if keep_days is None or day <= keep_days else None


# %% Ignores how long data are kept kind="wrong" points=2 says="Expected the day as a whole number, or None"
def overtaking_day(tb_per_day, kwh_per_tb_day, rest_kwh, keep_days=None):
    if tb_per_day == 0:
        return None
    day = 1
    while day * tb_per_day * kwh_per_tb_day <= rest_kwh:
        day += 1
    return day


# %% The days start at 0 kind="wrong" points=0 says="On day 20 they are equal"
def overtaking_day(tb_per_day, kwh_per_tb_day, rest_kwh, keep_days=None):
    if tb_per_day == 0:
        return None
    day = 1
    while day * tb_per_day * kwh_per_tb_day <= rest_kwh:
        day += 1
    return day - 1


# %% A fraction of a day kind="wrong" points=0 says="which is too small"
def overtaking_day(tb_per_day, kwh_per_tb_day, rest_kwh, keep_days=None):
    if tb_per_day == 0:
        return None
    day = rest_kwh / (tb_per_day * kwh_per_tb_day)
    return day if keep_days is None or day <= keep_days else None


# %% One TB a day, whatever is given kind="wrong" points=0 says="overtaking_day(4, 0.125, 7.25) returned 59"
def overtaking_day(tb_per_day, kwh_per_tb_day, rest_kwh, keep_days=None):
    day = 1
    while day * kwh_per_tb_day <= rest_kwh:
        day += 1
    return day if keep_days is None or day <= keep_days else None


# %% Deleted one day too early kind="wrong" points=2 says="On day keep_days, nothing has been deleted yet"
def overtaking_day(tb_per_day, kwh_per_tb_day, rest_kwh, keep_days=None):
    if tb_per_day == 0:
        return None
    day = 1
    while day * tb_per_day * kwh_per_tb_day <= rest_kwh:
        day += 1
    return day if keep_days is None or day < keep_days else None


# %% A formula kind="right"
from math import floor


def overtaking_day(tb_per_day, kwh_per_tb_day, rest_kwh, keep_days=None):
    growth = tb_per_day * kwh_per_tb_day
    if not growth:
        return None
    day = floor(round(rest_kwh / growth, 9)) + 1
    if keep_days is not None and day > keep_days:
        return None
    return day


# %% Counts days up to a limit, NumPy kind="right"
import numpy as np


def overtaking_day(tb_per_day, kwh_per_tb_day, rest_kwh, keep_days=None):
    days = np.arange(1, 100_000)
    kept = days if keep_days is None else np.minimum(days, keep_days)
    over = np.flatnonzero(kept * tb_per_day * kwh_per_tb_day > rest_kwh)
    return days[over[0]] if len(over) else None
