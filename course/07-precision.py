# %% [markdown]
# # 07 · Precision
#
# **Time to learn:** 50 minutes · **Before this:** [01 · The footprint of one job](01-footprint.ipynb) ·
# **You need:** NumPy arrays and a little pandas
#
# ## Learning objectives
#
# After this lesson you can
#
# 1. give the size of a model in each precision, in GB and in GiB,
# 2. quantise numbers to small integers, and bound the error that this adds,
# 3. protect a matrix against outliers with one scale for each row,
# 4. choose a precision from measured accuracy, bytes and the doubt in both,
# 5. split the energy of a model's answer into arithmetic and movement, and judge a claim about it.
#
# The assignment `07-precision` practises each of them.

# %%
import numpy as np

from greenlib import factors, plots
from greenlib.inference_energy import inference_energy
from greenlib.meter import PowerModel, meter, replay
from greenlib.precision import dequantise, footprint_table, quantise
from greenlib.quantised_model import (
    accuracy_error_points,
    compare_precisions,
    paired_loss_points,
    train_digits,
)

# %% [markdown]
# Running this notebook once used:

# %%
print(replay("07-precision"))

# %% [markdown]
# The section before the recap says how that was found.

# %% [markdown]
# ## Four bytes for each number
#
# A model is mostly a heap of numbers, its parameters. In float32 each takes 32 bits, 4 bytes; with
# half the bits the heap is half as large. A language model of 7 billion parameters:

# %%
sizes = footprint_table(7_000_000_000)
sizes.round(2)

# %% [markdown]
# From float32 to int8 the size falls by 75 %, to int4 by 87.5 %. Look at the two size columns: 28
# GB and 26.08 GiB are the same bytes. A **GB** is 10⁹ bytes, a **GiB** is 2³⁰ = 1,073,741,824, 7.4 %
# more. Dividing by 1024³ and writing "GB" behind the result is a common slip, and it matters when
# something must fit. Does the model fit on a disk with 27 GB left?

# %%
full = sizes.loc["float32"]
print(f"26.08 taken for GB: fits = {full['size_gib'] <= 27}")
print(f"really in GB:       fits = {full['size_gb'] <= 27}")

# %% [markdown]
# The slip says yes, and the copy stops 1 GB before its end. The same question decides how many
# machines you need: in cards of 24 GiB, float32 takes two, float16 one.
#
# float16 and bfloat16 both take 2 bytes and divide them differently. float16 has finer steps and a
# short range; bfloat16 has the range of float32 and coarse steps.

# %%
print("float16 ", dequantise(quantise([1.001], "float16")))
print("bfloat16", dequantise(quantise([1.001, 70_000], "bfloat16")))
try:
    quantise([70_000], "float16")
except ValueError as error:
    print(error)

# %% [markdown]
# float16 keeps 1.001 almost (1.00097656) and has no room for 70,000; bfloat16 rounds 1.001 to 1,
# and 70,000 to 70,144.
#
# **Careful.** These are the parameters alone. A running model also holds its inputs, intermediate
# results and, for language models, a cache that grows with the length of the text. int2 and int4
# need kernels that can unpack them: NumPy has no 4-bit type, so ours sit in int8 while we work, and
# we count what they take when packed.

# %% [markdown]
# ## One scale and a small integer
#
# An 8-bit integer cannot hold 0.3. **Symmetric quantisation** therefore stores two things: one
# *scale* for all numbers, and for each number how many times the scale fits into it.

# %%
values = np.array([0.30, -1.27, 0.013, 0.888])
stored = quantise(values, "int8")
print("scale ", stored.scale)
print("stored", stored.values)
print("read  ", dequantise(stored).round(4))

# %% [markdown]
# The largest absolute value, 1.27, becomes the largest integer, 127; so the scale is 1.27 / 127 =
# 0.01. 0.30 is stored as 30. 0.013 is stored as 1 and comes back as 0.01: it lost 0.003. 0.888 is
# nearer to 0.89 than to 0.88, so 89 is stored.
#
# How much can a number lose? Rounding to the nearest step is off by at most half a step:
# **|error| ≤ scale / 2**. With *b* bits the largest integer is 2^(*b*−1) − 1: 127 for int8, 7 for
# int4, 1 for int2. So each bit less about doubles the bound.

# %%
for precision in ("int8", "int4", "int2"):
    stored = quantise(values, precision)
    worst = np.abs(dequantise(stored) - values).max()
    print(f"{precision}: bound {stored.error_bound[0]:.4f}, largest error here {worst:.4f}")

# %% [markdown]
# Every error stays below its bound: 0.0030 under 0.0050, 0.0629 under 0.0907, 0.3820 under 0.6350.
#
# **Careful.** The bound is absolute. For 0.013 an error of 0.003 is almost a quarter of the number,
# and anything below half a step becomes 0. And a bound on each number is not a bound on what the
# model answers; for that we have to measure.

# %% [markdown]
# ## One large number spoils the rest
#
# The scale follows the largest value, so one outlier widens the steps for all. Here are 4,000 made
# up weights, most of them within ±0.1, and one of 50 in the first row.

# %%
weights = np.random.default_rng(7).normal(0, 0.05, size=(4, 1000))
weights[0, 0] = 50
per_tensor = quantise(weights, "int8")
print("scale", per_tensor.scale.round(3).ravel())
print("weights that became 0:", np.count_nonzero(per_tensor.values == 0), "of", weights.size)

# %% [markdown]
# **3,999 of 4,000** weights are gone: the scale is 0.394, and everything below half of that rounds
# to zero. The cure is a scale for each row (**per channel**), which keeps the damage in one row:

# %%
per_channel = quantise(weights, "int8", axis=0)
print("scales", per_channel.scale.ravel().round(5))
print("weights that became 0:", np.count_nonzero(per_channel.values == 0, axis=1), "by row")
print("bytes:", per_tensor.size_bytes, "per tensor,", per_channel.size_bytes, "per channel")

# %% [markdown]
# Rows two to four now have steps of 0.0012 to 0.0014, some 300 times finer, and all but 9 or 10 of
# each row's 1,000 weights live. What it costs: three more scales of 4 bytes, 12 bytes on 4,004.
#
# **Careful.** The first row is still lost: 999 of its 1,000 weights are 0. Where outliers matter, a
# scale for every 32 to 128 numbers, or keeping the outliers in float16, goes further and costs more
# bytes: a 2-byte scale for 32 numbers of 4 bits is another half bit for each, 12.5 %.

# %% [markdown]
# ## What it costs in accuracy
#
# Bytes are arithmetic; accuracy must be measured. We train a small classifier on scikit-learn's
# handwritten digits, keep 450 images aside, and quantise its 640 weights in nine ways.

# %%
model, features, labels = train_digits()
table = compare_precisions(model, features, labels)
table[["size_bytes", "saving_percent", "max_error", "correct", "accuracy_percent"]].round(3)

# %% [markdown]
# From 2,600 bytes to 684 bytes, one image of 450 is lost: 438 right answers become 437. int4 moves
# weights by up to 0.18, and with a scale per row it has 437 too, in 400 bytes. At int2 the model
# collapses, to 54.0 % with one scale and 66.9 % with ten.
#
# Note the savings: 73.7 % with int8, not 75 %. Scales and biases stay in float32, and this model is
# so small that they count; in a large one they vanish.
#
# Can we say that int8 is *worse*, by 0.2 points? The test images are a sample. With *n* images the
# **standard error** of an accuracy *p* is √(*p*(1−*p*)/*n*):

# %%
rows = len(labels)
table["error_points"] = accuracy_error_points(table["correct"], rows)
table[["correct", "error_points"]].round(2)

# %% [markdown]
# About 0.8 points for all that did not collapse. A difference of 0.2 is a quarter of that: from
# these two accuracies alone, int8 and int4 cannot be told apart from float32.


# %%
def points(scales, *names):
    columns = ["size_bytes", "accuracy_percent", "error_points"]
    return {name: tuple(table.loc[(name, scales), columns]) for name in names}


fig = plots.trade_off(
    {
        "integers, per channel": points("per channel", "int8", "int4", "int2"),
        "integers, per tensor": points("per tensor", "int8", "int4", "int2"),
        "floating point": points("none", "float32", "float16"),
    },
    x_label=("model size", "bytes"),
    y_label=("accuracy on 450 images", "%"),
)

# %% [markdown]
# Each point carries a bar of one standard error, up and down:

# %%
plots.show(
    fig,
    alt="Accuracy against model size, with bars of one standard error. float32 (2,600 bytes), "
    "float16 (1,320), int8 (720 and 684) and int4 (400 and 364) lie level between 96.7 and 97.3 %, "
    "within each other's bars. int2 falls to 66.9 % with a scale per channel (240 bytes) and "
    "54.0 % with one for the tensor (204 bytes).",
)

# %% [markdown]
# A plateau and a cliff: precision is almost free until it is ruinous. (bfloat16 has the size of
# float16 and one right answer fewer.)
#
# The simple comparison throws something away, though. Both models saw the *same* images, so most of
# the luck is common to both. The better comparison is **paired**: count the images that only
# float32 gets right (lost) and those that only the other gets right (gained). The loss is
# (lost − gained)/*n*, and its standard error √(((lost + gained)/*n* − loss²)/*n*).

# %%
loss, doubt = paired_loss_points(table["lost"], table["gained"], rows)
paired = table[["lost", "gained"]].assign(loss_points=loss, doubt_points=doubt)
paired.loc[["int8", "int4", "int2"]].round(2)

# %% [markdown]
# int4 per tensor lost 4 images and gained 1: a loss of 0.67 points with a standard error of 0.50,
# where the simple way had 0.85 and 0.76 for the two accuracies. Still less than two standard errors.
# A cautious rule adds two to the loss: int4 per tensor costs *up to about 1.7 points*, int8 up to
# about 0.7. If your limit is one point, int8 passes, and int4 per tensor has not shown that it does.
#
# **Careful.** With only one changed image that error is itself a guess, and "lost 0, gained 0" does
# not prove a loss of 0: with none in 450, up to about 3/450 = 0.7 points would still be plausible.
# Measure on enough images, and look at rare classes too: an average hides them. Large language
# models have outliers and behave less kindly than this one; quantised ones need their own test.

# %% [markdown]
# ## Where the energy goes
#
# Does a quarter of the bytes mean a quarter of the energy? Published figures for single operations,
# in picojoules:

# %%
figures = factors.table("precision.")
figures.loc[
    [
        "precision.mult.float32",
        "precision.add.float32",
        "precision.mult.int8",
        "precision.add.int32",
        "precision.read.dram",
    ],
    ["value", "unit", "low", "high", "year"],
]

# %% [markdown]
# A float32 multiplication and addition take 3.7 + 0.9 = 4.6 pJ. Fetching one float32 from memory
# outside the chip takes 640 pJ, 139 times as much. int8 multiplies and adds for 0.2 + 0.1 = 0.3 pJ
# (its sums are kept in 32 bits, so that they cannot overflow).
#
# To produce one token, a dense model of 7 billion parameters multiplies and adds once for each
# parameter, and reads each once.

# %%
for precision in ("float32", "float16", "int8"):
    energy = inference_energy(7e9, precision)
    print(
        f"{precision}: {energy.arithmetic_j:.4f} J arithmetic + {energy.movement_j:.2f} J movement"
        f" = {energy.total_j:.2f} J"
    )

# %% [markdown]
# From **4.51 J to 1.12 J** per token with int8. Arithmetic became 15 times cheaper, and that is not
# what saved: it had less than 1 % of the total. The saving comes from the bytes. That is also why
# weights kept in int4 help when they are turned back into float16 for the arithmetic:

# %%
print(f"{inference_energy(7e9, stored='int4', computed='float16').total_j:.2f} J")

# %% [markdown]
# ### A batch shares the reading
#
# A server that answers 64 users in one pass reads the parameters once for all of them. Each token
# then carries a 64th of the movement, and its own arithmetic in full.

# %%
per_token_mj = {}
for precision in ("float32", "float16", "int8"):
    energy = inference_energy(7e9, precision, batch=64)
    per_token_mj[precision] = {
        "arithmetic": 1000 * energy.arithmetic_j,
        "moving the parameters": 1000 * energy.movement_j,
    }
    print(
        f"{precision}: {1000 * energy.total_j:.1f} mJ, arithmetic "
        f"{energy.arithmetic_j / energy.total_j:.1%}"
    )

# %% [markdown]
# The same as a picture:

# %%
plots.show(
    plots.stacked_bars(per_token_mj, "energy per token, 64 together", "mJ"),
    alt="Stacked bars of the energy per token in a batch of 64. float32: 32 mJ arithmetic and 70 mJ "
    "movement. float16: 10.5 and 35 mJ. int8: 2 and 18 mJ. Movement is the larger part in each.",
)

# %% [markdown]
# The batch alone brings float32 from 4.51 J to 102.2 mJ, 44 times less; int8 alone gave a factor of
# 4. Together they reach 19.6 mJ. The picture has changed too: arithmetic is now 31.5 % of float32's
# energy, so int8 saves at both ends, 81 % in all. A batch has its price: somebody waits until it is
# full, and each user's intermediate results need memory.
#
# **Careful.** Use the ratios, not the joules. The figures are for 45 nm circuits of 2014; today's
# need less for all of this. DRAM may cost twice what the table says (its high end is 1,300 pJ), and
# memory stacked beside the chip a fifth (the memory alone, without its controller):

# %%
near = inference_energy(7e9, "float32", memory="hbm2")
print(f"{near.total_j:.2f} J, arithmetic {near.arithmetic_j / near.total_j:.1%}")
print(f"movement / arithmetic: {near.movement_j / near.arithmetic_j:.0f}")

# %% [markdown]
# Even there, fetching is 28 times the arithmetic. But neither line holds the rest of the server:
# activations, caches, fans, a processor that waits. If reading parameters is a *part* of the
# server's energy, only that part shrinks. Suppose, to see the size of it, that it is 40 %:

# %%
share = 0.40  # made up: the share of the server's energy that goes into fetching parameters
left = (1 - share) + share * 0.25
print(f"saved on the whole server: {1 - left:.0%}")

# %% [markdown]
# 30 %, not 75 %. "75 % smaller" is a fact about bytes; "75 % less energy" is a claim about a
# server, to be measured at one. When is it not worth it? For a model that is used ten times a day,
# quantising it and testing it again can cost more than it will ever save.

# %% [markdown]
# ## How much did this notebook use?
#
# `meter` measures the block below it. Where the processor has an energy counter that we may read,
# it uses that (through CodeCarbon, offline); elsewhere it multiplies the processor time by a
# published power, and says so. Here we ask for the second way, which exists on every machine.

# %%
with meter("train-digits", PowerModel()) as reading:
    train_digits()
print(reading.method, "|", reading.source)

# %% [markdown]
# `print(reading)` would show your machine's own numbers, other ones on each run. Prose needs numbers
# that stay, so lessons *replay* a reading that was recorded once, as at the top of this page:

# %%
recorded = replay("train-digits")
print(recorded)
print(factors.get("meter.cpu.power"))

# %% [markdown]
# By this model training took a few thousandths of a watt-hour at most.
#
# **Careful.** The true value may be half of that or more than twice: the factor's own range is 1.69
# to 8.58 W, and the reading carries it along. The model sees no graphics card and no waiting, so use
# it to compare two ways of doing the same work on one machine. A block of milliseconds is hardly
# longer than the disturbances around it: run it in a loop, and divide.
#
# ### Try it
#
# 1. How many bits do the `values` of section two need so that no error can exceed 0.1?
# 2. Take the outlier out of `weights` (`weights[0, 0] = 0`). How many weights become 0 now, per
#    tensor and per channel?
# 3. From which batch on does arithmetic take more energy than movement, in float32? And in int8?

# %% [markdown]
# ## Recap
#
# In this lesson we
#
# 1. gave the size of a model in each precision: 7 billion parameters in float32 are 28 GB, which
#    are 26.08 GiB, and a quarter of that in int8,
# 2. quantised numbers to small integers with one scale, and bounded the error by half of it,
# 3. protected a matrix against an outlier with one scale for each row, where one for all had turned
#    3,999 of 4,000 weights into 0,
# 4. measured accuracy and bytes: int8 and int4 cannot be told apart from float32 on 450 images,
#    int2 collapses; and put the doubt beside the loss,
# 5. split the energy of a token: nearly all of it moves bytes, int8 takes 4.51 J to 1.12 J, a batch
#    of 64 changes the picture, and a whole server saves less than its memory does.
#
# ## Where the numbers come from
#
# Energy per operation: M. Horowitz, "Computing's energy problem", ISSCC 2014, as quoted by Han and
# others (EIE, ISCA 2016); stacked memory: O'Connor and others, MICRO 2017. Power per virtual
# processor: Cloud Carbon Footprint. Symmetric quantisation, per tensor and per channel:
# Krishnamoorthi, arXiv:1806.08342. The digits come with scikit-learn; accuracies are measured here.
# The 4,000 weights and the 40 % are made up. `factors.table("precision.")` names each source.
#
# ## What's next
#
# Solve the assignment `release/07-precision`. Then [08 · A storage policy, written and
# judged](08-storage-policy.ipynb) looks at data that gets older, at when it should move, and when
# it should go.
