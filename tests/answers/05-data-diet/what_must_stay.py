# %% [markdown] Three losses, a first step and counts kind="right" points=4
# The rows are events, and one row per patient throws away nearly all alarms, the rare thing the
# model should learn. Dropping the age group does not remove the bias, it only hides it. Letters can
# be alike except for a dose, and the law obliges the hospital to keep them. I would first convert
# the log to Parquet and remove exact repeats, which loses nothing. Then I would sample the quiet
# hours for training only, and leave the archive as it is. Before that I would count the alarms for
# each age group and ward, in the log and in the sample.

# %% [markdown] Losses with reasons, no proposal kind="wrong" points=2
# Patient records must be kept for years, so they may not delete letters. With one row per patient
# the alarms are gone, and they are the rare cases that matter. So the proposal is bad and the
# hospital should leave the data as it is.

# %% [markdown] A technical answer only kind="wrong" points=2
# I would not delete rows. Use Parquet with zstd, smaller integer types and categories, and read
# only the columns that the model needs. Measure the bytes of the file after each step and the
# memory, and stop when it is small enough.

# %% [markdown] Agrees with the proposal kind="wrong" points=0
# 95 % is a very good saving and the model trains faster, so less energy is used. The columns are
# not needed and duplicates are always useless. They should do it as soon as they can.
