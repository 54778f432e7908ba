# %% Only the drivers vary kind="wrong" points=0 says="Only the drivers vary"
def range_after_kg(drivers_kg, fixes):
    ends = []
    for end in range(3):
        total = 0
        for name, kg in drivers_kg.items():
            value = kg[end]
            for fix in fixes:
                value *= fix.get(name, (1, 1, 1))[1]
            total += value
        ends.append(total)
    return tuple(ends)


# %% Only the drivers that a fix names kind="wrong" points=0 says="The compute driver is missing"
def range_after_kg(drivers_kg, fixes):
    ends = []
    for end in range(3):
        total = 0
        for name, kg in drivers_kg.items():
            if any(name in fix for fix in fixes):
                value = kg[end]
                for fix in fixes:
                    value *= fix.get(name, (1, 1, 1))[end]
                total += value
        ends.append(total)
    return tuple(ends)


# %% The last fix replaces the first kind="wrong" points=0 says="range_after_kg({'storage': (900"
def range_after_kg(drivers_kg, fixes):
    factors = {}
    for fix in fixes:
        factors.update(fix)
    return tuple(
        sum(kg[end] * factors.get(name, (1, 1, 1))[end] for name, kg in drivers_kg.items())
        for end in range(3)
    )


# %% Low end with the high factors kind="wrong" points=0 says="at position 0 is too large"
def range_after_kg(drivers_kg, fixes):
    ends = []
    for end in range(3):
        total = 0
        for name, kg in drivers_kg.items():
            value = kg[end]
            for fix in fixes:
                value *= fix.get(name, (1, 1, 1))[2 - end]
            total += value
        ends.append(total)
    return tuple(ends)


# %% Only the best value kind="wrong" points=0 says="Expected a list or tuple of numbers in kgCO2e"
def range_after_kg(drivers_kg, fixes):
    total = 0
    for name, kg in drivers_kg.items():
        value = kg[1]
        for fix in fixes:
            value *= fix.get(name, (1, 1, 1))[1]
        total += value
    return total


# %% Today, without the fixes kind="wrong" points=0 says="at position 0 is too large"
def range_after_kg(drivers_kg, fixes):
    return tuple(sum(kg[end] for kg in drivers_kg.values()) for end in range(3))


# %% The first fix only kind="wrong" points=0 says="range_after_kg({'storage': (900"
def range_after_kg(drivers_kg, fixes):
    first = fixes[0] if fixes else {}
    return tuple(
        sum(kg[end] * first.get(name, (1, 1, 1))[end] for name, kg in drivers_kg.items())
        for end in range(3)
    )


# %% With arrays kind="right"
import numpy as np


def range_after_kg(drivers_kg, fixes):
    total = np.zeros(3)
    for name, kg in drivers_kg.items():
        left = np.array(kg, dtype=float)
        for fix in fixes:
            left = left * np.array(fix.get(name, (1.0, 1.0, 1.0)))
        total += left
    return total


# %% With the course's Range kind="right"
from greenlib import Range


def range_after_kg(drivers_kg, fixes):
    spans = []
    for name, kg in drivers_kg.items():
        span = Range(*kg)
        for fix in fixes:
            if name in fix:
                span = span * Range(*fix[name])
        spans.append(span)
    return [sum(getattr(span, end) for span in spans) for end in ("low", "best", "high")]
