# %% [markdown] Direction with a number, evidence with a plan kind="right" points=4
# The move makes things worse: at 02:00 a kilowatt-hour carries 295 g instead of 216 g, so the report
# emits about 37 % more, because California's clean hours are the sunny ones. The 33.66 % were found
# for a job that starts at 01:00 and may wait until the morning, which is the opposite of this move,
# and in another year. The team should take hourly data of its own grid for at least a year and
# compare the hours in which the report really ran. Better: "Moving to 02:00 raised our emissions by
# roughly a third on a typical winter weekday; we have gone back to 10:00."

# %% [markdown] The direction only kind="wrong" points=2
# Nights are not green in California. The two hours given are 295 g/kWh at night and 216 g/kWh at
# 10:00, so the report now emits 79 g more for every kilowatt-hour. They should run it at 10:00 again.

# %% [markdown] The evidence, and a direction without a number kind="wrong" points=3
# California has a lot of solar power, so the night is dirtier than the morning and the move is a
# mistake. The study's job left the night, it did not go there, so its percentage is about something
# else. The team must compute the saving from its own grid's hours over a whole year.

# %% [markdown] Only rounds the number kind="wrong" points=0
# 33.66 % is too exact. I would write that they save about a third. Otherwise running at night is a
# good idea, as there is less demand and the study confirms it.

# %% [markdown] Asks for own data, believes in the night kind="wrong" points=1
# A study from 2021 cannot tell what this report saves. The team should look at hourly values for
# California and at its own power use. I think that the night is right, but the percentage may differ.
