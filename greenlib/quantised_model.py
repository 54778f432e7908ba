"""A small trained model in each precision: the bytes it takes and the images it still gets right.

The model is a logistic regression on scikit-learn's handwritten digits, small enough to train in a
lesson. Two models are best compared on the same images, by those that only one of them gets right:
most of the luck in a test set is common to both, and cancels.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from .errors import InvalidQuantityError
from .precision import Quantised, dequantise, quantise
from .quantities import quantity

if TYPE_CHECKING:
    import pandas as pd


# precision, how many scales, the axis they go along
_VARIANTS = [(name, "none", None) for name in ("float32", "float16", "bfloat16")] + [
    (name, scales, axis)
    for name in ("int8", "int4", "int2")
    for scales, axis in (("per tensor", None), ("per channel", 0))
]


@dataclass(frozen=True, eq=False)
class LinearClassifier:
    """A trained linear model: the class with the highest score `weights @ features + biases` wins.

    Parameters
    ----------
    weights : shape (classes, features), in some precision.
    biases : shape (classes,), always in float32: they are few, and cheap to keep exact.
    """

    weights: Quantised
    biases: np.ndarray

    @property
    def size_bytes(self) -> float:
        """Weights, their scales and biases, in bytes."""
        return self.weights.size_bytes + self.biases.nbytes

    def predict(self, features: np.ndarray) -> np.ndarray:
        """Return the class of each row of `features`, shape (rows, features), as integers.

        Raises InvalidQuantityError for another shape, WrongTypeError for what is no number.
        """
        features = quantity("features", np.asarray(features), "", minimum=-np.inf)
        wanted = self.weights.values.shape[1]
        if features.ndim != 2 or features.shape[1] != wanted:
            raise InvalidQuantityError(
                f"features must have shape (rows, {wanted}), got {features.shape}"
            )
        return np.argmax(features @ dequantise(self.weights).T + self.biases, axis=1)

    def in_precision(self, precision: str, *, axis: int | None = None) -> LinearClassifier:
        """Return the same model with its weights in another precision; see `quantise`.

        Axis 0 gives each class its own scale.
        """
        return LinearClassifier(
            quantise(dequantise(self.weights), precision, axis=axis), self.biases
        )


def train_digits() -> tuple[LinearClassifier, np.ndarray, np.ndarray]:
    """Return a logistic regression on scikit-learn's digits, and the images it has not seen.

    Each image is 8 x 8 pixels, scaled to 0 to 1. Every fourth image, 450 in all, is kept for the
    test; the model learns from the other 1,347. Training runs until it no longer improves: the
    loss has one minimum, so every machine arrives at the same weights to about five digits.

    Returns the model in float32 (10 x 64 weights, 10 biases), test features of shape (450, 64) and
    test labels of shape (450,).

    >>> model, features, labels = train_digits()
    >>> f"{np.mean(model.predict(features) == labels):.1%}", model.size_bytes
    ('97.3%', 2600.0)
    """
    from sklearn.datasets import load_digits
    from sklearn.linear_model import LogisticRegression

    features, labels = load_digits(return_X_y=True)
    features = features / features.max()
    test = np.arange(len(labels)) % 4 == 0
    fitted = LogisticRegression(tol=1e-8, max_iter=5000).fit(features[~test], labels[~test])
    model = LinearClassifier(
        quantise(fitted.coef_, "float32"), fitted.intercept_.astype(np.float32)
    )
    return model, features[test], labels[test]


def compare_precisions(
    model: LinearClassifier, features: np.ndarray, labels: np.ndarray
) -> pd.DataFrame:
    """Return what each precision does to the size and the accuracy of `model`.

    Parameters
    ----------
    model : a classifier in float32.
    features : shape (rows, features), which the model has not seen.
    labels : shape (rows,), the right classes.

    Columns: precision and scales (index), size_bytes, saving_percent (against float32),
    max_error (largest |error| of a weight), correct (of all rows), lost (rows that only `model`
    gets right), gained (rows that only the other gets right), accuracy_percent.
    Raises InvalidQuantityError if shapes do not agree.

    >>> table = compare_precisions(*train_digits())
    >>> table.loc[("int8", "per channel"), ["size_bytes", "accuracy_percent"]].round(1).tolist()
    [720.0, 97.1]
    """
    import pandas as pd

    if len(features) != len(labels):
        raise InvalidQuantityError(
            f"labels must be one for each of {len(features)} rows, got {len(labels)}"
        )
    exact, was_right = dequantise(model.weights), model.predict(features) == labels
    rows = {}
    for precision, scales, axis in _VARIANTS:
        variant = model.in_precision(precision, axis=axis)
        right = variant.predict(features) == labels
        rows[precision, scales] = {
            "size_bytes": variant.size_bytes,
            "saving_percent": 100 * (1 - variant.size_bytes / model.size_bytes),
            "max_error": np.abs(dequantise(variant.weights) - exact).max(),
            "correct": right.sum(),
            "lost": (was_right & ~right).sum(),
            "gained": (right & ~was_right).sum(),
            "accuracy_percent": 100 * right.mean(),
        }
    table = pd.DataFrame.from_dict(rows, orient="index").rename_axis(["precision", "scales"])
    return table.astype({"correct": int, "lost": int, "gained": int})


def accuracy_error_points(correct: Any, rows: float) -> Any:
    """Return the standard error of an accuracy, in percentage points.

    `correct` of `rows` were right: a number or a column, of a number. Source: the binomial
    distribution. Raises InvalidQuantityError for a bad number.

    >>> round(accuracy_error_points(438, 450), 2)
    0.76
    """
    rows = quantity("rows", rows, "", minimum=1)
    share = quantity("correct", correct, "", maximum=rows) / rows
    return 100 * (share * (1 - share) / rows) ** 0.5


def paired_loss_points(lost: Any, gained: Any, rows: float) -> tuple[Any, Any]:
    """Return the accuracy that was lost and its standard error, in percentage points.

    Parameters
    ----------
    lost, gained : rows that only the first model got right, and only the second; numbers or
        columns, 0 or more.
    rows : all rows that both were tried on, 1 or more.

    Each row counts 1 if it was lost, -1 if it was gained, else 0; the loss is their mean. Raises
    InvalidQuantityError for a bad number.

    >>> loss, error = paired_loss_points(lost=3, gained=1, rows=450)
    >>> round(loss, 2), round(error, 2)
    (0.44, 0.44)
    """
    rows = quantity("rows", rows, "", minimum=1)
    lost, gained = quantity("lost", lost, ""), quantity("gained", gained, "")
    quantity("lost and gained", lost + gained, "", maximum=rows)
    loss = (lost - gained) / rows
    return 100 * loss, 100 * (((lost + gained) / rows - loss**2) / rows) ** 0.5
