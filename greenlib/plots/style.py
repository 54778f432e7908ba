"""What all figures share: the style, the axes and their units, the legend, the way to show them."""

from __future__ import annotations

import io
from collections.abc import Mapping
from math import ceil
from typing import TYPE_CHECKING, Any

from ..errors import InvalidQuantityError, WrongTypeError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#000000")
GREY = "#8A8A8A"
DASHES = ("-", "--", "-.", ":")
MARKERS = "os^D"
_WIDTH_IN = 6.4
_CHARACTERS_PER_LINE = 80  # of a legend, over the width of a figure
_KEY_CHARACTERS = 7  # as wide as a legend's line or patch and the gaps around it
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


def figure(height_in: float = 3.4) -> tuple[Figure, Axes]:
    """Return a new figure of the course's style and width, and its axes.

    >>> fig, axes = figure()
    >>> axes.spines["top"].get_visible()
    False
    """
    fig, (axes,) = panel_figure(1, height_in)
    return fig, axes


def panel_figure(panels: int, height_in: float) -> tuple[Figure, list[Axes]]:
    """Return a new figure with that many panels below each other, which share their x axis.

    >>> fig, axes = panel_figure(2, height_in=4.8)
    >>> len(axes)
    2
    """
    from matplotlib import rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    with rc_context(_STYLE):
        fig = Figure(figsize=(_WIDTH_IN, height_in), layout="constrained")
        FigureCanvasAgg(fig)
        return fig, list(fig.subplots(panels, sharex=True, squeeze=False)[:, 0])


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

    >>> png_bytes(figure()[0])[1:4]
    b'PNG'
    """
    from matplotlib import rc_context

    buffer = io.BytesIO()
    with rc_context(_STYLE):
        fig.savefig(buffer, format="png", dpi=110, metadata={"Software": None})
    return buffer.getvalue()


def label_axes(
    axes: Axes,
    title: str,
    *,
    x: tuple[str, str] | None = None,
    y: tuple[str, str] | None = None,
) -> None:
    """Write the title, and at each axis that is given its (quantity, unit) and round numbers.

    Raises InvalidQuantityError for a quantity without a unit.

    >>> fig, axes = figure()
    >>> label_axes(axes, "", x=("cost", "USD"))
    >>> axes.get_xlabel(), axes.xaxis.get_major_formatter().format_data(14400)
    ('cost (USD)', '14,400')
    """
    from matplotlib.ticker import MaxNLocator

    for axis, label in ((axes.xaxis, x), (axes.yaxis, y)):
        if label is not None:
            what, unit = label
            if not unit:
                raise InvalidQuantityError(f"the axis {what!r} needs a unit; '1' for a plain ratio")
            axis.set_label_text(f"{what} ({unit})")
            axis.set_major_formatter("{x:,.10g}")
            if axis.get_scale() == "linear":
                axis.set_major_locator(MaxNLocator("auto", steps=[1, 2, 5, 10]))
    axes.set_title(title, fontsize=11, loc="left", weight="bold")


def legend_below(fig: Figure, handles: list[Any], names: list[str]) -> None:
    """Put a legend below the axes, in as many columns as fit, and make the figure taller by it."""
    widest = max(map(len, names))
    columns = max(1, min(4, len(names), _CHARACTERS_PER_LINE // (widest + _KEY_CHARACTERS)))
    rows = ceil(len(names) / columns)
    fig.legend(handles, names, loc="outside lower center", ncols=ceil(len(names) / rows),
               columnspacing=1.2, frameon=False)  # fmt: skip
    fig.set_figheight(fig.get_figheight() + 0.1 + 0.2 * rows)


def check_some(items: Mapping[str, Any], name: str) -> None:
    """Raise InvalidQuantityError if there is nothing to draw."""
    if not items:
        raise InvalidQuantityError(f"{name} is empty; there is nothing to draw")
