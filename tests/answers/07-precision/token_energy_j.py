# %% A full read for each parameter, whatever its bits kind="wrong" points=0 says="these parameters have fewer"
def token_energy_j(parameters, bits, multiply_add_pj, read_pj_per_32_bits, batch):
    a = parameters * multiply_add_pj * 1e-12
    m = parameters * read_pj_per_32_bits * 1e-12 / batch
    return {"arithmetic_j": a, "movement_j": m, "total_j": a + m}


# %% The read energy taken for one byte kind="wrong" points=0 says="under 'movement_j' is too large"
def token_energy_j(parameters, bits, multiply_add_pj, read_pj_per_32_bits, batch):
    a = parameters * multiply_add_pj * 1e-12
    m = parameters * bits / 8 * read_pj_per_32_bits * 1e-12 / batch
    return {"arithmetic_j": a, "movement_j": m, "total_j": a + m}


# %% The batch shares everything kind="wrong" points=2 says="Every token needs its own arithmetic"
def token_energy_j(parameters, bits, multiply_add_pj, read_pj_per_32_bits, batch):
    a = parameters * multiply_add_pj * 1e-12 / batch
    m = parameters * bits / 32 * read_pj_per_32_bits * 1e-12 / batch
    return {"arithmetic_j": a, "movement_j": m, "total_j": a + m}


# %% The batch shares nothing kind="wrong" points=2 says="The batch shares the reading"
def token_energy_j(parameters, bits, multiply_add_pj, read_pj_per_32_bits, batch):
    a = parameters * multiply_add_pj * 1e-12
    m = parameters * bits / 32 * read_pj_per_32_bits * 1e-12
    return {"arithmetic_j": a, "movement_j": m, "total_j": a + m}


# %% The energy of the whole batch kind="wrong" points=2 says="asks for one token"
def token_energy_j(parameters, bits, multiply_add_pj, read_pj_per_32_bits, batch):
    a = parameters * multiply_add_pj * batch * 1e-12
    m = parameters * bits / 32 * read_pj_per_32_bits * 1e-12
    return {"arithmetic_j": a, "movement_j": m, "total_j": a + m}


# %% Picojoules taken for nanojoules kind="wrong" points=0 says="under 'arithmetic_j' is 1000 times too large"
def token_energy_j(parameters, bits, multiply_add_pj, read_pj_per_32_bits, batch):
    a = parameters * multiply_add_pj * 1e-9
    m = parameters * bits / 32 * read_pj_per_32_bits * 1e-9 / batch
    return {"arithmetic_j": a, "movement_j": m, "total_j": a + m}


# %% The total only kind="wrong" points=0 says="Look at what the question asks you to return"
def token_energy_j(parameters, bits, multiply_add_pj, read_pj_per_32_bits, batch):
    a = parameters * multiply_add_pj * 1e-12
    return a + parameters * bits / 32 * read_pj_per_32_bits * 1e-12 / batch


# %% No total kind="wrong" points=0 says="has 2 keys instead of 3"
def token_energy_j(parameters, bits, multiply_add_pj, read_pj_per_32_bits, batch):
    a = parameters * multiply_add_pj * 1e-12
    m = parameters * bits / 32 * read_pj_per_32_bits * 1e-12 / batch
    return {"arithmetic_j": a, "movement_j": m}


# %% The lesson's model, whatever is given kind="wrong" points=0 says="token_energy_j(1.3e+10, 8, 0.3, 640, 1) returned"
def token_energy_j(parameters, bits, multiply_add_pj, read_pj_per_32_bits, batch):
    return {"arithmetic_j": 0.0322, "movement_j": 4.48 / batch, "total_j": 0.0322 + 4.48 / batch}


# %% The whole batch first, then its share kind="right"
def token_energy_j(parameters, bits, multiply_add_pj, read_pj_per_32_bits, batch):
    batch_arithmetic_pj = batch * parameters * multiply_add_pj
    reads = parameters * bits / 32
    batch_movement_pj = reads * read_pj_per_32_bits
    total_pj = batch_arithmetic_pj + batch_movement_pj
    return {
        "total_j": total_pj / batch / 10**12,
        "arithmetic_j": batch_arithmetic_pj / batch / 10**12,
        "movement_j": batch_movement_pj / batch / 10**12,
    }


# %% NumPy, per bit kind="right"
import numpy as np


def token_energy_j(parameters, bits, multiply_add_pj, read_pj_per_32_bits, batch):
    parts = np.array([multiply_add_pj, bits * read_pj_per_32_bits / 32 / batch]) * parameters * 1e-12
    names = ("arithmetic_j", "movement_j", "total_j")
    return dict(zip(names, [*parts, parts.sum()]))
