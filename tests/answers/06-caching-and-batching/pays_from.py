# %% Rounded down kind="wrong" points=1 says="Rounded down"
def pays_from(size_gb, hours, kwh_per_gb_h, power_w, compute_s, lookup_s):
    gain = (compute_s - lookup_s) * power_w
    if gain <= 0:
        return None
    return int((size_gb * hours * kwh_per_gb_h * 3.6e6 + lookup_s * power_w) / gain)


# %% Not a whole number kind="wrong" points=1 says="close, but not close enough"
def pays_from(size_gb, hours, kwh_per_gb_h, power_w, compute_s, lookup_s):
    gain = (compute_s - lookup_s) * power_w
    if gain <= 0:
        return None
    return (size_gb * hours * kwh_per_gb_h * 3.6e6 + lookup_s * power_w) / gain


# %% A hit takes no time kind="wrong" points=0 says="A hit still takes its look-up"
import math


def pays_from(size_gb, hours, kwh_per_gb_h, power_w, compute_s, lookup_s):
    return math.ceil(size_gb * hours * kwh_per_gb_h * 3.6e6 / (compute_s * power_w))


# %% No look-up at the first call kind="wrong" points=1 says="The look-up at the first call is missing"
import math


def pays_from(size_gb, hours, kwh_per_gb_h, power_w, compute_s, lookup_s):
    if lookup_s >= compute_s:
        return None
    keep_j = size_gb * hours * kwh_per_gb_h * 3.6e6
    return math.ceil(keep_j / ((compute_s - lookup_s) * power_w))


# %% Watt-seconds taken for watt-hours kind="wrong" points=1 says="too small"
import math


def pays_from(size_gb, hours, kwh_per_gb_h, power_w, compute_s, lookup_s):
    gain = (compute_s - lookup_s) * power_w
    if gain <= 0:
        return None
    return math.ceil((size_gb * hours * kwh_per_gb_h * 1000 + lookup_s * power_w) / gain)


# %% A negative number of repeats kind="wrong" points=3 says="Each repeat loses"
import math


def pays_from(size_gb, hours, kwh_per_gb_h, power_w, compute_s, lookup_s):
    keep_j = size_gb * hours * kwh_per_gb_h * 3.6e6 + lookup_s * power_w
    return math.ceil(keep_j / ((compute_s - lookup_s) * power_w))


# %% Divides by zero when a look-up takes as long kind="wrong" points=3 says="ZeroDivisionError"
import math


def pays_from(size_gb, hours, kwh_per_gb_h, power_w, compute_s, lookup_s):
    if lookup_s > compute_s:
        return None
    keep_j = size_gb * hours * kwh_per_gb_h * 3.6e6 + lookup_s * power_w
    return math.ceil(keep_j / ((compute_s - lookup_s) * power_w))


# %% Infinity instead of None kind="wrong" points=3 says="Each repeat loses"
import math


def pays_from(size_gb, hours, kwh_per_gb_h, power_w, compute_s, lookup_s):
    if lookup_s >= compute_s:
        return math.inf
    keep_j = size_gb * hours * kwh_per_gb_h * 3.6e6 + lookup_s * power_w
    return math.ceil(keep_j / ((compute_s - lookup_s) * power_w))


# %% Counting up until it pays, in kWh kind="right"
def pays_from(size_gb, hours, kwh_per_gb_h, power_w, compute_s, lookup_s):
    def kwh(seconds):
        return power_w / 1000 * seconds / 3600

    if compute_s <= lookup_s:
        return
    repeats = 0
    while True:
        without = kwh(compute_s) * (1 + repeats)
        cached = kwh(compute_s) + kwh(lookup_s) * (1 + repeats) + size_gb * hours * kwh_per_gb_h
        if cached <= without:
            return repeats
        repeats += 1


# %% With the course's own helpers kind="right"
from greenlib.caching import break_even_repeats, keeping_kwh


def pays_from(size_gb, hours, kwh_per_gb_h, power_w, compute_s, lookup_s):
    repeats = break_even_repeats(
        compute_kwh=power_w * compute_s / 3.6e6,
        lookup_kwh=power_w * lookup_s / 3.6e6,
        keep_kwh=keeping_kwh(size_gb, hours, kwh_per_gb_h),
    )
    return None if repeats == float("inf") else repeats


# %% Ceiling division, in seconds kind="right"
def pays_from(size_gb, hours, kwh_per_gb_h, power_w, compute_s, lookup_s):
    keep_s = size_gb * hours * kwh_per_gb_h * 1000 * 3600 / power_w
    gain_s = compute_s - lookup_s
    if not gain_s > 0:
        return None
    return -int(-(keep_s + lookup_s) // gain_s)
