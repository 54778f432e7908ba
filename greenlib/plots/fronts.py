"""Choices with two costs each, and the Pareto front: those that no other one beats in both."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from .style import COLOURS, GREY, check_some, figure, label_axes

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def pareto(
    points: Mapping[str, tuple[float, float]],
    *,
    x_label: tuple[str, str],
    y_label: tuple[str, str],
    log_x: bool = False,
    title: str = "",
) -> Figure:
    """Return named points, those of the Pareto front joined and standing out.

    Parameters
    ----------
    points : name -> (x, y), less is better in both. Points on the front are named below, where no
        other point can be; the others above.
    x_label, y_label : (quantity, unit) of each axis.
    log_x : whether equal steps along x are equal factors; every x must then be above 0.

    >>> fig = pareto({"A": (1, 9), "B": (20, 5), "C": (30, 6)}, x_label=("energy", "mJ"),
    ...              y_label=("errors", "%"), log_x=True)
    >>> fig.axes[0].lines[-1].get_xdata().tolist()
    [1, 20]
    """
    check_some(points, "points")
    fig, axes = figure(height_in=3.8)
    axes.set_xscale("log" if log_x else "linear")
    front = pareto_front(points)
    for name, place in points.items():
        on_front = name in front
        axes.plot(*place, marker="o" if on_front else "x", color=COLOURS[0] if on_front else GREY)
        axes.annotate(name, place, xytext=(-5, -4) if on_front else (5, 4), fontsize=8,
                      textcoords="offset points", ha="right" if on_front else "left",
                      va="top" if on_front else "bottom")  # fmt: skip
    joined = np.array([points[name] for name in front])
    axes.plot(joined[:, 0], joined[:, 1], color=COLOURS[0], linewidth=1)
    axes.margins(x=0.22, y=0.14)
    label_axes(axes, title, x=x_label, y=y_label)
    return fig


def pareto_front(points: Mapping[str, tuple[float, float]]) -> list[str]:
    """Return the names no other point beats in both x and y (less is better), by growing x.

    Of points at the very same place, only the first in `points` is kept.

    >>> pareto_front({"A": (1, 9), "B": (2, 5), "C": (3, 6), "D": (2, 5)})
    ['A', 'B']
    """
    front: list[str] = []
    lowest = np.inf
    for name, (_, y) in sorted(points.items(), key=lambda item: item[1]):
        if y < lowest:
            front.append(name)
            lowest = y
    return front
