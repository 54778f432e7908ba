# %% Watt-hours instead of kilowatt-hours kind="wrong" points=0 says="1000 times too large"
def energy_kwh(power_w, hours):
    return power_w * hours


# %% Divided by 1000 twice kind="wrong" points=0 says="1000 times too small"
def energy_kwh(power_w, hours):
    return power_w / 1000 * hours / 1000


# %% Joules instead of kilowatt-hours kind="wrong" points=0 says="too large"
def energy_kwh(power_w, hours):
    return power_w * hours * 3600


# %% Prints and returns nothing kind="wrong" points=0 says="Return the result; printing it is not enough"
def energy_kwh(power_w, hours):
    print(power_w * hours / 1000, "kWh")


# %% Returns formatted text kind="wrong" points=0 says="is text (str)"
def energy_kwh(power_w, hours):
    return f"{power_w * hours / 1000:.2f} kWh"


# %% The worked example, hard-coded kind="wrong" points=0 says="energy_kwh(250, 7.5) returned 0.96"
def energy_kwh(power_w, hours):
    return 0.96


# %% Power divided by time kind="wrong" points=0 says="too small"
def energy_kwh(power_w, hours):
    return power_w / hours / 1000


# %% Rounded to two digits kind="wrong" points=0 says="Round only when you print"
def energy_kwh(power_w, hours):
    return round(power_w * hours / 1000, 2)


# %% Numbers only, no arrays kind="wrong" points=2 says="TypeError"
def energy_kwh(power_w, hours):
    return float(power_w) * float(hours) / 1000


# %% A loop over pairs, through NumPy kind="right"
import numpy as np


def energy_kwh(power_w, hours):
    watt_hours = np.multiply(power_w, hours)
    return np.true_divide(watt_hours, 1000.0)


# %% Via joules kind="right"
SECONDS_PER_HOUR = 3600
JOULES_PER_KWH = 3.6e6


def energy_kwh(power_w, hours):
    joules = power_w * (hours * SECONDS_PER_HOUR)
    return joules / JOULES_PER_KWH


# %% With the course's own helper kind="right"
from greenlib.footprint import it_energy_kwh


def energy_kwh(power_w, hours):
    return it_energy_kwh(power_w, hours)
