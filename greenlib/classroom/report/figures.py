"""The report's two pictures, in the style of the course, and what they show in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from ...plots.style import COLOURS, GREY, figure, label_axes, legend_below
from .numbers import Insights, distribution

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# All points, some, none, left empty, not marked yet: colour and hatching, so that either tells.
_KINDS = (
    ("full", "all points", COLOURS[0], ""),
    ("some", "some points", COLOURS[4], "//"),
    ("none", "no points", COLOURS[5], "xx"),
    ("empty", "left empty", GREY, ".."),
    ("waiting", "to mark", "#FFFFFF", ""),
)


def points_figure(found: Insights) -> tuple[Figure, str]:
    """Return how the points are distributed, and the same in words."""
    bins = distribution(found)
    fig, axes = figure()
    places = np.arange(len(bins))
    axes.bar(places, [count for _, count in bins], color=COLOURS[0], width=0.85)
    label_axes(axes, "", x=("points so far", f"of {found.max_score}"), y=("students", "number"))
    axes.set_xticks(places, [name for name, _ in bins])
    axes.grid(axis="x", visible=False)
    most = max(bins, key=lambda each: each[1])
    alt = (
        f"Bars: how many students have how many points. The median is {found.median:g} of "
        f"{found.max_score}; most students, {most[1]}, have {most[0]}."
    )
    return fig, alt


def questions_figure(found: Insights) -> tuple[Figure, str]:
    """Return what part of the class got all, some or no points, by question, and it in words."""
    fig, axes = figure(height_in=1.2 + 0.42 * len(found.questions))
    names = [f"Q{q.question.number} {q.question.name}" for q in found.questions]
    left = np.zeros(len(names))
    patches = []
    for kind, _, colour, hatch in _KINDS:
        widths = np.array([getattr(q, kind) for q in found.questions]) / len(found.graded) * 100
        patches.append(axes.barh(names, widths, left=left, color=colour, hatch=hatch, height=0.62,
                                 edgecolor="#444444", linewidth=0.5))  # fmt: skip
        left += widths
    legend_below(fig, patches, [name for _, name, _, _ in _KINDS])
    axes.invert_yaxis()
    axes.grid(axis="y", visible=False)
    label_axes(axes, "", x=("students", "%"))
    axes.set_xlim(0, 100)
    return fig, _questions_in_words(found)


def _questions_in_words(found: Insights) -> str:
    parts: Sequence[str] = [
        f"question {q.question.number} {100 * q.full / len(found.graded):.0f} %"
        for q in found.questions
    ]
    return (
        "Stacked bars: the part of the class with all, some or no points, by question. With all "
        f"points: {', '.join(parts)}."
    )
