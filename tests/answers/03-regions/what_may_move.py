# %% [markdown] Splits the jobs, corrects the law, and says what to check kind="right" points=4
# The two jobs have to be looked at apart. The product search answers people in India within 50 ms,
# and from Stockholm light in fibre alone needs about 62 ms there and back, realistically 131 ms, so
# it stays in Mumbai. Nobody waits for the nightly training, so its latency is of no interest; what
# matters is whether Stockholm has the GPUs, what they cost, and how much data goes over the wire
# every night. The GDPR does not forbid sending data out of the EU. It allows it under conditions,
# for example an adequacy decision or standard clauses, and our data protection officer has to say
# whether these are met in India now. In Stockholm the question would not come up, since that is
# inside the EEA. My plan is to train in Stockholm, copy the finished model to Mumbai, and first
# check the GPU offer, the price and what share of our kWh the training really is.

# %% [markdown] Right about latency, silent about the law kind="wrong" points=3
# The search must not move, because the round trip from Stockholm to Mumbai is at least 62 ms and
# the customers expect 50. The training can move, if there are GPUs in Stockholm and they are not
# too expensive. So I would move the training and keep the search. First I would ask the provider
# which GPUs they have in eu-north-1 and measure how long the copy of the data takes. The saving is
# then not 98.8 % of everything, only of the training.

# %% [markdown] Everything stays, because of the GDPR kind="wrong" points=1
# Both jobs use data of people and the GDPR forbids to move it, so the report is wrong and nothing
# can be done. Also the users of the search are in India, and it would become slow for them. The
# training does not have that problem, but it cannot move either.

# %% [markdown] Agrees with the report kind="wrong" points=0
# 98.8 % is a very large saving and Stockholm has the cleanest electricity of all AWS regions. Since
# the GDPR demands it anyway, everything should move next month, and the customers will understand
# that the page is a little slower.
