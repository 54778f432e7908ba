"""greenlib.embodied: what making a server emits, and whose share it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenlib import InvalidQuantityError, WrongTypeError, factors
from greenlib.embodied import embodied_share_g, server_embodied_kg

SHARE = {
    "time_reserved_h": 24,
    "lifespan_years": 4,
    "resources_reserved": 2,
    "total_resources": 96,
}


def test_the_specification_example_is_28_54_g_for_one_hour():
    device_kg = factors.value("sci.example.server", "kg")
    hour = {"time_reserved_h": 1, "resources_reserved": 1, "total_resources": 1}
    lifespan = factors.value("sci.server.lifespan", "year")
    assert embodied_share_g(device_kg, lifespan_years=lifespan, **hour) == pytest.approx(
        28.5388, rel=1e-5
    )


def test_two_of_96_vcpus_for_a_day_carry_23_g_of_their_server():
    server_kg = factors.value("sci.embodied.m5", "kg")
    assert embodied_share_g(server_kg, **SHARE) == pytest.approx(22.98502, rel=1e-6)


@pytest.mark.parametrize(
    ("family", "parts"),
    [
        ("c5", {"cpus": 2, "memory_gb": 192}),
        ("c6g", {"memory_gb": 128}),
        ("m5", {"cpus": 2, "memory_gb": 384}),
        ("g4dn", {"cpus": 2, "memory_gb": 384, "gpus": 8, "ssds": 2}),
    ],
)
def test_published_servers_follow_from_their_parts(family, parts):
    published_kg = factors.value(f"sci.embodied.{family}", "kg")
    assert server_embodied_kg(**parts) == pytest.approx(published_kg, abs=0.005)


def test_memory_of_the_base_server_and_disks_are_counted_once():
    assert server_embodied_kg(memory_gb=[4.0, 16.0]) == pytest.approx([1000, 1000])
    assert server_embodied_kg(memory_gb=12, hdds=3) == pytest.approx(1150)


@given(st.floats(1, 35_000), st.floats(1, 96), st.floats(0, 5000))
def test_no_software_answers_for_more_than_the_whole_device(hours, vcpus, device_kg):
    share_g = embodied_share_g(
        device_kg, **SHARE | {"time_reserved_h": hours, "resources_reserved": vcpus}
    )
    assert 0 <= share_g <= device_kg * 1000


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"time_reserved_h": 40_000}, r"time_reserved_h must be at most the lifespan in h \(35040"),
        ({"resources_reserved": 97}, r"resources_reserved must be at most total_resources \(96\)"),
        ({"resources_reserved": [2, 99]}, "got 99"),
        ({"lifespan_years": 0}, "lifespan_years must be above 0 years, got 0"),
        ({"total_resources": 0}, "total_resources must be above 0, got 0"),
        ({"time_reserved_h": -3}, "time_reserved_h must be 0 or more h, got -3"),
    ],
)
def test_a_share_of_more_than_there_is_is_refused(change, message):
    with pytest.raises(InvalidQuantityError, match=message):
        embodied_share_g(1610.79, **SHARE | change)


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (
            lambda: embodied_share_g("1000", **SHARE),
            WrongTypeError,
            "total_embodied_kg must be a number in kg, got '1000'",
        ),
        (lambda: server_embodied_kg(cpus=0, memory_gb=64), InvalidQuantityError, "cpus must be 1"),
    ],
)
def test_what_is_no_hardware_is_refused_by_name_and_value(call, error, message):
    with pytest.raises(error, match=message):
        call()
