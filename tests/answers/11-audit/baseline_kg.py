# %% The PUE on transfer too kind="wrong" points=0 says="The PUE is applied to transfer too"
def baseline_kg(pipeline):
    p = pipeline
    kwh = {
        "storage": p["stored_tb"] * p["copies"] * p["wh_per_tb_h"] * 8.76,
        "transfer": p["moved_gb_per_day"] * p["kwh_per_gb"] * 365,
        "compute": p["vcpu_hours_per_day"] * p["w_per_vcpu"] * 0.365,
    }
    kg = {name: x * p["pue"] * p["intensity_g_per_kwh"] / 1000 for name, x in kwh.items()}
    return kg | {"total": sum(kg.values())}


# %% No PUE at all kind="wrong" points=0 says="The PUE is missing"
def baseline_kg(pipeline):
    p = pipeline
    kwh = {
        "storage": p["stored_tb"] * p["copies"] * p["wh_per_tb_h"] * 8.76,
        "transfer": p["moved_gb_per_day"] * p["kwh_per_gb"] * 365,
        "compute": p["vcpu_hours_per_day"] * p["w_per_vcpu"] * 0.365,
    }
    kg = {name: x * p["intensity_g_per_kwh"] / 1000 for name, x in kwh.items()}
    return kg | {"total": sum(kg.values())}


# %% Grams kind="wrong" points=0 says="These are grams"
def baseline_kg(pipeline):
    p = pipeline
    g = p["intensity_g_per_kwh"]
    storage = p["stored_tb"] * p["copies"] * p["wh_per_tb_h"] * 8.76 * p["pue"] * g
    transfer = p["moved_gb_per_day"] * p["kwh_per_gb"] * 365 * g
    compute = p["vcpu_hours_per_day"] * p["w_per_vcpu"] * 0.365 * p["pue"] * g
    total = storage + transfer + compute
    return {"storage": storage, "transfer": transfer, "compute": compute, "total": total}


# %% Storage for one hour a day kind="wrong" points=0 says="storage for one hour a day"
def baseline_kg(pipeline):
    p = pipeline
    g = p["intensity_g_per_kwh"] / 1000
    storage = p["stored_tb"] * p["copies"] * p["wh_per_tb_h"] * 0.365 * p["pue"] * g
    transfer = p["moved_gb_per_day"] * p["kwh_per_gb"] * 365 * g
    compute = p["vcpu_hours_per_day"] * p["w_per_vcpu"] * 0.365 * p["pue"] * g
    total = storage + transfer + compute
    return {"storage": storage, "transfer": transfer, "compute": compute, "total": total}


# %% Copies forgotten kind="wrong" points=0 says="under 'storage' is too small"
def baseline_kg(pipeline):
    p = pipeline
    g = p["intensity_g_per_kwh"] / 1000
    storage = p["stored_tb"] * p["wh_per_tb_h"] * 8.76 * p["pue"] * g
    transfer = p["moved_gb_per_day"] * p["kwh_per_gb"] * 365 * g
    compute = p["vcpu_hours_per_day"] * p["w_per_vcpu"] * 0.365 * p["pue"] * g
    total = storage + transfer + compute
    return {"storage": storage, "transfer": transfer, "compute": compute, "total": total}


# %% No total kind="wrong" points=0 says="has 3 keys instead of 4"
def baseline_kg(pipeline):
    p = pipeline
    g = p["intensity_g_per_kwh"] / 1000
    storage = p["stored_tb"] * p["copies"] * p["wh_per_tb_h"] * 8.76 * p["pue"] * g
    transfer = p["moved_gb_per_day"] * p["kwh_per_gb"] * 365 * g
    compute = p["vcpu_hours_per_day"] * p["w_per_vcpu"] * 0.365 * p["pue"] * g
    return {"storage": storage, "transfer": transfer, "compute": compute}


# %% The network of the worked example, hard-coded kind="wrong" points=2 says="under 'transfer' is too small"
def baseline_kg(pipeline):
    p = pipeline
    g = p["intensity_g_per_kwh"] / 1000
    storage = p["stored_tb"] * p["copies"] * p["wh_per_tb_h"] * 8.76 * p["pue"] * g
    transfer = p["moved_gb_per_day"] * 0.001 * 365 * g
    compute = p["vcpu_hours_per_day"] * p["w_per_vcpu"] * 0.365 * p["pue"] * g
    total = storage + transfer + compute
    return {"storage": storage, "transfer": transfer, "compute": compute, "total": total}


# %% Day by day kind="right"
def baseline_kg(pipeline):
    sums = {"total": 0.0, "compute": 0.0, "transfer": 0.0, "storage": 0.0}
    for _ in range(365):
        watts = pipeline["stored_tb"] * pipeline["copies"] * pipeline["wh_per_tb_h"]
        day = {
            "storage": watts * 24 / 1000 * pipeline["pue"],
            "transfer": pipeline["moved_gb_per_day"] * pipeline["kwh_per_gb"],
            "compute": pipeline["vcpu_hours_per_day"]
            * pipeline["w_per_vcpu"]
            / 1000
            * pipeline["pue"],
        }
        for name, kwh in day.items():
            kg = kwh * pipeline["intensity_g_per_kwh"] / 1000
            sums[name] += kg
            sums["total"] += kg
    return sums


# %% With NumPy kind="right"
import numpy as np


def baseline_kg(pipeline):
    p = pipeline
    kwh = np.array(
        [
            p["stored_tb"] * p["copies"] * p["wh_per_tb_h"] * 24,
            p["moved_gb_per_day"] * p["kwh_per_gb"] * 1000,
            p["vcpu_hours_per_day"] * p["w_per_vcpu"],
        ]
    )
    kg = kwh * np.array([p["pue"], 1, p["pue"]]) * p["intensity_g_per_kwh"] * 365 / 1e6
    return dict(zip(["storage", "transfer", "compute", "total"], [*kg, kg.sum()]))
