# %% [markdown] Missing inputs, both objections, a better text kind="right" points=4
# I cannot check this: it gives hours but neither the watts of a GPU (measured or TDP?), nor the PUE,
# nor where it ran and with which g/kWh, so I get no energy and no emissions. It also does not say
# if failed and earlier runs are in the 1.7 million hours. Zero is what is left after buying renewable
# certificates (market-based); the grid that delivered the power did emit. The 284 t were not for
# training a model but for an architecture search, and were later corrected to 3.2 t. So the two
# should not be compared at all. They should print watts, PUE, g/kWh, location-based and market-based
# tonnes and all runs, and the accuracy of several runs.

# %% [markdown] Missing inputs, and only the zero kind="wrong" points=3
# The energy cannot be recomputed, because the power, the PUE and the carbon intensity are missing, and
# we do not know how many runs there were. Also the zero is only market-based: with certificates the
# emissions are bought away on paper, but the electricity still came from a normal grid. Apart from
# that it is fair to say that the new model is far better than the five cars.

# %% [markdown] Only the five cars kind="wrong" points=1
# The five cars were an architecture search and not a training, and the number was too high by a factor
# of 88. So the company should compare with something else. Otherwise they give hours and emissions,
# which is good.

# %% [markdown] One missing thing kind="wrong" points=1
# They should say how large the PUE of the data centre was. Then everybody could see that the training
# was really green and much better than the model with 284 t.

# %% [markdown] Accepts the claim kind="wrong" points=0
# With renewable electricity there are no emissions, so 0 t is right and 284 t is worse. The company
# should give more details, but the result shows that renewable electricity solves the problem.
