"""Charts of values along an x axis: lines, panels over one x, and what a gain along x costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from .style import (
    COLOURS,
    DASHES,
    MARKERS,
    check_some,
    figure,
    label_axes,
    legend_below,
    panel_figure,
)

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def lines(
    x: Sequence[float],
    series: Mapping[str, Sequence[float]],
    *,
    x_label: tuple[str, str],
    y_label: tuple[str, str],
    bands: Mapping[str, tuple[Sequence[float], Sequence[float]]] | None = None,
    shaded: Sequence[tuple[float, float]] = (),
    title: str = "",
) -> Figure:
    """Return one line per series over `x`, told apart by colour and by dash, named below.

    Parameters
    ----------
    x : positions; every series has the same length.
    series : name -> values.
    x_label, y_label : (quantity, unit) of each axis.
    bands : name -> (low values, high values), drawn behind the line of that name.
    shaded : (start, end) spans of `x` to mark, for example the hours chosen for a job.

    >>> fig = lines([0, 1], {"DE": [300, 310]}, x_label=("time", "h"), y_label=("CI", "g/kWh"))
    """
    check_some(series, "series")
    fig, axes = figure()
    for start, end in shaded:
        axes.axvspan(start, end, color=COLOURS[2], alpha=0.18, linewidth=0)
    for number, (name, values) in enumerate(series.items()):
        colour = COLOURS[number % len(COLOURS)]
        axes.plot(x, values, color=colour, linestyle=DASHES[number % 4], linewidth=1.8)
        if bands and name in bands:
            axes.fill_between(x, *bands[name], color=colour, alpha=0.15, linewidth=0)
    if len(series) > 1:
        legend_below(fig, axes.lines, list(series))
    label_axes(axes, title, x=x_label, y=y_label)
    return fig


def panels(
    x: Sequence[float],
    quantities: Mapping[tuple[str, str], Sequence[float]],
    *,
    x_label: tuple[str, str],
    title: str = "",
) -> Figure:
    """Return several quantities over one logarithmic `x`, each in a panel of its own.

    Parameters
    ----------
    x : positions, above 0.
    quantities : (quantity, unit) -> values, from the top panel down. Where a value is not finite,
        the point is left out.
    x_label : (quantity, unit) of the common axis.

    >>> fig = panels([1, 2, 10], {("energy", "mWh"): [8, 4.25, 1.25]}, x_label=("batch", "items"))
    >>> fig.axes[0].get_ylabel()
    'energy (mWh)'
    """
    check_some(quantities, "quantities")
    fig, grid = panel_figure(len(quantities), height_in=1.2 + 1.8 * len(quantities))
    for number, (axes, (label, values)) in enumerate(zip(grid, quantities.items(), strict=True)):
        shown = np.where(np.isfinite(values), values, np.nan)
        axes.plot(x, shown, color=COLOURS[number], marker=MARKERS[number % 4], linewidth=1.8)
        axes.set_xscale("log")
        axes.set_ylim(bottom=0)
        label_axes(axes, title if number == 0 else "", y=label)
    grid[-1].minorticks_off()
    label_axes(grid[-1], title if len(grid) == 1 else "", x=x_label)
    return fig


def trade_off(
    series: Mapping[str, Mapping[str, tuple[float, float, float]]],
    *,
    x_label: tuple[str, str],
    y_label: tuple[str, str],
    title: str = "",
) -> Figure:
    """Return what a gain along x costs along y: one joined series each, with its doubt.

    Parameters
    ----------
    series : name -> point name -> (x, y, error of y); a bar reaches from y - error to y + error.
        Point names stand above the points of the first series, below those of the second, and so
        on. x is drawn to the base of 2: equal steps are equal factors.
    x_label, y_label : (quantity, unit) of each axis.

    >>> fig = trade_off({"model A": {"int8": (684, 97.1, 0.8), "int4": (364, 96.7, 0.8)}},
    ...                 x_label=("size", "B"), y_label=("accuracy", "%"))
    """
    check_some(series, "series")
    fig, axes = figure(height_in=4.0)
    axes.set_xscale("log", base=2)
    handles = []
    for number, points in enumerate(series.values()):
        x, y, error = np.array(list(points.values()), dtype=float).T
        handles.append(axes.errorbar(
            x, y, error, capsize=3, color=COLOURS[number % len(COLOURS)],
            marker=MARKERS[number % 4], linestyle=DASHES[number % 4],
        ))  # fmt: skip
        up = 1 if number % 2 == 0 else -1
        for label, at, middle, reach in zip(points, x, y, error, strict=True):
            axes.annotate(label, (at, middle + up * reach), xytext=(0, up * 5), fontsize=8,
                          textcoords="offset points", ha="center",
                          va="bottom" if up > 0 else "top",
                          bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8})  # fmt: skip
    axes.margins(x=0.08, y=0.12)
    legend_below(fig, handles, list(series))
    label_axes(axes, title, x=x_label, y=y_label)
    return fig
