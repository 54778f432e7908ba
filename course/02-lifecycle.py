# %% [markdown]
# # 02 · Follow the data
#
# **Time to learn:** 50 minutes · **Before this:** [01 · The footprint of one job](01-footprint.ipynb) ·
# **You need:** Python functions and a little pandas
#
# ## Learning objectives
#
# After this lesson you can
#
# 1. map a data lifecycle to what each stage stores, moves and computes,
# 2. turn each of these into kilowatt-hours and grams with published coefficients,
# 3. find the hotspot of a pipeline, and say how it changes as data pile up,
# 4. write down an analysis that can be checked, with savings that multiply.
#
# The assignment `02-lifecycle` practises each of them.

# %%
from dataclasses import replace

from greenlib import factors, plots
from greenlib.analysis import GreenAnalysis, Optimization
from greenlib.hotspots import bar_rows, hotspots
from greenlib.lifecycle import (
    Stage,
    average_power_w,
    compute_energy_kwh,
    memory_energy_kwh,
    stage_table,
    storage_energy_kwh,
    transfer_energy_kwh,
)
from greenlib.meter import replay

# %% [markdown]
# Running this notebook once used:

# %%
print(replay("02-lifecycle"))

# %% [markdown]
# ## A lifecycle is a list of stages
#
# Lesson 01 estimated one job from its watts. A pipeline in the cloud shows you no watts, but it does
# show what it stores, what it moves and how long its processors are reserved. So we describe it as
# **stages**, each with its quantities per day. Our example collects 1 TB of logs a day and keeps
# them; the quantities are made up for teaching.


# %%
copies = factors.value("storage.copies.s3", "copies")


def pipeline(days):
    """The pipeline on its day number `days`, when so many TB of raw logs have piled up."""
    return [
        Stage("collect", moved_gb=1000),
        Stage("keep raw", stored_tb=days, medium="ssd", copies=copies),
        Stage("clean", vcpu_h=192),
        Stage("features", 0.1 * days, medium="hdd", copies=copies, vcpu_h=32, memory_gb_h=1000),
        Stage("train", vcpu_h=192, utilisation=0.9),
        Stage("serve", vcpu_h=96, utilisation=0.2, moved_gb=20, route="internet"),
    ]


print(len(pipeline(days=1)), "stages,", f"{copies:.0f} copies of all that is stored")

# %% [markdown]
# Six stages. `clean` reserves 192 vCPU-hours, for example 16 vCPUs for 12 hours. Two stages store,
# two move, four compute; `features` also needs extra memory.
#
# **Careful.** Stored data are a *stock*: they use energy every day they lie there. Moved data and
# vCPU-hours are a *flow*: they use energy once. That difference decides this lesson. And `days` is a
# count: on day 1 there is 1 TB already, not none.

# %% [markdown]
# ## From quantities to kilowatt-hours
#
# The energy comes from published coefficients, a few for each driver. Most are those of Cloud
# Carbon Footprint; `factors.get(key)` names the source of each.

# %%
keys = ["storage.ssd", "storage.hdd", "storage.copies.s3", "storage.copies.volume"]
keys += [f"lifecycle.network.{route}" for route in ("provider", "core", "internet")]
keys += ["lifecycle.cpu_min.average", "lifecycle.cpu_max.average", "lifecycle.memory"]
factors.table().loc[keys, ["value", "low", "high", "unit", "year"]]

# %% [markdown]
# Solid-state disks take 1.2 Wh per TB and hour, hard disks 0.65 Wh. The copies matter as much: an
# object store keeps several of everything. For one TB on SSD, kept for a day:

# %%
for number in (1, 3, 6):
    kept_kwh = storage_energy_kwh(1, hours=24, medium="ssd", copies=number)
    print(f"copies {number}: {kept_kwh:.4f} kWh")

# %% [markdown]
# From 0.0288 to **0.1728 kWh**: the simple form, one copy, leaves out five sixths.
#
# **Careful.** The source disagrees with itself: its constant is six, a comment beside it says three,
# hence the range in the table. With three, every storage figure in this lesson halves. Ask your
# provider, or give both results.
#
# Moving the same terabyte depends on the route even more.

# %%
for route in ("provider", "core", "internet"):
    print(f"{route}: {transfer_energy_kwh(1000, route=route):.0f} kWh")

# %% [markdown]
# Over the provider's own network 1 TB costs **1 kWh**, over the Internet to a fixed line
# **60 kWh**. The figures differ in route, in year and in method, so a factor of 60 is not all
# physics.
#
# **Careful.** A kWh per GB is an average share: all of a network's energy, divided by all of its
# traffic. Equipment draws most of its power idle, so sending half as much saves much less than half.
#
# Processors are similar: an idle one is not free.

# %%
for utilisation in (0, 0.5, 1):
    print(f"{utilisation:.0%} busy: {average_power_w(utilisation):.2f} W per vCPU")
spread, packed = compute_energy_kwh(192, utilisation=0.5), compute_energy_kwh(96, utilisation=1)
print(f"clean: {spread:.3f} kWh on 16 vCPUs, {packed:.3f} kWh on 8")
print(f"features, memory: {memory_energy_kwh(1000):.3f} kWh")

# %% [markdown]
# An idle vCPU draws 0.74 W, a half busy one 2.12 W, a full one 3.50 W. Half the load does not mean
# half the power. The same work on half as many vCPUs, twice as busy, takes 0.336 instead of
# 0.407 kWh, which is 17 % less. Where no utilisation is given, as in `clean`, we take the published
# average of 50 %. The 0.392 kWh of memory are for memory *beyond* what the servers behind these
# watts have; count only that.
#
# Those are averages over many processors. Half busy, by type:

# %%
for processor in ("haswell", "skylake", "graviton2"):
    print(f"{processor}: {average_power_w(0.5, processor=processor):.2f} W per vCPU")
print(factors.get("lifecycle.cpu_min.haswell").note)
print(factors.get("lifecycle.cpu_min.graviton2").note)

# %% [markdown]
# From 2.87 W down to 1.08 W: by these figures the processor makes a factor of 2.7, if it does the same
# work in the same time.
#
# **Careful.** Read the notes before you move anything. The idle power of one processor almost doubled
# when the figures were calculated again, and the best value is borrowed from another chip.

# %% [markdown]
# ## The table of stages
#
# Now all stages together, on the average grid of the United States and with the PUE of AWS.

# %%
intensity_g_per_kwh = factors.value("grid.us", "g/kWh")
pue = factors.value("pue.aws", "ratio")
print(f"{intensity_g_per_kwh} g/kWh, PUE {pue}")


def day(days):
    return stage_table(pipeline(days), intensity_g_per_kwh=intensity_g_per_kwh, pue=pue)


day(30).drop(columns="intensity_g_per_kwh").round(3)

# %% [markdown]
# Energy and emissions can be added up over the stages:

# %%
total = day(30)[["energy_kwh", "emissions_g"]].sum()
print(f"day 30: {total.energy_kwh:.1f} kWh, {total.emissions_g:.0f} gCO2e")

# %% [markdown]
# On day 30 the pipeline uses 10.2 kWh and emits 3,780 g. `keep raw` has 58 % of it.
#
# **Careful.** The PUE, 1.135, multiplies storage, compute and memory, but not transfer: it describes
# one building, and most of a network path lies outside. Cloud Carbon Footprint does multiply
# transfer by it, which makes that part 13.5 % larger. Whichever you choose, say it.

# %%
rows = bar_rows(day(30), "kWh")
plots.show(
    plots.stacked_bars(rows, "energy on day 30", "kWh"),
    alt="Stacked bars of the energy of six stages on day 30, by driver. Keep raw is by far the "
    "longest, 5.9 kWh, all storage. Serve has 1.3 kWh, mostly transfer; collect 1.0 kWh, all "
    "transfer; features 0.8 kWh of memory, storage and compute; train 0.7 and clean 0.5 kWh, all "
    "compute.",
)

# %% [markdown]
# The bars say where, and the colours say why. Training, often the first thing we think of, is only
# 0.703 kWh.

# %% [markdown]
# ## Find the hotspot
#
# A **hotspot** is a stage and a driver with a large share of the emissions. `hotspots` ranks them.

# %%
for days in (1, 30, 365):
    first = hotspots(day(days)).iloc[0]
    energy_kwh = day(days)["energy_kwh"].sum()
    print(f"day {days}: {energy_kwh:.2f} kWh; {first.stage}, {first.driver} {first.share:.0%}")

# %% [markdown]
# On day 1 the hotspot is what `serve` sends over the Internet: 28 % of 4.23 kWh. On day 30 it is
# the storage of raw logs, 58 % of 10.23 kWh; on day 365 it is the same with **90 %** of 79.49 kWh.
# Nobody changed the pipeline. The flows stayed as they were and the stock grew.

# %%
shares = {f"day {days}": (100 * day(days)["share"]).to_dict() for days in (1, 30, 365)}
plots.show(
    plots.stacked_bars(shares, "share of the day's emissions", "%"),
    alt="Three stacked bars of 100 % each, by stage. Keep raw grows from 5 % on day 1 to 58 % on day "
    "30 and 90 % on day 365. Serve shrinks from 32 % to 13 % and 2 %, collect from 24 % to 10 % "
    "and 1 %.",
)

# %% [markdown]
# And the whole first year? It is tempting to multiply the last day's stock by 365 days. But only
# 1 TB was there on day 1, 2 TB on day 2, and so on.

# %%
tb_days = sum(range(1, 365 + 1))
for name, amount in (("all there from the start", 365 * 365), ("piling up", tb_days)):
    raw_kwh = storage_energy_kwh(amount, hours=24, medium="ssd", copies=copies) * pue
    print(f"{name}: {amount:,} TB-days, {raw_kwh / 1000:.1f} MWh")

# %% [markdown]
# 66,795 TB-days and **13.1 MWh** instead of 26.1: the simple form claims about twice as much. If the
# team stops collecting on day 366, the stock still uses what day 365 did, every day.
#
# **Careful.** `range(1, 365)` would end on day 364 and lose the year's most expensive day. Count
# your days on a small case: three days are 1 + 2 + 3 = 6 TB-days.
#
# How far down the list should you go? The cumulative share says it.

# %%
hotspots(day(30)).head(4)[["stage", "driver", "share", "cumulative_share"]].round(3)

# %% [markdown]
# Four of the parts make up 86 % on day 30. The rest can wait.
#
# **Careful.** A ranking is as good as its coefficients. If `collect` goes over the Internet instead
# of the provider's network, it looks different:

# %%
moved = pipeline(30)
moved[0] = replace(moved[0], route="internet")
other = stage_table(moved, intensity_g_per_kwh=intensity_g_per_kwh, pue=pue)
first = hotspots(other).iloc[0]
print(f"{first.stage}, {first.driver} {first.share:.0%} of {other['energy_kwh'].sum():.1f} kWh")

# %% [markdown]
# With 60 kWh instead of 1, collecting is 87 % on the same day. Rank with both figures before you
# spend a month on either.

# %% [markdown]
# ## Write it down so that it can be checked
#
# The notebook that this course grew from ends its audit with a template, `green_analysis`:

# %%
template = {
    "current_impact": "High (Coal region, full precision, hot storage)",
    "optimization_1": "Region shift to...",
    "optimization_2": "Data pruning...",
    "optimization_3": "Lifecycle policy...",
    "estimated_savings": "?? %",
}
try:
    GreenAnalysis.from_dict(template)
except ValueError as error:
    print(error)

# %% [markdown]
# A good list of headings, but it can be handed in as it stands. `GreenAnalysis` is the same record
# and refuses placeholders. To fill it we need savings, and we have the means: keep raw logs for 90
# days only, then move to Sweden if the data may go there.

# %%
today = day(365)
kept_90 = pipeline(365)
kept_90[1] = replace(kept_90[1], stored_tb=90)
after = stage_table(kept_90, intensity_g_per_kwh=intensity_g_per_kwh, pue=pue)
today_g, after_g = float(today["emissions_g"].sum()), float(after["emissions_g"].sum())
keep_percent = round(100 * (1 - after_g / today_g), 1)
move_percent = round(100 * (1 - factors.value("grid.se", "g/kWh") / intensity_g_per_kwh), 1)
keep_percent, move_percent

# %% [markdown]
# Both are percentages of what there was before the change. With them the record can be filled in:

# %%
analysis = GreenAnalysis(
    "1 TB of logs a day, kept for ever on SSD in six copies",
    round(today_g),
    [
        Optimization("Delete raw logs after 90 days", "storage", keep_percent),
        Optimization("Move to Sweden, if allowed", "carbon intensity", move_percent),
    ],
)
analysis.to_dict()

# %% [markdown]
# 67.9 % and 89.0 % do not add up to 157 %. The second saving acts on what the first one left, so
# savings **multiply**: together they save 96.5 %. Smaller numbers, made up, show it better:

# %%
pair = [
    Optimization("Delete old raw logs", "storage", 60),
    Optimization("Run when it is windy", "carbon intensity", 25),
]
GreenAnalysis("Raw logs kept for ever", 1000, pair).estimated_savings_percent

# %% [markdown]
# 40 % are left, then 75 % of these: 30 %, so 70 % are saved, not 85 %.
#
# **Careful.** The record checks arithmetic, not truth. Deleting has a cost: whoever needs a log from
# day 91 will not find it, and some must be kept by law. When is it not worth it? On day 1 deleting
# saves nothing, and a pipeline that stores a few GB a day will not repay the meeting about it.
#
# ### Try it
#
# 1. Keep raw logs on `hdd` instead of `ssd`. What is left on day 365?
# 2. On which day does storage of raw logs become the largest hotspot?
# 3. Give `serve` half the vCPU-hours at twice the utilisation. How many kWh does that save?

# %% [markdown]
# ## Recap
#
# In this lesson we
#
# 1. mapped a lifecycle to what each stage stores, moves and computes: six stages, 1 TB a day,
# 2. turned these into kilowatt-hours and grams with published coefficients: 10.2 kWh and 3,780 g on
#    day 30,
# 3. found the hotspot, and saw it change as data piled up: what `serve` sends with 28 % on day 1, raw
#    storage with 90 % on day 365,
# 4. wrote down an analysis that can be checked: 60 % and then 25 % save 70 %.
#
# ## Where the numbers come from
#
# The method and most coefficients are those of Cloud Carbon Footprint (Thoughtworks); the figure for
# the Internet is from Aslan, Mayers, Koomey and France (2018), for the year 2015. The grids are Our
# World in Data's, as carried by CodeCarbon. Disk figures are a projection for 2020 in the US Data
# Center Energy Usage Report of 2016. They leave out the servers around the disks, so storage is rather
# under- than overestimated. Making the hardware is not in it; lesson 09 adds that. The pipeline's
# own quantities are made up.
#
# ## What's next
#
# Solve the assignment `release/02-lifecycle`. Then [03 · Choose a region under real
# constraints](03-regions.ipynb) asks where a job should run.
