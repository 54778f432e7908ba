# %% The PUE on transfer too kind="wrong" points=0 says="does not belong on transfer"
def stage_kwh(stored_tb, copies, moved_gb, vcpu_h, utilisation, pue):
    return {
        "storage": stored_tb * copies * 24 * 1.2 / 1000 * pue,
        "transfer": moved_gb * 0.001 * pue,
        "compute": vcpu_h * (0.74 + utilisation * 2.76) / 1000 * pue,
    }


# %% Watt-hours for storage kind="wrong" points=0 says="1000 times too large"
def stage_kwh(stored_tb, copies, moved_gb, vcpu_h, utilisation, pue):
    return {
        "storage": stored_tb * copies * 24 * 1.2 * pue,
        "transfer": moved_gb * 0.001,
        "compute": vcpu_h * (0.74 + utilisation * 2.76) / 1000 * pue,
    }


# %% One copy only kind="wrong" points=0 says="under 'storage' is too small"
def stage_kwh(stored_tb, copies, moved_gb, vcpu_h, utilisation, pue):
    return {
        "storage": stored_tb * 24 * 1.2 / 1000 * pue,
        "transfer": moved_gb * 0.001,
        "compute": vcpu_h * (0.74 + utilisation * 2.76) / 1000 * pue,
    }


# %% Idle plus utilisation times busy kind="wrong" points=0 says="use the difference"
def stage_kwh(stored_tb, copies, moved_gb, vcpu_h, utilisation, pue):
    return {
        "storage": stored_tb * copies * 24 * 1.2 / 1000 * pue,
        "transfer": moved_gb * 0.001,
        "compute": vcpu_h * (0.74 + utilisation * 3.5) / 1000 * pue,
    }


# %% No power when idle kind="wrong" points=0 says="idle draws 0.74 W"
def stage_kwh(stored_tb, copies, moved_gb, vcpu_h, utilisation, pue):
    return {
        "storage": stored_tb * copies * 24 * 1.2 / 1000 * pue,
        "transfer": moved_gb * 0.001,
        "compute": vcpu_h * utilisation * 3.5 / 1000 * pue,
    }


# %% One hour instead of a day kind="wrong" points=0 says="a day has 24"
def stage_kwh(stored_tb, copies, moved_gb, vcpu_h, utilisation, pue):
    return {
        "storage": stored_tb * copies * 1.2 / 1000 * pue,
        "transfer": moved_gb * 0.001,
        "compute": vcpu_h * (0.74 + utilisation * 2.76) / 1000 * pue,
    }


# %% Weighted mean of busy and idle kind="right"
def stage_kwh(stored_tb, copies, moved_gb, vcpu_h, utilisation, pue):
    busy, idle = 3.5, 0.74
    watts = (1 - utilisation) * idle + utilisation * busy
    kwh = {}
    kwh["compute"] = watts * vcpu_h * pue / 1e3
    kwh["transfer"] = moved_gb / 1000
    kwh["storage"] = 1.2e-3 * 24 * pue * copies * stored_tb
    return kwh


# %% With the course's own Stage kind="right"
from greenlib.lifecycle import Stage


def stage_kwh(stored_tb, copies, moved_gb, vcpu_h, utilisation, pue):
    stage = Stage("answer", stored_tb, moved_gb, vcpu_h, copies=copies, utilisation=utilisation)
    kwh = dict(stage.energy_kwh)
    del kwh["memory"]
    kwh["storage"] *= pue
    kwh["compute"] *= pue
    return kwh
