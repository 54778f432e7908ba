# %% [markdown] Multiplies, keeps to the limits kind="right" points=4
# Storage is 8,400 of 9,000 kg, so it comes first. Dropping unused columns halves it to 4,200 and
# leaves 4,800 kg in all. An archive after 30 days would leave 420 kg of storage, but analysts open
# last year's records every month and would wait for hours, so I archive only what is older than a
# year; that saves less than 3,780 kg, how much must be computed. All this has the doubt of the
# baseline, 4,000 to 12,000. Canada is not allowed for health records from the EU. The price is
# about eight days and columns that never come back.

# %% [markdown] Right numbers, no look at the use kind="wrong" points=3
# First drop columns (8,400 to 4,200 kg), then archive after 30 days, which takes nine tenths of the
# 4,200 and leaves 420. With compute and transfer that is 1,020 kg instead of 9,000, give or take a
# third, as the baseline is between 4,000 and 12,000. We do not move to Canada because the data must
# stay in the EU.

# %% [markdown] Adds the savings, but refuses Canada kind="wrong" points=1
# Archiving saves 7,560 kg and dropping columns 4,200 kg, together 11,760 kg, so we even become
# negative. Canada is not in the EU and therefore not possible.

# %% [markdown] Takes all three kind="wrong" points=0
# We should do all three fixes as soon as possible because the climate is important. Moving to
# Canada is the greenest option and the rest helps as well.
