# %% [markdown] Bytes, the whole server, and the doubt kind="right" points=4
# What shrinks by 75 % is the number of bytes, and with them the energy of fetching parameters, if one
# token is made at a time. The joules are from 2014 circuits and count neither the rest of the server
# nor its idle time, and in a batch the fetching is shared, so I would not repeat "75 % of the energy".
# I want the energy of the whole machine measured with real traffic, for both builds. One image of 450
# is 0.2 points with a standard error near 0.8, so nobody can say better, worse or unchanged. Also it
# was a model of handwritten digits: test your own model on thousands of our cases.

# %% [markdown] Another good answer, in other words kind="right" points=4
# I believe that the weights are four times smaller. I doubt that the bill is: suppose reading weights
# is a third of what the server draws, then a quarter of the bill goes away. With 64 users at once the
# ratio is different again. Show me a wattmeter at the rack, before and after, per thousand answers.
# 438 to 437 is one picture; on another 450 pictures it could have been three the other way. And the
# pictures were digits, while you sell a language model, so repeat it there, pairwise, on a large set.

# %% [markdown] Sees the energy, accepts the accuracy kind="wrong" points=2
# The 75 % is the saving of memory bytes. The whole server saves less, because fans, idle time and
# activations do not shrink, so I would ask for a measurement of the whole server. The accuracy is
# fine: it is practically the same, 437 and 438.

# %% [markdown] Doubts both, with half of the reasons kind="wrong" points=2
# The energy figures are for old circuits, so the numbers could be different today. 450 images are
# few, so more should be tested before one says that the accuracy is unchanged.

# %% [markdown] Takes one image as proof kind="wrong" points=0
# The saving is right: 1.12 / 4.51 = 0.25. But the accuracy is not unchanged, because int8 got one
# image less right, so int8 is worse by 0.2 % and the vendor is lying.

# %% [markdown] Accepts everything kind="wrong" points=0
# The claim is correct. int8 has a quarter of the bits of float32, so it needs a quarter of the
# energy, and one image makes no difference.
