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


def test_of_points_at_one_place_the_front_keeps_the_first():
    points = {"late": (3, 1), "first": (1, 4), "twin": (1, 4), "beaten": (1, 5)}
    assert plots.pareto_front(points) == ["first", "late"]


def pareto(points, **options):
    labels = {"x_label": ("cost", "USD"), "y_label": ("emissions", "kgCO2e")}
    return plots.pareto(points, **labels, **options)


def test_the_front_is_joined_in_order_and_the_others_are_crosses():
    axes = pareto({"c": (9, 1), "b": (3, 5), "a": (1, 7), "x": (4, 6)}).axes[0]
    assert axes.lines[-1].get_xydata().tolist() == [[1, 7], [3, 5], [9, 1]]
    assert [line.get_marker() for line in axes.lines[:-1]] == ["o", "o", "o", "x"]
    assert [text.get_text() for text in axes.texts] == ["c", "b", "a", "x"]


@pytest.mark.parametrize("options", [{}, {"log_x": True}])
def test_thousands_are_set_apart_on_both_axes(options):
    axes = pareto({"a": (13_680, 7_250), "b": (144_000, 1_100)}, **options).axes[0]
    axes.figure.draw_without_rendering()
    for axis in (axes.xaxis, axes.yaxis):
        texts = [label.get_text() for label in axis.get_ticklabels() if label.get_text()]
        assert any("," in text for text in texts)
        numbers = [float(text.replace(",", "").replace("−", "-")) for text in texts]
        assert numbers == axis.get_majorticklocs().tolist()


def curves(names):
    series = {name: [0, number, 40] for number, name in enumerate(names)}
    return plots.lines([0, 1, 2], series, x_label=("time", "h"), y_label=("energy", "kWh"))


@pytest.mark.parametrize(
    "names",
    [
        ["Germany", "Great Britain", "France", "California"],
        ["hardware, low figure for the disk", "hardware, high figure for the disk", "operation"],
        [f"line number {number}" for number in range(7)],
    ],
)
def test_a_legend_has_room_of_its_own_below_the_lines(names):
    fig = curves(names)
    fig.draw_without_rendering()
    legend = fig.legends[0].get_window_extent()
    assert [text.get_text() for text in fig.legends[0].get_texts()] == names
    assert legend.x0 >= 0 and legend.x1 <= fig.bbox.width and legend.y0 >= 0
    assert legend.y1 <= fig.axes[0].get_tightbbox().y0
    alone = curves(names[:1])
    alone.draw_without_rendering()
    assert not alone.legends
    heights = [one.axes[0].get_window_extent().height for one in (fig, alone)]
    assert heights[0] == pytest.approx(heights[1], rel=0.05)


def test_drawing_leaves_the_global_style_alone():
    import matplotlib

    before = dict(matplotlib.rcParams)
    plots.png_bytes(plots.waterfall(("today", 5.0), {"less": -2.0}, "energy", "kWh"))
    assert dict(matplotlib.rcParams) == before
