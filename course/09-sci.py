# %% [markdown]
# # 09 · Compute and compare SCI scores
#
# **Time to learn:** 50 minutes · **Before this:** [01 · The footprint of one job](01-footprint.ipynb) ·
# **You need:** Python functions and a little pandas
#
# ## Learning objectives
#
# After this lesson you can
#
# 1. compute an SCI score from energy, carbon intensity, embodied emissions and a functional unit,
# 2. estimate the share of making a server that your software answers for,
# 3. choose a functional unit and a boundary, and compare designs by them,
# 4. tell a lower score from lower emissions, and find the growth that uses a gain up,
# 5. see how far each input moves a score, and say whether a difference survives the doubt.
#
# The assignment `09-sci` practises each of them.

# %%
import numpy as np
import pandas as pd

from greenlib import Range, factors, plots
from greenlib.embodied import embodied_share_g, server_embodied_kg
from greenlib.footprint import emissions_g, facility_energy_kwh, it_energy_kwh
from greenlib.meter import replay
from greenlib.sci import Design, compare, rankings, rebound, sci_score_g, sensitivity_g

# %% [markdown]
# Running this notebook once used:

# %%
print(replay("09-sci"))

# %% [markdown]
# ## A rate, not a total
#
# Lesson 01 gave the emissions of a job. Whoever serves more users every month needs another
# number: emissions *per unit of what the software is for*. That is the **Software Carbon
# Intensity** (SCI), the standard ISO/IEC 21031:
#
# $$\mathrm{SCI} = \frac{E \times I + M}{R}$$
#
# *E* is the energy in kWh, with the PUE in it. *I* is the carbon intensity in gCO2e/kWh. *M* is the
# share of making the hardware, in gCO2e. *R* is the number of **functional units** served in the
# same period. Our first service is made up: a month of reports for 2,000 users.

# %%
score = sci_score_g(energy_kwh=12, intensity_g_per_kwh=400, embodied_g=1200, functional_units=2000)
print(f"{score:.1f} gCO2e per user and month")

# %% [markdown]
# 12 kWh × 400 g/kWh are 4,800 g for running it; with 1,200 g for the hardware that makes 6,000 g,
# and **3.0 g per user**.
#
# **Careful.** *M* is added to *E × I*, never multiplied by the intensity: the server was made
# before your first kilowatt-hour. And energy, hardware and users must belong to the same month.

# %% [markdown]
# ## Whose share of the server?
#
# Making, moving and scrapping a server emits once; many programs use it over years. The standard
# splits by time and by resources:
#
# $$M = TE \times \frac{TiR}{EL} \times \frac{RR}{ToR}$$
#
# *TE* is everything that making it emitted, *TiR* the time reserved out of the expected lifespan
# *EL*, *RR* the resources reserved out of all its resources *ToR*. The specification has an example:
# a device of 1,000 kg, in use for four years, one hour of it.

# %%
device_kg = factors.value("sci.example.server", "kg")
lifespan_years = factors.value("sci.server.lifespan", "year")
whole = {"lifespan_years": lifespan_years, "resources_reserved": 1, "total_resources": 1}
print(f"{embodied_share_g(device_kg, time_reserved_h=1, **whole):.2f} gCO2e for one hour")

# %% [markdown]
# The specification writes "around 28 g"; its numbers give 28.54 g. One hour is one part in 35,040.
#
# What does that mean for the ETL job of lesson 01, 518.4 g per run? Suppose that its server is such
# a device and nobody else may use it.

# %%
etl_kwh = it_energy_kwh(factors.value("etl.power", "W"), factors.value("etl.duration", "h"))
energy_kwh = facility_energy_kwh(etl_kwh, factors.value("etl.pue", "ratio"))
running_g = emissions_g(energy_kwh, factors.value("etl.intensity", "g/kWh"))
for reserved_h in (12, 24):
    making_g = embodied_share_g(device_kg, time_reserved_h=reserved_h, **whole)
    total_g = running_g + making_g
    print(
        f"{reserved_h} h: {running_g:.1f} + {making_g:.1f} = {total_g:.1f} gCO2e per run, "
        f"{making_g / total_g:.0%} embodied"
    )

# %% [markdown]
# The simple form left out 342.5 g, two fifths of the better estimate. If the server stands reserved
# for the whole day although the job takes half of it, the hardware outweighs the electricity.
#
# **Careful.** What counts is what is *reserved*, busy or not. The same holds for energy: the twelve
# idle hours of the second line draw power too, and the 518.4 g do not hold it. The cheapest cut in
# *M* is to give back what you do not use.

# %% [markdown]
# ## What making a server emits
#
# For a server in a cloud you seldom find this figure. Cloud Carbon Footprint estimates it from parts:
# a base server, then so much for each further processor, gigabyte of memory, disk and graphics card.
# Do its parts give its published servers?

# %%
parts = {
    "c6g": {"memory_gb": 128},
    "c5": {"cpus": 2, "memory_gb": 192},
    "m5": {"cpus": 2, "memory_gb": 384},
    "g4dn": {"cpus": 2, "memory_gb": 384, "gpus": 8, "ssds": 2},
}
servers = pd.DataFrame({"from parts": {name: server_embodied_kg(**p) for name, p in parts.items()}})
servers["published"] = [factors.value(f"sci.embodied.{name}", "kg") for name in parts]
servers.round(2)  # kgCO2e

# %% [markdown]
# All four agree to the hundredth of a kilogram, so we can also estimate a server that is not in the
# table. The 384 GB of the m5 server, beyond the 16 GB that the base server has, weigh about half as
# much as the base server itself: memory that you reserve "to be safe" is not free.
#
# **Careful.** The agreement shows that we read the method correctly, not that the method is right:

# %%
for key in ("sci.server.base", "sci.server.ssd"):
    print(f"{key}: {factors.get(key).note}")

# %% [markdown]
# Two decimals are arithmetic; the first digit is what we know. Now a share of one: an **m5.large**
# instance reserves 2 of the 96 vCPUs, here for a day.

# %%
m5_kg = factors.value("sci.embodied.m5", "kg")
vcpus = factors.value("sci.vcpus.m5", "vCPU")
day = {"time_reserved_h": 24, "resources_reserved": 2, "total_resources": vcpus}
making_g = embodied_share_g(m5_kg, lifespan_years=lifespan_years, **day)
print(f"{making_g:.2f} gCO2e a day")

# %% [markdown]
# 22.99 g. Half as many vCPUs, half the grams.

# %% [markdown]
# ## The grid decides which part is larger
#
# What does running the same instance emit? Take a load of 50 %, the provider's average watts per
# vCPU and its PUE.

# %%
idle_w = factors.value("lifecycle.cpu_min.average", "W/vCPU")
full_w = factors.value("lifecycle.cpu_max.average", "W/vCPU")
power_w = 2 * (idle_w + 0.5 * (full_w - idle_w))
day_kwh = facility_energy_kwh(it_energy_kwh(power_w, 24), factors.value("pue.aws", "ratio"))
print(f"idle {idle_w} W, busy {full_w} W per vCPU; half busy {power_w:.2f} W for two")
print(f"{day_kwh:.4f} kWh a day at the facility")

# %% [markdown]
# At half load a vCPU is half of the way from 0.74 W to 3.5 W. Now the same day in four countries.

# %%
countries = {
    "Poland": "grid.pl",
    "United States": "grid.us",
    "France": "grid.fr",
    "Sweden": "grid.se",
}
intensities = pd.Series({name: factors.value(key, "g/kWh") for name, key in countries.items()})
days = pd.DataFrame({"operational_g": day_kwh * intensities, "embodied_g": making_g})
days["total_g"] = days["operational_g"] + days["embodied_g"]
days["embodied share in %"] = 100 * days["embodied_g"] / days["total_g"]
days.round(1)

# %% [markdown]
# The same days as bars:

# %%
rows = {
    name: {"operational": row["operational_g"], "embodied": row["embodied_g"]}
    for name, row in days.iterrows()
}
plots.show(
    plots.stacked_bars(rows, "emissions of one m5.large day", "gCO2e"),
    alt="Stacked bars of one m5.large day. The embodied part is 23 gCO2e everywhere. The operational "
    "part is 76.5 in Poland, 42.7 in the United States, 6.5 in France and 4.7 in Sweden, so the "
    "embodied share grows from 23 % in Poland to 35 %, 78 % and 83 %.",
)

# %% [markdown]
# The hardware's 23 g are the same everywhere; its share is 23 % in Poland, 35 % in the United States
# and 83 % in Sweden. Moving from Poland to Sweden divides the operational part by 16 and the total
# by less than 4. On a clean grid, saving electricity has little left to save: what counts there is
# less hardware, better filled, for longer.
#
# So should a server be renewed every four years or every six? Six years spread *TE* further, and
# newer servers often need less energy. How much less must it be, for the shorter life to pay?

# %%
six_years_g = embodied_share_g(m5_kg, lifespan_years=6, **day)
saved_g = making_g - six_years_g
needed = 100 * saved_g / days["operational_g"]
print(f"{making_g:.2f} g -> {six_years_g:.2f} g a day, {saved_g:.2f} g less")
needed.rename("energy that renewal must save, %").round(0)

# %% [markdown]
# In Poland, a fleet renewed every four years pays for its making if that lets it use 10 % less
# energy on average. In France and Sweden it would have to use less than none. The right lifespan
# depends on the grid.
#
# **Careful.** The lifespan is an assumption of the source, and a longer one can cost what *M* does
# not show: spare parts, failures, software that is no longer supported.

# %% [markdown]
# ## Per what?
#
# Two designs of one data product serve the same region for a month. *Batch* computes everything
# once a night; *stream* keeps the numbers fresh. (All made up.)

# %%
batch = Design("batch", 10, 400, 1000, {"user": 500, "call": 50_000})
stream = Design("stream", 16, 400, 1600, {"user": 1000, "call": 60_000})
compare([batch, stream]).round(3)

# %% [markdown]
# And which design is ahead, by each unit?

# %%
rankings([batch, stream])

# %% [markdown]
# Per user, stream is better: 8 g against 10 g. Per call, batch is: 0.100 g against 0.133 g. Nobody
# made a mistake. Batch has 100 calls per user, stream 60, and *R* decides whether a call is
# something achieved or something spent.
#
# Choose *R* **before** you see the result, by three questions. Is it what the service is for? Does
# it grow with use? Can it be raised without helping anyone? A client that splits each call in two
# halves the score per call and nothing else. Here, "user" stands the test better.
#
# **Careful.** Scores compare only per the same unit. greenlib refuses the rest:

# %%
training = Design("training", 40, 400, 3000, {"run": 12})
try:
    compare([batch, training])
except ValueError as error:
    print(error)

# %% [markdown]
# ## What must be inside
#
# The **boundary** is the list of what was counted. The standard wants everything that contributes
# significantly: idle and standby machines, storage, backups, logs, tests, deployment, the training
# of the models, the users' devices. Stream's 8 g per user were its serving machines alone. Let us
# add three more parts (again made up), each in g per user:

# %%
inside = pd.Series({"serving": 8.0, "standby copy": 5.0, "logs and backups": 1.5, "tests": 0.5})
inside.cumsum().rename("gCO2e per user, up to here")

# %% [markdown]
# From 8 g to 15 g, and not one line of code is different. Parts may be added like this because all
# have the same *R*. And stream no longer beats batch's 10 g, until somebody adds to batch what
# belongs there. A score without its boundary says nothing.
#
# Three more rules of the standard keep scores honest:
#
# - **No offsets.** Certificates, credits and contracts for renewable energy do not lower a score;
#   only less energy, less hardware or a cleaner grid does. A Polish team that buys certificates for
#   all its electricity keeps its 76.5 g a day.
# - **The finest data you have.** Annual values are the lowest acceptable granularity. Whoever moves
#   work to cleaner hours (lesson 04) needs hourly intensities, or the score does not notice.
# - **A fair baseline.** Before and after are computed in the same way, but for the change.

# %% [markdown]
# ## A lower score and higher emissions
#
# Back to the service with 3.0 g per user. A rewrite makes each user 40 % cheaper. The pages get
# faster, the price falls, and use doubles.

# %%
result = rebound(total_g=6000, functional_units=2000, efficiency_gain=0.4, growth=1)
print(f"score: {result.score_before_g:.1f} -> {result.score_after_g:.1f} gCO2e per user")
print(f"total: {result.total_before_g:,.0f} -> {result.total_after_g:,.0f} gCO2e a month")
print(
    f"growth ate {result.rebound:.0%} of the expected saving; "
    f"at {result.break_even_growth:.1%} growth it eats all of it"
)

# %% [markdown]
# How do the total emissions grow with the number of users?

# %%
growth = np.linspace(0, 1.25, 26)
line = rebound(6000, 2000, efficiency_gain=0.4, growth=growth)
plots.show(
    plots.lines(
        100 * growth,
        {"after the rewrite": line.total_after_g, "before": np.full(26, 6000.0)},
        x_label=("growth in users", "%"),
        y_label=("emissions a month", "gCO2e"),
    ),
    alt="Emissions after the rewrite rise in a straight line from 3,600 gCO2e without growth to "
    "8,100 with 125 % more users. They cross the 6,000 of before at 67 % growth.",
)

# %% [markdown]
# The score is a success, 3.0 g to 1.8 g. The atmosphere gets 7,200 g instead of 6,000 g. We expected
# to save 2,400 g and emit 1,200 g more: growth ate the saving one and a half times. Up to 66.7 %
# more users, something of the gain is left. That use grows *because* it became cheaper is called
# the **rebound effect**.
#
# **Careful.** Users who would have come anyway are no rebound: then compare with what *they* would
# have emitted at 3.0 g. A score cannot tell the two apart, so publish the total beside it.

# %% [markdown]
# ## How sure are we?
#
# Each of the four inputs is a range. These are ours, made up to be typical: the meter is good, the
# hardware a guess, and "users" depends on how one counts.

# %%
inputs = {
    "energy_kwh": Range(10, 12, 14),
    "intensity_g_per_kwh": Range(380, 400, 420),
    "embodied_g": Range(600, 1200, 2400),
    "functional_units": Range(1500, 2000, 2500),
}

# %% [markdown]
# As in lesson 01, let each one alone go from its low to its high end:

# %%
ends = sensitivity_g(inputs)
labels = {
    "functional_units": "users (1,500 to 2,500)",
    "embodied_g": "embodied (600 to 2,400 g)",
    "energy_kwh": "energy (10 to 14 kWh)",
    "intensity_g_per_kwh": "intensity (380 to 420 g/kWh)",
}
plots.show(
    plots.tornado(
        {labels[name]: span for name, span in ends.items()}, 3.0, "SCI", "gCO2e per user"
    ),
    alt="Tornado chart around 3.0 gCO2e per user. The number of users alone moves the score from "
    "4.0 at its low end to 2.4 at its high end, the embodied part from 2.7 to 3.6, the energy from "
    "2.6 to 3.4, the intensity from 2.88 to 3.12.",
)

# %% [markdown]
# The widest bar is *R*: a count that everybody takes for granted. Fewer users give a higher score,
# so its ends are the other way round. Agreeing on what an active user is costs one meeting and
# helps more than a better power meter.
#
# Does "stream beats batch per user" survive such doubts? Two kinds must be kept apart. A doubt that
# both designs **share** moves both scores together:

# %%
shared = pd.DataFrame(
    {
        f"{grid} g/kWh": compare(
            [
                Design("batch", 10, grid, 1000, {"user": 500}),
                Design("stream", 16, grid, 1600, {"user": 1000}),
            ]
        )["g_per_user"]
        for grid in (200, 400, 600)
    }
)
shared

# %% [markdown]
# From 200 to 600 g/kWh the scores more than double, and stream stays one fifth below batch. A doubt
# that belongs to **one** design can turn the order: stream's 8,000 g make more than 10 g per user if
# it serves fewer than 800 users in place of 1,000. So write "stream is better if it keeps more than
# 800 users" rather than "8.0 against 10.0".
#
# **When is it not worth it?** For one nightly job the estimate of lesson 01 and one line for *M* will
# do. A score with a full boundary pays where a decision between designs hangs on it, or where a
# number is published and must stand up to questions.
#
# ### Try it
#
# 1. Estimate a storage server with one processor, 64 GB and twelve hard disks (`hdds=12`). Which
#    part weighs most?
# 2. An m5 server has Intel processors; take the watts of `lifecycle.cpu_min.skylake` and
#    `lifecycle.cpu_max.skylake`. What is the embodied share in Poland now?
# 3. Which efficiency gain would keep the total at 6,000 g when use doubles? Find it by trying
#    `rebound`, then by solving for it.

# %% [markdown]
# ## Recap
#
# In this lesson we
#
# 1. computed an SCI score: (12 kWh × 400 g/kWh + 1,200 g) / 2,000 users are 3.0 g per user,
# 2. estimated the share of making a server: 22.99 g for an m5.large day, 23 % of the total in Poland
#    and 83 % in Sweden,
# 3. saw the functional unit turn a ranking round, and the boundary almost double a score,
# 4. told a lower score from lower emissions: 40 % better per user, 20 % more in total, and the gain
#    used up at 66.7 % growth,
# 5. saw how far each input moves a score, the count of users most of all, and which doubts can turn
#    an order.
#
# ## Where the numbers come from
#
# The formulas, the 1,000 kg example and the rules are those of the Green Software Foundation's SCI
# specification 1.1.0, which became ISO/IEC 21031:2024 (we read the specification, which is free to
# read, not the ISO text). Servers, their parts, their lifespan, the
# watts per vCPU and the PUE are Cloud Carbon Footprint's; the vCPUs of the largest m5 instance are
# listed in OpenShift's documentation. Country intensities are those of Our World in Data, as carried
# by CodeCarbon. The services, their users and their ranges are made up for teaching.
#
# ## What's next
#
# Solve the assignment `release/09-sci`. Then [10 · Red AI and Green AI](10-red-and-green-ai.ipynb)
# follows famous claims about training to their sources.
