"""The course's figures: one style, colour-blind safe, a unit on every axis, alternative text.

Each chart is a function that returns a Matplotlib `Figure`; `show` puts it into a notebook with
its alternative text. Nothing here touches pyplot's global state, and nothing of the moment (dates,
version numbers) gets into the picture, so that a notebook's stored outputs repeat exactly.

Colours: Okabe and Ito, "Color Universal Design" (2008), jfly.uni-koeln.de/color.
"""

from .curves import lines, panels, trade_off
from .fronts import pareto, pareto_front
from .rows import bars, corrections, stacked_bars, tornado, waterfall
from .style import COLOURS, png_bytes, show

__all__ = [
    "COLOURS",
    "bars",
    "corrections",
    "lines",
    "panels",
    "pareto",
    "pareto_front",
    "png_bytes",
    "show",
    "stacked_bars",
    "tornado",
    "trade_off",
    "waterfall",
]
