# %% Each correction on the first estimate kind="wrong" points=0 says="the third makes it worse"
def correct_estimate(inputs, corrections):
    def tonnes(known):
        kwh = known["device_hours"] * known["power_w"] / 1000 * known["pue"]
        return kwh * known["intensity_g_per_kwh"] / 1e6

    factors, left = {}, tonnes(inputs)
    for name, changes in corrections:
        factors[name] = tonnes(inputs) / tonnes({**inputs, **changes})
        left = left / max(factors[name], 1)
    return {"factors": factors, "left_t": left}


# %% Factors always against the first estimate kind="wrong" points=2 says="not on the first estimate"
def correct_estimate(inputs, corrections):
    def tonnes(known):
        kwh = known["device_hours"] * known["power_w"] / 1000 * known["pue"]
        return kwh * known["intensity_g_per_kwh"] / 1e6

    final = dict(inputs)
    factors = {}
    for name, changes in corrections:
        factors[name] = tonnes(inputs) / tonnes({**inputs, **changes})
        final.update(changes)
    return {"factors": factors, "left_t": tonnes(final)}


# %% Factors upside down kind="wrong" points=0 says="upside down"
def correct_estimate(inputs, corrections):
    def tonnes(known):
        kwh = known["device_hours"] * known["power_w"] / 1000 * known["pue"]
        return kwh * known["intensity_g_per_kwh"] / 1e6

    factors = {}
    for name, changes in corrections:
        corrected = {**inputs, **changes}
        factors[name] = tonnes(corrected) / tonnes(inputs)
        inputs = corrected
    return {"factors": factors, "left_t": tonnes(inputs)}


# %% Kilograms for tonnes kind="wrong" points=0 says="t are asked for"
def correct_estimate(inputs, corrections):
    def kilograms(known):
        kwh = known["device_hours"] * known["power_w"] / 1000 * known["pue"]
        return kwh * known["intensity_g_per_kwh"] / 1e3

    factors = {}
    for name, changes in corrections:
        corrected = {**inputs, **changes}
        factors[name] = kilograms(inputs) / kilograms(corrected)
        inputs = corrected
    return {"factors": factors, "left_t": kilograms(inputs)}


# %% Without the PUE kind="wrong" points=0 says="under 'factors'"
def correct_estimate(inputs, corrections):
    def tonnes(known):
        return known["device_hours"] * known["power_w"] * known["intensity_g_per_kwh"] / 1e9

    factors = {}
    for name, changes in corrections:
        corrected = {**inputs, **changes}
        factors[name] = tonnes(inputs) / tonnes(corrected)
        inputs = corrected
    return {"factors": factors, "left_t": tonnes(inputs)}


# %% Only the first changed input kind="wrong" points=0 says="changes two inputs"
def correct_estimate(inputs, corrections):
    def tonnes(known):
        kwh = known["device_hours"] * known["power_w"] / 1000 * known["pue"]
        return kwh * known["intensity_g_per_kwh"] / 1e6

    factors = {}
    for name, changes in corrections:
        first = next(iter(changes))
        corrected = {**inputs, first: changes[first]}
        factors[name] = tonnes(inputs) / tonnes(corrected)
        inputs = corrected
    return {"factors": factors, "left_t": tonnes(inputs)}


# %% The factors as a list kind="wrong" points=0 says="under 'factors' is a list"
def correct_estimate(inputs, corrections):
    def tonnes(known):
        kwh = known["device_hours"] * known["power_w"] / 1000 * known["pue"]
        return kwh * known["intensity_g_per_kwh"] / 1e6

    factors = []
    for _, changes in corrections:
        corrected = {**inputs, **changes}
        factors.append(tonnes(inputs) / tonnes(corrected))
        inputs = corrected
    return {"factors": factors, "left_t": tonnes(inputs)}


# %% The worked example, hard-coded kind="wrong" points=0 says="the third makes it worse"
def correct_estimate(inputs, corrections):
    return {"factors": {"smaller model": 4.0, "building": 1.25}, "left_t": 0.03}


# %% Fails without corrections kind="wrong" points=2 says="raised IndexError"
def correct_estimate(inputs, corrections):
    def tonnes(known):
        kwh = known["device_hours"] * known["power_w"] / 1000 * known["pue"]
        return kwh * known["intensity_g_per_kwh"] / 1e6

    left = []
    factors = {}
    for name, changes in corrections:
        before = tonnes(inputs)
        inputs = {**inputs, **changes}
        left.append(tonnes(inputs))
        factors[name] = before / left[-1]
    return {"factors": factors, "left_t": left[-1]}


# %% Ratios of the changed inputs kind="right"
from math import prod


def correct_estimate(inputs, corrections):
    known = dict(inputs)
    factors = {}
    for name, changes in corrections:
        factors[name] = prod(known[key] / new for key, new in changes.items())
        known |= changes
    grams = prod(known.values()) / 1000
    return {"left_t": grams / 1e6, "factors": factors}


# %% All estimates first, with the course's helpers kind="right"
from itertools import pairwise

from greenlib.footprint import emissions_g, facility_energy_kwh, it_energy_kwh


def correct_estimate(inputs, corrections):
    states = [inputs]
    for _, changes in corrections:
        states.append({**states[-1], **changes})
    grams = [
        emissions_g(
            facility_energy_kwh(it_energy_kwh(s["power_w"], s["device_hours"]), s["pue"]),
            s["intensity_g_per_kwh"],
        )
        for s in states
    ]
    ratios = [before / after for before, after in pairwise(grams)]
    names = [name for name, _ in corrections]
    return {"factors": dict(zip(names, ratios)), "left_t": grams[-1] / 1_000_000}
