"""greenlib.plots: units on axes, alternative text, pictures that repeat."""

import pytest

from greenlib import InvalidQuantityError, WrongTypeError, plots


def test_the_same_figure_gives_the_same_bytes():
    first, second = (
        plots.png_bytes(plots.bars({"a": 3.5, "b": 2.0}, "energy", "kWh")) for _ in range(2)
    )
    assert first == second


def test_a_picture_holds_no_version_and_no_date():
    data = plots.png_bytes(plots.bars({"a": 3.5}, "energy", "kWh"))
    assert b"Software" not in data and b"tIME" not in data


def test_every_axis_has_its_unit():
    axes = plots.lines(
        [0, 1], {"DE": [300, 310]}, x_label=("hour", "UTC"), y_label=("intensity", "g/kWh")
    ).axes[0]
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("hour (UTC)", "intensity (g/kWh)")


def test_an_axis_without_a_unit_is_refused():
    with pytest.raises(InvalidQuantityError, match="the axis 'energy' needs a unit"):
        plots.bars({"a": 1}, "energy", "")


def test_nothing_to_draw_is_refused():
    with pytest.raises(InvalidQuantityError, match="values is empty"):
        plots.bars({}, "energy", "kWh")


def test_show_gives_the_picture_with_its_alternative_text(monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda data, **more: shown.append((data, more)))
    plots.show(plots.bars({"a": 1}, "energy", "kWh"), alt=" One bar of 1 kWh. ")
    ((data, more),) = shown
    assert data["text/plain"] == "Figure: One bar of 1 kWh."
    assert more["metadata"] == {"image/png": {"alt": "One bar of 1 kWh."}}


@pytest.mark.parametrize("alt", ["", "  ", None])
def test_a_picture_without_alternative_text_is_refused(alt):
    with pytest.raises(WrongTypeError, match="alt must say in words"):
        plots.show(plots.bars({"a": 1}, "energy", "kWh"), alt=alt)


def test_the_pareto_front_keeps_what_nothing_beats():
    points = {"a": (1, 9), "b": (2, 5), "c": (3, 6), "d": (2, 5.5), "e": (4, 1)}
    assert plots.pareto_front(points) == ["a", "b", "e"]


def test_drawing_leaves_the_global_style_alone():
    import matplotlib

    before = dict(matplotlib.rcParams)
    plots.png_bytes(plots.waterfall(("today", 5.0), {"less": -2.0}, "energy", "kWh"))
    assert dict(matplotlib.rcParams) == before
