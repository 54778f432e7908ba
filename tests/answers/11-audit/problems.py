# %% NaN slips through the comparisons kind="wrong" points=2 says="NaN and infinity are numbers to Python"
import math

LIMITS = {
    "pue": (1, math.inf),
    "intensity_g_per_kwh": (0, math.inf),
    "stored_tb": (0, math.inf),
    "utilisation": (0, 1),
}


def problems(record):
    found = {}
    for key in ["name", *LIMITS]:
        if key not in record:
            if key != "utilisation":
                found[key] = "missing"
            continue
        value = record[key]
        if key == "name":
            if not isinstance(value, str):
                found[key] = "wrong type"
            elif not value:
                found[key] = "out of range"
            continue
        low, high = LIMITS[key]
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            found[key] = "wrong type"
        elif value < low or value > high:
            found[key] = "out of range"
    for key in record:
        if key != "name" and key not in LIMITS:
            found[key] = "unknown"
    return found


# %% True counts as a number kind="wrong" points=2 says="True, None and a list are not numbers"
import math

LIMITS = {
    "pue": (1, math.inf),
    "intensity_g_per_kwh": (0, math.inf),
    "stored_tb": (0, math.inf),
    "utilisation": (0, 1),
}


def problems(record):
    found = {}
    for key in ["name", *LIMITS]:
        if key not in record:
            if key != "utilisation":
                found[key] = "missing"
            continue
        value = record[key]
        if key == "name":
            if not isinstance(value, str):
                found[key] = "wrong type"
            elif not value:
                found[key] = "out of range"
            continue
        low, high = LIMITS[key]
        if not isinstance(value, (int, float)):
            found[key] = "wrong type"
        elif not math.isfinite(value) or not low <= value <= high:
            found[key] = "out of range"
    for key in record:
        if key != "name" and key not in LIMITS:
            found[key] = "unknown"
    return found


# %% Utilisation is needed too kind="wrong" points=2 says="unexpected key"
import math

LIMITS = {
    "pue": (1, math.inf),
    "intensity_g_per_kwh": (0, math.inf),
    "stored_tb": (0, math.inf),
    "utilisation": (0, 1),
}


def problems(record):
    found = {}
    for key in ["name", *LIMITS]:
        if key not in record:
            found[key] = "missing"
            continue
        value = record[key]
        if key == "name":
            if not isinstance(value, str):
                found[key] = "wrong type"
            elif not value:
                found[key] = "out of range"
            continue
        low, high = LIMITS[key]
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            found[key] = "wrong type"
        elif not math.isfinite(value) or not low <= value <= high:
            found[key] = "out of range"
    for key in record:
        if key != "name" and key not in LIMITS:
            found[key] = "unknown"
    return found


# %% Unknown keys are not seen kind="wrong" points=0 says="problems("
import math

LIMITS = {
    "pue": (1, math.inf),
    "intensity_g_per_kwh": (0, math.inf),
    "stored_tb": (0, math.inf),
    "utilisation": (0, 1),
}


def problems(record):
    found = {}
    for key in ["name", *LIMITS]:
        if key not in record:
            if key != "utilisation":
                found[key] = "missing"
            continue
        value = record[key]
        if key == "name":
            if not isinstance(value, str):
                found[key] = "wrong type"
            elif not value:
                found[key] = "out of range"
            continue
        low, high = LIMITS[key]
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            found[key] = "wrong type"
        elif not math.isfinite(value) or not low <= value <= high:
            found[key] = "out of range"
    pass
    return found


# %% The limits themselves refused kind="wrong" points=2 says="The limits themselves are allowed"
import math

LIMITS = {
    "pue": (1, math.inf),
    "intensity_g_per_kwh": (0, math.inf),
    "stored_tb": (0, math.inf),
    "utilisation": (0, 1),
}


def problems(record):
    found = {}
    for key in ["name", *LIMITS]:
        if key not in record:
            if key != "utilisation":
                found[key] = "missing"
            continue
        value = record[key]
        if key == "name":
            if not isinstance(value, str):
                found[key] = "wrong type"
            elif not value:
                found[key] = "out of range"
            continue
        low, high = LIMITS[key]
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            found[key] = "wrong type"
        elif not math.isfinite(value) or not low < value < high:
            found[key] = "out of range"
    for key in record:
        if key != "name" and key not in LIMITS:
            found[key] = "unknown"
    return found


# %% Empty text is taken kind="wrong" points=2 says="problems("
import math

LIMITS = {
    "pue": (1, math.inf),
    "intensity_g_per_kwh": (0, math.inf),
    "stored_tb": (0, math.inf),
    "utilisation": (0, 1),
}


def problems(record):
    found = {}
    for key in ["name", *LIMITS]:
        if key not in record:
            if key != "utilisation":
                found[key] = "missing"
            continue
        value = record[key]
        if key == "name":
            if not isinstance(value, str):
                found[key] = "wrong type"
            pass
            continue
        low, high = LIMITS[key]
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            found[key] = "wrong type"
        elif not math.isfinite(value) or not low <= value <= high:
            found[key] = "out of range"
    for key in record:
        if key != "name" and key not in LIMITS:
            found[key] = "unknown"
    return found


# %% Text converted to a number kind="wrong" points=0 says="problems("
import math

LIMITS = {
    "pue": (1, math.inf),
    "intensity_g_per_kwh": (0, math.inf),
    "stored_tb": (0, math.inf),
    "utilisation": (0, 1),
}


def problems(record):
    found = {}
    for key in ["name", *LIMITS]:
        if key not in record:
            if key != "utilisation":
                found[key] = "missing"
            continue
        value = record[key]
        if key == "name":
            if not isinstance(value, str):
                found[key] = "wrong type"
            elif not value:
                found[key] = "out of range"
            continue
        low, high = LIMITS[key]
        if not str(value).replace(".", "").replace("-", "").isdigit():
            found[key] = "wrong type"
        elif not low <= float(value) <= high:
            found[key] = "out of range"
    for key in record:
        if key != "name" and key not in LIMITS:
            found[key] = "unknown"
    return found


# %% Stops at the first problem kind="wrong" points=0 says="problems("
import math


def problems(record):
    for key in ("name", "pue", "intensity_g_per_kwh", "stored_tb"):
        if key not in record:
            return {key: "missing"}
    if not isinstance(record["name"], str):
        return {"name": "wrong type"}
    for key, low in (("pue", 1), ("intensity_g_per_kwh", 0), ("stored_tb", 0)):
        if not isinstance(record[key], (int, float)):
            return {key: "wrong type"}
        if not low <= record[key] < math.inf:
            return {key: "out of range"}
    return {}


# %% One small rule per key kind="right"
import math


def number(low, high=math.inf):
    def check(value):
        if type(value) not in (int, float):
            return "wrong type"
        if math.isnan(value) or math.isinf(value) or value < low or value > high:
            return "out of range"

    return check


def text(value):
    if type(value) is not str:
        return "wrong type"
    if value == "":
        return "out of range"


RULES = {
    "name": text,
    "pue": number(1),
    "intensity_g_per_kwh": number(0),
    "stored_tb": number(0),
    "utilisation": number(0, 1),
}


def problems(record):
    answer = {}
    for key in record.keys() | RULES.keys() - {"utilisation"}:
        if key not in RULES:
            answer[key] = "unknown"
        elif key not in record:
            answer[key] = "missing"
        elif word := RULES[key](record[key]):
            answer[key] = word
    return answer


# %% With one loop over a table kind="right"
import math

LIMITS = {
    "pue": (1, math.inf),
    "intensity_g_per_kwh": (0, math.inf),
    "stored_tb": (0, math.inf),
    "utilisation": (0, 1),
}


def problems(record):
    found = {}
    for key in ["name", *LIMITS]:
        if key not in record:
            if key != "utilisation":
                found[key] = "missing"
            continue
        value = record[key]
        if key == "name":
            if not isinstance(value, str):
                found[key] = "wrong type"
            elif not value:
                found[key] = "out of range"
            continue
        low, high = LIMITS[key]
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            found[key] = "wrong type"
        elif not math.isfinite(value) or not low <= value <= high:
            found[key] = "out of range"
    for key in record:
        if key != "name" and key not in LIMITS:
            found[key] = "unknown"
    return found
