# %% Divided by the PUE kind="wrong" points=1 says="divided by the PUE"
def facility_kwh(it_kwh, pue):
    if pue < 1:
        raise ValueError(f"a PUE of {pue} is impossible")
    return it_kwh / pue


# %% The PUE twice kind="wrong" points=0 says="too large"
def facility_kwh(it_kwh, pue):
    return it_kwh * pue * pue


# %% Only the overhead kind="wrong" points=0 says="too small"
def facility_kwh(it_kwh, pue):
    if pue < 1:
        raise ValueError(f"a PUE of {pue} is impossible")
    return it_kwh * (pue - 1)


# %% No check of the PUE kind="wrong" points=2 says="Expected it to raise ValueError"
def facility_kwh(it_kwh, pue):
    return it_kwh * pue


# %% Returns an error text instead of raising kind="wrong" points=2 says="Expected it to raise ValueError"
def facility_kwh(it_kwh, pue):
    if pue < 1:
        return "PUE must be at least 1"
    return it_kwh * pue


# %% Refuses a PUE of exactly 1 kind="wrong" points=0 says="raised ValueError"
def facility_kwh(it_kwh, pue):
    if pue <= 1:
        raise ValueError(f"PUE must be above 1, got {pue}")
    return it_kwh * pue


# %% The error does not say which value kind="wrong" points=2 says="Expected the message to contain"
def facility_kwh(it_kwh, pue):
    if pue < 1:
        raise ValueError("bad PUE")
    return it_kwh * pue


# %% A PUE of 1.2, whatever is given kind="wrong" points=0 says="returned 4.2"
def facility_kwh(it_kwh, pue):
    if pue < 1:
        raise ValueError(f"got {pue}")
    return it_kwh * 1.2


# %% IT energy plus overhead kind="right"
def facility_kwh(it_kwh, pue):
    overhead_kwh = it_kwh * (pue - 1)
    if overhead_kwh < 0:
        raise ValueError("PUE {} is below 1".format(pue))
    return it_kwh + overhead_kwh


# %% A subclass of ValueError, and NumPy numbers kind="right"
import numpy as np


class ImpossiblePUE(ValueError):
    pass


def facility_kwh(it_kwh, pue):
    if not pue >= 1:
        raise ImpossiblePUE(f"{pue=}")
    return np.float64(it_kwh) * pue
