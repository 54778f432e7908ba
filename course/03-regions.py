# %% [markdown]
# # 03 · Choose a region under real constraints
#
# **Time to learn:** 60 minutes · **Before this:** [01 · The footprint of one job](01-footprint.ipynb) ·
# **You need:** Python functions and a little pandas
#
# ## Learning objectives
#
# After this lesson you can
#
# 1. rank regions by carbon intensity and PUE, and say what a move between them saves,
# 2. judge a published regional figure by its source, its year and what it counts,
# 3. write the constraints of a job as data, and find the greenest region that they allow,
# 4. say which constraint to relax when no region is left, and who may decide that,
# 5. weigh emissions against latency or cost, and name what a tonne avoided costs.
#
# The assignment `03-regions` practises each of them.

# %%
import numpy as np
import pandas as pd

from greenlib import factors, plots, regions
from greenlib.distance import city, rtt_floor_ms
from greenlib.footprint import emissions_g, it_energy_kwh
from greenlib.meter import replay
from greenlib.placement import (
    Constraints,
    NoFeasibleRegionError,
    choose,
    cost_points,
    feasible,
    latency_points,
)
from greenlib.placement_bulk import allowed_mask, best_regions

# %% [markdown]
# Running this notebook once used:

# %%
print(replay("03-regions"))

# %% [markdown]
# ## Four regions, one number
#
# A cloud provider lets you choose where your job runs, and the grids behind its regions differ
# widely. In its first form the choice is a minimum: rank the regions by carbon intensity and take
# the lowest. These four, and their numbers, were chosen for teaching.

# %%
four = regions.load("course")
by_grid = regions.rank(four, by="intensity_g_per_kwh")
pd.Series(
    {f"{region.name}, {region.location}": region.intensity_g_per_kwh for region in by_grid},
    name="gCO2e/kWh",
)

# %% [markdown]
# Stockholm is the one to take, Mumbai the one to avoid. How much lies between them, and between
# Stockholm and the region that many teams start in, Northern Virginia?

# %%
best, worst = by_grid[0], by_grid[-1]
today = four["us-east-1"]
for before in (worst, today):
    saved = regions.saving(before.intensity_g_per_kwh, best.intensity_g_per_kwh)
    print(f"{before.location} -> {best.location}: {saved:.1%} less")

# %% [markdown]
# **97.9 %** from 720 to 15 gCO2e/kWh, without changing the code.
#
# **Careful.** "Best against worst" flatters. A saving counts from where the job runs *today*: here
# 96.9 %, and nothing at all for a job that is in Stockholm already. It concerns the operational
# emissions only; making the server emits the same anywhere (lesson 09). And the intensity is one
# number for a year, not the grid of this hour (lesson 04).

# %% [markdown]
# ## With the building in it
#
# The job pays for its building too. What counts for each kilowatt-hour that the servers draw is
# carbon intensity × PUE; we call it the **effective intensity**.

# %%
table = regions.frame({region.name: region for region in regions.rank(four)})
table[["location", "intensity_g_per_kwh", "pue", "effective_g_per_kwh"]]

# %% [markdown]
# How much lies between the first row and the last one now?

# %%
worst_g, best_g = table["effective_g_per_kwh"].max(), table["effective_g_per_kwh"].min()
print(f"{worst_g:g} -> {best_g:g} g/kWh: {regions.saving(worst_g, best_g):.1%} less")

# %% [markdown]
# The order is the same and the saving grows a little, to **98.2 %**, because Mumbai has the highest
# PUE as well. So is the PUE worth the trouble? Where two grids are close, it decides:

# %%
close = [regions.get("eu-central-1", "aws"), regions.get("us-east4", "gcp")]
for region in close:
    print(region)

# %% [markdown]
# By its grid, AWS in Frankfurt (311) looks better than Google in Northern Virginia (323.05). With
# the PUE it is the other way round: 353.0 against 348.9.
#
# **Careful.** 1.08 is Google's figure for that one site, 1.135 the average of everything AWS runs.
# A lead of 4 g in 350 rests on that difference alone. The PUE settles a tie on paper; it is no
# reason to move.

# %% [markdown]
# ## What is published, and by whom
#
# Now with real figures. The course holds 71 regions of three providers, each with the year and the
# source of its intensity. Here are the ends of Google's list.

# %%
gcp = regions.load("gcp")
print(f"{len(regions.load(*regions.PUBLISHED))} regions, {len(gcp)} of them Google's")
google = regions.frame({region.name: region for region in regions.rank(gcp)})
pd.concat([google.head(4), google.tail(3)])[["location", "effective_g_per_kwh", "year"]]

# %% [markdown]
# From 3 to 747 gCO2e/kWh, a factor of nearly 250 within one provider. Montreal, Zurich and
# Stockholm run mostly on hydropower and nuclear energy, the last three mostly on coal.
#
# Does it matter whose figure we take? Look up Sweden.

# %%
sweden = regions.published_values("SE")
ratio = max(sweden.values()) / min(sweden.values())
print(f"highest / lowest = {ratio:.1f}")
plots.show(
    plots.bars(sweden, "carbon intensity of Sweden, as published", "gCO2e/kWh"),
    alt="Five bars for the carbon intensity of Sweden: Google 2.73, Cloud Carbon Footprint for "
    "Azure 5.67 and for AWS 8.8, the course's round number 15, and the national mix of Our World "
    "in Data 40.7 gCO2e per kWh.",
)

# %% [markdown]
# Five figures for one country (`course` is our round number, `factor` the national mix), and the
# highest is **14.9 times** the lowest. They are of different years and methods: Google's counts
# operation only, while the highest appears to count building power plants and supplying fuel too.
# Google and AWS even mean the same city, Stockholm.
#
# So Google's Paris (17.9 with its PUE) is not three times better than AWS's Paris (58.0, below).
# They stand on the same grid; we would be comparing two sources. **Compare regions within one
# table**, and give its name and year with the result.
#
# Years matter too. This is Frankfurt, as Google publishes it:

# %%
frankfurt = regions.history("europe-west3")
pd.DataFrame(
    {
        year: [region.intensity_g_per_kwh, region.carbon_free_share]
        for year, region in frankfurt.items()
    },
    index=["intensity_g_per_kwh", "carbon_free_share"],
)

# %% [markdown]
# From 2021 to 2022 the grid went *up* by half, from 269 to 413 g/kWh, and the second row went up
# too, from 60 % to 96 % carbon-free. How can both be true? The share adds, hour by hour, the clean
# energy that Google has bought there to what the grid holds anyway; the intensity describes the
# grid that everybody shares. (Until 2020 Google published life-cycle intensities, since then
# operational ones, so the step between 2020 and 2021 says little.)

# %%
google.loc[
    ["us-south1", "europe-southwest1"], ["location", "intensity_g_per_kwh", "carbon_free_share"]
]

# %% [markdown]
# Dallas leads by carbon-free share, 94 % to 87 %; Madrid's grid has less than a third of its
# intensity. **A carbon-free share is not a grid intensity**: the first includes a contract, the
# second describes what the wires carry. This course calculates with the grid. (The GHG Protocol
# has both views, market-based and location-based, and asks for both in a report.)

# %% [markdown]
# ## Four kinds of constraint
#
# The greenest region is seldom yours to take. Four kinds of constraint stand in the way, legal and
# business ones.
#
# **Residency: where the data may be.** For personal data of people in the European Union, the rule
# to know is the GDPR. You will hear that such data "must not leave the EU". That is not quite what
# it says. Within the European Economic Area (the EU, Iceland, Liechtenstein, Norway) it sets no
# border: Frankfurt to Stockholm is free. Out of it, chapter V *restricts* transfers but does not
# forbid them. Data may go to a country that the Commission has found to protect it adequately
# (article 45; Switzerland, the United Kingdom and Japan among others), or with safeguards such as
# standard contractual clauses (article 46), or by narrow exceptions (article 49). It protects
# people in the Union whatever their passport, and reading the data from elsewhere can be a transfer
# too. Other countries have rules of their own: in the United States the federal rules for health
# data (HIPAA) do not ask that it stay in the country, the Medicaid rules of some states do. And
# contracts often go further than any law.
#
# For you this means: staying inside is the cautious start, and leaving is a question with
# conditions. Whoever is responsible for data protection where you work answers it, with a list of
# countries. *That list* is your constraint. This lesson is no legal advice.
#
# **Latency: how far the users are.** Light in fibre covers about 200 km in a millisecond, there
# and back 100 km. That gives a floor no network can beat; as a rule of thumb, real routes take 2.1
# times as long.

# %%
floor_ms = rtt_floor_ms(city("Mumbai"), city("Stockholm"))
stretch = factors.value("region.route_stretch", "ratio")
print(f"Mumbai-Stockholm: at least {floor_ms:.0f} ms, usually about {floor_ms * stretch:.0f} ms")

# %% [markdown]
# Users in India would wait at least 62 ms for every answer from Sweden, more likely 131 ms. A page
# that asks ten times in a row takes over a second; a nightly report does not notice.
#
# **Services: what is on offer.** Not every region has every machine or service; GPUs above all.
#
# **Cost.** Prices differ between regions, and the greenest is sometimes not the cheapest.
#
# **Careful.** In our table, prices and services are **course assumptions**: plausible, rounded,
# copied from no price list and no catalogue. Look up today's before you decide anything. Positions,
# intensities and PUEs have sources.

# %% [markdown]
# ## Constraints are data
#
# A rule that lives in somebody's head cannot be checked. Written as data it can, for every region
# and every job. The example is made up: a model for a shop, trained each night on personal data of
# customers in the EU. The company has a contract with AWS, so we stay in that table. We add one
# rule after the other.

# %%
aws = regions.load("aws")
rules = {
    "no rule": {},
    "data in the EEA": {"residency": ("EEA",)},
    "10 ms from Paris": {"user": city("Paris"), "max_rtt_ms": 10},
    "with GPUs": {"services": {"gpu"}},
    "at most 0.21 USD/h": {"max_price_usd_per_h": 0.21},
}

# %% [markdown]
# After each rule, count the regions that are left and look up the greenest:

# %%
asked, rows = {}, {}
for rule, setting in rules.items():
    asked |= setting
    found = choose(aws, Constraints(**asked))
    count = len(feasible(aws, Constraints(**asked)))
    rows[rule] = [count, found.location, round(found.effective_g_per_kwh, 1)]
pd.DataFrame.from_dict(rows, orient="index", columns=["regions left", "greenest", "g/kWh"])

# %% [markdown]
# `choose` takes the lowest effective intensity among the regions that meet everything. What do the
# rules cost? **Residency costs nothing here**: the greenest region is in the EEA. The 10 ms cost 48
# g/kWh, the GPUs another 258; the price limit leaves one region and changes nothing. The rule that
# comes up first in every meeting is not the one that decides, so find out what each one costs.
#
# **Careful.** The latency is compared with the floor. A region that fails can never work; one that
# passes may still be too slow, so measure from where your users are. And in another order the
# same rules have other costs; only the end is the same.

# %% [markdown]
# A company has many such jobs. With one row per job, the same rules work on whole columns. Here are
# 10,000 jobs, made up: two fifths bound to the EEA, two fifths to the United States or Canada, a
# tenth to India, and a tenth free to go anywhere.

# %%
draw = np.random.default_rng(3)
energy_kwh = draw.uniform(1, 50, 10_000)
where = draw.choice(["EEA", "US CA", "IN", ""], 10_000, p=[0.4, 0.4, 0.1, 0.1])
allowed = allowed_mask(aws, residency=where)
for name, mask in (("residency obeyed", allowed), ("no rules", None)):
    placed = best_regions(aws, energy_kwh, mask)
    print(f"{name}: {placed.emissions_g.sum() / 1e6:.1f} tCO2e")

# %% [markdown]
# Where did the rules put the jobs, and what does each region emit?

# %%
placed = best_regions(aws, energy_kwh, allowed)
by_region = pd.DataFrame({"region": placed.region, "tCO2e": placed.emissions_g / 1e6})
by_region.groupby("region").agg(jobs=("tCO2e", "count"), tCO2e=("tCO2e", "sum")).round(1)

# %% [markdown]
# Obeying the rules, these jobs emit 35.7 t CO2e instead of 2.5 t. The tenth that must stay in India
# causes 20.6 t of it. No greener region is open to those jobs, so it is their code that deserves
# work first (lessons 05 to 07).

# %% [markdown]
# ## When no region is left
#
# Rules written by different people need not fit together. Somebody lowers the price limit of our
# training job by one cent:

# %%
strict = Constraints(**asked | {"max_price_usd_per_h": 0.20})
try:
    choose(aws, strict)
except NoFeasibleRegionError as error:
    print(error)

# %% [markdown]
# The error is worth more than an empty list. It names each constraint that *alone* can open a
# region, by how little it must give way, and what that opens. One more cent opens Dublin at 316
# g/kWh. Five and a half milliseconds more open Stockholm at 10. That turns the discussion round:
# why must a *nightly training* answer Paris within 10 ms at all? The limit belongs to the service
# that uses the model, not to the training. **Split the job**: train in Stockholm, serve from Paris.
#
# Now users in India, with personal data that is to stay in the EEA, and a service that must answer
# within 40 ms:

# %%
try:
    choose(aws, Constraints(("EEA",), city("Mumbai"), max_rtt_ms=40))
except NoFeasibleRegionError as error:
    print(error)

# %% [markdown]
# Either the limit rises to 62.3 ms, or the data may go to the United Arab Emirates (`AE`) too. Both
# lines are arithmetic, not permission. The first is about patience: the person who owns the product
# decides (and should know that real routes need about 131 ms). The second is a legal question, and
# the answer may well be no. The list is sorted by carbon, not by what is easy.
#
# **Careful.** Relaxing two constraints a little can be better than one a lot; the list does not
# look for that.

# %% [markdown]
# ## Emissions against latency
#
# Between "fast" and "green" there is often a middle, and a limit like "10 ms" hides it. So draw the
# choice in full. The workload for this and the next picture is made up: 100 machines with 4 virtual
# CPUs, each drawing 15 W, for 30 days. The users are in London; the data may be in the EEA or the
# United Kingdom.

# %%
machine_hours = 100 * 24 * 30
workload_kwh = 15 * machine_hours / 1000
near = feasible(aws, Constraints(residency=("EEA", "GB")))
found = latency_points(near, workload_kwh, city("London"))
points = {near[name].location: (ms, grams / 1000) for name, (ms, grams) in found.items()}
front = plots.pareto_front(points)
{name: tuple(round(value, 1) for value in points[name]) for name in front}

# %% [markdown]
# Three of six regions remain. The picture shows all six:

# %%
plots.show(
    plots.pareto(
        points,
        x_label=("round trip to London, floor", "ms"),
        y_label=("emissions of the workload", "kgCO2e"),
    ),
    alt="Six European regions of AWS by the floor of the round trip to London and the emissions of "
    "the workload. On the Pareto front: London at 0 ms and 276 kg, Paris at 3.4 ms and 63 kg, "
    "Stockholm at 14.3 ms and 11 kg. Off the front: Dublin at 4.6 ms and 342 kg, Frankfurt at 6.4 "
    "ms and 381 kg, Milan at 9.6 ms and 262 kg.",
)

# %% [markdown]
# The joined points form the **Pareto front**: no other region is at least as good in both respects.
# Dublin, Frankfurt and Milan are out, whatever you value: Paris is nearer *and* cleaner. On the
# front, 3.4 ms buy the largest step, from 276 to 63 kg. The next 11 ms save another 52 kg. Which of
# the three is right is a judgement; that it is one of these three is not.

# %% [markdown]
# ## Emissions against cost
#
# The same for money, for regions with GPUs on both sides of the Atlantic. The prices are ours.

# %%
atlantic = feasible(aws, Constraints(residency=("EEA", "GB", "US", "CA"), services={"gpu"}))
found = cost_points(atlantic, workload_kwh, machine_hours)
costs = {atlantic[name].location: (usd, grams / 1000) for name, (usd, grams) in found.items()}
cost_front = plots.pareto_front(costs)
{name: tuple(round(value, 1) for value in costs[name]) for name in cost_front}

# %% [markdown]
# The picture shows all seven:

# %%
plots.show(
    plots.pareto(
        costs,
        x_label=("cost of the workload", "USD"),
        y_label=("emissions of the workload", "kgCO2e"),
    ),
    alt="Seven regions of AWS by the cost and the emissions of the workload. On the Pareto front: "
    "Oregon at 13,680 USD and 395 kg, Stockholm at 14,400 USD and 11 kg. Off the front: Northern "
    "Virginia and Ohio cost as much as Oregon and emit more; Dublin, London and Frankfurt cost "
    "more than Stockholm and emit more.",
)

# %% [markdown]
# Two regions remain. To weigh them, ask what a tonne avoided costs: the extra money over the
# emissions saved, from one point of the front to the next.

# %%
(cheap_usd, cheap_kg), (green_usd, green_kg) = (costs[name] for name in cost_front)
usd_per_t = (green_usd - cheap_usd) / (cheap_kg - green_kg) * 1000
print(f"{green_usd - cheap_usd:.0f} USD for {cheap_kg - green_kg:.0f} kg: {usd_per_t:,.0f} USD/t")

# %% [markdown]
# 720 USD more, 384 kg less: 1,874 USD per tonne, with prices that we made up. Such a number lets
# you compare a move with other measures. Halving a run time often costs less than nothing.

# %% [markdown]
# ## What a move costs, and when not to move
#
# A region is not a switch. Take the daily ETL job of lesson 01: 0.96 kWh a day, in Northern
# Virginia. It reads one terabyte of logs that are made there. Let it run in Stockholm:

# %%
virginia, stockholm = aws["us-east-1"], aws["eu-north-1"]
etl_kwh = it_energy_kwh(factors.value("etl.power", "W"), factors.value("etl.duration", "h"))
gain_g = emissions_g(etl_kwh, virginia.effective_g_per_kwh - stockholm.effective_g_per_kwh)
print(f"gained by running in Stockholm: {gain_g:.0f} g a day")
for key in ("lifecycle.network.provider", "lifecycle.network.core"):
    moved_kwh = 1000 * factors.value(key, "kWh/GB")
    print(
        f"{key}: {moved_kwh:.0f} kWh, {emissions_g(moved_kwh, virginia.intensity_g_per_kwh):.0f} g"
    )

# %% [markdown]
# The job gains 403 g a day. Sending the terabyte after it takes 1 kWh by the lowest of the published
# figures, for a provider's own network, and 4 kWh by one for the core of the internet: 379 g or
# 1,516 g on Virginia's grid. The move gains next to nothing at best. Move jobs that need *much
# computing for little data*, or let the data be made elsewhere.
#
# **Careful.** Our figures are yearly *averages*. What the grid does when you add one machine, the
# *marginal* answer, can differ: a clean region with little to spare may have to start a gas plant.
# And a job of a few kilowatt-hours is not worth a migration project; a move pays when the work is
# large and lasts.
#
# ### Try it
#
# 1. Let `choose` find a region for users in Mumbai with 100 ms and no residency rule. What does
#    each kilowatt-hour emit, and what would the nearest region have emitted?
# 2. Look up `published_values("FR")`. Which two figures are the least comparable, and why?
# 3. Draw the latency picture for users in Frankfurt with Google's regions in the EEA and in
#    Switzerland (`CH`). Where is the front?

# %% [markdown]
# ## Recap
#
# In this lesson we
#
# 1. ranked four regions by intensity (97.9 % between Mumbai and Stockholm) and by intensity × PUE
#    (98.2 %), and saw the PUE turn a close ranking round,
# 2. judged published figures: sources differ 14.9 times about Sweden, years by half about
#    Frankfurt, and a carbon-free share is not a grid intensity,
# 3. wrote residency, latency, services and cost as data, and saw what each rule costs: 10 g/kWh
#    became 316,
# 4. found which constraint to relax: 5.5 ms opened Stockholm; what is physics, what is law, and
#    who decides,
# 5. weighed emissions against latency and cost on a Pareto front, and paid 1,874 USD for a tonne
#    with made-up prices.
#
# ## Where the numbers come from
#
# The four regions of the first two sections are assumptions, kept from the notebook this course
# grew from. AWS and Azure intensities and PUEs: Cloud Carbon Footprint, as in its code of 2024;
# Google's intensities and carbon-free shares: Google, region-carbon-info, 2019 to 2024. Countries:
# Our World in Data, carried by CodeCarbon. Speed in fibre, the factor of 2.1 and the network's
# energy: `factors.table("region.")` and `factors.table("lifecycle.network")`. **Prices and
# services: course assumptions.** Every row of the table names its source (`Region.source`,
# `Region.pue_source`). Law: Regulation (EU) 2016/679 (GDPR), articles 1, 3 and 44 to 49; for HIPAA
# the cloud guidance of the US Department of Health and Human Services. The list of adequate
# countries changes; the European Commission keeps it.
#
# ## What's next
#
# Solve the assignment `release/03-regions`. Then [04 · Shift work in time](04-scheduling.ipynb)
# keeps the place and moves the hour.
