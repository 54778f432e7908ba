# %% Only the best value kind="wrong" points=0 says="Expected a list or tuple of numbers in gCO2e"
def emissions_range_g(power_w, hours, pue, intensity_g_per_kwh):
    return power_w[1] * hours[1] / 1000 * pue[1] * intensity_g_per_kwh[1]


# %% High end first kind="wrong" points=0 says="at position 0 is too large"
def emissions_range_g(power_w, hours, pue, intensity_g_per_kwh):
    ends = zip(power_w, hours, pue, intensity_g_per_kwh)
    return tuple(w * h / 1000 * p * i for w, h, p, i in ends)[::-1]


# %% Without the PUE kind="wrong" points=0 says="at position 0 is too small"
def emissions_range_g(power_w, hours, pue, intensity_g_per_kwh):
    return tuple(w * h / 1000 * i for w, h, i in zip(power_w, hours, intensity_g_per_kwh))


# %% Ten per cent either way kind="wrong" points=0 says="at position 0"
def emissions_range_g(power_w, hours, pue, intensity_g_per_kwh):
    best = power_w[1] * hours[1] / 1000 * pue[1] * intensity_g_per_kwh[1]
    return (0.9 * best, best, 1.1 * best)


# %% Only the power is varied kind="wrong" points=0 says="at position 0"
def emissions_range_g(power_w, hours, pue, intensity_g_per_kwh):
    return tuple(w * hours[1] / 1000 * pue[1] * intensity_g_per_kwh[1] for w in power_w)


# %% Low and high, no best kind="wrong" points=0 says="has 2 items instead of 3"
def emissions_range_g(power_w, hours, pue, intensity_g_per_kwh):
    low = power_w[0] * hours[0] / 1000 * pue[0] * intensity_g_per_kwh[0]
    high = power_w[2] * hours[2] / 1000 * pue[2] * intensity_g_per_kwh[2]
    return low, high


# %% Hours and intensity taken at their best value kind="wrong" points=0 says="emissions_range_g((200, 220, 300), (2, 2.5, 4)"
def emissions_range_g(power_w, hours, pue, intensity_g_per_kwh):
    return tuple(w * hours[1] / 1000 * p * intensity_g_per_kwh[1] for w, p in zip(power_w, pue))


# %% Written out, as a list kind="right"
def emissions_range_g(power_w, hours, pue, intensity_g_per_kwh):
    result = []
    for k in range(3):
        result.append(power_w[k] * hours[k] / 1000 * pue[k] * intensity_g_per_kwh[k])
    return result


# %% With arrays kind="right"
import numpy as np


def emissions_range_g(power_w, hours, pue, intensity_g_per_kwh):
    return np.array(power_w) * np.array(hours) * np.array(pue) * np.array(intensity_g_per_kwh) / 1e3
