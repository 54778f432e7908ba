# %% A whole unit of the last digit kind="wrong" points=0 says="not by a whole one"
from math import prod


def check_print(printed, figures):
    def ends(text):
        unit = 1 / 10 ** len(text.partition(".")[2])
        return float(text) - unit, float(text) + unit

    low = prod(ends(text)[0] for text in figures)
    high = prod(ends(text)[1] for text in figures)
    return low, high, low <= ends(printed)[1] and ends(printed)[0] <= high


# %% Figures taken as exact kind="wrong" points=0 says="takes the figures as exact"
from math import prod


def check_print(printed, figures):
    product = prod(float(text) for text in figures)
    return product, product, abs(product - float(printed)) <= 0.5


# %% The printed product taken as exact kind="wrong" points=2 says="The printed product stands for a range too"
from math import prod


def check_print(printed, figures):
    def ends(text):
        half = 0.5 / 10 ** len(text.partition(".")[2])
        return float(text) - half, float(text) + half

    low = prod(ends(text)[0] for text in figures)
    high = prod(ends(text)[1] for text in figures)
    return low, high, low <= float(printed) <= high


# %% A zero at the end is lost kind="wrong" points=2 says="A zero at the end is a digit too"
from math import prod


def check_print(printed, figures):
    def ends(text):
        number = float(text)
        shown = str(int(number)) if number == int(number) and "." not in text else str(number)
        half = 0.5 / 10 ** len(shown.partition(".")[2])
        return number - half, number + half

    low = prod(ends(text)[0] for text in figures)
    high = prod(ends(text)[1] for text in figures)
    return low, high, low <= ends(printed)[1] and ends(printed)[0] <= high


# %% The range must hold the printed range whole kind="wrong" points=2 says="at position 2"
from math import prod


def check_print(printed, figures):
    def ends(text):
        half = 0.5 / 10 ** len(text.partition(".")[2])
        return float(text) - half, float(text) + half

    low = prod(ends(text)[0] for text in figures)
    high = prod(ends(text)[1] for text in figures)
    return low, high, low <= ends(printed)[0] and ends(printed)[1] <= high


# %% One per cent either way kind="wrong" points=0 says="at position 0"
from math import prod


def check_print(printed, figures):
    product = prod(map(float, figures))
    return 0.99 * product, 1.01 * product, abs(product / float(printed) - 1) <= 0.01


# %% The verdict as text kind="wrong" points=0 says="at position 2"
from math import prod


def check_print(printed, figures):
    def ends(text):
        half = 0.5 / 10 ** len(text.partition(".")[2])
        return float(text) - half, float(text) + half

    low = prod(ends(text)[0] for text in figures)
    high = prod(ends(text)[1] for text in figures)
    agrees = low <= ends(printed)[1] and ends(printed)[0] <= high
    return low, high, "True" if agrees else "False"


# %% Only the verdict kind="wrong" points=0 says="Look at what the question asks you to return"
from math import prod


def check_print(printed, figures):
    def ends(text):
        half = 0.5 / 10 ** len(text.partition(".")[2])
        return float(text) - half, float(text) + half

    low = prod(ends(text)[0] for text in figures)
    high = prod(ends(text)[1] for text in figures)
    return low <= ends(printed)[1] and ends(printed)[0] <= high


# %% The sum in place of the product kind="wrong" points=0 says="at position 0 is too small"
def check_print(printed, figures):
    def ends(text):
        half = 0.5 / 10 ** len(text.partition(".")[2])
        return float(text) - half, float(text) + half

    low = sum(ends(text)[0] for text in figures)
    high = sum(ends(text)[1] for text in figures)
    return low, high, low <= ends(printed)[1] and ends(printed)[0] <= high


# %% Decimal numbers kind="right"
from decimal import Decimal


def check_print(printed, figures):
    def ends(text):
        number = Decimal(text)
        half = Decimal(1).scaleb(number.as_tuple().exponent) / 2
        return number - half, number + half

    low = high = Decimal(1)
    for text in figures:
        down, up = ends(text)
        low, high = low * down, high * up
    down, up = ends(printed)
    return float(low), float(high), not (high < down or up < low)


# %% Arrays, and a list for a tuple kind="right"
import numpy as np


def check_print(printed, figures):
    texts = [printed, *figures]
    digits = np.array([len(text.split(".")[1]) if "." in text else 0 for text in texts])
    numbers, halves = np.array(texts, dtype=float), 0.5 * 10.0 ** (-digits)
    low, high = (numbers - halves)[1:].prod(), (numbers + halves)[1:].prod()
    centre = (low + high) / 2
    return [low, high, bool(abs(centre - numbers[0]) <= (high - low) / 2 + halves[0])]
