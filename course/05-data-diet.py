# %% [markdown]
# # 05 · The data diet
#
# **Time to learn:** 55 minutes · **Before this:** [01 · The footprint of one
# job](01-footprint.ipynb) · **You need:** Python, a little pandas
#
# ## Learning objectives
#
# After this lesson you can
#
# 1. remove repeated rows and unneeded columns, and state the reduction in rows and in bytes,
# 2. fit data types, file format and columns to the question, by measured bytes,
# 3. compute the transfer energy that a diet saves, and when it has paid for its own cost,
# 4. find texts that are nearly the same,
# 5. say what must not be thrown away, and why.
#
# The assignment `05-data-diet` practises each of them.

# %%
import tempfile
from pathlib import Path

import pandas as pd
import polars as pl

from greenlib import GreenlibError, factors, plots
from greenlib.file_formats import FORMATS, column_bytes, encode, read_columns
from greenlib.meter import replay
from greenlib.near_duplicates import candidate_probability, jaccard, lsh_bands, near_duplicates
from greenlib.reduction import (
    deduplicate,
    downcast,
    measure_reduction,
    memory_bytes,
    transfer_kwh,
)
from greenlib.weblog import generate_log

# %% [markdown]
# Running this notebook once used:

# %%
print(replay("05-data-diet"))

# %% [markdown]
# ## Five rows to three
#
# Data that is not there needs no disk, no network and no processor. Here are five visits to a web
# site, by three people. Our question is: *which countries do our visitors come from?*

# %%
records = [
    (1, "ana@example.com", "FR", "2023-10-01T10:00:00", "Chrome", "Mac"),
    (2, "ana@example.com", "FR", "2023-10-01T10:05:00", "Chrome", "Mac"),
    (3, "lee@example.com", "DE", "2023-10-01T10:10:00", "Firefox", "Linux"),
    (4, "joe@example.com", "US", "2023-10-01T10:15:00", "Safari", "iOS"),
    (5, "lee@example.com", "DE", "2023-10-01T10:20:00", "Firefox", "Linux"),
]
names = ["id", "email", "country", "timestamp", "browser", "os"]
records = [dict(zip(names, record, strict=True)) for record in records]

# %% [markdown]
# One pass is enough: keep a row if its key has not been seen, and of that row only the columns
# that the question needs.


# %%
def optimize_dataset(rows, key, keep_columns):
    seen, result = set(), []
    for row in rows:
        if row[key] not in seen:
            seen.add(row[key])
            result.append({column: row[column] for column in keep_columns if column in row})
    print(f"{len(rows)} -> {len(result)} rows, {1 - len(result) / len(rows):.1%} less")
    return result


optimize_dataset(records, key="email", keep_columns=["id", "email", "country"])

# %% [markdown]
# **40.0 %** of the rows are gone. The set makes "seen before?" a single look-up, however many rows
# there are.
#
# But disks and networks carry bytes, not rows. We write both tables as CSV and count:

# %%
internet = factors.value("lifecycle.network.internet", "kWh/GB")
needed = ["id", "email", "country"]
for columns in (names, needed):
    kept = deduplicate(records, key="email", keep_columns=columns)
    diet = measure_reduction(records, kept, kwh_per_gb=internet)
    print(f"{len(columns)} columns: {diet.row_reduction:.1%} of the rows less,", end=" ")
    print(f"{diet.size_before_bytes} -> {diet.size_after_bytes} B: {diet.size_reduction:.1%} less")

# %% [markdown]
# The same 40.0 % of the rows is 35.2 % of the bytes with all columns, and **73.7 %** with three.
# The heading line does not shrink with the rows, and the timestamps that went were the widest
# column. So report bytes; the share of rows says little about them.
#
# **Careful.** `if column in row` hides a mistake: misspell a column, and it is dropped from the
# result without a word. The course's `deduplicate` refuses.

# %%
print(optimize_dataset(records[:1], "email", ["id", "contry"]))
try:
    deduplicate(records, "email", ["id", "contry"])
except GreenlibError as error:
    print(error)

# %% [markdown]
# ## A million rows
#
# Five rows prove nothing about cost. This log has a million, invented but shaped like a real one:
# few articles get most requests, most requests succeed, and users return.

# %%
log = generate_log(1_000_000)
print(f"{len(log):,} rows, {log['email'].nunique():,} users")
log.head(3)

# %% [markdown]
# With a data frame library, the loop becomes one line. pandas and Polars say it like this:

# %%
needed = ["user_id", "email", "country"]
table = pl.from_pandas(log)
in_pandas = log.drop_duplicates("email")[needed]
in_polars = table.select(needed).unique(subset="email", keep="first", maintain_order=True)
print(f"{len(in_pandas):,} and {len(in_polars):,} rows")
print("the same:", pl.from_pandas(in_pandas.reset_index(drop=True)).equals(in_polars))

# %% [markdown]
# Both keep the same 600,000 rows, one for each user. `deduplicate` hides the difference; it takes
# lists of dicts and both kinds of frame.
#
# **Careful.** Polars' `unique` keeps *any* row of a group unless told `keep="first"`, and returns
# the rows in any order without `maintain_order=True`. With only `unique(subset="email")`, the
# output may differ from run to run, and then nobody can check your numbers.

# %% [markdown]
# ## Types and formats that fit
#
# pandas gives every whole number eight bytes and every text its own copy. A status code needs two
# bytes, and a name that repeats needs to be stored once. `downcast` chooses the smallest type that
# loses nothing:

# %%
small = downcast(log)
memory = pd.DataFrame({"type": log.dtypes.astype(str), "bytes": memory_bytes(log)})
memory["smaller type"] = small.dtypes.astype(str)
memory["smaller bytes"] = memory_bytes(small)
print(f"{memory['bytes'].sum() / 1e6:.1f} MB -> {memory['smaller bytes'].sum() / 1e6:.1f} MB")
memory

# %% [markdown]
# From 128.3 MB to 46.3 MB in memory: 64 % less, and no value changed. Countries, browsers and the
# rest became **categories**: a list of the few different texts, and one small number for each row.
# Of the texts, the e-mail addresses gained least, since 600,000 different ones still have to be
# stored.
#
# **Careful.** A small type fits the data of *today*. `uint16` ends at 65,535; adding 1 to
# a column of it wraps around to 0 without an error. Floats stay as they are here, because a
# smaller float loses digits; lesson 07 asks when that is allowed.
#
# On disk, the format decides. CSV is text, row by row. Parquet is binary, column by column, with
# repeated values stored once; then a compressor goes over it.

# %%
size = {file_format: len(encode(table, file_format)) for file_format in FORMATS}
pd.DataFrame({"MB": {name: round(number / 1e6, 1) for name, number in size.items()}})

# %% [markdown]
# The same million rows, nothing left out: 100.7 MB as CSV, **13.4 MB** as Parquet with zstd. More
# than half of the way is the format (49.9 MB without compression), the rest is the compressor. CSV
# with zstd shrinks as well, to 21.1 MB.
#
# **Careful.** Compressing costs processor time, each time the file is written or read. For a file
# written once and read often that is a good trade; for one that is written and never read, none of
# this pays. And measure on your own data: ours is invented, its addresses are numbered, and so it
# may compress better. On a table as small as the five records, Parquet is the *larger* file:

# %%
{file_format: len(encode(records, file_format)) for file_format in ("csv", "parquet.zstd")}

# %% [markdown]
# 304 B against 2,468 B: the description of the columns alone takes more than the data.
#
# Column by column has a second use. A reader that needs one column can skip the others, if it is
# told *before* it reads. Polars builds a plan first, and pushes the choice of columns into it. The
# Parquet file's footer says how many bytes each column takes.

# %%
with tempfile.TemporaryDirectory() as folder:
    path = Path(folder) / "log.parquet"
    path.write_bytes(encode(table, "parquet.zstd"))
    plan = pl.scan_parquet(path).select("country").explain()
    countries = read_columns(path, ["country"])
    by_column = column_bytes(path)
print(next(line.strip() for line in plan.splitlines() if "PROJECT" in line))
print(f"{countries.height:,} rows, {countries['country'].n_unique()} countries")
pd.Series(by_column, name="bytes").sort_values()

# %% [markdown]
# The plan says that one of nine columns is read. For the country that is 375,932 B of a file of
# 13.4 MB, under 3 %. Of a CSV file, all 100.7 MB must be read to find the same answer, since the
# end of one field is the start of the next.
#
# The footer also allows an estimate before any work is done. Three columns, six tenths of the rows:

# %%
estimate = sum(by_column[name] for name in needed) * 0.6
three_columns = len(encode(table.select(needed), "parquet.zstd"))
dieted = len(encode(in_polars, "parquet.zstd"))
print(f"estimated {estimate / 1e6:.2f} MB, measured {dieted / 1e6:.2f} MB")
print(f"{1 - dieted / size['csv']:.1%} less than the CSV file")

# %% [markdown]
# Estimated 4.50 MB, measured 4.50 MB. Here the estimate is that good because rows repeat at random
# and every row costs about the same.
#
# **Careful.** Where repeated rows lie next to each other, the compressor has already made them
# almost free, and removing them saves far less than their share.

# %%
steps = {
    "CSV": size["csv"],
    "Parquet": size["parquet.uncompressed"],
    "CSV, zstd": size["csv.zstd"],
    "Parquet, zstd": size["parquet.zstd"],
    "... three of nine columns": three_columns,
    "... and one row per user": dieted,
}
plots.show(
    plots.bars({name: b / 1e6 for name, b in steps.items()}, "size of the log", "MB"),
    alt="Bars of the size of the log: CSV 100.7 MB, Parquet 49.9, CSV with zstd 21.1, Parquet with "
    "zstd 13.4, of that three of nine columns 7.5, and one row per user 4.5 MB.",
)
{name: round(b / 1e6, 1) for name, b in steps.items()}

# %% [markdown]
# Each step works on what the one before left, so the savings do not add up: format and compressor
# take away 87.3 MB, leaving out six columns 5.9 MB, one row per user another 3.0 MB. The first step
# loses nothing and is safe; the last two give up information. Do them in this order, and ask
# whether you still need the last.

# %% [markdown]
# ## What the network no longer carries
#
# A transfer's energy is usually estimated as bytes times an average for the network. How large that
# average is depends on where the data goes:

# %%
factors.table("lifecycle.network.")[["value", "unit", "year", "scope"]]

# %% [markdown]
# Applied to our table, before the diet and after it:

# %%
saved_bytes = size["csv"] - dieted
for key in ("internet", "core", "provider"):
    per_gb = factors.value(f"lifecycle.network.{key}", "kWh/GB")
    before_wh, after_wh = (transfer_kwh(b, per_gb) * 1000 for b in (size["csv"], dieted))
    print(f"{key}: {before_wh:.4f} Wh -> {after_wh:.4f} Wh for each transfer")

# %% [markdown]
# Over the Internet to an office: **6.04 Wh before, 0.27 Wh after**. Between two data centres of one
# provider it is a sixtieth of both. The percentage is 95.5 in each case, but 5.8 Wh and 0.1 Wh are
# different things.
#
# The diet costs energy, too. Suppose that cleaning takes a minute on a server of 80 W (the minute
# is made up; measure yours). After how many transfers has it paid?

# %%
cleanup_wh = factors.value("etl.power", "W") * 1 / 60
for key in ("internet", "provider"):
    saved_wh = transfer_kwh(saved_bytes, factors.value(f"lifecycle.network.{key}", "kWh/GB")) * 1000
    print(f"{key}: {cleanup_wh:.2f} Wh / {saved_wh:.3f} Wh = {cleanup_wh / saved_wh:.1f} transfers")

# %% [markdown]
# Over the Internet the first transfer pays for it. Inside one provider it takes 14, since nobody
# can make 13.9. A table that is cleaned every night and fetched once by the machine next door uses
# *more* energy than before.
#
# **Careful.** The factor is an average: all energy divided by all bytes. Network equipment draws
# nearly the same power busy or idle, so a smaller file does not switch anything off today. It saves
# where less traffic lets somebody build or run less equipment. The bytes are a measurement, the
# watt-hours a share of a bill. Also, 5.8 Wh at the 450 g/kWh of lesson 01 are about 3 g of CO2e: an
# afternoon of a person's work pays only if the table is large, or moves very often.

# %% [markdown]
# ## Nearly the same
#
# An exact key finds only exact repeats. Articles, tickets and notices come back with a word added.
# To compare texts, cut each into **shingles**, all runs of five characters, and divide the shared
# ones by all: the **Jaccard** similarity.

# %%
first = "Server maintenance on Monday at 10:00. Please save your work."
second = "Server maintenance on Monday at 11:00. Please save your work."
other = "The canteen is closed on Friday."
print(f"{jaccard(first, second):.2f} and {jaccard(first, other):.2f}")

# %% [markdown]
# With 0.84, the first two are "nearly the same" by a threshold of 0.8, which is often used; the
# canteen is something else. Comparing every pair grows with the square: a thousand texts have
# 499,500 pairs. MinHash avoids that. A **signature** of 128 numbers stands for a text; two texts
# agree in each number with a probability equal to their Jaccard similarity. Here it is with the
# library datasketch:

# %%
from datasketch import MinHash


def signature(text):
    pieces = [text[start : start + 5].encode() for start in range(len(text) - 4)]
    return MinHash.bulk([pieces], num_perm=128, seed=1)[0]


f"{signature(first).jaccard(signature(second)):.2f}"

# %% [markdown]
# The signature's estimate lies near the exact value, and it takes 128 numbers however long the
# text is. Now cut the signatures into bands, and compare only texts that agree in a whole band.

# %%
bands, rows = lsh_bands(0.8)
likeness = [step / 100 for step in range(101)]
chance = candidate_probability(likeness)
plots.show(
    plots.lines(
        likeness,
        {"chance": chance},
        x_label=("Jaccard similarity of two texts", "1"),
        y_label=("chance to be compared", "1"),
        shaded=[(0.8, 1.0)],
    ),
    alt=f"An S-shaped line: with {bands} bands of {rows} numbers, the chance that two texts are "
    "compared stays near 0 up to a similarity of 0.4, is 0.24 at 0.6 and 0.95 at 0.8, where the "
    "shaded part begins, and near 1 from 0.9.",
)
{s: round(float(candidate_probability(s)), 3) for s in (0.4, 0.6, 0.8, 0.9)}

# %% [markdown]
# With 16 bands of 8 numbers, a pair at 0.4 is looked at once in a hundred times, a pair at 0.8 in
# 95 of 100. Every pair proposed is then compared exactly, so no wrong pair is reported; but about
# one in twenty at the threshold is **missed**. On a thousand invented notices, forty of them copies
# with a word added:

# %%
urls = log["url"].str.slice(9, 13)
notices = [" ".join(urls[start : start + 60]) for start in range(0, 57_600, 60)]
notices += [notice + " updated" for notice in notices[:40]]
pairs = near_duplicates(notices, threshold=0.8)
print(f"{len(notices):,} texts, {len(notices) * (len(notices) - 1) // 2:,} pairs to compare")
print(f"{len(pairs)} found, for example {pairs[0][:2]} with {pairs[0][2]:.2f}")

# %% [markdown]
# All forty are found, because an added word leaves them far above the threshold.
#
# **When is it not worth it?** Making the signatures costs processor time for every text, and below
# some thousand texts comparing every pair is quick enough. Start with exact duplicates: they are
# cheaper to find, and often most of the gain.

# %% [markdown]
# ## What must stay
#
# Our diet answered one question, "which countries?". Other questions can no longer be asked of what
# is left. Compare the log before and after:

# %%
kept = deduplicate(log, key="email")
tables = {"log": log, "one row per user": kept}
pd.DataFrame(
    {
        "requests": [len(rows) for rows in tables.values()],
        "server errors": [(rows["status"] == 500).sum() for rows in tables.values()],
        "GB sent": [round(rows["bytes_sent"].sum() / 1e9, 2) for rows in tables.values()],
    },
    index=list(tables),
)

# %% [markdown]
# From 4,885 server errors to 2,920: two in five have vanished. So have 6.37 of 15.95 GB that
# somebody is to be billed for. These rows were not duplicates: they were *events*. Rows are
# duplicates only for a question, so name the question with the key.
#
# A key that is too coarse also changes shares. Suppose somebody keeps one row for each combination
# of country and system, "to have a small sample":

# %%
sample = log.drop_duplicates(["country", "os"])
linux = {"log": (log["os"] == "Linux").mean(), "sample": (sample["os"] == "Linux").mean()}
print(
    f"{len(sample)} rows; Linux {linux['log']:.1%} in the log, {linux['sample']:.1%} in the sample"
)

# %% [markdown]
# Linux grew from 4.0 % to 20.0 %. A model trained on the sample would learn a world that does not
# exist. It can go the other way too: dropping rare values as "noise" removes the people or
# failures that a model knows least about already. And near-duplicates can differ in the one word
# that matters:

# %%
note = "The patient was seen on Monday and is allergic to penicillin; follow-up in two weeks."
changed = note.replace("is allergic", "is not allergic")
f"{jaccard(note, changed):.2f}"

# %% [markdown]
# Above 0.8, so a diet would drop one of the two. Before deleting anything, then, four questions:
#
# - **Law.** Must it be kept (accounts, medical records, safety logs, a running dispute)? Must it
#   go? For personal data, European law asks for no more than the purpose needs. Both can
#   apply to one table; ask whoever is responsible. A column that nobody may use is the best one
#   to drop.
# - **Rare cases.** Errors, fraud, minorities, extreme weather: count them before and after.
# - **Bias.** Do the shares of groups move? Compare them, as above.
# - **Way back.** Can it be collected again? If not, an archive (lesson 08) costs little, and a file
#   format that loses nothing costs less still.
#
# ### Try it
#
# 1. Generate the log with `duplicate_share=0.1`. By how much do the bytes fall now, and how many
#    transfers inside one provider pay for the minute?
# 2. Which single column saves most when it is left out? Is there a question that needs it?
# 3. Set the threshold of `near_duplicates` to 0.95. What does `lsh_bands` choose, and are all
#    forty copies still found?

# %% [markdown]
# ## Recap
#
# In this lesson we
#
# 1. removed repeated rows and unneeded columns: 5 rows to 3 is 40.0 % of the rows, and 73.7 % of
#    the bytes,
# 2. fitted types, format and columns by measured bytes: 128.3 MB to 46.3 MB in memory, 100.7 MB to
#    13.4 MB on disk without losing anything, 4.5 MB with what the question needs,
# 3. computed the transfer energy, 6.04 Wh to 0.27 Wh over the Internet, and found that cleaning
#    pays with the first transfer there and with the 14th inside one provider,
# 4. found texts that are nearly the same, all forty of them, without making all 499,500
#    comparisons,
# 5. said what must not be thrown away: events, rare cases, the shares of groups, and what the law
#    asks us to keep.
#
# ## Where the numbers come from
#
# The five records are those of the notebook this course grew from; the log and the notices are
# invented, by a generator with a fixed seed. All sizes are counted from files written here. The
# network factors are those of Aslan and others (2018) and of Cloud Carbon Footprint; each row of
# `factors.table("lifecycle.network.")` names its source. That network energy does not follow
# traffic from one moment to the next is explained by Mytton, Lundén and Malmodin (Journal of
# Industrial Ecology, 2024). MinHash and bands follow Leskovec, Rajaraman and Ullman, Mining of
# Massive Datasets, chapter 3. "No more than the purpose needs" is Article 5(1)(c) of Regulation
# (EU) 2016/679.
#
# ## What's next
#
# Solve the assignment `release/05-data-diet`. Then [06 · Caching and
# batching](06-caching-and-batching.ipynb) keeps results, so that the same work is not done twice.
