# %% Cuts off instead of rounding kind="wrong" points=1 says="cut off"
def quantise_all(values, bits):
    scale = max(abs(v) for v in values) / (2 ** (bits - 1) - 1)
    scale = scale if scale else 1.0
    return {"values": [int(v / scale) for v in values], "scale": scale, "error_bound": scale / 2}


# %% The largest value, negative ones forgotten kind="wrong" points=0 says="under 'values' at position 0"
def quantise_all(values, bits):
    scale = max(values) / (2 ** (bits - 1) - 1) or 1
    return {"values": [round(v / scale) for v in values], "scale": scale, "error_bound": scale / 2}


# %% 128 steps instead of 127 kind="wrong" points=0 says="under 'values' at position 1"
def quantise_all(values, bits):
    scale = max(abs(v) for v in values) / 2 ** (bits - 1) or 1
    return {"values": [round(v / scale) for v in values], "scale": scale, "error_bound": scale / 2}


# %% All 256 levels kind="wrong" points=0 says="under 'values' at position 0 is too large"
def quantise_all(values, bits):
    scale = max(abs(v) for v in values) / (2**bits - 1) or 1
    return {"values": [round(v / scale) for v in values], "scale": scale, "error_bound": scale / 2}


# %% A bound of a whole step kind="wrong" points=0 says="half a step at most"
def quantise_all(values, bits):
    scale = max(abs(v) for v in values) / (2 ** (bits - 1) - 1) or 1
    return {"values": [round(v / scale) for v in values], "scale": scale, "error_bound": scale}


# %% The largest error instead of its bound kind="wrong" points=0 says="under 'error_bound'"
def quantise_all(values, bits):
    scale = max(abs(v) for v in values) / (2 ** (bits - 1) - 1) or 1
    whole = [round(v / scale) for v in values]
    worst = max(abs(w * scale - v) for w, v in zip(whole, values))
    return {"values": whole, "scale": scale, "error_bound": worst}


# %% Divides by zero where all is zero kind="wrong" points=3 says="ZeroDivisionError"
def quantise_all(values, bits):
    scale = max(abs(v) for v in values) / (2 ** (bits - 1) - 1)
    return {"values": [round(v / scale) for v in values], "scale": scale, "error_bound": scale / 2}


# %% Scale 0 for zeros kind="wrong" points=3 says="asks for a scale of 1"
def quantise_all(values, bits):
    scale = max(abs(v) for v in values) / (2 ** (bits - 1) - 1)
    whole = [round(v / scale) if scale else 0 for v in values]
    return {"values": whole, "scale": scale, "error_bound": scale / 2}


# %% Always int8 kind="wrong" points=0 says="quantise_all([2.1, -0.4, 0.93, -3.5], 4) returned"
def quantise_all(values, bits):
    scale = max(abs(v) for v in values) / 127 or 1.0
    return {"values": [round(v / scale) for v in values], "scale": scale, "error_bound": scale / 2}


# %% Gives back what is read, not the integers kind="wrong" points=0 says="under 'values' at position 0 is 100 times too small"
def quantise_all(values, bits):
    scale = max(abs(v) for v in values) / (2 ** (bits - 1) - 1) or 1.0
    return {"values": [round(v / scale) * scale for v in values], "scale": scale, "error_bound": scale / 2}


# %% With NumPy kind="right"
import numpy as np


def quantise_all(values, bits):
    numbers = np.asarray(values, dtype=float)
    top = (1 << bits - 1) - 1
    scale = np.abs(numbers).max() / top
    if scale == 0:
        scale = np.float64(1)
    return {"scale": scale, "error_bound": 0.5 * scale, "values": np.rint(numbers / scale).astype(int)}


# %% With the course's own helper kind="right"
from greenlib.precision import quantise


def quantise_all(values, bits):
    stored = quantise(values, f"int{bits}")
    return {
        "values": stored.values.tolist(),
        "scale": stored.scale.item(),
        "error_bound": stored.error_bound.item(),
    }


# %% Rounding by hand kind="right"
import math


def quantise_all(values, bits):
    peak = 0.0
    for v in values:
        peak = max(peak, v, -v)
    scale = peak / (2 ** (bits - 1) - 1) if peak > 0 else 1.0
    whole = tuple(math.floor(v / scale + 0.5) for v in values)
    return {"values": whole, "scale": scale, "error_bound": scale / 2}
