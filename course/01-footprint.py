# %% [markdown]
# # 01 · The footprint of one job
#
# **Time to learn:** 45 minutes · **Before this:** [00 · Start here](00-start-here.ipynb) ·
# **You need:** Python functions and a little pandas
#
# ## Learning objectives
#
# After this lesson you can
#
# 1. turn watts and hours into kilowatt-hours,
# 2. turn kilowatt-hours into grams of CO2e with a carbon intensity,
# 3. add the data centre's own consumption with its PUE,
# 4. give an estimate with its range, and name the input that matters most,
# 5. lower an estimate by changing what you control.
#
# The assignment `01-footprint` practises each of them.

# %%
import pandas as pd

from greenlib import Job, Range, estimate_job_impact, factors, plots
from greenlib.footprint import (
    emissions_g,
    facility_energy_kwh,
    it_energy_kwh,
    likely_range_g,
    sensitivity_g,
)
from greenlib.meter import replay

# %% [markdown]
# Running this notebook once used:

# %%
print(replay("01-footprint"))

# %% [markdown]
# ## From watts to kilowatt-hours
#
# Energy is power times time. Our example all through this lesson is a daily ETL job: it reads
# logs, cleans them and writes tables. It runs for 12 hours on a server that draws 80 W.

# %%
power_w = factors.value("etl.power", "W")
hours = factors.value("etl.duration", "h")
energy_kwh = it_energy_kwh(power_w=power_w, hours=hours)
energy_kwh

# %% [markdown]
# We see 0.96: 80 W × 12 h = 960 Wh, and 1,000 Wh are one kilowatt-hour. A kettle uses about a
# tenth of that to boil one litre of water.
#
# **Careful.** Watts are power, kilowatt-hours are energy. "80 kWh per hour" says 80 kW in a
# complicated way, and "80 W per day" says nothing. And 80 W must be the *average* while the job
# runs: a server that waits for a slow disk still draws power.
#
# The same function takes a whole column, so a table of jobs needs no loop.

# %%
jobs = pd.DataFrame(
    {
        "hours": [hours, 0.5, 200],
        "power_w": [power_w, 350, factors.value("training.shifted.power", "W")],
    },
    index=["daily ETL", "dashboard refresh", "model training"],
)
jobs["energy_kwh"] = it_energy_kwh(jobs["power_w"], jobs["hours"])
jobs

# %% [markdown]
# One training run of 200 hours uses as much as 424 runs of the ETL job. That is the first use of an
# estimate: it shows where looking closer is worth your time, and where not. (2,036.6 W is the power
# of the training machine in a published study that comes back in lesson 04; the rest of the table is
# made up.)

# %% [markdown]
# ## From kilowatt-hours to grams
#
# How much CO2e a kilowatt-hour causes depends on how it was generated. The **carbon intensity** of
# a grid says it in gCO2e/kWh. Suppose our job runs where much of the power comes from coal.

# %%
intensity_g_per_kwh = factors.value("etl.intensity", "g/kWh")
emissions_g(energy_kwh, intensity_g_per_kwh)

# %% [markdown]
# **432 g** for one run, as 0.96 kWh × 450 g/kWh. Every day for a year that is 158 kg.
#
# **Careful.** 450 is a round number that we chose for teaching. Before you use a number, ask the
# table who published it, for which year, and what it covers.

# %%
print(factors.get("etl.intensity"))
print(factors.get("grid.pl"))

# %% [markdown]
# The first line admits that it is an assumption; the second has a source. In this course every
# factor is looked up like this, so that a doubt can be followed to where the number came from.

# %% [markdown]
# ## The same kilowatt-hour in other places
#
# Yearly averages differ by far more than most code can be improved. Here is one kilowatt-hour in
# five countries.

# %%
countries = {
    "Sweden": "grid.se",
    "France": "grid.fr",
    "United Kingdom": "grid.gb",
    "Germany": "grid.de",
    "Poland": "grid.pl",
}
intensities = {name: factors.value(key, "g/kWh") for name, key in countries.items()}
plots.show(
    plots.bars(intensities, "carbon intensity, 2023", "gCO2e/kWh"),
    alt="Bars of the yearly average carbon intensity in 2023: Sweden 41, France 56, United "
    "Kingdom 238, Germany 381 and Poland 662 gCO2e per kWh.",
)

# %% [markdown]
# From Sweden to Poland the factor is 16. A job that may run in either place gains more from that
# choice than from most tuning; lesson 03 is about when it may.
#
# **Careful.** Even a published figure depends on what was counted. For Sweden two sources differ
# almost fivefold:

# %%
for key in ("grid.se", "grid.se.ccf"):
    print(factors.get(key), end="\n\n")

# %% [markdown]
# Both describe the Swedish grid. They use other years and other methods, and the lower one appears
# to leave out emissions from building power plants and from fuel supply. So compare places with
# figures from *one* source, and say which.

# %% [markdown]
# ## The building needs power too
#
# A data centre also cools, lights and converts. Its **PUE** (power usage effectiveness) is the
# energy of the whole facility divided by that of the IT equipment. 1.0 would be a building that
# uses nothing itself. With a PUE of 1.2, each kilowatt-hour of computing costs another 0.2.

# %%
pue = factors.value("etl.pue", "ratio")
facility_kwh = facility_energy_kwh(energy_kwh, pue)
print(f"{facility_kwh:.3f} kWh at the facility")
print(f"{emissions_g(facility_kwh, intensity_g_per_kwh):.2f} gCO2e")

# %% [markdown]
# From 432.00 g to **518.40 g**: the simple form left out 86.4 g, a sixth of the full estimate.
#
# Where does a PUE come from? Large providers publish averages; the industry's yearly survey is
# much higher, because it includes older and smaller buildings.

# %%
factors.table("pue.")[["value", "low", "high", "year"]]

# %% [markdown]
# **Careful.** Apply the PUE once, and only to energy measured at the IT equipment. A power meter
# at the wall of your office already includes everything behind it. And a PUE says nothing about
# how *useful* the computing was: an idle server in a fine building is still idle.

# %% [markdown]
# ## All of it in one call
#
# `Job` holds what you know about the job, `estimate_job_impact` does the three steps.

# %%
etl = Job("Daily ETL", hours=hours, power_w=power_w)
print(estimate_job_impact(etl, intensity_g_per_kwh=intensity_g_per_kwh))
print(estimate_job_impact(etl, intensity_g_per_kwh=intensity_g_per_kwh, pue=pue))

# %% [markdown]
# The two lines are the simple form and the better one. Impossible input, such as a
# made-up PUE below 1, is refused by name:

# %%
try:
    estimate_job_impact(etl, intensity_g_per_kwh=intensity_g_per_kwh, pue=0.8)
except ValueError as error:
    print(error)

# %% [markdown]
# ## How sure are we?
#
# "518.40 g" claims five digits. We do not have them: the power is an assumption, a PUE differs from
# building to building, the grid changes by the hour. A `Range` carries what we do know, from the
# lowest to the highest value that we believe.

# %%
inputs = {
    "hours": Range.of(hours),
    "power_w": Range.of(factors.get("etl.power")),
    "pue": Range.of(factors.get("etl.pue")),
    "intensity_g_per_kwh": Range.of(factors.get("etl.intensity")),
}
worst = inputs["hours"] * inputs["power_w"] * inputs["pue"] * inputs["intensity_g_per_kwh"]
print(f"{worst.low / 1000:.0f} to {worst.high / 1000:.0f} g, best {worst.best / 1000:.0f} g")

# %% [markdown]
# If everything is at its worst together, the estimate reaches from 317 g to 948 g. That seldom
# happens. Drawing each input at random from its range, 20,000 times, gives the range that holds
# nine cases in ten:

# %%
likely = likely_range_g(inputs)
print(f"{likely.low:.0f} to {likely.high:.0f} g")

# %% [markdown]
# A range of 440 g to 694 g looks weaker than 518.40 g and is more useful: whoever compares two
# designs can see whether the difference is larger than the doubt. Note that the best guess is not
# in the middle; our PUE range reaches further up than down.
#
# Which input should we measure better? Let each one alone go from its low to its high end:

# %%
ends = sensitivity_g(inputs)
best_g = likely.best
labels = {
    "power_w": "power (60 to 100 W)",
    "pue": "PUE (1.10 to 1.58)",
    "intensity_g_per_kwh": "intensity (400 to 500 g/kWh)",
}
shown = {labels[name]: span for name, span in ends.items() if name in labels}
plots.show(
    plots.tornado(shown, best_g, "emissions of one run", "gCO2e"),
    alt="Tornado chart around 518 gCO2e. Power alone moves the estimate from 389 to 648 g, the PUE "
    "from 475 to 683 g, the carbon intensity from 461 to 576 g.",
)

# %% [markdown]
# Power first: a cheap plug-in meter, or the provider's metrics, would narrow the estimate most.
# Asking the data centre for its PUE comes next.
#
# **When is it not worth it?** The job emits about half a kilogram a day. A working day spent on
# refining that number costs more than the number is worth, unless there are hundreds of such jobs
# or a decision hangs on it.

# %% [markdown]
# ## Lower the estimate
#
# The estimate is a product, so there are exactly four handles: fewer hours, fewer watts, a lower
# PUE, a lower intensity. A change of 10 % in any of them changes the result by 10 %, and changes
# multiply. Suppose that a better query halves the hours, and that a smaller machine draws 60 W:

# %%
leaner = Job("Daily ETL, leaner", hours=6, power_w=60)
before = estimate_job_impact(etl, intensity_g_per_kwh=intensity_g_per_kwh, pue=pue).emissions_g
after = estimate_job_impact(leaner, intensity_g_per_kwh=intensity_g_per_kwh, pue=pue).emissions_g
print(f"{before:.1f} g -> {after:.1f} g, {1 - after / before:.1%} less")

# %% [markdown]
# Half the hours and three quarters of the watts leave 3/8 of the emissions: 194.4 g.
#
# **Careful.** A smaller machine may run longer: watts and hours are seldom independent. Measure
# both after a change.
#
# ### Try it
#
# 1. Run the ETL job in France instead. How many grams are left of 518.4?
# 2. Which is better: halving the hours in Poland, or leaving the job as it is and moving it to
#    Germany?
# 3. Give `intensity_g_per_kwh` a range from `grid.se.ccf` to `grid.se`. What is the spread now,
#    and does the choice between Sweden and France still stand?

# %% [markdown]
# ## Recap
#
# In this lesson we
#
# 1. turned watts and hours into kilowatt-hours: 80 W for 12 h is 0.96 kWh,
# 2. turned kilowatt-hours into grams with a carbon intensity: 432 g at 450 g/kWh,
# 3. added the data centre's own consumption with its PUE: 518.4 g with 1.2,
# 4. gave the estimate with its range, 440 g to 694 g in nine cases of ten, and found that the power
#    matters most,
# 5. lowered it by changing what we control: half the hours and 60 W leave 194.4 g of 518.4 g.
#
# ## Where the numbers come from
#
# The formula is the operational part of ISO/IEC 21031:2024 (Software Carbon Intensity); PUE is
# defined in ISO/IEC 30134-2. Country intensities are those of Our World in Data, as carried by
# CodeCarbon; provider PUEs are Cloud Carbon Footprint's; the survey's PUE is the Uptime
# Institute's; the training machine is that of Wiesner et al. (2021). The ETL job's own numbers are
# assumptions, kept from the notebook this course grew from. Each row of `factors.table()` names its
# source.
#
# ## What's next
#
# Solve the assignment `release/01-footprint`. Then [02 · Follow the data](02-lifecycle.ipynb) goes
# through a whole pipeline and finds where its energy goes.
