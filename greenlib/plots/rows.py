"""Charts of horizontal bars: one row per name, the first on top, the value along x."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from .style import COLOURS, GREY, check_some, figure, label_axes, legend_below

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


_HATCHES = ("", "//", "..", "xx", "\\\\", "++", "oo", "**")


def bars(
    values: Mapping[str, float],
    quantity: str,
    unit: str,
    *,
    ranges: Mapping[str, tuple[float, float]] | None = None,
    highlight: str | None = None,
    title: str = "",
) -> Figure:
    """Return horizontal bars, one per name, the first on top.

    Parameters
    ----------
    values : name -> value, all in `unit`.
    quantity, unit : what the axis shows, for example "emissions", "gCO2e".
    ranges : name -> (low, high), drawn as error bars.
    highlight : the name whose bar stands out; the others are grey.

    >>> fig = bars({"Sweden": 40.7, "Poland": 661.9}, "carbon intensity", "gCO2e/kWh")
    >>> fig.axes[0].get_xlabel()
    'carbon intensity (gCO2e/kWh)'
    """
    check_some(values, "values")
    fig, axes = figure(height_in=0.9 + 0.38 * len(values))
    names = list(values)
    colours = [COLOURS[0] if highlight in (None, name) else GREY for name in names]
    axes.barh(names, list(values.values()), color=colours, height=0.65)
    for name, (low, high) in (ranges or {}).items():
        axes.plot([low, high], [name, name], color="black", linewidth=1.5, marker="|")
    _finish_rows(axes, title, quantity, unit)
    return fig


def stacked_bars(
    rows: Mapping[str, Mapping[str, float]], quantity: str, unit: str, title: str = ""
) -> Figure:
    """Return horizontal bars made of parts, one bar per row, the same part in the same colour.

    `rows` is row name -> part name -> value in `unit`, 0 or more.

    >>> fig = stacked_bars({"today": {"storage": 2, "compute": 5}}, "energy", "kWh")
    """
    check_some(rows, "rows")
    fig, axes = figure(height_in=1.2 + 0.42 * len(rows))
    parts = list(dict.fromkeys(part for row in rows.values() for part in row))
    left, patches = np.zeros(len(rows)), []
    for number, part in enumerate(parts):
        widths = np.array([row.get(part, 0.0) for row in rows.values()])
        patches.append(axes.barh(
            list(rows), widths, left=left, color=COLOURS[number % len(COLOURS)],
            hatch=_HATCHES[number % len(_HATCHES)], edgecolor="white", height=0.6,
        ))  # fmt: skip
        left += widths
    legend_below(fig, patches, parts)
    _finish_rows(axes, title, quantity, unit)
    return fig


def tornado(
    ends: Mapping[str, tuple[float, float]], best: float, quantity: str, unit: str, title: str = ""
) -> Figure:
    """Return a tornado chart: how far each input alone moves the result from its best value.

    Parameters
    ----------
    ends : input name -> (result at its low end, result at its high end), in `unit`.
    best : the result with every input at its best value, in `unit`.

    >>> fig = tornado({"PUE": (475, 683)}, 518, "emissions", "gCO2e")
    """
    check_some(ends, "ends")
    fig, axes = figure(height_in=1.1 + 0.42 * len(ends))
    for name, (low, high) in ends.items():
        low_bar = axes.barh(name, low - best, left=best, color=COLOURS[4], height=0.6)
        high_bar = axes.barh(name, high - best, left=best, color=COLOURS[1], height=0.6)
    axes.axvline(best, color="black", linewidth=1)
    legend_below(fig, [low_bar, high_bar], ["low end", "high end"])
    _finish_rows(axes, title, quantity, unit)
    return fig


def waterfall(
    start: tuple[str, float], changes: Mapping[str, float], quantity: str, unit: str,
    *, end: str = "after", title: str = "",
) -> Figure:  # fmt: skip
    """Return a waterfall: a starting value, the change each measure makes, and what remains.

    Parameters
    ----------
    start : (name, value in `unit`).
    changes : measure -> change in `unit`; negative saves.
    end : the name of the last bar.

    >>> fig = waterfall(("today", 518), {"night run": -90}, "emissions", "gCO2e")
    """
    fig, axes = figure(height_in=1.4 + 0.42 * (len(changes) + 2))
    axes.barh(start[0], start[1], color=GREY, height=0.6)
    level = start[1]
    for name, change in changes.items():
        colour = COLOURS[2] if change <= 0 else COLOURS[5]
        axes.barh(name, change, left=level, color=colour, height=0.6)
        text = f"{change:+,.0f}" if abs(change) >= 1000 else f"{change:+.3g}"
        axes.annotate(text, (max(level, level + change), name), xytext=(4, 0),
                      textcoords="offset points", va="center", fontsize=8)  # fmt: skip
        level += change
    axes.barh(end, level, color=COLOURS[0], height=0.6)
    _finish_rows(axes, title, quantity, unit)
    return fig


def corrections(
    estimates: Mapping[str, float], quantity: str, unit: str, title: str = ""
) -> Figure:
    """Return a chain of estimates, each a correction of the one above, and their ratios.

    `estimates` is name -> value in `unit`, above 0. The axis is logarithmic: equal lengths are
    equal factors. The factor of each correction stands on the right.

    >>> fig = corrections({"as published": 284, "smaller batch": 35.5}, "emissions", "tCO2e")
    >>> [text.get_text() for text in fig.axes[0].texts]
    ['284', '35.5', '÷ 8.00']
    """
    check_some(estimates, "estimates")
    fig, axes = figure(height_in=1.2 + 0.42 * len(estimates))
    axes.set_xscale("log")
    before = None
    for name, value in estimates.items():
        start = value if before is None else before
        axes.plot([start, value], [name, name], color=GREY, linewidth=1.5)
        axes.plot([value], [name], marker="o", color=COLOURS[0])
        axes.annotate(f"{value:,.3g}", (value, name), xytext=(-7, 0), textcoords="offset points",
                      ha="right", va="center", fontsize=8)  # fmt: skip
        if before is not None:
            axes.annotate(f"÷ {before / value:.2f}", (1.02, name), va="center", fontsize=9,
                          xycoords=("axes fraction", "data"))  # fmt: skip
        before = value
    axes.margins(x=0.14, y=0.1)
    _finish_rows(axes, title, quantity, unit)
    return fig


def _finish_rows(axes: Axes, title: str, quantity: str, unit: str) -> None:
    """Put the first row on top, keep only the lines that help to read a value, name the axis."""
    axes.invert_yaxis()
    axes.grid(axis="y", visible=False)
    label_axes(axes, title, x=(quantity, unit))
