"""How far away a region is: great circles, and the round trip that no network can beat.

    rtt_floor_ms = 2 x great-circle distance / speed of light in fibre

Positions are centres of cities or areas, so a floor can be off by 2 ms (200 km). It is what light
needs in fibre along the shortest line: a region whose floor misses a limit can never meet it, and
real routes take about twice as long (factor ``region.route_stretch``).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from . import factors
from .errors import InvalidQuantityError, UnknownNameError
from .quantities import quantity
from .regions import every_region


def city(location: str) -> tuple[float, float]:
    """Return the (latitude, longitude) of a region's location in degrees, to place users there.

    Raises UnknownNameError, with the closest names.

    >>> city("Mumbai")
    (19.08, 72.88)
    """
    positions = {region.location: region.position for region in every_region()}
    if location not in positions:
        raise UnknownNameError("location", location, positions)
    return positions[location]


def great_circle_km(here: Any, there: Any) -> Any:
    """Return the shortest distance over the Earth's surface, taken as a sphere, in km.

    Parameters
    ----------
    here, there : (latitude, longitude) in degrees, or arrays of shape (..., 2) that broadcast.

    Raises WrongTypeError or InvalidQuantityError, naming the argument. Source of the radius:
    factor ``region.earth_radius``.

    >>> round(great_circle_km(city("Mumbai"), city("Stockholm")))
    6230
    """
    chord = np.linalg.norm(on_sphere("here", here) - on_sphere("there", there), axis=-1)
    angle = 2 * np.arcsin(np.minimum(chord / 2, 1))
    distance_km = factors.value("region.earth_radius", "km") * angle
    return distance_km if distance_km.ndim else float(distance_km)


def rtt_floor_ms(user: Any, site: Any) -> Any:
    """Return the round trip that light in fibre needs between two places, in ms; a lower bound.

    Parameters
    ----------
    user, site : (latitude, longitude) in degrees, or arrays of shape (..., 2) that broadcast.

    Raises WrongTypeError or InvalidQuantityError, naming the argument. Source of the speed:
    factor ``region.fibre_speed``.

    >>> round(rtt_floor_ms(city("Mumbai"), city("Stockholm")), 1)
    62.3
    """
    speed_km_per_s = factors.value("region.fibre_speed", "km/s")
    return 2 * great_circle_km(user, site) / speed_km_per_s * 1000


def on_sphere(name: str, position: Any) -> np.ndarray:
    """Return positions as points on a sphere of radius 1; shape (..., 3).

    `position` is (latitude, longitude) in degrees or an array of shape (..., 2); `name` is what
    errors call it. Raises WrongTypeError or InvalidQuantityError.

    >>> on_sphere("pole", (90, 0)).round(6)
    array([0., 0., 1.])
    """
    degrees = quantity(name, position, "degrees", minimum=-180, maximum=180)
    if not isinstance(degrees, np.ndarray) or degrees.shape[-1:] != (2,):
        raise InvalidQuantityError(f"{name} must be (latitude, longitude), got {position!r}")
    quantity(f"{name} latitude", degrees[..., :1], "degrees", minimum=-90, maximum=90)
    latitude, longitude = np.radians(degrees[..., 0]), np.radians(degrees[..., 1])
    return np.stack(
        [np.cos(latitude) * np.cos(longitude), np.cos(latitude) * np.sin(longitude),
         np.sin(latitude)], axis=-1,
    )  # fmt: skip
