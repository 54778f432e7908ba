# %% Kilowatt-hours instead of watt-hours kind="wrong" points=0 says="under 'saved_wh' is 1000 times too small"
import math


def transfers_to_pay(size_before_bytes, size_after_bytes, kwh_per_gb, cleanup_wh):
    saved = (size_before_bytes - size_after_bytes) / 1e9 * kwh_per_gb
    if cleanup_wh == 0:
        return {"saved_wh": saved, "transfers": 0}
    return {"saved_wh": saved, "transfers": math.ceil(cleanup_wh / saved) if saved > 0 else None}


# %% GiB instead of GB kind="wrong" points=0 says="A gigabyte is 10^9 bytes here"
import math


def transfers_to_pay(size_before_bytes, size_after_bytes, kwh_per_gb, cleanup_wh):
    saved = (size_before_bytes - size_after_bytes) / 1024**3 * kwh_per_gb * 1000
    if cleanup_wh == 0:
        return {"saved_wh": saved, "transfers": 0}
    return {"saved_wh": saved, "transfers": math.ceil(cleanup_wh / saved) if saved > 0 else None}


# %% Rounded down kind="wrong" points=1 says="the clean-up has not paid yet"
def transfers_to_pay(size_before_bytes, size_after_bytes, kwh_per_gb, cleanup_wh):
    saved = (size_before_bytes - size_after_bytes) / 1e6 * kwh_per_gb
    if cleanup_wh == 0:
        return {"saved_wh": saved, "transfers": 0}
    return {"saved_wh": saved, "transfers": int(cleanup_wh / saved) if saved > 0 else None}


# %% Not rounded kind="wrong" points=1 says="Transfers come in whole numbers"
def transfers_to_pay(size_before_bytes, size_after_bytes, kwh_per_gb, cleanup_wh):
    saved = (size_before_bytes - size_after_bytes) / 1e6 * kwh_per_gb
    if cleanup_wh == 0:
        return {"saved_wh": saved, "transfers": 0}
    return {"saved_wh": saved, "transfers": cleanup_wh / saved if saved > 0 else None}


# %% Energy of a transfer after the diet, not the saving kind="wrong" points=0 says="under 'saved_wh' is too small"
import math


def transfers_to_pay(size_before_bytes, size_after_bytes, kwh_per_gb, cleanup_wh):
    saved = size_after_bytes / 1e6 * kwh_per_gb
    return {"saved_wh": saved, "transfers": math.ceil(cleanup_wh / saved)}


# %% After minus before kind="wrong" points=0 says="under 'saved_wh' has the wrong sign"
import math


def transfers_to_pay(size_before_bytes, size_after_bytes, kwh_per_gb, cleanup_wh):
    saved = (size_after_bytes - size_before_bytes) / 1e6 * kwh_per_gb
    return {"saved_wh": saved, "transfers": math.ceil(cleanup_wh / abs(saved)) if saved else None}


# %% Negative transfers for a table that grew kind="wrong" points=3 says="nothing is ever paid back"
import math


def transfers_to_pay(size_before_bytes, size_after_bytes, kwh_per_gb, cleanup_wh):
    saved = (size_before_bytes - size_after_bytes) / 1e6 * kwh_per_gb
    return {"saved_wh": saved, "transfers": math.ceil(cleanup_wh / saved)}


# %% Always one more than the whole part kind="wrong" points=3 says="has paid before the first transfer"
def transfers_to_pay(size_before_bytes, size_after_bytes, kwh_per_gb, cleanup_wh):
    saved = (size_before_bytes - size_after_bytes) / 1e6 * kwh_per_gb
    return {"saved_wh": saved, "transfers": int(cleanup_wh / saved) + 1 if saved > 0 else None}


# %% Floor division, upside down kind="right"
def transfers_to_pay(size_before_bytes, size_after_bytes, kwh_per_gb, cleanup_wh):
    before_wh = size_before_bytes * kwh_per_gb / 1_000_000
    after_wh = size_after_bytes * kwh_per_gb / 1_000_000
    saved = before_wh - after_wh
    if cleanup_wh <= 0:
        return dict(saved_wh=saved, transfers=0)
    if not saved > 0:
        return dict(saved_wh=saved, transfers=None)
    return dict(saved_wh=saved, transfers=-(-cleanup_wh // saved))


# %% With the course's helper and NumPy kind="right"
import numpy as np

from greenlib.reduction import transfer_kwh


def transfers_to_pay(size_before_bytes, size_after_bytes, kwh_per_gb, cleanup_wh):
    before, after = (transfer_kwh(b, kwh_per_gb) for b in (size_before_bytes, size_after_bytes))
    saved = (before - after) * 1000
    transfers = None
    if cleanup_wh == 0:
        transfers = 0
    elif saved > 0:
        transfers = np.ceil(cleanup_wh / saved)
    return {"transfers": transfers, "saved_wh": saved}
