# %% Always signed kind="wrong" points=0 says="needs no sign"
def smallest_types(columns):
    types = {}
    for name, values in columns.items():
        present = [v for v in values if v is not None]
        bits = 8
        while present and not -(2 ** (bits - 1)) <= min(present) <= max(present) < 2 ** (bits - 1):
            bits *= 2
        types[name] = f"int{bits}"
    return types


# %% Off by one at the upper end kind="wrong" points=1 says="under 'a' is not the right answer"
def smallest_types(columns):
    types = {}
    for name, values in columns.items():
        present = [v for v in values if v is not None] or [0]
        signed = min(present) < 0
        for bits in (8, 16, 32, 64):
            top = 2 ** (bits - 1) - 1 if signed else 2**bits - 1
            if max(present) < top and (not signed or min(present) > -(2 ** (bits - 1))):
                break
        text = f"int{bits}" if signed else f"uint{bits}"
        if None in values or not values:
            text = text.replace("uint", "UInt") if not signed else text.capitalize()
        types[name] = text
    return types


# %% Looks at the largest value only kind="wrong" points=1 says="both ends of the column must fit"
def smallest_types(columns):
    types = {}
    for name, values in columns.items():
        present = [v for v in values if v is not None] or [0]
        signed = min(present) < 0
        for bits in (8, 16, 32, 64):
            if max(present) < 2 ** (bits - signed):
                break
        kind = ("Int" if signed else "UInt") if None in values or not values else ("int" if signed else "uint")
        types[name] = f"{kind}{bits}"
    return types


# %% Fails at a missing value kind="wrong" points=3 says="TypeError"
def smallest_types(columns):
    types = {}
    for name, values in columns.items():
        low, high = min(values), max(values)
        for bits in (8, 16, 32, 64):
            if low >= 0 and high <= 2**bits - 1:
                types[name] = f"uint{bits}"
                break
            if low < 0 and -(2 ** (bits - 1)) <= low and high <= 2 ** (bits - 1) - 1:
                types[name] = f"int{bits}"
                break
    return types


# %% Missing values left out, no capitals kind="wrong" points=3 says="under 'floor' is not the right answer"
def smallest_types(columns):
    types = {}
    for name, values in columns.items():
        values = [v for v in values if v is not None] or [0]
        low, high = min(values), max(values)
        signed = low < 0
        for bits in (8, 16, 32, 64):
            if max(high, -low - 1) < 2 ** (bits - signed):
                break
        types[name] = f"{'' if signed else 'u'}int{bits}"
    return types


# %% One type for the whole table kind="wrong" points=0 says="is text (str)"
def smallest_types(columns):
    top = max(v for values in columns.values() for v in values if v is not None)
    return "uint8" if top < 256 else "uint16"


# %% Bytes instead of names kind="wrong" points=0 says="under 'status' is a number"
def smallest_types(columns):
    return {name: 1 if max(v or 0 for v in values) < 256 else 2 for name, values in columns.items()}


# %% Through NumPy's min_scalar_type kind="right"
import numpy as np


def smallest_types(columns):
    types = {}
    for name, values in columns.items():
        present = [value for value in values if value is not None]
        if not present:
            types[name] = "UInt8"
            continue
        low, high = min(present), max(present)
        if low >= 0:
            text = np.min_scalar_type(high).name
        else:
            bits = max(np.min_scalar_type(low).itemsize, np.min_scalar_type(-high - 1).itemsize) * 8
            text = f"int{bits}"
        if len(present) != len(values):
            text = text.replace("uint", "UInt") if text[0] == "u" else text.replace("int", "Int")
        types[name] = text
    return types


# %% By the length in bits kind="right"
def smallest_types(columns):
    def bits_of(low, high):
        need = max(high, -low - 1).bit_length() + (low < 0)
        return next(bits for bits in (8, 16, 32, 64) if need <= bits)

    types = {}
    for name, values in columns.items():
        numbers = set(values) - {None} or {0}
        nullable = None in values or len(values) == 0
        kind = {(True, True): "Int", (True, False): "UInt", (False, True): "int", (False, False): "uint"}
        low, high = min(numbers), max(numbers)
        types[name] = kind[nullable, low < 0] + str(bits_of(low, high))
    return types
