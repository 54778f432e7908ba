# %% The gain on everything kind="wrong" points=0 says="it does not shrink with the energy"
def after_growth(operational_g, embodied_g, functional_units, energy_gain, growth):
    total = (operational_g + embodied_g) * (1 - energy_gain)
    return total / functional_units, total * (1 + growth)


def break_even_growth(operational_g, embodied_g, energy_gain):
    return energy_gain / (1 - energy_gain)


# %% Break-even as large as the gain kind="wrong" points=2 says="from the lower level"
def after_growth(operational_g, embodied_g, functional_units, energy_gain, growth):
    total = operational_g * (1 - energy_gain) + embodied_g
    return total / functional_units, total * (1 + growth)


def break_even_growth(operational_g, embodied_g, energy_gain):
    return operational_g * energy_gain / (operational_g + embodied_g)


# %% The factor instead of the growth kind="wrong" points=2 says="break_even_growth(4800, 1200, 0.5) returned 1.666666667"
def after_growth(operational_g, embodied_g, functional_units, energy_gain, growth):
    total = operational_g * (1 - energy_gain) + embodied_g
    return total / functional_units, total * (1 + growth)


def break_even_growth(operational_g, embodied_g, energy_gain):
    return (operational_g + embodied_g) / (operational_g * (1 - energy_gain) + embodied_g)


# %% A percentage kind="wrong" points=2 says="a fraction was asked for"
def after_growth(operational_g, embodied_g, functional_units, energy_gain, growth):
    total = operational_g * (1 - energy_gain) + embodied_g
    return total / functional_units, total * (1 + growth)


def break_even_growth(operational_g, embodied_g, energy_gain):
    leaner = operational_g * (1 - energy_gain) + embodied_g
    return 100 * ((operational_g + embodied_g) / leaner - 1)


# %% Growth of the energy only kind="wrong" points=2 says="and it grows with use"
def after_growth(operational_g, embodied_g, functional_units, energy_gain, growth):
    total = operational_g * (1 - energy_gain) * (1 + growth) + embodied_g
    return total / functional_units / (1 + growth), total


def break_even_growth(operational_g, embodied_g, energy_gain):
    return (operational_g + embodied_g) / (operational_g * (1 - energy_gain) + embodied_g) - 1


# %% Growth in the score kind="wrong" points=2 says="at position 0 is too large"
def after_growth(operational_g, embodied_g, functional_units, energy_gain, growth):
    total = (operational_g * (1 - energy_gain) + embodied_g) * (1 + growth)
    return total / functional_units, total


def break_even_growth(operational_g, embodied_g, energy_gain):
    return (operational_g + embodied_g) / (operational_g * (1 - energy_gain) + embodied_g) - 1


# %% The total without growth kind="wrong" points=2 says="at position 1 is too small"
def after_growth(operational_g, embodied_g, functional_units, energy_gain, growth):
    total = operational_g * (1 - energy_gain) + embodied_g
    return total / (functional_units), total


def break_even_growth(operational_g, embodied_g, energy_gain):
    return (operational_g + embodied_g) / (operational_g * (1 - energy_gain) + embodied_g) - 1


# %% The gain as what is left kind="wrong" points=0 says="after_growth(5200, 900, 740, 0.3, 0.25) returned"
def after_growth(operational_g, embodied_g, functional_units, energy_gain, growth):
    total = operational_g * energy_gain + embodied_g
    return total / functional_units, total * (1 + growth)


def break_even_growth(operational_g, embodied_g, energy_gain):
    return (operational_g + embodied_g) / (operational_g * energy_gain + embodied_g) - 1


# %% Total first kind="wrong" points=2 says="at position 0 is too large"
def after_growth(operational_g, embodied_g, functional_units, energy_gain, growth):
    total = operational_g * (1 - energy_gain) + embodied_g
    return total * (1 + growth), total / functional_units


def break_even_growth(operational_g, embodied_g, energy_gain):
    return (operational_g + embodied_g) / (operational_g * (1 - energy_gain) + embodied_g) - 1


# %% Per unit first kind="right"
def after_growth(operational_g, embodied_g, functional_units, energy_gain, growth):
    running, making = operational_g / functional_units, embodied_g / functional_units
    score = running - running * energy_gain + making
    return [score, score * functional_units * (1 + growth)]


def break_even_growth(operational_g, embodied_g, energy_gain):
    saved = operational_g * energy_gain
    return saved / (operational_g + embodied_g - saved)


# %% Through greenlib's rebound kind="right"
from greenlib.sci import rebound


def _result(operational_g, embodied_g, functional_units, energy_gain, growth):
    total = operational_g + embodied_g
    gain = operational_g * energy_gain / total
    return rebound(total, functional_units, efficiency_gain=gain, growth=growth)


def after_growth(operational_g, embodied_g, functional_units, energy_gain, growth):
    result = _result(operational_g, embodied_g, functional_units, energy_gain, growth)
    return result.score_after_g, result.total_after_g


def break_even_growth(operational_g, embodied_g, energy_gain):
    if energy_gain == 0:
        return 0
    return _result(operational_g, embodied_g, 1, energy_gain, 0).break_even_growth
