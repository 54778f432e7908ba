# %% The last possible start is missing kind="wrong" points=1 says="best_start([400, 300, 350, 200, 500], 2, 3) returned 0"
def best_start(intensity, hours, deadline_h):
    if hours > deadline_h or deadline_h > len(intensity):
        raise ValueError(f"not by {deadline_h}")
    return min(range(max(1, deadline_h - hours)), key=lambda s: sum(intensity[s : s + hours]))


# %% The cleanest first hour kind="wrong" points=1 says="returned 3, which is too large"
def best_start(intensity, hours, deadline_h):
    if hours > deadline_h or deadline_h > len(intensity):
        raise ValueError(f"not by {deadline_h}")
    starts = range(deadline_h - hours + 1)
    return min(starts, key=lambda start: intensity[start])


# %% Runs beyond the deadline kind="wrong" points=1 says="best_start([400, 300, 350, 200, 500], 2, 3) returned 2"
def best_start(intensity, hours, deadline_h):
    if hours > deadline_h or deadline_h > len(intensity):
        raise ValueError(f"not by {deadline_h}")
    starts = range(min(deadline_h, len(intensity) - hours + 1))
    return min(starts, key=lambda start: sum(intensity[start : start + hours]))


# %% The latest of equals kind="wrong" points=1 says="The earliest of equals wins"
def best_start(intensity, hours, deadline_h):
    if hours > deadline_h or deadline_h > len(intensity):
        raise ValueError(f"not by {deadline_h}")
    starts = reversed(range(deadline_h - hours + 1))
    return min(starts, key=lambda start: sum(intensity[start : start + hours]))


# %% Returns the emissions, not the start kind="wrong" points=0 says="returned 550"
def best_start(intensity, hours, deadline_h):
    return min(sum(intensity[s : s + hours]) for s in range(deadline_h - hours + 1))


# %% Refuses nothing kind="wrong" points=2 says="Expected it to raise ValueError"
def best_start(intensity, hours, deadline_h):
    best, lowest = 0, float("inf")
    for start in range(deadline_h - hours + 1):
        total = sum(intensity[start : start + hours])
        if total < lowest:
            best, lowest = start, total
    return best


# %% Refuses without saying which deadline kind="wrong" points=2 says="Expected the message to contain"
def best_start(intensity, hours, deadline_h):
    if hours > deadline_h or deadline_h > len(intensity):
        raise ValueError("the job is too long")
    return min(range(deadline_h - hours + 1), key=lambda s: sum(intensity[s : s + hours]))


# %% Does not see that the list ends kind="wrong" points=2 says="The list ends before the deadline"
def best_start(intensity, hours, deadline_h):
    if hours > deadline_h:
        raise ValueError(f"{deadline_h} is too early")
    return min(range(deadline_h - hours + 1), key=lambda s: sum(intensity[s : s + hours]))


# %% A loop with a running sum kind="right"
def best_start(intensity, hours, deadline_h):
    if not hours <= deadline_h <= len(intensity):
        raise ValueError(f"deadline {deadline_h} cannot be kept")
    total = lowest = sum(intensity[:hours])
    best = 0
    for end in range(hours, deadline_h):
        total += intensity[end] - intensity[end - hours]
        if total < lowest:
            best, lowest = end - hours + 1, total
    return best


# %% With NumPy's windows kind="right"
import numpy as np


def best_start(intensity, hours, deadline_h):
    known = np.array(intensity[:deadline_h])
    if len(known) < deadline_h or hours > deadline_h:
        raise ValueError(f"{deadline_h=}")
    return np.lib.stride_tricks.sliding_window_view(known, hours).sum(axis=1).argmin()
