"""greenlib.distance: great circles and the round trip that light in fibre needs."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenlib import InvalidQuantityError, UnknownNameError
from greenlib.distance import city, great_circle_km, on_sphere, rtt_floor_ms


def test_london_to_new_york_is_5570_km_and_55_7_ms():
    london, new_york = (51.5074, -0.1278), (40.7128, -74.006)
    assert great_circle_km(london, new_york) == pytest.approx(5570.23, abs=0.05)
    assert rtt_floor_ms(london, new_york) == pytest.approx(55.70, abs=0.01)


def test_from_pole_to_pole_is_half_way_round():
    assert great_circle_km((90, 0), (-90, 77)) == pytest.approx(np.pi * 6371.0088)


positions = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@given(positions, positions, positions)
def test_distance_is_symmetric_and_no_detour_is_shorter(here, there, way):
    direct = great_circle_km(here, there)
    assert direct == great_circle_km(there, here) and great_circle_km(here, here) == 0
    assert direct <= great_circle_km(here, way) + great_circle_km(way, there) + 1e-6


def test_distances_broadcast_over_arrays():
    users = np.array([city("Mumbai"), city("Paris")])
    sites = np.array([city("London"), city("Tokyo"), city("Oslo")])
    table = rtt_floor_ms(users[:, None], sites)
    assert table.shape == (2, 3)
    assert table[1, 2] == pytest.approx(rtt_floor_ms(city("Paris"), city("Oslo")))


@pytest.mark.parametrize("bad", [(59.3,), (59.3, 18.1, 0.0), 59.3, (95.0, 18.1), (59.3, 181.0)])
def test_what_is_no_position_is_refused(bad):
    with pytest.raises(InvalidQuantityError, match=r"user|here"):
        rtt_floor_ms(bad, city("Oslo"))


def test_points_on_the_sphere_are_at_distance_one_and_the_north_pole_is_up():
    points = on_sphere("site", [city("Mumbai"), city("Oslo"), (90.0, 12.0)])
    assert np.linalg.norm(points, axis=-1) == pytest.approx([1, 1, 1])
    assert points[2] == pytest.approx([0, 0, 1], abs=1e-12)


def test_an_unknown_city_gets_the_closest_ones():
    with pytest.raises(UnknownNameError, match="did you mean 'Stockholm'"):
        city("Stokholm")
