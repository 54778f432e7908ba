# %% [markdown] Twice the calls, and the certificates kind="right" points=4
# The calls doubled, so twice 1.8 g is 3.6 g for what used to take 3.0 g: emissions went up by a
# fifth, not down by 40 %. Since users did not change, each user now causes 20 % more. Per call is the
# wrong unit, because cutting an answer in two lowers it for free. Certificates do not count in an
# SCI score, it needs the intensity of the grid both before and after. And only the serving machines
# are counted, so nothing is said about backups, standby machines or building the servers. Better:
# "Per user our emissions rose by about 20 % or more, without standby machines and hardware."

# %% [markdown] Sees the doubling, believes the certificates kind="wrong" points=2
# The score per call fell but there are twice as many calls, so in total 3.6 g are emitted instead of
# 3.0 g, that is 20 % more. The unit should be the user, because calls can be multiplied without any
# benefit. It is good that the electricity is covered by certificates, so the rest is small. Better:
# "our emissions per user went up by 20 %."

# %% [markdown] Sees the certificates, believes the 40 % kind="wrong" points=1
# Certificates are offsets and an SCI score may not be reduced by offsets. They should use the
# carbon intensity of their region. Apart from that the team has cut its emissions by 40 %, which is
# a good result.

# %% [markdown] Repeats the claim kind="wrong" points=0
# The SCI went from 3.0 g to 1.8 g, and 1.8 / 3.0 is 0.6, so the emissions fell by 40 %. The claim is
# correct. A better sentence would be that the new interface is 40 % greener than the old one.
