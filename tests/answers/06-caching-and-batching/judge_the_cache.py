# %% [markdown] Stale, with both sides estimated kind="right" points=4
# The cache is keyed by the path, and the path does not change when the shops write, so everybody
# gets the prices of the first hour until the server restarts, and nothing warns them. I would pass
# the file's hash as a second argument and set maxsize=1. Then the energy: 200 calls of half a
# second at 80 W are 8,000 J, 2.2 Wh a day. The table costs 3 × 24 × 0.39 = 28 Wh a day, more than
# ten times as much, so it does not pay. It would if the memory is there and powered in any
# case, or with some thousands of calls.

# %% [markdown] Break-even instead of two sums kind="right" points=4
# Two things are wrong. First, prices change hourly but the key (path) does not: the answers go
# stale after an hour, so cache_clear() must be called when a new file comes. Second, a call costs
# 0.011 Wh and keeping 3 GB costs 28 Wh a day, so about 2,500 calls a day are needed before it pays,
# and there are 200. That is for half a second; if loading took a minute the result would be
# different. Caching everything without a bound also fills the memory. I would not cache this one.

# %% [markdown] Sees the stale prices, accepts the saving kind="wrong" points=2
# The shops change the file every hour and lru_cache does not see it, because the argument is the
# same path. So customers see wrong prices. He should add the modification time to the arguments.
# Apart from that it is a good idea and saves all the energy of the later calls.

# %% [markdown] Old prices without a reason, one side estimated kind="wrong" points=2
# The prices could be old after some time, which is bad for customers. The saving is not 100 %,
# because the first call has to be computed; 199 calls of half a second at 80 W are about 2.2 Wh a
# day. That is a small saving but still a saving, and I would keep the cache.

# %% [markdown] Praises the cache kind="wrong" points=0
# Caching is one of the most effective green patterns, since work that is not done needs no energy.
# 0 s is the best that is possible. The team should cache all its functions with maxsize=None,
# so that nothing is ever computed twice.
