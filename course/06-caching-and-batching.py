# %% [markdown]
# # 06 · Caching and batching
#
# **Time to learn:** 55 minutes · **Before this:** [01 · The footprint of one job](01-footprint.ipynb) ·
# **You need:** Python functions and decorators, a little pandas
#
# ## Learning objectives
#
# After this lesson you can
#
# 1. count the hits and misses of a cache, and state the seconds that it saves,
# 2. bound a cache's memory, and say what a bound that is too small does,
# 3. recognise when a cached answer is stale, and make the cache notice,
# 4. compute from how many repeats on keeping a result pays,
# 5. choose a batch size by its energy per item and by how long the answers take.
#
# The assignment `06-caching-and-batching` practises each of them.

# %%
import tempfile
from functools import lru_cache
from pathlib import Path

import pandas as pd

from greenlib import convert, factors, plots
from greenlib.batching import energy_per_item_kwh, mean_latency_s
from greenlib.caching import (
    MeasuredCache,
    VirtualClock,
    break_even_repeats,
    content_key,
    disk_cache,
    keeping_kwh,
    net_saving_kwh,
)
from greenlib.meter import replay

# %% [markdown]
# Running this notebook once used:

# %%
print(replay("06-caching-and-batching"))

# %% [markdown]
# ## The same answer twice
#
# If a function gives the same answer for the same arguments, the second call need not do the work
# again. Here is a transform that takes half a second. Its clock is a virtual one, which moves on
# only when somebody sleeps on it, so that the times below are the same on your machine.

# %%
clock = VirtualClock()


def transform(data_id):
    clock.sleep(0.5)
    return f"Transformed_{data_id}"


data_ids = [1, 2, 1, 3, 2, 4, 1, 5]
results = [transform(data_id) for data_id in data_ids]
clock.now()

# %% [markdown]
# Eight calls, 4.0 s. But only five *different* things were asked for. Python's own `lru_cache`
# keeps each result and hands it out again:

# %%
cached = lru_cache(maxsize=128)(transform)
for run in ("first run", "second run"):
    start = clock.now()
    assert [cached(data_id) for data_id in data_ids] == results
    print(f"{run}: {clock.now() - start:.1f} s, {cached.cache_info()}")

# %% [markdown]
# The first run takes **2.5 s** for its five misses (calls that must compute), the second **0.0 s**.
# The counts are for both runs together: 11 hits, answered from memory, and 5 misses.
#
# It is tempting to report "2.5 s to nothing, a saving of 100 %". That compares a cold cache with a
# warm one, and it hides what the cache did in the first run already. The fair comparison is with
# having no cache: 16 calls would take 8.0 s. `MeasuredCache` is an `lru_cache` that keeps this
# account, too.

# %%
measured = MeasuredCache(transform, now=clock.now)
for run in ("first run", "second run"):
    for data_id in data_ids:
        measured(data_id)
    print(f"{run}: {measured.stats}, hit rate {measured.stats.hit_rate:.0%}")

# %% [markdown]
# After one run 1.5 s of 4.0 s are saved, after two runs 5.5 s of 8.0 s: 69 %, and never quite 100
# %. In energy, at the 80 W of our ETL server:

# %%
power_w = factors.value("etl.power", "W")
f"{convert(power_w * measured.stats.saved_s, 'J', 'kWh') * 1000:.3f} Wh"

# %% [markdown]
# 0.122 Wh, about a thousandth of what boils a litre of water. The saving grows with the work behind
# a call and with the number of hits, and with nothing else. Look for calls that are dear *and*
# repeated.
#
# **Careful.** Our transform sleeps, and so does the one in many a demonstration. A sleeping
# processor draws little, so the seconds would be real and the energy would not. Count seconds of
# *work*. And a cache is right only for a function that depends on nothing but its arguments: one
# that reads the time of day, a random number or a table that changes must not be cached like this.

# %% [markdown]
# ## How much fits
#
# `maxsize` bounds the cache. When it is full, the result that has not been used for longest is
# thrown out (that is the LRU: least recently used). Five keys, asked for in three rounds:

# %%
rounds = [1, 2, 3, 4, 5] * 3
for maxsize in (3, 4, 5, 128):
    bounded = MeasuredCache(transform, maxsize=maxsize, now=clock.now)
    for data_id in rounds:
        bounded(data_id)
    print(f"maxsize {maxsize:3}: {bounded.stats}")

# %% [markdown]
# With room for five, 10 of 15 calls are hits. With room for four there is **not one hit**, and 11
# evictions: each key is thrown out just before it is needed again. The cache holds 80 % of the keys
# and saves 0 %. Beyond five, more room changes nothing.
#
# So look at the evictions: if there are many and the hits are few, the cache is too small, or the
# order of the work is wrong. Going through the same calls key by key needs room for one:

# %%
one = MeasuredCache(transform, maxsize=1, now=clock.now)
for data_id in sorted(rounds):
    one(data_id)
print(one.stats)

# %% [markdown]
# **Careful.** `maxsize` counts results, not bytes: 128 results of 1 GB are 128 GB. `maxsize=None`
# has no bound, so a service that sees new keys all day grows until it is killed. And a hit returns
# the *same object*: whoever sorts or edits it changes everybody's answer.

# %% [markdown]
# ## Keep results from run to run
#
# `lru_cache` forgets everything when the notebook restarts. joblib writes results to a folder
# instead; `disk_cache` is a short name for that. Ours is a temporary folder, so that this lesson
# leaves nothing behind.

# %%
temporary = tempfile.TemporaryDirectory()
folder = Path(temporary.name)
prices = folder / "prices.csv"
prices.write_text("tea,3\ncoffee,5\n")


def mean_price(path):
    return float(pd.read_csv(path, names=["item", "price"])["price"].mean())


by_name = disk_cache(mean_price, folder / "cache")
print("known before:", by_name.check_call_in_cache(prices))
print("mean price:", by_name(prices))

# %% [markdown]
# Opening the folder anew stands for tomorrow's run. The answer is there already, before any call:

# %%
tomorrow = disk_cache(mean_price, folder / "cache")
tomorrow.check_call_in_cache(prices)

# %% [markdown]
# **Careful.** Nothing is ever removed from this folder; plan who empties it. Only load a cache that
# you trust, because joblib stores pickles, and opening a pickle can run code.

# %% [markdown]
# ## The stale answer
#
# Now the price list changes.

# %%
prices.write_text("tea,3\ncoffee,9\n")
print("cached:", by_name(prices))
print("true:  ", mean_price(prices))

# %% [markdown]
# The cache says 4.0, the truth is 6.0, and there is no error or warning. To the cache the call is
# the same as before: the same path. What changed, the content, is not part of the **key**. A saving
# that gives wrong answers is not a saving, so put into the key what the answer depends on:


# %%
def mean_price_of(path, key):
    return mean_price(path)


by_content = disk_cache(mean_price_of, folder / "cache")
print(by_content(prices, content_key(prices)))
prices.write_text("tea,3\ncoffee,11\n")
print(by_content(prices, content_key(prices)))

# %% [markdown]
# 6.0, and 7.0 after the next change: another content has another key, so it is another call. And if
# the old content comes back, so does its old answer, without computing.
#
# `content_key` is a fingerprint (SHA-256) and has to read the whole file for it, at every call.
# That is worth it when computing takes much longer than reading. Where it does not, the cheaper
# keys are a version number, or the file's size and time of change, which can be fooled; or an
# answer is thrown away after a fixed time and may be wrong until then.
#
# **Careful.** The answer also depends on the code. joblib notices when `mean_price_of` itself is
# edited, but not when `mean_price`, which it calls, is. `lru_cache` notices neither a file nor code
# that it calls. Add a version to the key, and raise it when the method changes.

# %% [markdown]
# ## When it pays
#
# Keeping is not free. Memory draws power whether anybody asks or not:

# %%
print(factors.get("lifecycle.memory"))
memory_kwh = keeping_kwh(
    size_gb=1, hours=24, kwh_per_gb_h=factors.value("lifecycle.memory", "kWh/GB-h")
)
f"{memory_kwh * 1000:.3f} Wh"

# %% [markdown]
# One gigabyte for one day: **9.408 Wh**. Suppose the result behind it takes half a second to
# compute at 80 W (the gigabyte and the half second are made up for teaching). How often must it be
# asked for again?

# %%
compute_kwh = convert(power_w * 0.5, "J", "kWh")
print(f"{compute_kwh * 1000:.4f} Wh to compute it once")
break_even_repeats(compute_kwh=compute_kwh, keep_kwh=memory_kwh)

# %% [markdown]
# **847 times a day**, once every 102 seconds. With fewer repeats, computing again takes less
# energy. On a solid-state disk a gigabyte draws far less, but each look-up has to read it back; say
# that this takes 0.4 s at the same 80 W. (A look-up in memory takes so little that we leave it
# out.)

# %%
disk_kwh = keeping_kwh(1, 24, factors.value("storage.ssd", "Wh/TB-h") / 1e6)
read_kwh = convert(power_w * 0.4, "J", "kWh")
ways = {
    "memory": {"keep_kwh": memory_kwh},
    "disk": {"keep_kwh": disk_kwh, "lookup_kwh": read_kwh},
}
for name, costs in ways.items():
    repeats = break_even_repeats(compute_kwh=compute_kwh, **costs)
    print(f"{name}: {1000 * costs['keep_kwh']:.4f} Wh to keep, pays from {repeats:.0f} repeats on")

# %% [markdown]
# The disk keeps it for 0.0288 Wh, 327 times less, and pays from 17 repeats on. But each of its hits
# saves only 0.1 s of work, and we charge the 0.4 s at every call, also at the first one, which finds
# nothing yet. (Without that, it would pay from 13 on.) Over a day:

# %%
repeats = list(range(0, 2001, 50))
savings = {
    name: [1000 * net_saving_kwh(n, compute_kwh=compute_kwh, **costs) for n in repeats]
    for name, costs in ways.items()
}
plots.show(
    plots.lines(
        repeats,
        savings | {"no cache": [0.0] * len(repeats)},
        x_label=("repeats", "per day"),
        y_label=("net saving", "Wh per day"),
    ),
    alt="Net saving against repeats per day, from 0 to 2,000. The memory cache starts at a loss of "
    "9.4 Wh, crosses zero near 850 repeats and saves 12.8 Wh at 2,000. The disk cache starts "
    "near zero and rises slowly to 4.4 Wh. The two cross near 1,050 repeats.",
)

# %% [markdown]
# So there are three answers, depending on the number of repeats: no cache for a handful, disk from
# 17, and memory above about 1,050. The cache with the quickest answers can be the one that uses
# most.
#
# **Careful.** The memory figure has a range, and so has the 847:

# %%
memory = factors.get("lifecycle.memory")
for per_gb_h in (memory.low, memory.high):
    keep_kwh = keeping_kwh(size_gb=1, hours=24, kwh_per_gb_h=per_gb_h)
    print(f"{break_even_repeats(compute_kwh=compute_kwh, keep_kwh=keep_kwh):.0f} repeats")

# %% [markdown]
# From 810 to 882 repeats. What it counts matters more. A gigabyte that stands installed and empty
# in your server anyway draws about the same without your cache: then keeping costs almost nothing.
# Charge it when the cache is why a larger machine is rented. And people wait too: half a second
# saved at each click may be worth some watt-hours, which is a decision to be made openly.

# %% [markdown]
# ## Batches share the fixed cost
#
# Not all repeated work is a repeated answer. Many calls have a fixed part (connect, load, start)
# that does not depend on how much is asked for. Say 0.3 s fixed and 0.02 s for each item, at 90 W;
# four items arrive every second. All four numbers are made up for teaching.

# %%
call = {"fixed_s": 0.3, "item_s": 0.02}
sizes = pd.Series([1, 2, 10, 40, 100])
machine_w = 90
mwh = 1e6 * energy_per_item_kwh(sizes, **call, power_w=machine_w)
print(pd.DataFrame({"batch": sizes, "mWh per item": mwh}).round(2).to_string(index=False))

# %% [markdown]
# One by one an item takes 8.00 mWh; ten at a time 1.25 mWh, 84 % less. Then the gain is nearly used
# up: from 40 to 100 it falls from 0.69 to 0.57 mWh, and no batch goes below the 0.5 mWh of the
# item's own 0.02 s. The first few items bring most of it.

# %% [markdown]
# ## What waiting costs
#
# A batch must fill before it can start. The mean **latency** of an item is its wait for the batch
# to fill, plus the time of the whole batch, since all results come together:

# %%
latency = mean_latency_s(sizes, **call, arrival_rate_per_s=4)
print(pd.DataFrame({"batch": sizes, "latency (s)": latency}).round(3).to_string(index=False))

# %% [markdown]
# Batches of 40 take almost 6 s and batches of 100 almost 15 s. That is the price. But look at the
# first line: **one item at a time is the slowest of all**. An item takes 0.32 s and the next one
# comes after 0.25 s, so work piles up and the wait grows without end (inf). Batches of two take
# 0.34 s and fill in 0.5 s: they keep up, with a latency of 0.465 s.

# %%
many = pd.Series([1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 40, 60, 100])
energy = 1e6 * energy_per_item_kwh(many, **call, power_w=machine_w)
latency = mean_latency_s(many, **call, arrival_rate_per_s=4)
plots.show(
    plots.panels(
        many,
        {("energy per item", "mWh"): energy, ("latency", "s"): latency},
        x_label=("batch size", "items"),
    ),
    alt="Two panels over batch sizes from 1 to 100 on a logarithmic axis. Energy per item falls "
    "steeply from 8 mWh at 1 to 1.25 at 10 and flattens towards 0.57 at 100. Mean latency rises "
    "from 0.47 s at 2 to 1.6 s at 10 and 14.7 s at 100; at 1 there is no point, since work piles "
    "up.",
)

# %% [markdown]
# The energy curve bends early and the latency curve late. A batch of 10 has most of the saving for
# 1.6 s of waiting; from there on, each further second brings less. To choose, fix what people
# accept, then take the least energy within it. With a limit of 2 s:

# %%
sizes = pd.Series(range(1, 101))
fits = sizes[mean_latency_s(sizes, **call, arrival_rate_per_s=4) <= 2]
best = int(fits.max())
seconds = mean_latency_s(best, **call, arrival_rate_per_s=4)
print(f"batches of {fits.min()} to {best} fit; {best}: {seconds:.3f} s,", end=" ")
print(f"{1e6 * energy_per_item_kwh(best, **call, power_w=machine_w):.2f} mWh per item")

# %% [markdown]
# Batches of 12. A report for tomorrow morning has no limit of seconds: batch by the thousand.
#
# **Careful.** "84 % less" counts only the time in which the machine works. If it stays on between
# batches and draws, say, 60 W there, each item's quarter of a second is paid for anyway:

# %%
gap_s = 1 / 4
for batch in (2, 10, 40):
    busy_s = 0.3 / batch + 0.02
    joules = 90 * busy_s + 60 * (gap_s - busy_s)
    print(f"batch of {batch}: {joules / 3.6:.2f} mWh per item, idling included")

# %% [markdown]
# From 2 to 40 the working energy falls from 4.25 to 0.69 mWh, by 84 %; with idling it falls from
# 5.58 to 4.40 mWh, by 21 %. The rest is saved only if the gaps are used: by other work, by sleep,
# or by a smaller machine. Two more limits: a batch must fit into memory, and when one item fails,
# the whole batch may have to be done again. And our latency holds for steady arrivals; random ones
# also queue, most where the machine is nearly full.
#
# ### Try it
#
# 1. Ask the measured cache for `[5, 4, 3, 2, 1] * 2` with `maxsize=4`, then forwards and backwards
#    in turn (`[1, 2, 3, 4, 5, 5, 4, 3, 2, 1]`). Why does the second order get hits?
# 2. The half second becomes a minute of computing. From how many repeats a day does memory pay
#    now, and disk?
# 3. Forty items arrive per second. Which is the smallest batch that keeps up, and what
#    is its latency? What would you do about it?

# %% [markdown]
# ## Recap
#
# In this lesson we
#
# 1. counted hits and misses: eight calls, five misses, 2.5 s instead of 4.0 s, and 5.5 s of 8.0 s
#    saved after two runs,
# 2. bounded the memory, and saw that room for four of five keys in a loop gives 0 hits and 11
#    evictions,
# 3. recognised a stale answer, 4.0 instead of 6.0, and made the cache notice with the content in
#    its key,
# 4. computed from how many repeats on keeping pays: 847 a day for a gigabyte in memory and half a
#    second of work, 17 on disk,
# 5. chose a batch of 12 within 2 s, and saw that a batch that is too small is the slowest.
#
# ## Where the numbers come from
#
# The transform of half a second and its eight calls are those of the notebook this course grew
# from, as are the 80 W. The energy of memory and of solid-state disks is that of Cloud Carbon
# Footprint (`lifecycle.memory`, `storage.ssd`); both rows name their source and what they leave
# out. Size, reading time, batch times, arrivals, 90 W and 60 W are made up for teaching.
# `functools.lru_cache` is described in Python's documentation, the disk cache in joblib's
# (`joblib.Memory`). The mean wait, (B - 1) / (2 × rate) for batches of B, is half the time from the
# first arrival to the last.
#
# ## What's next
#
# Solve the assignment `release/06-caching-and-batching`. Then
# [07 · Precision](07-precision.ipynb) makes numbers smaller: how few bits does a model need?
