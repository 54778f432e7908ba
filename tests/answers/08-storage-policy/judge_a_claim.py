# %% [markdown] Assumptions with their direction, and a statement with its condition kind="right" points=4
# 85 % supposes passive tape that is full, and data that nobody touches. We restore every week, so
# copies lie on disk again: the saving shrinks. They keep six copies and we keep two, which shrinks
# it again. Our grid is at 40 g/kWh, so the making of the hardware counts for most, and the sources
# for that disagree. I would ask the supplier about medium, copies and hardware, and log our
# restores for a month. Until then I would write: "Archiving files that were not read for a year
# probably saves most of their electricity, provided that we switch the old disks off."

# %% [markdown] Two assumptions, no decision kind="wrong" points=2
# The archive has six copies and we have two, so the saving is smaller than 85 %. We also restore
# data every week, and what is restored is on disk twice, which makes it smaller still. So the
# figure is too high for us.

# %% [markdown] One doubt and a question kind="wrong" points=2
# I am not sure about the tape because the supplier does not say what the archive is made of; if it
# is disks the saving would be much lower. I would ask them for the medium and for the study behind
# the 85 %.

# %% [markdown] Computes with the claim kind="wrong" points=0
# We have 200 TB, so moving it to the archive leaves only 15 % of the emissions, which is like 30
# TB. At 40 g/kWh this is a very good result and we should do it at once.
