# %% Without the hardware kind="wrong" points=0 says="leaves out the hardware"
def saving_share(hot, cold, intensity_g_per_kwh, pue):
    def g(t):
        return t["wh_per_tb_h"] * t["copies"] * 8.76 * pue * intensity_g_per_kwh

    return 1 - g(cold) / g(hot)


# %% Kilograms added to grams kind="wrong" points=0 says="bring them to one unit"
def saving_share(hot, cold, intensity_g_per_kwh, pue):
    def g(t):
        operation = t["wh_per_tb_h"] * t["copies"] * 8.76 * pue * intensity_g_per_kwh
        return operation + t["embodied_kg_per_tb"] * t["copies"] / t["life_years"]

    return 1 - g(cold) / g(hot)


# %% The hardware in one year kind="wrong" points=0 says="spread it over its life"
def saving_share(hot, cold, intensity_g_per_kwh, pue):
    def g(t):
        operation = t["wh_per_tb_h"] * t["copies"] * 8.76 * pue * intensity_g_per_kwh
        return operation + 1000 * t["embodied_kg_per_tb"] * t["copies"]

    return 1 - g(cold) / g(hot)


# %% A percentage kind="wrong" points=0 says="asks for a fraction"
def saving_share(hot, cold, intensity_g_per_kwh, pue):
    def g(t):
        operation = t["wh_per_tb_h"] * t["copies"] * 8.76 * pue * intensity_g_per_kwh
        return operation + 1000 * t["embodied_kg_per_tb"] * t["copies"] / t["life_years"]

    return 100 * (1 - g(cold) / g(hot))


# %% What is left, not what is saved kind="wrong" points=0 says="That is what is left"
def saving_share(hot, cold, intensity_g_per_kwh, pue):
    def g(t):
        operation = t["wh_per_tb_h"] * t["copies"] * 8.76 * pue * intensity_g_per_kwh
        return operation + 1000 * t["embodied_kg_per_tb"] * t["copies"] / t["life_years"]

    return g(cold) / g(hot)


# %% The PUE on the hardware too kind="wrong" points=0 says="saving_share({'wh_per_tb_h': 0.65"
def saving_share(hot, cold, intensity_g_per_kwh, pue):
    def g(t):
        operation = t["wh_per_tb_h"] * t["copies"] * 8.76 * intensity_g_per_kwh
        return pue * (operation + 1000 * t["embodied_kg_per_tb"] * t["copies"] / t["life_years"])

    return 1 - g(cold) / g(hot)


# %% Hardware of one copy only kind="wrong" points=0 says="too large"
def saving_share(hot, cold, intensity_g_per_kwh, pue):
    def g(t):
        operation = t["wh_per_tb_h"] * t["copies"] * 8.76 * pue * intensity_g_per_kwh
        return operation + 1000 * t["embodied_kg_per_tb"] / t["life_years"]

    return 1 - g(cold) / g(hot)


# %% Never below zero kind="wrong" points=2 says="a negative share says so"
def saving_share(hot, cold, intensity_g_per_kwh, pue):
    def g(t):
        operation = t["wh_per_tb_h"] * t["copies"] * 8.76 * pue * intensity_g_per_kwh
        return operation + 1000 * t["embodied_kg_per_tb"] * t["copies"] / t["life_years"]

    return max(0, 1 - g(cold) / g(hot))


# %% Rounded kind="wrong" points=0 says="Round only when you print"
def saving_share(hot, cold, intensity_g_per_kwh, pue):
    def g(t):
        operation = t["wh_per_tb_h"] * t["copies"] * 8.76 * pue * intensity_g_per_kwh
        return operation + 1000 * t["embodied_kg_per_tb"] * t["copies"] / t["life_years"]

    return round(1 - g(cold) / g(hot), 2)


# %% In kilograms, difference first kind="right"
def saving_share(hot, cold, intensity_g_per_kwh, pue):
    kg = []
    for tier in (hot, cold):
        kwh = tier["wh_per_tb_h"] * 365 * 24 / 1000
        one_copy = kwh * pue * intensity_g_per_kwh / 1000
        one_copy += tier["embodied_kg_per_tb"] / tier["life_years"]
        kg.append(one_copy * tier["copies"])
    return (kg[0] - kg[1]) / kg[0]


# %% With the course's own tiers kind="right"
from dataclasses import replace

from greenlib.storage import tier
from greenlib.storage_claim import archive_saving


def saving_share(hot, cold, intensity_g_per_kwh, pue):
    both = [
        replace(
            tier("hot"),
            energy_wh_per_tb_h=one["wh_per_tb_h"],
            copies=one["copies"],
            embodied_kg_per_tb_year=one["embodied_kg_per_tb"] / one["life_years"],
        )
        for one in (hot, cold)
    ]
    return archive_saving(*both, intensity_g_per_kwh=intensity_g_per_kwh, pue=pue)
