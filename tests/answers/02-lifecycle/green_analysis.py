# %% Adds the savings kind="wrong" points=2 says="acts on what the ones before it left"
def green_analysis(current_impact, current_emissions_g, optimizations):
    for text in [current_impact] + [action for action, _ in optimizations]:
        if "??" in text or text.endswith("..."):
            raise ValueError(text)
    record = {"current_impact": current_impact}
    left = 1
    for number, (action, saving) in enumerate(optimizations, 1):
        if saving < 0 or saving > 100:
            raise ValueError(str(saving))
        record[f"optimization_{number}"] = action
        left -= saving / 100
    record["estimated_savings_percent"] = 100 * (1 - left)
    record["emissions_after_g"] = current_emissions_g * left
    return record


# %% A fraction instead of a percentage kind="wrong" points=0 says="100 times too small"
def green_analysis(current_impact, current_emissions_g, optimizations):
    for text in [current_impact] + [action for action, _ in optimizations]:
        if "??" in text or text.endswith("..."):
            raise ValueError(text)
    record = {"current_impact": current_impact}
    left = 1
    for number, (action, saving) in enumerate(optimizations, 1):
        if saving < 0 or saving > 100:
            raise ValueError(str(saving))
        record[f"optimization_{number}"] = action
        left *= 1 - saving / 100
    record["estimated_savings_percent"] = 1 - left
    record["emissions_after_g"] = current_emissions_g * left
    return record


# %% What is saved, not what is left kind="wrong" points=0 says="under 'emissions_after_g' is too large"
def green_analysis(current_impact, current_emissions_g, optimizations):
    for text in [current_impact] + [action for action, _ in optimizations]:
        if "??" in text or text.endswith("..."):
            raise ValueError(text)
    record = {"current_impact": current_impact}
    left = 1
    for number, (action, saving) in enumerate(optimizations, 1):
        if saving < 0 or saving > 100:
            raise ValueError(str(saving))
        record[f"optimization_{number}"] = action
        left *= 1 - saving / 100
    record["estimated_savings_percent"] = 100 * (1 - left)
    record["emissions_after_g"] = current_emissions_g * (1 - left)
    return record


# %% Counts from 0 kind="wrong" points=0 says="has an unexpected key 'optimization_0'"
def green_analysis(current_impact, current_emissions_g, optimizations):
    for text in [current_impact] + [action for action, _ in optimizations]:
        if "??" in text or text.endswith("..."):
            raise ValueError(text)
    record = {"current_impact": current_impact}
    left = 1
    for number, (action, saving) in enumerate(optimizations, 0):
        if saving < 0 or saving > 100:
            raise ValueError(str(saving))
        record[f"optimization_{number}"] = action
        left *= 1 - saving / 100
    record["estimated_savings_percent"] = 100 * (1 - left)
    record["emissions_after_g"] = current_emissions_g * left
    return record


# %% Takes placeholders kind="wrong" points=2 says="Expected it to raise ValueError"
def green_analysis(current_impact, current_emissions_g, optimizations):
    record = {"current_impact": current_impact}
    left = 1
    for number, (action, saving) in enumerate(optimizations, 1):
        if saving < 0 or saving > 100:
            raise ValueError(str(saving))
        record[f"optimization_{number}"] = action
        left *= 1 - saving / 100
    record["estimated_savings_percent"] = 100 * (1 - left)
    record["emissions_after_g"] = current_emissions_g * left
    return record


# %% Overlooks question marks kind="wrong" points=2 says="('?? g per day', 1000"
def green_analysis(current_impact, current_emissions_g, optimizations):
    for text in [current_impact] + [action for action, _ in optimizations]:
        if text.endswith("..."):
            raise ValueError(text)
    record = {"current_impact": current_impact}
    left = 1
    for number, (action, saving) in enumerate(optimizations, 1):
        if saving < 0 or saving > 100:
            raise ValueError(str(saving))
        record[f"optimization_{number}"] = action
        left *= 1 - saving / 100
    record["estimated_savings_percent"] = 100 * (1 - left)
    record["emissions_after_g"] = current_emissions_g * left
    return record


# %% Emissions first, then the percentage kind="right"
import re


def green_analysis(current_impact, current_emissions_g, optimizations):
    left_g = current_emissions_g
    actions = {}
    for action, saving in optimizations:
        if not (0 <= saving <= 100):
            raise ValueError("impossible saving: %s" % saving)
        left_g -= left_g * saving / 100
        actions["optimization_%d" % (len(actions) + 1)] = action
    for text in (current_impact, *actions.values()):
        if re.search(r"\?\?|\.\.\.$", text):
            raise ValueError("fill in: " + text)
    return {
        "emissions_after_g": left_g,
        "estimated_savings_percent": 100 - 100 * left_g / current_emissions_g,
        **actions,
        "current_impact": current_impact,
    }


# %% With the product of NumPy kind="right"
import numpy as np


def green_analysis(current_impact, current_emissions_g, optimizations):
    actions, savings = zip(*optimizations)
    bad = [t for t in (current_impact, *actions) if "??" in t or t[-3:] == "..."]
    bad += [s for s in savings if s < 0 or s > 100]
    if bad:
        raise ValueError(f"not acceptable: {bad}")
    left = np.prod(1 - np.array(savings) / 100)
    record = {f"optimization_{k + 1}": action for k, action in enumerate(actions)}
    record.update(current_impact=current_impact, emissions_after_g=current_emissions_g * left)
    return record | {"estimated_savings_percent": (1 - left) * 100}
