"""greenlib.placement: constraints, the greenest region they allow, and which one to relax."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenlib import InvalidQuantityError, UnknownNameError, WrongTypeError, plots
from greenlib.distance import city
from greenlib.placement import (
    Constraints,
    NoFeasibleRegionError,
    choose,
    cost_points,
    feasible,
    latency_points,
    relaxations,
)
from greenlib.regions import PUBLISHED, load

FOUR = load("course")
ALL = load(*PUBLISHED)


def test_gb_and_ch_are_outside_the_eea_and_norway_is_outside_the_eu():
    inside = {bloc: set(feasible(ALL, Constraints(residency=(bloc,)))) for bloc in ("EU", "EEA")}
    assert inside["EEA"] - inside["EU"] == {"norwayeast"}
    assert not inside["EEA"] & {"eu-west-2", "uksouth", "europe-west6", "switzerlandnorth"}


def test_blocs_and_countries_can_be_mixed():
    allowed = feasible(ALL, Constraints(residency=("CH", "NO")))
    assert set(allowed) == {"europe-west6", "switzerlandnorth", "norwayeast"}


def test_the_greenest_region_that_meets_every_constraint_is_chosen():
    asked = Constraints(("EU",), city("Paris"), max_rtt_ms=10, services={"gpu"})
    assert choose(ALL, asked).name == "francecentral"


def test_a_region_tells_what_it_breaks_and_by_how_much():
    asked = Constraints(("US",), city("London"), 40, {"gpu", "archive"}, 0.15)
    broken = asked.broken_by(FOUR["eu-west-3"])
    assert broken == pytest.approx({"residency": 1, "services": 1, "max_price_usd_per_h": 0.07})
    assert set(asked.broken_by(FOUR["ap-south-1"])) == {
        "residency",
        "max_rtt_ms",
        "max_price_usd_per_h",
    }


def test_infeasible_constraints_say_what_to_relax_and_what_that_opens():
    with pytest.raises(NoFeasibleRegionError) as caught:
        choose(FOUR, Constraints(("EU",), city("Mumbai"), max_rtt_ms=40))
    latency, residency = caught.value.relaxations
    assert (latency.constraint, latency.region.name) == ("max_rtt_ms", "eu-north-1")
    assert latency.by == pytest.approx(22.3) and latency.constraints.max_rtt_ms == 62.3
    assert (residency.region.name, residency.constraints.residency) == ("ap-south-1", ("EU", "IN"))
    assert "residency: allow IN too, opens ap-south-1 (900 g/kWh)" in str(caught.value)


def test_a_missing_service_is_named():
    asked = Constraints(("FR",), services={"gpu", "archive"})
    (only,) = relaxations({"eu-west-3": FOUR["eu-west-3"]}, asked)
    assert only.change == "do without gpu" and only.constraints.services == {"archive"}


def test_where_one_constraint_is_not_enough_the_message_says_so():
    with pytest.raises(NoFeasibleRegionError, match="even eu-north-1 breaks residency and max_p"):
        choose(FOUR, Constraints(residency=("CH",), max_price_usd_per_h=0.1))


def test_a_feasible_set_needs_no_relaxation():
    assert relaxations(FOUR, Constraints(residency=("IN",))) == ()


wishes = st.builds(
    Constraints,
    residency=st.sampled_from([(), ("EU",), ("EEA", "CH"), ("IN",), ("CL", "ZA")]),
    user=st.sampled_from([city("Mumbai"), city("Paris"), city("Santiago")]),
    max_rtt_ms=st.floats(0, 120),
    services=st.sets(st.sampled_from(["gpu", "archive", "warehouse"])),
    max_price_usd_per_h=st.one_of(st.none(), st.floats(0.15, 0.3)),
)


@given(wishes)
def test_following_a_relaxation_leads_to_the_region_it_promised(asked):
    for relaxed in relaxations(ALL, asked):
        assert not feasible(ALL, asked)
        assert relaxed.by > 0
        assert choose(ALL, relaxed.constraints) == relaxed.region


@pytest.mark.parametrize(
    ("wrong", "error", "message"),
    [
        ({"residency": ("Europe",)}, UnknownNameError, "unknown country or bloc 'Europe'"),
        ({"residency": "EU"}, WrongTypeError, "residency must hold names"),
        ({"services": {"gpus"}}, UnknownNameError, "did you mean 'gpu'"),
        ({"services": [1]}, WrongTypeError, "services must hold names"),
        ({"max_rtt_ms": 40}, InvalidQuantityError, "user and max_rtt_ms go together"),
        ({"user": (48.9, 2.4)}, InvalidQuantityError, "user and max_rtt_ms go together"),
        ({"user": (2.4, 248.9), "max_rtt_ms": 9}, InvalidQuantityError, "user.* got 248.9"),
        ({"user": [(48.9, 2.4)], "max_rtt_ms": 9}, InvalidQuantityError, "one position"),
        ({"user": (48.9, 2.4), "max_rtt_ms": -4}, InvalidQuantityError, "max_rtt_ms .* got -4"),
        ({"max_price_usd_per_h": float("nan")}, InvalidQuantityError, "usd_per_h .* got nan"),
        ({"max_price_usd_per_h": "0.2"}, WrongTypeError, "max_price_usd_per_h must be a number"),
        ({"max_price_usd_per_h": [0.2]}, WrongTypeError, "max_price_usd_per_h must be one"),
    ],
)
def test_constraints_that_make_no_sense_are_refused(wrong, error, message):
    with pytest.raises(error, match=message):
        Constraints(**wrong)


def test_cost_points_feed_the_pareto_picture():
    points = cost_points(FOUR, energy_kwh=2.5, hours=8)
    assert points["eu-west-3"] == pytest.approx((1.76, 158.125))
    assert plots.pareto_front(points) == ["us-east-1", "eu-north-1"]


def test_latency_points_put_the_nearest_region_first():
    points = latency_points(FOUR, 2.5, city("Mumbai"))
    assert points["ap-south-1"] == pytest.approx((0, 2250))
    assert plots.pareto_front(points) == ["ap-south-1", "eu-north-1"]
