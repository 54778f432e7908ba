# %% [markdown]
# # 00 · Start here
#
# **Time to learn:** 20 minutes · **Before this:** nothing · **You need:** Python and a browser
#
# Welcome. This course is for people who write data and machine-learning code. It teaches how to
# see, estimate and cut the energy and the carbon emissions of that code, with numbers that have a
# source, and without guessing.
#
# ## Learning objectives
#
# After this lesson you can
#
# 1. check that your machine is ready, and put it right where it is not,
# 2. work through a lesson, solve an assignment and hand it in,
# 3. explain the six words that everything else is built on,
# 4. name the three principles of green software.

# %% [markdown]
# ## Is your machine ready?
#
# Click into the next cell and press Shift+Enter. Every line should begin with `ok`; a line that
# does not says what to do.

# %%
from greenlib.environment import print_environment

print_environment()

# %% [markdown]
# If the cell fails with *No module named 'greenlib'*, the notebook runs in another Python than the
# one you installed the course in. Close JupyterLab, open a terminal in the course folder and run
# `make lab` (on Windows: the three lines in README.md, 'On Windows').

# %% [markdown]
# Running this notebook once used:

# %%
from greenlib.meter import replay

print(replay("00-start-here"))

# %% [markdown]
# Every lesson reports this near its top. A mWh is a thousandth of a watt-hour, so that is little:
# boiling a cup of water takes thousands of times as much. But it is a model's answer, not a
# measurement: processor time multiplied by a published power, whose range gives the range in
# brackets. Screen, waiting and network are not in it. It was recorded once, so that everybody sees
# the same numbers; lesson 07 opens the model and lets you try it on your own machine.

# %% [markdown]
# ## How to work
#
# - **Lessons** are in `course/`. Read, run each cell, change it, break it. Nothing you do there is
#   marked. If a notebook gets confused, choose *Kernel > Restart Kernel and Run All Cells*.
# - **Assignments** are in `release/`, one folder per unit with the same name as its lesson. Write
#   only where it says `YOUR CODE HERE` or `YOUR ANSWER HERE`, and delete the line
#   `raise NotImplementedError()`. Leave the names of functions as they are. You may add cells.
# - Below each question there are **visible tests**: run them as often as you like. Grading adds
#   **hidden tests** with other numbers, so an answer must be right for more than the example.
# - **Before you hand in:** save the notebook, then open a terminal in the course folder
#   (*File > New > Terminal*) and run `greenlib check release/01-footprint/01-footprint.ipynb`. It
#   runs your notebook from top to bottom in a fresh kernel, as the grader does, and says what
#   passes, what is not written yet and what would not be graded. What works only because a cell
#   ran earlier does not work for the grader. (If the terminal does not know `greenlib`, write
#   `.venv/bin/greenlib`, or `.venv\Scripts\greenlib` on Windows.)
# - **Hand in** the notebook under its own name, for example `01-footprint.ipynb`, where your
#   instructor tells you to. Feedback comes back as a web page with points and the reason for
#   every point lost.
#
# Working with others on the *lessons* is a good idea. What you hand in must be yours.

# %% [markdown]
# ## Six words
#
# | word | meaning | unit |
# |---|---|---|
# | **operational emissions** | what generating the electricity emits while software runs | gCO2e |
# | **embodied emissions** | what making, moving and scrapping the hardware emits | gCO2e |
# | **carbon intensity** (CI) | emissions per unit of electricity; differs by place and hour | gCO2e/kWh |
# | **PUE** (power usage effectiveness) | energy of the whole facility over energy of the IT equipment; 1.0 would be ideal | ratio |
# | **demand shifting** | moving work to a time (temporal) or a place (spatial) with a lower CI | |
# | **SCI** (Software Carbon Intensity) | emissions per functional unit *R*: ((E × I) + M) / R | gCO2e per *R* |
#
# *CO2e*, CO2 equivalent, counts other greenhouse gases too, each by its warming effect. In the SCI,
# *E* is energy in kWh, *I* the carbon intensity, *M* the embodied emissions, and *R* what the
# software is for: per user, per request, per training run. Lesson 09 computes it.

# %% [markdown]
# ## Three principles
#
# The Green Software Foundation puts the ways to act under three headings:
#
# 1. **Energy efficiency**: use less electricity for the same result. Fewer hours, fewer watts,
#    less data (lessons 02, 05, 06, 07, 08, 10).
# 2. **Hardware efficiency**: use less hardware, and use it longer and better (lessons 07, 09).
# 3. **Carbon awareness**: do more when and where electricity is clean, less where it is not
#    (lessons 03 and 04).
#
# The third is the least familiar. One kilowatt-hour, five grids:

# %%
from greenlib import factors, plots

grids = {
    "Sweden": "grid.se",
    "France": "grid.fr",
    "United States": "grid.us",
    "Germany": "grid.de",
    "India": "grid.in",
}
plots.show(
    plots.bars(
        {name: factors.value(key, "g/kWh") for name, key in grids.items()},
        "carbon intensity, yearly average 2023",
        "gCO2e/kWh",
    ),
    alt="Bars of carbon intensity in 2023: Sweden 41, France 56, United States 369, Germany 381, "
    "India 713 gCO2e per kWh.",
)

# %% [markdown]
# The same code, on the same machine, for the same time: 41 g in Sweden, 713 g in India. These are
# yearly averages (Our World in Data, as carried by CodeCarbon); within one day a grid's intensity
# can almost double (lesson 04).
#
# **Careful.** This does not mean that everything should move to Sweden. Laws, users and costs have
# a say (lesson 03), and a grid does not become cleaner because you arrive.
#
# ### Try it
#
# Add Poland (`"grid.pl"`) to the picture. `factors.keys("grid.")` lists what else there is.

# %% [markdown]
# ## The map of the course
#
# | unit | afterwards you can |
# |---|---|
# | 00 · Start here | work in this course |
# | [01 · The footprint of one job](01-footprint.ipynb) | estimate one job: watts × hours → kWh → facility energy → gCO2e |
# | [02 · Follow the data](02-lifecycle.ipynb) | map a data pipeline to storage, transfer and compute, and find the hotspot |
# | [03 · Choose a region under real constraints](03-regions.ipynb) | rank places by what they emit, and pick one that law, users and budget allow |
# | [04 · Shift work in time](04-scheduling.ipynb) | choose when a job runs, with a deadline |
# | [05 · The data diet](05-data-diet.ipynb) | remove data that is not needed, and measure what that saves |
# | [06 · Caching and batching](06-caching-and-batching.ipynb) | save repeated work, and know when it pays |
# | [07 · Precision](07-precision.ipynb) | choose a numeric precision knowing its cost |
# | [08 · A storage policy, written and judged](08-storage-policy.ipynb) | say what each storage tier draws, and write a policy for ageing data |
# | [09 · Compute and compare SCI scores](09-sci.ipynb) | put operation and hardware into one figure per unit of useful work |
# | [10 · Red AI and Green AI](10-red-and-green-ai.ipynb) | read an energy claim critically; trade accuracy for energy |
# | [11 · Audit a pipeline and defend a plan](11-audit.ipynb) | test what is suspected of a pipeline, and rank what to do |
#
# Units build on 01; after it, 02 to 10 can be taken in any order. 11 brings them together, and leans
# most on 01, 04 and 08.

# %% [markdown]
# ## Recap
#
# In this lesson we
#
# 1. checked that the machine is ready: every line began with `ok`,
# 2. saw how to work through a lesson, solve an assignment and hand it in,
# 3. met the six words: operational and embodied emissions, carbon intensity, PUE, demand shifting,
#    SCI,
# 4. met the three principles: energy efficiency, hardware efficiency, carbon awareness.
#
# ## Where the numbers come from
#
# Country intensities: Our World in Data, as carried by CodeCarbon (`factors.table("grid.")`). The
# principles: Green Software Foundation, [greensoftware.foundation](https://greensoftware.foundation).
# The SCI: ISO/IEC 21031:2024. PUE: ISO/IEC 30134-2. The power
# behind the model of this notebook's energy: `factors.get("meter.cpu.power")`.
#
# ## What's next
#
# [01 · The footprint of one job](01-footprint.ipynb) turns watts and hours into grams.
