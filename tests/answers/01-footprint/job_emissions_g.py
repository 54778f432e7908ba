# %% Without the PUE kind="wrong" points=0 says="leaves out the PUE"
def job_emissions_g(power_w, hours, pue, intensity_g_per_kwh):
    return power_w * hours / 1000 * intensity_g_per_kwh


# %% The PUE twice kind="wrong" points=0 says="too large"
def job_emissions_g(power_w, hours, pue, intensity_g_per_kwh):
    return power_w * hours / 1000 * pue * pue * intensity_g_per_kwh


# %% Kilograms instead of grams kind="wrong" points=0 says="1000 times too small"
def job_emissions_g(power_w, hours, pue, intensity_g_per_kwh):
    return power_w * hours / 1000 * pue * intensity_g_per_kwh / 1000


# %% Forgot that intensity is per kWh kind="wrong" points=0 says="1000 times too large"
def job_emissions_g(power_w, hours, pue, intensity_g_per_kwh):
    return power_w * hours * pue * intensity_g_per_kwh


# %% Energy, no intensity kind="wrong" points=0 says="the carbon intensity is missing"
def job_emissions_g(power_w, hours, pue, intensity_g_per_kwh):
    return power_w * hours / 1000 * pue


# %% Divided by the PUE kind="wrong" points=0 says="too small"
def job_emissions_g(power_w, hours, pue, intensity_g_per_kwh):
    return power_w * hours / 1000 / pue * intensity_g_per_kwh


# %% The grid of the example, from a global name kind="wrong" points=0 says="job_emissions_g(350, 2.5, 1.135, 40.695) returned"
grid = 450


def job_emissions_g(power_w, hours, pue, intensity_g_per_kwh):
    return power_w * hours / 1000 * pue * grid


# %% Step by step with names kind="right"
def job_emissions_g(power_w, hours, pue, intensity_g_per_kwh):
    it = power_w / 1000 * hours
    facility = it + it * (pue - 1)
    grams = facility * intensity_g_per_kwh
    return grams


# %% Through Job and estimate_job_impact kind="right"
from greenlib import Job, estimate_job_impact


def job_emissions_g(power_w, hours, pue, intensity_g_per_kwh):
    job = Job("answer", hours=hours, power_w=power_w)
    return estimate_job_impact(job, intensity_g_per_kwh=intensity_g_per_kwh, pue=pue).emissions_g
