"""An invented web server's log of any length, to put on a diet; one seed, one log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .quantities import quantity, whole_number

if TYPE_CHECKING:
    import pandas as pd

_COUNTRIES = ["DE", "FR", "GB", "IN", "PL", "SE", "US"]
_DEVICES = [
    ("Chrome", "Android"),
    ("Chrome", "Windows"),
    ("Safari", "iOS"),
    ("Safari", "Mac"),
    ("Edge", "Windows"),
    ("Firefox", "Linux"),
]
_DEVICE_SHARES = [0.35, 0.25, 0.2, 0.1, 0.06, 0.04]
_URLS = [f"/articles/{number:03d}.html" for number in range(1, 201)]
_URL_SHARES = (1 / np.arange(1, 201)) / (1 / np.arange(1, 201)).sum()


def generate_log(
    rows: int = 1_000_000, *, duplicate_share: float = 0.4, seed: int = 0
) -> pd.DataFrame:
    """Return an invented web server's log as a pandas DataFrame, in order of time.

    Parameters
    ----------
    rows : number of requests; 1 or more.
    duplicate_share : the share of rows whose user is in another row already, from 0 to 1: what
        `deduplicate` by "email" removes, to the nearest row; one user stays at least.
    seed : the same seed gives the same log.

    Columns: timestamp (UTC), user_id, email, country, browser, os (fixed for each user), url,
    bytes_sent (B), status (HTTP). Raises InvalidQuantityError for an argument out of range.

    >>> log = generate_log(1000, duplicate_share=0.4)
    >>> len(log), log["email"].nunique()
    (1000, 600)
    """
    import pandas as pd

    rows = whole_number("rows", rows, "", minimum=1)
    share = quantity("duplicate_share", duplicate_share, "", maximum=1)
    users = max(1, round(rows * (1 - share)))
    rng = np.random.default_rng(seed)
    user = rng.permutation(
        np.concatenate([np.arange(users), rng.integers(users, size=rows - users)])
    )
    numbers = pd.Series(np.arange(1, users + 1)).astype("str").str.zfill(8)
    device = rng.choice(len(_DEVICES), size=users, p=_DEVICE_SHARES)[user]
    status = rng.choice([200, 304, 404, 500], size=rows, p=[0.93, 0.04, 0.025, 0.005])
    size = np.where(status == 304, 0, rng.lognormal(mean=9, sigma=1.2, size=rows).astype(np.int64))
    gaps_ms = rng.integers(1, 600, size=rows)
    return pd.DataFrame(
        {
            "timestamp": np.datetime64("2023-10-01T10:00:00", "ms") + np.cumsum(gaps_ms),
            "user_id": user + 1,
            "email": ("user" + numbers + "@example.com").array.take(user),
            "country": _text(_COUNTRIES, rng.choice(len(_COUNTRIES), size=users)[user]),
            "browser": _text([browser for browser, _ in _DEVICES], device),
            "os": _text([os for _, os in _DEVICES], device),
            "url": _text(_URLS, rng.choice(len(_URLS), size=rows, p=_URL_SHARES)),
            "bytes_sent": size,
            "status": status,
        }
    )


def _text(values: list[str], positions: np.ndarray) -> Any:
    from pandas import array

    return array(values, dtype="str").take(positions)
