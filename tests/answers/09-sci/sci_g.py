# %% Without the PUE kind="wrong" points=0 says="leaves out the PUE"
def sci_g(it_kwh, pue, intensity_g_per_kwh, embodied_kg, functional_units):
    return (it_kwh * intensity_g_per_kwh + embodied_kg * 1000) / functional_units


# %% Embodied emissions left in kg kind="wrong" points=0 says="bring it to grams"
def sci_g(it_kwh, pue, intensity_g_per_kwh, embodied_kg, functional_units):
    return (it_kwh * pue * intensity_g_per_kwh + embodied_kg) / functional_units


# %% Everything in kg kind="wrong" points=0 says="1000 times too small"
def sci_g(it_kwh, pue, intensity_g_per_kwh, embodied_kg, functional_units):
    return (it_kwh * pue * intensity_g_per_kwh / 1000 + embodied_kg) / functional_units


# %% Brackets missing kind="wrong" points=0 says="too large"
def sci_g(it_kwh, pue, intensity_g_per_kwh, embodied_kg, functional_units):
    return it_kwh * pue * intensity_g_per_kwh + embodied_kg * 1000 / functional_units


# %% The PUE on the embodied part too kind="wrong" points=0 says="too large"
def sci_g(it_kwh, pue, intensity_g_per_kwh, embodied_kg, functional_units):
    return (it_kwh * intensity_g_per_kwh + embodied_kg * 1000) * pue / functional_units


# %% The total, not the score kind="wrong" points=0 says="too large"
def sci_g(it_kwh, pue, intensity_g_per_kwh, embodied_kg, functional_units):
    return it_kwh * pue * intensity_g_per_kwh + embodied_kg * 1000


# %% The embodied part times the intensity kind="wrong" points=0 says="too large"
def sci_g(it_kwh, pue, intensity_g_per_kwh, embodied_kg, functional_units):
    return (it_kwh * pue + embodied_kg * 1000) * intensity_g_per_kwh / functional_units


# %% The PUE of the example kind="wrong" points=0 says="sci_g(340, 1.135, 40.695, 22.4, 4500) returned"
def sci_g(it_kwh, pue, intensity_g_per_kwh, embodied_kg, functional_units):
    return (it_kwh * 1.2 * intensity_g_per_kwh + embodied_kg * 1000) / functional_units


# %% Prints it kind="wrong" points=0 says="printing it is not enough"
def sci_g(it_kwh, pue, intensity_g_per_kwh, embodied_kg, functional_units):
    print((it_kwh * pue * intensity_g_per_kwh + embodied_kg * 1000) / functional_units)


# %% Rounded to one digit kind="wrong" points=0 says="sci_g(340, 1.135, 40.695, 22.4, 4500) returned 8.5"
def sci_g(it_kwh, pue, intensity_g_per_kwh, embodied_kg, functional_units):
    return round((it_kwh * pue * intensity_g_per_kwh + embodied_kg * 1000) / functional_units, 1)


# %% Both parts per unit first kind="right"
def sci_g(it_kwh, pue, intensity_g_per_kwh, embodied_kg, functional_units):
    kwh_per_unit = it_kwh / functional_units * pue
    kg_per_unit = embodied_kg / functional_units
    return kwh_per_unit * intensity_g_per_kwh + 1e3 * kg_per_unit


# %% With the course's own helper kind="right"
from greenlib.sci import sci_score_g


def sci_g(it_kwh, pue, intensity_g_per_kwh, embodied_kg, functional_units):
    return sci_score_g(
        energy_kwh=it_kwh * pue,
        intensity_g_per_kwh=intensity_g_per_kwh,
        embodied_g=1000 * embodied_kg,
        functional_units=functional_units,
    )
