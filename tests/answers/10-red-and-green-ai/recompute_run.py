# %% Days taken for hours kind="wrong" points=1 says="The duration is in days"
def recompute_run(run):
    energy_kwh = run["devices"] * run["power_w"] * run["duration"] / 1000 * run.get("pue", 1)
    if run["devices"] == 384:
        energy_kwh *= 24
    return {"energy_kwh": energy_kwh, "co2e_kg": energy_kwh * run["intensity_g_per_kwh"] / 1000}


# %% Always days kind="wrong" points=0 says="This run's duration is in hours"
def recompute_run(run):
    hours = run["duration"] * 24
    energy_kwh = run["devices"] * run["power_w"] * hours / 1000 * run.get("pue", 1)
    return {"energy_kwh": energy_kwh, "co2e_kg": energy_kwh * run["intensity_g_per_kwh"] / 1000}


# %% One device only kind="wrong" points=0 says="there are several"
def recompute_run(run):
    hours = run["duration"] * (24 if run["duration_unit"] == "d" else 1)
    energy_kwh = run["power_w"] * hours / 1000 * run.get("pue", 1)
    return {"energy_kwh": energy_kwh, "co2e_kg": energy_kwh * run["intensity_g_per_kwh"] / 1000}


# %% Grams for kilograms kind="wrong" points=0 says="kg are asked for"
def recompute_run(run):
    hours = run["duration"] * (24 if run["duration_unit"] == "d" else 1)
    energy_kwh = run["devices"] * run["power_w"] * hours / 1000 * run.get("pue", 1)
    return {"energy_kwh": energy_kwh, "co2e_kg": energy_kwh * run["intensity_g_per_kwh"]}


# %% Watt-hours for kilowatt-hours kind="wrong" points=0 says="1000 times too large"
def recompute_run(run):
    hours = run["duration"] * (24 if run["duration_unit"] == "d" else 1)
    energy_wh = run["devices"] * run["power_w"] * hours * run.get("pue", 1)
    return {"energy_kwh": energy_wh, "co2e_kg": energy_wh * run["intensity_g_per_kwh"] / 1e6}


# %% Without the PUE kind="wrong" points=1 says="The PUE is missing"
def recompute_run(run):
    hours = run["duration"] * (24 if run["duration_unit"] == "d" else 1)
    energy_kwh = run["devices"] * run["power_w"] * hours / 1000
    return {"energy_kwh": energy_kwh, "co2e_kg": energy_kwh * run["intensity_g_per_kwh"] / 1000}


# %% A PUE must be there kind="wrong" points=2 says="KeyError"
def recompute_run(run):
    hours = run["duration"] * (24 if run["duration_unit"] == "d" else 1)
    energy_kwh = run["devices"] * run["power_w"] * hours / 1000 * run["pue"]
    return {"energy_kwh": energy_kwh, "co2e_kg": energy_kwh * run["intensity_g_per_kwh"] / 1000}


# %% An average PUE where none is printed kind="wrong" points=2 says="under 'energy_kwh' is too large"
def recompute_run(run):
    hours = run["duration"] * (24 if run["duration_unit"] == "d" else 1)
    energy_kwh = run["devices"] * run["power_w"] * hours / 1000 * run.get("pue", 1.58)
    return {"energy_kwh": energy_kwh, "co2e_kg": energy_kwh * run["intensity_g_per_kwh"] / 1000}


# %% The worked example, hard-coded kind="wrong" points=0 says="This run's duration is in hours"
def recompute_run(run):
    return {"energy_kwh": 316.27008, "co2e_kg": 135.67986432}


# %% A tuple instead of a dict kind="wrong" points=0 says="Look at what the question asks you to return"
def recompute_run(run):
    hours = run["duration"] * (24 if run["duration_unit"] == "d" else 1)
    energy_kwh = run["devices"] * run["power_w"] * hours / 1000 * run.get("pue", 1)
    return energy_kwh, energy_kwh * run["intensity_g_per_kwh"] / 1000


# %% Prints instead of returning kind="wrong" points=0 says="which is nothing"
def recompute_run(run):
    hours = run["duration"] * (24 if run["duration_unit"] == "d" else 1)
    energy_kwh = run["devices"] * run["power_w"] * hours / 1000 * run.get("pue", 1)
    print(energy_kwh, "kWh", energy_kwh * run["intensity_g_per_kwh"] / 1000, "kg")


# %% With the course's helpers, keys in the other order kind="right"
from greenlib import convert
from greenlib.footprint import emissions_g, facility_energy_kwh, it_energy_kwh


def recompute_run(run):
    hours = convert(run["duration"], run["duration_unit"], "h")
    it_kwh = it_energy_kwh(run["power_w"] * run["devices"], hours)
    kwh = facility_energy_kwh(it_kwh, run["pue"] if "pue" in run else 1.0)
    return {"co2e_kg": emissions_g(kwh, run["intensity_g_per_kwh"]) / 1000, "energy_kwh": kwh}


# %% Step by step with NumPy numbers, and chatty kind="right"
import numpy as np


def recompute_run(run):
    kilowatts = np.float64(run["devices"]) * run["power_w"] / 1000
    if run["duration_unit"] == "d":
        kilowatts = kilowatts * 24
    kwh = kilowatts * run["duration"]
    try:
        kwh = kwh * run["pue"]
    except KeyError:
        print("no PUE")
    return dict(energy_kwh=kwh, co2e_kg=kwh * run["intensity_g_per_kwh"] / 1000)
