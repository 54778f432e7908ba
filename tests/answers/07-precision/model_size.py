# %% Both in GiB, as the slip in the lesson kind="wrong" points=0 says="Expected"
def model_size(parameters, bits):
    size = parameters * bits / 8 / 1024**3
    return {"gb": size, "gib": size}


# %% GB and GiB exchanged kind="wrong" points=0 says="GB and GiB are exchanged"
def model_size(parameters, bits):
    size = parameters * bits / 8
    return {"gb": size / 2**30, "gib": size / 1e9}


# %% Bits taken for bytes kind="wrong" points=0 says="under 'gb' is too large"
def model_size(parameters, bits):
    return {"gb": parameters * bits / 1e9, "gib": parameters * bits / 2**30}


# %% Whole bytes only kind="wrong" points=2 says="Four bits are half a byte"
def model_size(parameters, bits):
    size = parameters * (bits // 8)
    return {"gb": size / 1e9, "gib": size / 2**30}


# %% Both in GB kind="wrong" points=0 says="under 'gib' is too large"
def model_size(parameters, bits):
    size = parameters * bits / 8 / 1e9
    return {"gb": size, "gib": size}


# %% In bytes kind="wrong" points=0 says="under 'gb' is too large"
def model_size(parameters, bits):
    return {"gb": parameters * bits / 8, "gib": parameters * bits / 8}


# %% Rounded to two digits kind="wrong" points=0 says="Round only when you print"
def model_size(parameters, bits):
    size = parameters * bits / 8
    return {"gb": round(size / 1e9, 2), "gib": round(size / 2**30, 2)}


# %% A tuple instead of a dict kind="wrong" points=0 says="Look at what the question asks you to return"
def model_size(parameters, bits):
    size = parameters * bits / 8
    return size / 1e9, size / 2**30


# %% Prints the table of the lesson kind="wrong" points=0 says="nothing (None)"
def model_size(parameters, bits):
    size = parameters * bits / 8
    print(f"{size / 1e9:.2f} GB, {size / 2**30:.2f} GiB")


# %% The worked example, hard-coded kind="wrong" points=0 says="model_size(13500000000, 32) returned"
def model_size(parameters, bits):
    return {"gb": 14.0, "gib": 14_000_000_000 / 2**30}


# %% From GB to GiB by a factor, keys in the other order kind="right"
def model_size(parameters, bits):
    gb = parameters / 1e9 * bits / 8
    return {"gib": gb * (1000 / 1024) ** 3, "gb": gb}


# %% With the course's units kind="right"
from greenlib import convert


def model_size(parameters, bits):
    size_bytes = parameters * (bits / 8)
    return dict(gb=convert(size_bytes, "B", "GB"), gib=convert(size_bytes, "B", "GiB"))


# %% NumPy numbers kind="right"
import numpy as np


def model_size(parameters, bits):
    size = np.float64(parameters) * bits / np.array([8e9, 2**33])
    return {"gb": size[0], "gib": size[1]}
