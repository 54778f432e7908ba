# %% The loss without its doubt kind="wrong" points=0 says="with two standard errors it may be more than 2"
def choose_precision(options, images, parameters, limit_gib, max_loss_points):
    def loss(o):
        return 100 * (o["lost"] - o["gained"]) / images

    ok = [
        o
        for o in options
        if parameters * o["bits"] / 8 / 2**30 <= limit_gib and loss(o) <= max_loss_points
    ]
    return min(ok, key=lambda o: (o["bits"], loss(o)))["name"] if ok else None


# %% One standard error instead of two kind="wrong" points=0 says="with two standard errors it may be more than 2"
def choose_precision(options, images, parameters, limit_gib, max_loss_points):
    def worst(o):
        loss = (o["lost"] - o["gained"]) / images
        return 100 * (loss + (((o["lost"] + o["gained"]) / images - loss**2) / images) ** 0.5)

    ok = [
        o
        for o in options
        if parameters * o["bits"] / 8 / 2**30 <= limit_gib and worst(o) <= max_loss_points
    ]
    return min(ok, key=lambda o: (o["bits"], worst(o)))["name"] if ok else None


# %% A fraction compared with points kind="wrong" points=0 says="compared with a fraction"
def choose_precision(options, images, parameters, limit_gib, max_loss_points):
    def worst(o):
        loss = (o["lost"] - o["gained"]) / images
        return loss + 2 * (((o["lost"] + o["gained"]) / images - loss**2) / images) ** 0.5

    ok = [
        o
        for o in options
        if parameters * o["bits"] / 8 / 2**30 <= limit_gib and worst(o) <= max_loss_points
    ]
    return min(ok, key=lambda o: (o["bits"], worst(o)))["name"] if ok else None


# %% GB instead of GiB kind="wrong" points=2 says="The limit is in GiB"
def choose_precision(options, images, parameters, limit_gib, max_loss_points):
    def worst(o):
        loss = (o["lost"] - o["gained"]) / images
        return 100 * (loss + 2 * (((o["lost"] + o["gained"]) / images - loss**2) / images) ** 0.5)

    ok = [
        o
        for o in options
        if parameters * o["bits"] / 8 / 1e9 <= limit_gib and worst(o) <= max_loss_points
    ]
    return min(ok, key=lambda o: (o["bits"], worst(o)))["name"] if ok else None


# %% The most accurate, whatever its size kind="wrong" points=0 says="too large for the limit"
def choose_precision(options, images, parameters, limit_gib, max_loss_points):
    def worst(o):
        loss = (o["lost"] - o["gained"]) / images
        return 100 * (loss + 2 * (((o["lost"] + o["gained"]) / images - loss**2) / images) ** 0.5)

    ok = [o for o in options if worst(o) <= max_loss_points]
    return min(ok, key=worst)["name"] if ok else None


# %% Good enough, whatever its size kind="wrong" points=2 says="Nothing is both small and good enough"
def choose_precision(options, images, parameters, limit_gib, max_loss_points):
    def worst(o):
        loss = (o["lost"] - o["gained"]) / images
        return 100 * (loss + 2 * (((o["lost"] + o["gained"]) / images - loss**2) / images) ** 0.5)

    ok = [o for o in options if worst(o) <= max_loss_points]
    return min(ok, key=lambda o: (o["bits"], worst(o)))["name"] if ok else None


# %% No answer for nothing allowed kind="wrong" points=2 says="ValueError"
def choose_precision(options, images, parameters, limit_gib, max_loss_points):
    def worst(o):
        loss = (o["lost"] - o["gained"]) / images
        return 100 * (loss + 2 * (((o["lost"] + o["gained"]) / images - loss**2) / images) ** 0.5)

    ok = [
        o
        for o in options
        if parameters * o["bits"] / 8 / 2**30 <= limit_gib and worst(o) <= max_loss_points
    ]
    return min(ok, key=lambda o: (o["bits"], worst(o)))["name"]


# %% The tie goes to the first option kind="wrong" points=3 says="the tie goes by loss plus two standard errors"
def choose_precision(options, images, parameters, limit_gib, max_loss_points):
    best = None
    for o in options:
        loss = (o["lost"] - o["gained"]) / images
        doubt = (((o["lost"] + o["gained"]) / images - loss**2) / images) ** 0.5
        fits = parameters * o["bits"] / 8 / 2**30 <= limit_gib
        if fits and 100 * (loss + 2 * doubt) <= max_loss_points:
            if best is None or o["bits"] < best["bits"]:
                best = o
    return best and best["name"]


# %% The last option that is allowed kind="wrong" points=0 says="The options may come in any order"
def choose_precision(options, images, parameters, limit_gib, max_loss_points):
    name = None
    for o in options:
        loss = (o["lost"] - o["gained"]) / images
        doubt = (((o["lost"] + o["gained"]) / images - loss**2) / images) ** 0.5
        fits = parameters * o["bits"] / 8 / 2**30 <= limit_gib
        if fits and 100 * (loss + 2 * doubt) <= max_loss_points:
            name = o["name"]
    return name


# %% A gain counted as a loss kind="wrong" points=3 says="the loss is negative"
def choose_precision(options, images, parameters, limit_gib, max_loss_points):
    def worst(o):
        loss = abs(o["lost"] - o["gained"]) / images
        return 100 * (loss + 2 * (((o["lost"] + o["gained"]) / images - loss**2) / images) ** 0.5)

    ok = [
        o
        for o in options
        if parameters * o["bits"] / 8 / 2**30 <= limit_gib and worst(o) <= max_loss_points
    ]
    return min(ok, key=lambda o: (o["bits"], worst(o)))["name"] if ok else None


# %% The option, not its name kind="wrong" points=0 says="Look at what the question asks you to return"
def choose_precision(options, images, parameters, limit_gib, max_loss_points):
    def worst(o):
        loss = (o["lost"] - o["gained"]) / images
        return 100 * (loss + 2 * (((o["lost"] + o["gained"]) / images - loss**2) / images) ** 0.5)

    ok = [
        o
        for o in options
        if parameters * o["bits"] / 8 / 2**30 <= limit_gib and worst(o) <= max_loss_points
    ]
    return min(ok, key=lambda o: (o["bits"], worst(o))) if ok else None


# %% Sorted, with the lesson's formula kind="right"
from greenlib.quantised_model import paired_loss_points


def choose_precision(options, images, parameters, limit_gib, max_loss_points):
    candidates = []
    for option in options:
        loss, doubt = paired_loss_points(option["lost"], option["gained"], images)
        if option["bits"] * parameters <= limit_gib * 8 * 2**30 and loss + 2 * doubt <= max_loss_points:
            candidates.append((option["bits"], loss + 2 * doubt, option["name"]))
    return sorted(candidates)[0][2] if candidates else None


# %% With pandas kind="right"
import pandas as pd


def choose_precision(options, images, parameters, limit_gib, max_loss_points):
    table = pd.DataFrame(options)
    loss = (table["lost"] - table["gained"]) / images
    variance = (table["lost"] + table["gained"]) / images - loss**2
    table["worst"] = 100 * (loss + 2 * (variance / images) ** 0.5)
    table["gib"] = table["bits"] / 8 * parameters / 1024**3
    good = table[(table["gib"] <= limit_gib) & (table["worst"] <= max_loss_points)]
    if good.empty:
        return None
    return good.sort_values(["bits", "worst"])["name"].iloc[0]


# %% The images written out kind="right"
import statistics


def choose_precision(options, images, parameters, limit_gib, max_loss_points):
    best = None
    for o in options:
        scores = [1] * o["lost"] + [-1] * o["gained"] + [0] * (images - o["lost"] - o["gained"])
        worst = statistics.fmean(scores) + 2 * statistics.pstdev(scores) / images**0.5
        if 100 * worst > max_loss_points or parameters * o["bits"] > limit_gib * 2**33:
            continue
        if best is None or (o["bits"], worst) < best[:2]:
            best = (o["bits"], worst, o["name"])
    if best is not None:
        return best[2]
