# %% One constraint is enough kind="wrong" points=0 says="must meet every constraint, not one of them"
def allowed_regions(regions, job):
    tests = {
        "countries": lambda r: r["country"] in job["countries"],
        "services": lambda r: set(job["services"]) <= set(r["services"]),
        "max_rtt_ms": lambda r: r["rtt_ms"] <= job["max_rtt_ms"],
        "max_usd_per_h": lambda r: r["usd_per_h"] <= job["max_usd_per_h"],
    }
    names = [n for n, r in regions.items() if not job or any(tests[key](r) for key in job)]
    return sorted(names, key=lambda n: regions[n]["g_per_kwh"])


# %% One of the services is enough kind="wrong" points=2 says="must offer all the services"
def allowed_regions(regions, job):
    names = []
    for n, r in regions.items():
        if "countries" in job and r["country"] not in job["countries"]:
            continue
        if "services" in job and not set(job["services"]) & set(r["services"]):
            continue
        if "max_rtt_ms" in job and r["rtt_ms"] > job["max_rtt_ms"]:
            continue
        if "max_usd_per_h" in job and r["usd_per_h"] > job["max_usd_per_h"]:
            continue
        names.append(n)
    return sorted(names, key=lambda n: regions[n]["g_per_kwh"])


# %% Below the limit instead of up to it kind="wrong" points=3 says="meets a limit exactly is allowed"
def allowed_regions(regions, job):
    return sorted(
        (
            n
            for n, r in regions.items()
            if r["country"] in job.get("countries", [r["country"]])
            and set(job.get("services", [])) <= set(r["services"])
            and r["rtt_ms"] < job.get("max_rtt_ms", 1e9)
            and r["usd_per_h"] < job.get("max_usd_per_h", 1e9)
        ),
        key=lambda n: regions[n]["g_per_kwh"],
    )


# %% A limit of zero taken for no limit kind="wrong" points=3 says="A limit of 0 is a limit"
def allowed_regions(regions, job):
    names = []
    for n, r in regions.items():
        if job.get("countries") and r["country"] not in job["countries"]:
            continue
        if job.get("services") and not set(job["services"]) <= set(r["services"]):
            continue
        if job.get("max_rtt_ms") and r["rtt_ms"] > job["max_rtt_ms"]:
            continue
        if job.get("max_usd_per_h") and r["usd_per_h"] > job["max_usd_per_h"]:
            continue
        names.append(n)
    return sorted(names, key=lambda n: regions[n]["g_per_kwh"])


# %% Every key is expected kind="wrong" points=0 says="raised KeyError"
def allowed_regions(regions, job):
    names = [
        n
        for n, r in regions.items()
        if r["country"] in job["countries"]
        and set(job["services"]) <= set(r["services"])
        and r["rtt_ms"] <= job["max_rtt_ms"]
        and r["usd_per_h"] <= job["max_usd_per_h"]
    ]
    return sorted(names, key=lambda n: regions[n]["g_per_kwh"])


# %% In the order of the table kind="wrong" points=0 says="Greenest first"
def allowed_regions(regions, job):
    return [
        n
        for n, r in regions.items()
        if r["country"] in job.get("countries", [r["country"]])
        and set(job.get("services", [])) <= set(r["services"])
        and r["rtt_ms"] <= job.get("max_rtt_ms", float("inf"))
        and r["usd_per_h"] <= job.get("max_usd_per_h", float("inf"))
    ]


# %% The greenest one only kind="wrong" points=0 says="is text (str)"
def allowed_regions(regions, job):
    names = [
        n
        for n, r in regions.items()
        if r["country"] in job.get("countries", [r["country"]])
        and set(job.get("services", [])) <= set(r["services"])
        and r["rtt_ms"] <= job.get("max_rtt_ms", float("inf"))
        and r["usd_per_h"] <= job.get("max_usd_per_h", float("inf"))
    ]
    return min(names, key=lambda n: regions[n]["g_per_kwh"]) if names else ""


# %% Sorted by price kind="wrong" points=0 says="Greenest first"
def allowed_regions(regions, job):
    names = [
        n
        for n, r in regions.items()
        if r["country"] in job.get("countries", [r["country"]])
        and set(job.get("services", [])) <= set(r["services"])
        and r["rtt_ms"] <= job.get("max_rtt_ms", float("inf"))
        and r["usd_per_h"] <= job.get("max_usd_per_h", float("inf"))
    ]
    return sorted(names, key=lambda n: -regions[n]["usd_per_h"])


# %% Forgets the latency kind="wrong" points=0 says="has 4 items instead of 2"
def allowed_regions(regions, job):
    names = [
        n
        for n, r in regions.items()
        if r["country"] in job.get("countries", [r["country"]])
        and set(job.get("services", [])) <= set(r["services"])
        and r["usd_per_h"] <= job.get("max_usd_per_h", float("inf"))
    ]
    return sorted(names, key=lambda n: regions[n]["g_per_kwh"])


# %% None where nothing is left kind="wrong" points=2 says="nothing (None)"
def allowed_regions(regions, job):
    names = [
        n
        for n, r in regions.items()
        if r["country"] in job.get("countries", [r["country"]])
        and set(job.get("services", [])) <= set(r["services"])
        and r["rtt_ms"] <= job.get("max_rtt_ms", float("inf"))
        and r["usd_per_h"] <= job.get("max_usd_per_h", float("inf"))
    ]
    return sorted(names, key=lambda n: regions[n]["g_per_kwh"]) or None


# %% Infinite limits for what is not asked kind="right"
from math import inf


def allowed_regions(regions, job):
    ranked = sorted(regions.items(), key=lambda item: item[1]["g_per_kwh"])
    return [
        name
        for name, r in ranked
        if r["country"] in job.get("countries", [r["country"]])
        and all(service in r["services"] for service in job.get("services", []))
        and r["rtt_ms"] <= job.get("max_rtt_ms", inf)
        and r["usd_per_h"] <= job.get("max_usd_per_h", inf)
    ]


# %% Set by set, as a tuple kind="right"
def allowed_regions(regions, job):
    left = set(regions)
    if "countries" in job:
        left &= {n for n in regions if regions[n]["country"] in job["countries"]}
    for service in job.get("services", []):
        left &= {n for n in regions if service in regions[n]["services"]}
    for key, limit in (("rtt_ms", "max_rtt_ms"), ("usd_per_h", "max_usd_per_h")):
        if limit in job:
            left -= {n for n in regions if regions[n][key] > job[limit]}
    return tuple(sorted(left, key=lambda n: regions[n]["g_per_kwh"]))


# %% With a DataFrame, as an array kind="right"
import numpy as np
import pandas as pd


def allowed_regions(regions, job):
    table = pd.DataFrame.from_dict(regions, orient="index").sort_values("g_per_kwh")
    keep = np.ones(len(table), bool)
    if "countries" in job:
        keep &= table["country"].isin(job["countries"]).to_numpy()
    wanted = set(job.get("services", []))
    keep &= np.array([wanted.issubset(offer) for offer in table["services"]])
    if "max_rtt_ms" in job:
        keep &= (table["rtt_ms"] <= job["max_rtt_ms"]).to_numpy()
    if "max_usd_per_h" in job:
        keep &= (table["usd_per_h"] <= job["max_usd_per_h"]).to_numpy()
    return np.array(table.index[keep])
