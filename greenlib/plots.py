"""The course's figures: one style, colour-blind safe, a unit on every axis, alternative text.

Each chart is a function that returns a Matplotlib `Figure`; `show` puts it into a notebook with
its alternative text. Nothing here touches pyplot's global state, and nothing of the moment (dates,
version numbers) gets into the picture, so that a notebook's stored outputs repeat exactly.

Colours: Okabe and Ito, "Color Universal Design" (2008), jfly.uni-koeln.de/color.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from .errors import InvalidQuantityError, WrongTypeError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#000000")
GREY = "#8A8A8A"
_DASHES = ("-", "--", "-.", ":")
_STYLE = {
    "font.family": "DejaVu Sans",
    "font.size": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": "#DDDDDD",
    "figure.facecolor": "white",
}


def figure(width_in: float = 6.4, height_in: float = 3.4) -> tuple[Figure, Axes]:
    """Return a new figure of the course's style and its axes; sizes in inches.

    >>> fig, axes = figure()
    >>> axes.spines["top"].get_visible()
    False
    """
    from matplotlib import rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    with rc_context(_STYLE):
        fig = Figure(figsize=(width_in, height_in), layout="constrained")
        FigureCanvasAgg(fig)
        return fig, fig.add_subplot()


def show(fig: Figure, alt: str) -> None:
    """Display `fig` in a notebook, with `alt` for readers who do not see it.

    `alt` says what the figure shows and the message it carries; it is also the cell's text
    output, so a change of the numbers in it is noticed by the notebook tests. Raises
    WrongTypeError if it is missing.
    """
    if not isinstance(alt, str) or not alt.strip():
        raise WrongTypeError(f"alt must say in words what the figure shows, got {alt!r}")
    from IPython.display import display

    bundle = {"image/png": png_bytes(fig), "text/plain": f"Figure: {alt.strip()}"}
    display(bundle, metadata={"image/png": {"alt": alt.strip()}}, raw=True)


def png_bytes(fig: Figure) -> bytes:
    """Return `fig` as a PNG picture without dates or version numbers.

    >>> png_bytes(bars({"A": 1}, "energy", "kWh"))[1:4]
    b'PNG'
    """
    from matplotlib import rc_context

    buffer = io.BytesIO()
    with rc_context(_STYLE):
        fig.savefig(buffer, format="png", dpi=110, metadata={"Software": None})
    return buffer.getvalue()


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
    _need(values, "values")
    fig, axes = figure(height_in=0.9 + 0.38 * len(values))
    names = list(values)
    colours = [COLOURS[0] if highlight in (None, name) else GREY for name in names]
    axes.barh(names, list(values.values()), color=colours, height=0.65)
    for name, (low, high) in (ranges or {}).items():
        axes.plot([low, high], [name, name], color="black", linewidth=1.5, marker="|")
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
    _need(ends, "ends")
    fig, axes = figure(height_in=1.4 + 0.42 * len(ends))
    for name, (low, high) in ends.items():
        low_bar = axes.barh(name, low - best, left=best, color=COLOURS[4], height=0.6)
        high_bar = axes.barh(name, high - best, left=best, color=COLOURS[1], height=0.6)
    axes.axvline(best, color="black", linewidth=1)
    fig.legend([low_bar, high_bar], ["low end", "high end"], loc="outside lower center", ncols=2,
               frameon=False)  # fmt: skip
    _finish_rows(axes, title, quantity, unit)
    return fig


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
    """Return one line per series over `x`, told apart by colour and by dash.

    Parameters
    ----------
    x : positions; every series has the same length.
    series : name -> values.
    x_label, y_label : (quantity, unit) of each axis.
    bands : name -> (low values, high values), drawn behind the line of that name.
    shaded : (start, end) spans of `x` to mark, for example the hours chosen for a job.

    >>> fig = lines([0, 1], {"DE": [300, 310]}, x_label=("time", "h"), y_label=("CI", "g/kWh"))
    """
    _need(series, "series")
    fig, axes = figure()
    for start, end in shaded:
        axes.axvspan(start, end, color=COLOURS[2], alpha=0.18, linewidth=0)
    for number, (name, values) in enumerate(series.items()):
        colour = COLOURS[number % len(COLOURS)]
        axes.plot(x, values, label=name, color=colour, linestyle=_DASHES[number % 4], linewidth=1.8)
        if bands and name in bands:
            axes.fill_between(x, *bands[name], color=colour, alpha=0.15, linewidth=0)
    if len(series) > 1:
        axes.legend(frameon=False)
    _label(axes, title, x=x_label, y=y_label)
    return fig


def stacked_bars(
    rows: Mapping[str, Mapping[str, float]], quantity: str, unit: str, title: str = ""
) -> Figure:
    """Return horizontal bars made of parts, one bar per row, the same part in the same colour.

    `rows` is row name -> part name -> value in `unit`, 0 or more.

    >>> fig = stacked_bars({"today": {"storage": 2, "compute": 5}}, "energy", "kWh")
    """
    _need(rows, "rows")
    fig, axes = figure(height_in=1.5 + 0.42 * len(rows))
    parts = list(dict.fromkeys(part for row in rows.values() for part in row))
    left = np.zeros(len(rows))
    hatches = ("", "//", "..", "xx", "\\\\", "++", "oo", "**")
    for number, part in enumerate(parts):
        widths = np.array([row.get(part, 0.0) for row in rows.values()])
        axes.barh(
            list(rows), widths, left=left, label=part, color=COLOURS[number % len(COLOURS)],
            hatch=hatches[number % len(hatches)], edgecolor="white", height=0.6,
        )  # fmt: skip
        left += widths
    fig.legend(loc="outside lower center", ncols=min(len(parts), 4), frameon=False)
    _finish_rows(axes, title, quantity, unit)
    return fig


def scatter(
    points: Mapping[str, tuple[float, float]],
    *,
    x_label: tuple[str, str],
    y_label: tuple[str, str],
    front: Sequence[str] = (),
    title: str = "",
) -> Figure:
    """Return named points, with those of the Pareto front joined and standing out.

    Parameters
    ----------
    points : name -> (x, y).
    x_label, y_label : (quantity, unit) of each axis.
    front : the names on the Pareto front; see `pareto_front`.

    >>> fig = scatter({"A": (1, 2), "B": (2, 1)}, x_label=("cost", "EUR"), y_label=("CO2e", "g"),
    ...               front=["A", "B"])
    """
    _need(points, "points")
    fig, axes = figure(height_in=3.8)
    _mark_front(axes, points, front)
    for name, place in points.items():
        axes.annotate(name, place, xytext=(5, 4), textcoords="offset points", fontsize=8)
    axes.margins(x=0.12, y=0.12)
    _label(axes, title, x=x_label, y=y_label)
    return fig


def pareto_front(points: Mapping[str, tuple[float, float]]) -> list[str]:
    """Return the names no other point beats in both x and y (less is better), by growing x.

    >>> pareto_front({"A": (1, 9), "B": (2, 5), "C": (3, 6)})
    ['A', 'B']
    """
    front: list[str] = []
    lowest = np.inf
    for name, (_, y) in sorted(points.items(), key=lambda item: item[1]):
        if y < lowest:
            front.append(name)
            lowest = y
    return front


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


def _finish_rows(axes: Axes, title: str, quantity: str, unit: str) -> None:
    """Put the first row on top, keep only the lines that help to read a value, name the axis."""
    axes.invert_yaxis()
    axes.grid(axis="y", visible=False)
    _label(axes, title, x=(quantity, unit))


def _mark_front(
    axes: Axes, points: Mapping[str, tuple[float, float]], front: Sequence[str]
) -> None:
    """Draw the points, those of the front as joined dots, the others as grey crosses."""
    for name, (x, y) in points.items():
        on_front = name in front
        axes.plot(x, y, marker="o" if on_front else "x", linestyle="",
                  color=COLOURS[0] if on_front else GREY)  # fmt: skip
    ordered = sorted(points[name] for name in front)
    axes.plot([x for x, _ in ordered], [y for _, y in ordered], color=COLOURS[0], linewidth=1)


def _label(
    axes: Axes, title: str, *, x: tuple[str, str] | None = None, y: tuple[str, str] | None = None
) -> None:
    for set_label, label in ((axes.set_xlabel, x), (axes.set_ylabel, y)):
        if label is not None:
            what, unit = label
            if not unit:
                raise InvalidQuantityError(f"the axis {what!r} needs a unit; '1' for a plain ratio")
            set_label(f"{what} ({unit})")
    axes.set_title(title, fontsize=11, loc="left", weight="bold")


def _need(items: Mapping[str, Any], name: str) -> None:
    if not items:
        raise InvalidQuantityError(f"{name} is empty; there is nothing to draw")


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
    _need(series, "series")
    fig, axes = figure(height_in=4.0)
    axes.set_xscale("log", base=2)
    axes.xaxis.set_major_formatter("{x:,.0f}")
    for number, (name, points) in enumerate(series.items()):
        x, y, error = np.array(list(points.values()), dtype=float).T
        axes.errorbar(x, y, error, label=name, capsize=3, color=COLOURS[number % len(COLOURS)],
                      marker="os^D"[number % 4], linestyle=_DASHES[number % 4])  # fmt: skip
        up = 1 if number % 2 == 0 else -1
        for label, at, middle, reach in zip(points, x, y, error, strict=True):
            axes.annotate(label, (at, middle + up * reach), xytext=(0, up * 5), fontsize=8,
                          textcoords="offset points", ha="center",
                          va="bottom" if up > 0 else "top",
                          bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8})  # fmt: skip
    axes.margins(x=0.08, y=0.12)
    axes.legend(frameon=False, loc="lower right")
    _label(axes, title, x=x_label, y=y_label)
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
    _need(estimates, "estimates")
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
    axes.xaxis.set_major_formatter("{x:,.3g}")
    axes.margins(x=0.14, y=0.1)
    _finish_rows(axes, title, quantity, unit)
    return fig


def pareto(
    points: Mapping[str, tuple[float, float]],
    *,
    x_label: tuple[str, str],
    y_label: tuple[str, str],
    title: str = "",
) -> Figure:
    """Return named points over a logarithmic x axis, their Pareto front joined and standing out.

    `points` is name -> (x, y), x above 0, less is better in both. Points on the front are named
    below, where no other point can be; the others above.

    >>> fig = pareto({"A": (1, 9), "B": (20, 5), "C": (30, 6)}, x_label=("energy", "mJ"),
    ...              y_label=("errors", "%"))
    >>> fig.axes[0].lines[-1].get_xdata().tolist()
    [1, 20]
    """
    _need(points, "points")
    front = pareto_front(points)
    fig, axes = figure(height_in=3.8)
    axes.set_xscale("log")
    _mark_front(axes, points, front)
    for name, place in points.items():
        on_front = name in front
        axes.annotate(name, place, xytext=(-5, -4) if on_front else (5, 4), fontsize=8,
                      textcoords="offset points", ha="right" if on_front else "left",
                      va="top" if on_front else "bottom")  # fmt: skip
    axes.xaxis.set_major_formatter("{x:,.3g}")
    axes.margins(x=0.22, y=0.14)
    _label(axes, title, x=x_label, y=y_label)
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
    from matplotlib import rc_context

    _need(quantities, "quantities")
    fig, first = figure(height_in=1.2 + 1.8 * len(quantities))
    first.remove()
    with rc_context(_STYLE):
        grid = fig.subplots(len(quantities), sharex=True, squeeze=False)[:, 0]
    for number, (axes, (label, values)) in enumerate(zip(grid, quantities.items(), strict=True)):
        shown = np.where(np.isfinite(values), values, np.nan)
        axes.plot(x, shown, color=COLOURS[number], marker="osD^"[number % 4], linewidth=1.8)
        axes.set_xscale("log")
        axes.set_ylim(bottom=0)
        _label(axes, title if number == 0 else "", y=label)
    grid[-1].xaxis.set_major_formatter("{x:,.0f}")
    grid[-1].minorticks_off()
    _label(grid[-1], title if len(grid) == 1 else "", x=x_label)
    return fig
