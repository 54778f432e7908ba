# %% [markdown] Both points kind="right" points=4
# Day 1 is the wrong day to rank: what you transfer is the same tomorrow, but what you store grows by
# 1 TB every day, so within weeks storage leads and after a year it is nearly all. I would decide now
# how long logs are kept. The two figures are for different routes, a provider's fibre and the public
# Internet, and they differ by 60 times, so the 52 % are very uncertain. And they are averages:
# switches draw power whether or not you send, so compressing saves less than the share suggests.

# %% [markdown] Sees the growth only kind="wrong" points=2
# Storage will not stay at 5 %, as a terabyte is added each day and nothing is deleted. After a year
# there are 365 TB. So the team should set a limit of 90 days first. The transfer figures are fine,
# and compressing by half will save half of that.

# %% [markdown] Agrees with the report kind="wrong" points=0
# The report is right. Transfer is more than half of the emissions, so it is the hotspot, and a team
# should always start with the hotspot. Storage can be ignored at 5 %.
