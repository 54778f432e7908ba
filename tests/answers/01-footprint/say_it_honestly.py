# %% [markdown] Both doubts, and a better sentence kind="right" points=4
# Five digits are too many: the power was measured once and the PUE is a guess, so I would write
# about 520 g, from roughly 440 to 700 g. The Swedish number uses 8.8 g/kWh from a source that
# counts less than the other; with about 41 g/kWh, from the kind of source behind the first number,
# it would be near 47 g. Better: the job emits about half a kilogram per run, and about a tenth of
# that in Sweden, by one source's yearly averages.

# %% [markdown] Doubts the digits only kind="wrong" points=1
# The number is too exact. You cannot know emissions to a hundredth of a gram, so it should be
# rounded. Apart from that the job should move to Sweden, which saves 98 %.

# %% [markdown] Repeats the formula kind="wrong" points=0
# The emissions are power times hours times PUE times carbon intensity. With 8.8 instead of 450 the
# result is 10.14 g, so the statement is correct.
