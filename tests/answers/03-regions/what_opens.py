# %% The first region found, not the greenest kind="wrong" points=2 says="opens the greenest region that the others allow"
def ok(r, job):
    return (
        r["country"] in job.get("countries", [r["country"]])
        and set(job.get("services", [])) <= set(r["services"])
        and r["rtt_ms"] <= job.get("max_rtt_ms", float("inf"))
        and r["usd_per_h"] <= job.get("max_usd_per_h", float("inf"))
    )


def what_opens(regions, job):
    if any(ok(r, job) for r in regions.values()):
        return {}
    opened = {}
    for key in job:
        rest = {k: v for k, v in job.items() if k != key}
        for name, r in regions.items():
            if ok(r, rest):
                opened[key] = name
                break
    return opened


# %% Keeps only the one constraint instead of dropping it kind="wrong" points=0 says="under 'countries' is not the right answer"
def ok(r, job):
    return (
        r["country"] in job.get("countries", [r["country"]])
        and set(job.get("services", [])) <= set(r["services"])
        and r["rtt_ms"] <= job.get("max_rtt_ms", float("inf"))
        and r["usd_per_h"] <= job.get("max_usd_per_h", float("inf"))
    )


def what_opens(regions, job):
    if any(ok(r, job) for r in regions.values()):
        return {}
    ranked = sorted(regions, key=lambda n: regions[n]["g_per_kwh"])
    opened = {}
    for key in job:
        names = [n for n in ranked if ok(regions[n], {key: job[key]})]
        if names:
            opened[key] = names[0]
    return opened


# %% Does not ask whether anything must be dropped kind="wrong" points=2 says="A region meets every constraint already"
def ok(r, job):
    return (
        r["country"] in job.get("countries", [r["country"]])
        and set(job.get("services", [])) <= set(r["services"])
        and r["rtt_ms"] <= job.get("max_rtt_ms", float("inf"))
        and r["usd_per_h"] <= job.get("max_usd_per_h", float("inf"))
    )


def what_opens(regions, job):
    ranked = sorted(regions, key=lambda n: regions[n]["g_per_kwh"])
    opened = {}
    for key in job:
        rest = {k: v for k, v in job.items() if k != key}
        names = [n for n in ranked if ok(regions[n], rest)]
        if names:
            opened[key] = names[0]
    return opened


# %% None for what opens nothing kind="wrong" points=0 says="has an unexpected key 'max_usd_per_h'"
def ok(r, job):
    return (
        r["country"] in job.get("countries", [r["country"]])
        and set(job.get("services", [])) <= set(r["services"])
        and r["rtt_ms"] <= job.get("max_rtt_ms", float("inf"))
        and r["usd_per_h"] <= job.get("max_usd_per_h", float("inf"))
    )


def what_opens(regions, job):
    if any(ok(r, job) for r in regions.values()):
        return {}
    ranked = sorted(regions, key=lambda n: regions[n]["g_per_kwh"])
    opened = {}
    for key in job:
        rest = {k: v for k, v in job.items() if k != key}
        opened[key] = next((n for n in ranked if ok(regions[n], rest)), None)
    return opened


# %% Deletes from the job while walking through it kind="wrong" points=0 says="changed size during iteration"
def ok(r, job):
    return (
        r["country"] in job.get("countries", [r["country"]])
        and set(job.get("services", [])) <= set(r["services"])
        and r["rtt_ms"] <= job.get("max_rtt_ms", float("inf"))
        and r["usd_per_h"] <= job.get("max_usd_per_h", float("inf"))
    )


def what_opens(regions, job):
    if any(ok(r, job) for r in regions.values()):
        return {}
    ranked = sorted(regions, key=lambda n: regions[n]["g_per_kwh"])
    opened = {}
    for key in job:
        del job[key]
        names = [n for n in ranked if ok(regions[n], job)]
        if names:
            opened[key] = names[0]
    return opened


# %% Never puts a constraint back kind="wrong" points=0 says="under 'max_rtt_ms'"
def ok(r, job):
    return (
        r["country"] in job.get("countries", [r["country"]])
        and set(job.get("services", [])) <= set(r["services"])
        and r["rtt_ms"] <= job.get("max_rtt_ms", float("inf"))
        and r["usd_per_h"] <= job.get("max_usd_per_h", float("inf"))
    )


def what_opens(regions, job):
    if any(ok(r, job) for r in regions.values()):
        return {}
    ranked = sorted(regions, key=lambda n: -regions[n]["g_per_kwh"])
    rest, opened = dict(job), {}
    for key in ["countries", "services", "max_rtt_ms", "max_usd_per_h"]:
        if key in rest:
            rest.pop(key)
            names = [n for n in ranked if ok(regions[n], rest)]
            if names:
                opened[key] = names[-1] if key == "countries" else names[0]
    return opened


# %% All the regions that it opens kind="wrong" points=0 says="is a list"
def ok(r, job):
    return (
        r["country"] in job.get("countries", [r["country"]])
        and set(job.get("services", [])) <= set(r["services"])
        and r["rtt_ms"] <= job.get("max_rtt_ms", float("inf"))
        and r["usd_per_h"] <= job.get("max_usd_per_h", float("inf"))
    )


def what_opens(regions, job):
    if any(ok(r, job) for r in regions.values()):
        return {}
    opened = {}
    for key in job:
        rest = {k: v for k, v in job.items() if k != key}
        names = [n for n in regions if ok(regions[n], rest)]
        if names:
            opened[key] = names
    return opened


# %% By counting what each region breaks kind="right"
def broken(r, job):
    found = []
    if "countries" in job and r["country"] not in job["countries"]:
        found.append("countries")
    if not set(r["services"]).issuperset(job.get("services", [])):
        found.append("services")
    if "max_rtt_ms" in job and r["rtt_ms"] > job["max_rtt_ms"]:
        found.append("max_rtt_ms")
    if "max_usd_per_h" in job and r["usd_per_h"] > job["max_usd_per_h"]:
        found.append("max_usd_per_h")
    return found


def what_opens(regions, job):
    opened = {}
    for name, r in sorted(regions.items(), key=lambda item: item[1]["g_per_kwh"]):
        problems = broken(r, job)
        if not problems:
            return {}
        if len(problems) == 1:
            opened.setdefault(problems[0], name)
    return opened


# %% With a copy of the job and min kind="right"
import copy


def what_opens(regions, job):
    def fits(job):
        return [
            n
            for n, r in regions.items()
            if not ("countries" in job and r["country"] not in job["countries"])
            and all(s in r["services"] for s in job.get("services", []))
            and not ("max_rtt_ms" in job and r["rtt_ms"] > job["max_rtt_ms"])
            and not ("max_usd_per_h" in job and r["usd_per_h"] > job["max_usd_per_h"])
        ]

    result = {}
    if fits(job):
        return result
    for key in list(job):
        rest = copy.deepcopy(job)
        rest.pop(key)
        names = fits(rest)
        if names:
            result[key] = min(names, key=lambda n: regions[n]["g_per_kwh"])
    return result
