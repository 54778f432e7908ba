# %% Not in order of time kind="wrong" points=0 says="put them in order of time"
def cleanest_hours(intensity, hours, deadline_h):
    return sorted(range(deadline_h), key=lambda hour: intensity[hour])[:hours]


# %% The intensities themselves kind="wrong" points=0 says="return the numbers of the hours"
def cleanest_hours(intensity, hours, deadline_h):
    return sorted(intensity[:deadline_h])[:hours]


# %% Ignores the deadline kind="wrong" points=0 says="Hours after the deadline are in it"
def cleanest_hours(intensity, hours, deadline_h):
    return sorted(sorted(range(len(intensity)), key=lambda hour: intensity[hour])[:hours])


# %% The hour at the deadline is allowed kind="wrong" points=0 says="begins at the deadline is too late"
def cleanest_hours(intensity, hours, deadline_h):
    window = range(min(deadline_h + 1, len(intensity)))
    return sorted(sorted(window, key=lambda hour: intensity[hour])[:hours])


# %% In one piece kind="wrong" points=0 says="cleanest_hours([400, 300, 350, 200, 500], 2, 5) returned [2, 3]"
def cleanest_hours(intensity, hours, deadline_h):
    starts = range(deadline_h - hours + 1)
    best = min(starts, key=lambda s: sum(intensity[s : s + hours]))
    return list(range(best, best + hours))


# %% The dirtiest hours kind="wrong" points=0 says="returned [0, 4]"
def cleanest_hours(intensity, hours, deadline_h):
    return sorted(sorted(range(deadline_h), key=lambda hour: -intensity[hour])[:hours])


# %% Finds hours by their value, so equals come twice kind="wrong" points=0 says="returned [1, 1]"
def cleanest_hours(intensity, hours, deadline_h):
    return sorted(intensity.index(value) for value in sorted(intensity[:deadline_h])[:hours])


# %% Sorts the list it was given kind="wrong" points=0 says="changed its argument 'intensity'"
def cleanest_hours(intensity, hours, deadline_h):
    window = list(intensity[:deadline_h])
    intensity.sort()
    return sorted(sorted(range(deadline_h), key=lambda hour: window[hour])[:hours])


# %% Pairs in a heap kind="right"
import heapq


def cleanest_hours(intensity, hours, deadline_h):
    pairs = [(value, hour) for hour, value in enumerate(intensity) if hour < deadline_h]
    return tuple(sorted(hour for _, hour in heapq.nsmallest(hours, pairs)))


# %% A stable argsort kind="right"
import numpy as np


def cleanest_hours(intensity, hours, deadline_h):
    order = np.argsort(np.array(intensity)[:deadline_h], kind="stable")
    return np.sort(order[:hours])
