# %% Kilograms instead of grams kind="wrong" points=1 says="1000 times too small"
def embodied_g(server_kg, reserved_h, lifespan_years, reserved, total):
    if reserved > total or reserved_h > lifespan_years * 8760:
        raise ValueError(f"too much: {reserved}, {reserved_h}")
    return server_kg * reserved_h / (lifespan_years * 8760) * reserved / total


# %% Only the time share kind="wrong" points=1 says="embodied_g(876, 20, 5, 8, 16) returned 400"
def embodied_g(server_kg, reserved_h, lifespan_years, reserved, total):
    if reserved > total or reserved_h > lifespan_years * 8760:
        raise ValueError(f"too much: {reserved}, {reserved_h}")
    return server_kg * 1000 * reserved_h / (lifespan_years * 8760)


# %% Only the resource share kind="wrong" points=0 says="too large"
def embodied_g(server_kg, reserved_h, lifespan_years, reserved, total):
    return server_kg * 1000 * reserved / total


# %% Hours divided by years kind="wrong" points=0 says="too large"
def embodied_g(server_kg, reserved_h, lifespan_years, reserved, total):
    return server_kg * 1000 * (reserved_h / lifespan_years) * (reserved / total)


# %% Four years, whatever is given kind="wrong" points=1 says="embodied_g(876, 20, 5, 8, 16) returned 250"
def embodied_g(server_kg, reserved_h, lifespan_years, reserved, total):
    if reserved > total or reserved_h > lifespan_years * 8760:
        raise ValueError(f"too much: {reserved}, {reserved_h}")
    return server_kg * 1000 * reserved_h / 35040 * reserved / total


# %% A server of 96 vCPUs, whatever is given kind="wrong" points=0 says="too small"
def embodied_g(server_kg, reserved_h, lifespan_years, reserved, total=96):
    return server_kg * 1000 * reserved_h / (lifespan_years * 8760) * reserved / 96


# %% Leap years kind="wrong" points=1 says="close, but not close enough"
def embodied_g(server_kg, reserved_h, lifespan_years, reserved, total):
    if reserved > total or reserved_h > lifespan_years * 24 * 365.25:
        raise ValueError(f"too much: {reserved}, {reserved_h}")
    return server_kg * 1000 * reserved_h / (lifespan_years * 24 * 365.25) * reserved / total


# %% Refuses nothing kind="wrong" points=3 says="Expected it to raise ValueError"
def embodied_g(server_kg, reserved_h, lifespan_years, reserved, total):
    return server_kg * 1000 * reserved_h / (lifespan_years * 8760) * reserved / total


# %% Checks the resources, not the time kind="wrong" points=3 says="Three years have 26,280 hours"
def embodied_g(server_kg, reserved_h, lifespan_years, reserved, total):
    if reserved > total:
        raise ValueError(f"only {total} there, not {reserved}")
    return server_kg * 1000 * reserved_h / (lifespan_years * 8760) * reserved / total


# %% Caps what is too much instead of refusing it kind="wrong" points=3 says="Expected it to raise ValueError"
def embodied_g(server_kg, reserved_h, lifespan_years, reserved, total):
    time_share = min(1, reserved_h / (lifespan_years * 8760))
    return server_kg * 1000 * time_share * min(1, reserved / total)


# %% Refuses the whole server too kind="wrong" points=1 says="raised ValueError"
def embodied_g(server_kg, reserved_h, lifespan_years, reserved, total):
    if reserved >= total or reserved_h >= lifespan_years * 8760:
        raise ValueError(f"too much: {reserved}, {reserved_h}")
    return server_kg * 1000 * reserved_h / (lifespan_years * 8760) * reserved / total


# %% Day by day, with both shares checked kind="right"
DAYS_PER_YEAR = 365


def embodied_g(server_kg, reserved_h, lifespan_years, reserved, total):
    shares = {
        reserved_h: reserved_h / 24 / (lifespan_years * DAYS_PER_YEAR),
        reserved: reserved / total,
    }
    for given, share in shares.items():
        if share > 1:
            raise ValueError(f"{given} is more than there is")
    grams_per_day = 1000 * server_kg / (lifespan_years * DAYS_PER_YEAR)
    return grams_per_day * reserved_h / 24 * reserved / total


# %% With the course's own helper kind="right"
from greenlib.embodied import embodied_share_g


def embodied_g(server_kg, reserved_h, lifespan_years, reserved, total):
    return embodied_share_g(
        server_kg,
        time_reserved_h=reserved_h,
        lifespan_years=lifespan_years,
        resources_reserved=reserved,
        total_resources=total,
    )


# %% A NumPy number comes back kind="right"
import numpy as np


def embodied_g(server_kg, reserved_h, lifespan_years, reserved, total):
    limits = np.array([lifespan_years * 8760, total], dtype=float)
    mine = np.array([reserved_h, reserved], dtype=float)
    if (mine > limits).any():
        raise ValueError(f"at most {limits}, got {reserved_h} h and {reserved}")
    return np.prod(mine / limits) * server_kg * 1e3
