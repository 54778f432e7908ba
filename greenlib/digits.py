"""Trade accuracy for energy on real data: small networks and scikit-learn's handwritten digits.

`train` and `prune` return a `Network` whose `Result` says what it cost and what it can do. The
energy is counted in MACs and not measured; see `greenlib.macs`. The 1,797 digits are split into
800 for training, 397 to decide when to stop and 600 for testing, each with every digit in its
share.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

import numpy as np

from . import factors
from .errors import InvalidQuantityError, WrongTypeError
from .macs import mac_energy_pj, macs_energy_j, prediction_macs, training_macs
from .quantities import one_number, whole_number

CHECK_EVERY = 10  # epochs between two looks at the validation pictures
MIN_GAIN = 0.01  # the share more of them that must be right for training to go on
_PIXELS, _CLASSES = 64, 10


@dataclass(frozen=True)
class Setting:
    """How to train a small network on the digits.

    Parameters
    ----------
    hidden : the sizes of the hidden layers; () is a linear model.
    epochs : passes over the training pictures; at most, with `stop_early`.
    data_share : the share of the 800 training pictures to use, 0.02 to 1.
    stop_early : stop when, within CHECK_EVERY epochs, less than MIN_GAIN was gained on 397
        validation pictures. Looking at them costs energy too, and is counted.

    Raises WrongTypeError or InvalidQuantityError.
    """

    hidden: tuple[int, ...] = (48,)
    epochs: int = 80
    data_share: float = 1.0
    stop_early: bool = False

    def __post_init__(self) -> None:
        if not isinstance(self.hidden, tuple):
            raise WrongTypeError(f"hidden must be a tuple such as (48,), got {self.hidden!r}")
        for size in self.hidden:
            whole_number("hidden", size, "", minimum=1)
        whole_number("epochs", self.epochs, "", minimum=1)
        one_number("data_share", self.data_share, "", minimum=0.02, maximum=1)
        if not isinstance(self.stop_early, bool):
            raise WrongTypeError(f"stop_early must be True or False, got {self.stop_early!r}")


SETTINGS: Mapping[str, Setting] = MappingProxyType({
    "linear": Setting(hidden=()),
    "8 neurons": Setting(hidden=(8,)),
    "24 neurons": Setting(hidden=(24,)),
    "48 neurons": Setting(),
    "stop early": Setting(stop_early=True),
    "30 % of data": Setting(data_share=0.3),
    "10 % of data": Setting(data_share=0.1),
    "256 neurons": Setting(hidden=(256,), epochs=160),
})  # fmt: skip


@dataclass(frozen=True)
class Result:
    """What a network costs and what it can do.

    epochs : passes that were trained.
    accuracy : the share of 600 test pictures that it gets right, rounded to 0.01, because more
        digits would say more than 600 pictures can.
    training_macs, prediction_macs : operations to train it, and for one prediction.
    """

    epochs: int
    accuracy: float
    training_macs: int
    prediction_macs: int

    @property
    def error_percent(self) -> int:
        """Pictures in a hundred that it gets wrong."""
        return round(100 * (1 - self.accuracy))

    def energy_mj(self, predictions: float = 0) -> float:
        """Return the counted energy of training and of that many predictions, in mJ.

        At the energy of a MAC on a V100 ("training.v100.power" and "training.v100.speed").

        >>> round(Result(80, 0.97, 485_376_000, 3_552).energy_mj(predictions=100_000), 2)
        22.55
        """
        predictions = one_number("predictions", predictions, "")
        used = self.training_macs + predictions * self.prediction_macs
        power_w = factors.value("training.v100.power", "W")
        mac_pj = mac_energy_pj(power_w, factors.value("training.v100.speed", "TFLOP/s"))
        return 1000 * macs_energy_j(used, mac_pj)


@dataclass(frozen=True, eq=False)
class Network:
    """A trained network: its weights (one array per layer, inputs x outputs), biases and result."""

    weights: tuple[np.ndarray, ...]
    biases: tuple[np.ndarray, ...]
    result: Result


def train(setting: Setting, *, seed: int = 0) -> Network:
    """Return a network trained on the digits as `setting` says; the same for the same `seed`.

    Multi-layer perceptron of scikit-learn: ReLU, Adam with a learning rate of 0.002, batches of 50.
    Raises WrongTypeError if `setting` is not a Setting, InvalidQuantityError for a negative seed.

    >>> train(Setting(hidden=(8,), epochs=10)).result.training_macs
    10112000
    """
    from sklearn.neural_network import MLPClassifier
    from threadpoolctl import threadpool_limits

    if not isinstance(setting, Setting):
        raise WrongTypeError(f"setting must be a Setting, got {setting!r}")
    data = _digits()
    pictures = round(setting.data_share * len(data["train"][1]))
    x, y = (part[:pictures] for part in data["train"])
    model = MLPClassifier(
        setting.hidden, learning_rate_init=0.002, batch_size=min(50, pictures),
        random_state=np.random.RandomState(whole_number("seed", seed, "")),
    )  # fmt: skip
    checks, last_score = 0, 0.0
    with threadpool_limits(1):  # more threads than that only wait for each other here
        for epoch in range(1, setting.epochs + 1):
            model.partial_fit(x, y, classes=np.arange(_CLASSES))
            if setting.stop_early and epoch % CHECK_EVERY == 0:
                checks, score = checks + 1, model.score(*data["validation"])
                if score - last_score < MIN_GAIN:
                    break
                last_score = score
    layers = (_PIXELS, *setting.hidden, _CLASSES)
    looked = checks * len(data["validation"][1]) * prediction_macs(layers)
    used = training_macs(layers, pictures, epoch) + looked
    return _network(model.coefs_, model.intercepts_, epoch, used)


def prune(network: Network, share: float) -> Network:
    """Return `network` with the smallest `share` of its weights, by magnitude, set to zero.

    `share` is between 0 and 1, over all layers together. Training costs what it cost; a prediction
    costs one MAC per weight that is left, on hardware that skips zeros: an ordinary matrix product
    multiplies them as well. Raises WrongTypeError or InvalidQuantityError.

    >>> prune(train(Setting(hidden=(8,), epochs=10)), 0.5).result.prediction_macs
    296
    """
    if not isinstance(network, Network):
        raise WrongTypeError(f"network must be a Network, as from train(), got {network!r}")
    share = one_number("share", share, "", maximum=1)
    flat = np.concatenate([weights.ravel() for weights in network.weights])
    dropped = np.argsort(np.abs(flat), kind="stable")[: round(share * flat.size)]
    flat[dropped] = 0.0
    ends = np.cumsum([weights.size for weights in network.weights])[:-1]
    pieces = zip(np.split(flat, ends), network.weights, strict=True)
    kept = [piece.reshape(weights.shape) for piece, weights in pieces]
    result = network.result
    return _network(kept, network.biases, result.epochs, result.training_macs)


def sweep(settings: Mapping[str, Setting] = SETTINGS, *, seed: int = 0) -> dict[str, Result]:
    """Return the result of every setting, by name.

    The points for `plots.pareto` and `plots.pareto_front` (less is better in both) are
    ``{name: (result.energy_mj(), result.error_percent) for name, result in results.items()}``.
    Raises WrongTypeError or InvalidQuantityError for no settings, and as `train` does.

    >>> results = sweep({"all": Setting(), "few": Setting(data_share=0.1)})
    >>> {name: (result.accuracy, round(result.energy_mj(), 1)) for name, result in results.items()}
    {'all': (0.97, 13.0), 'few': (0.86, 1.3)}
    """
    if not isinstance(settings, Mapping):
        raise WrongTypeError(f"settings must be a dict of name -> Setting, got {settings!r}")
    if not settings:
        raise InvalidQuantityError("settings is empty; there is nothing to train")
    return {name: train(setting, seed=seed).result for name, setting in settings.items()}


def _network(weights: Any, biases: Any, epochs: int, used_macs: int) -> Network:
    x, y = _digits()["test"]
    for number, (layer, bias) in enumerate(zip(weights, biases, strict=True)):
        x = (x if number == 0 else np.maximum(x, 0)) @ layer + bias
    right = np.mean(x.argmax(axis=1) == y)
    left = sum(int(np.count_nonzero(layer)) for layer in weights)
    result = Result(epochs, round(float(right), 2), used_macs, left)
    return Network(tuple(weights), tuple(biases), result)


@cache
def _digits() -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Return the 1,797 digits in three parts, each with every digit in its share."""
    from sklearn.datasets import load_digits
    from sklearn.model_selection import train_test_split

    x, y = load_digits(return_X_y=True)
    x, x_test, y, y_test = train_test_split(x / 16, y, test_size=600, stratify=y, random_state=0)
    x, x_check, y, y_check = train_test_split(x, y, test_size=397, stratify=y, random_state=0)
    return {"train": (x, y), "validation": (x_check, y_check), "test": (x_test, y_test)}
