# %% One scale for the whole matrix kind="wrong" points=0 says="each row gets its own"
def quantise_rows(weights, bits):
    scale = max(abs(w) for row in weights for w in row) / (2 ** (bits - 1) - 1)
    whole = [[round(w / scale) for w in row] for row in weights]
    size = len(weights) * len(weights[0]) * bits / 8 + 4 * len(weights)
    return {"values": whole, "scales": [scale] * len(weights), "size_bytes": size}


# %% A scale for each column kind="wrong" points=0 says="under 'values' at position 0 at position 0"
def quantise_rows(weights, bits):
    top = 2 ** (bits - 1) - 1
    scales = [max(abs(w) for w in column) / top or 1.0 for column in zip(*weights)]
    whole = [[round(w / s) for w, s in zip(row, scales)] for row in weights]
    size = len(weights) * len(scales) * bits / 8 + 4 * len(scales)
    return {"values": whole, "scales": scales, "size_bytes": size}


# %% Scales take no bytes kind="wrong" points=0 says="The scales take bytes too"
def quantise_rows(weights, bits):
    top = 2 ** (bits - 1) - 1
    scales = [max(abs(w) for w in row) / top or 1.0 for row in weights]
    whole = [[round(w / s) for w in row] for row, s in zip(weights, scales)]
    return {"values": whole, "scales": scales, "size_bytes": len(weights) * len(weights[0]) * bits / 8}


# %% One scale counted kind="wrong" points=0 says="under 'size_bytes' is too small"
def quantise_rows(weights, bits):
    top = 2 ** (bits - 1) - 1
    scales = [max(abs(w) for w in row) / top or 1.0 for row in weights]
    whole = [[round(w / s) for w in row] for row, s in zip(weights, scales)]
    size = len(weights) * len(weights[0]) * bits / 8 + 4
    return {"values": whole, "scales": scales, "size_bytes": size}


# %% A byte for each integer, whatever the bits kind="wrong" points=0 says="four bits are half a byte"
def quantise_rows(weights, bits):
    top = 2 ** (bits - 1) - 1
    scales = [max(abs(w) for w in row) / top or 1.0 for row in weights]
    whole = [[round(w / s) for w in row] for row, s in zip(weights, scales)]
    size = len(weights) * len(weights[0]) + 4 * len(scales)
    return {"values": whole, "scales": scales, "size_bytes": size}


# %% The size in bits kind="wrong" points=0 says="under 'size_bytes' is too large"
def quantise_rows(weights, bits):
    top = 2 ** (bits - 1) - 1
    scales = [max(abs(w) for w in row) / top or 1.0 for row in weights]
    whole = [[round(w / s) for w in row] for row, s in zip(weights, scales)]
    size = len(weights) * len(weights[0]) * bits + 32 * len(scales)
    return {"values": whole, "scales": scales, "size_bytes": size}


# %% Takes the matrix for square kind="wrong" points=0 says="under 'size_bytes' is too small"
def quantise_rows(weights, bits):
    top = 2 ** (bits - 1) - 1
    scales = [max(abs(w) for w in row) / top or 1.0 for row in weights]
    whole = [[round(w / s) for w in row] for row, s in zip(weights, scales)]
    size = len(weights) ** 2 * bits / 8 + 4 * len(scales)
    return {"values": whole, "scales": scales, "size_bytes": size}


# %% Divides by zero in a row of zeros kind="wrong" points=3 says="ZeroDivisionError"
def quantise_rows(weights, bits):
    top = 2 ** (bits - 1) - 1
    scales = [max(abs(w) for w in row) / top for row in weights]
    whole = [[round(w / s) for w in row] for row, s in zip(weights, scales)]
    size = sum(map(len, weights)) * bits / 8 + 4 * len(scales)
    return {"values": whole, "scales": scales, "size_bytes": size}


# %% A row of zeros has no scale kind="wrong" points=3 says="under 'scales' has 1 item instead of 2"
def quantise_rows(weights, bits):
    top = 2 ** (bits - 1) - 1
    scales = [max(abs(w) for w in row) / top for row in weights]
    whole = [[round(w / s) if s else 0 for w in row] for row, s in zip(weights, scales)]
    size = sum(map(len, weights)) * bits / 8 + 4 * len(scales)
    return {"values": whole, "scales": [s for s in scales if s], "size_bytes": size}


# %% The largest value of a row, negative ones forgotten kind="wrong" points=0 says="quantise_rows([[0.7, -0.31, 0.22, 0.0], [-21.0, 8.0, 3.5, 14."
def quantise_rows(weights, bits):
    top = 2 ** (bits - 1) - 1
    scales = [max(row) / top or 1.0 for row in weights]
    whole = [[round(w / s) for w in row] for row, s in zip(weights, scales)]
    size = sum(map(len, weights)) * bits / 8 + 4 * len(scales)
    return {"values": whole, "scales": scales, "size_bytes": size}


# %% With NumPy kind="right"
import numpy as np


def quantise_rows(weights, bits):
    matrix = np.array(weights, dtype=float)
    scales = np.abs(matrix).max(axis=1) / (2 ** (bits - 1) - 1)
    scales[scales == 0] = 1
    values = np.rint(matrix / scales[:, None]).astype(np.int8)
    return {"values": values, "scales": scales, "size_bytes": matrix.size * bits / 8 + scales.size * 4}


# %% With the course's own helper kind="right"
from greenlib.precision import quantise


def quantise_rows(weights, bits):
    stored = quantise(weights, f"int{bits}", axis=0)
    return {
        "values": stored.values.tolist(),
        "scales": stored.scale.ravel().tolist(),
        "size_bytes": stored.size_bytes,
    }


# %% Row by row, sizes added up kind="right"
def quantise_rows(weights, bits):
    result = {"size_bytes": 0, "scales": [], "values": []}
    for row in weights:
        peak = max(max(row), -min(row))
        scale = peak / (2 ** (bits - 1) - 1) if peak else 1
        result["scales"].append(scale)
        result["values"].append(tuple(round(w / scale) for w in row))
        result["size_bytes"] += (len(row) * bits + 32) / 8
    return result
