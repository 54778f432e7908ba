# %% Rounded to the nearest kind="wrong" points=1 says="above the budget"
def epochs_within(layers, pictures, budget_mj, mac_pj):
    weights = [a * b for a, b in zip(layers, layers[1:])]
    epoch_mj = (3 * sum(weights) - weights[0]) * pictures * mac_pj / 1e9
    return round(budget_mj / epoch_mj)


# %% Rounded up kind="wrong" points=0 says="above the budget"
from math import ceil


def epochs_within(layers, pictures, budget_mj, mac_pj):
    weights = [a * b for a, b in zip(layers, layers[1:])]
    epoch_mj = (3 * sum(weights) - weights[0]) * pictures * mac_pj / 1e9
    return ceil(budget_mj / epoch_mj)


# %% Three times every weight kind="wrong" points=0 says="twice, not three times"
def epochs_within(layers, pictures, budget_mj, mac_pj):
    weights = sum(a * b for a, b in zip(layers, layers[1:]))
    return int(budget_mj * 1e9 / (3 * weights * pictures * mac_pj))


# %% Predictions only kind="wrong" points=0 says="training goes backward as well"
def epochs_within(layers, pictures, budget_mj, mac_pj):
    weights = sum(a * b for a, b in zip(layers, layers[1:]))
    return int(budget_mj * 1e9 / (weights * pictures * mac_pj))


# %% Not rounded kind="wrong" points=0 says="Expected a whole number of epochs"
def epochs_within(layers, pictures, budget_mj, mac_pj):
    weights = [a * b for a, b in zip(layers, layers[1:])]
    return budget_mj * 1e9 / ((3 * sum(weights) - weights[0]) * pictures * mac_pj)


# %% Joules for millijoules kind="wrong" points=0 says="too large"
def epochs_within(layers, pictures, budget_mj, mac_pj):
    weights = [a * b for a, b in zip(layers, layers[1:])]
    return int(budget_mj * 1e12 / ((3 * sum(weights) - weights[0]) * pictures * mac_pj))


# %% The number of pictures is forgotten kind="wrong" points=0 says="too large"
def epochs_within(layers, pictures, budget_mj, mac_pj):
    weights = [a * b for a, b in zip(layers, layers[1:])]
    return int(budget_mj * 1e9 / ((3 * sum(weights) - weights[0]) * mac_pj))


# %% One hidden layer only kind="wrong" points=2 says="not enough values to unpack"
def epochs_within(layers, pictures, budget_mj, mac_pj):
    inputs, hidden, outputs = layers
    macs = 2 * inputs * hidden + 3 * hidden * outputs
    return int(budget_mj * 1e9 / (macs * pictures * mac_pj))


# %% Twice for every layer but the last kind="wrong" points=2 says="only those of the first pair count twice"
def epochs_within(layers, pictures, budget_mj, mac_pj):
    weights = [a * b for a, b in zip(layers, layers[1:])]
    if len(weights) == 1:
        macs = 2 * weights[0]
    else:
        macs = 2 * sum(weights[:-1]) + 3 * weights[-1]
    return int(budget_mj * 1e9 / (macs * pictures * mac_pj))


# %% The worked example, hard-coded kind="wrong" points=0 says="epochs_within([64, 8, 10], 240, 0.5, 26.8) returned 30"
def epochs_within(layers, pictures, budget_mj, mac_pj):
    return 30


# %% Counting up, epoch by epoch kind="right"
def epochs_within(layers, pictures, budget_mj, mac_pj):
    macs = 0
    for number in range(len(layers) - 1):
        macs += (2 if number == 0 else 3) * layers[number] * layers[number + 1]
    epoch_pj = macs * pictures * mac_pj
    epochs = 0
    while (epochs + 1) * epoch_pj <= budget_mj * 10**9:
        epochs += 1
    return epochs


# %% With the course's helpers and NumPy's floor kind="right"
import numpy as np

from greenlib.macs import macs_energy_j, training_macs


def epochs_within(layers, pictures, budget_mj, mac_pj):
    epoch_mj = 1000 * macs_energy_j(training_macs(layers, pictures, epochs=1), mac_pj)
    return np.floor(budget_mj / epoch_mj)
