"""Where places lie on a picture: degrees to points and back, zooming, moving, a grid and a scale bar.

Distances are true to about one percent over a governorate: degrees are scaled by the middle latitude
(equirectangular, WGS 84 radii). North is up and east is right in every language.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.drawing.fitting import Box

KM_PER_DEGREE = 111.2
NEAREST, FARTHEST = 0.002, 6.0  # km for one pixel
_LEAST_SPAN = 4.0  # km shown at least
_STEPS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0)
_LENGTHS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500)


@dataclass(frozen=True, slots=True)
class Ground:
    """The window on the earth: its middle in degrees, kilometres for one pixel, and where it is drawn."""

    latitude: float
    longitude: float
    km: float
    box: Box

    def point(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Return the point of a place; it may lie outside the box."""
        across = (longitude - self.longitude) * KM_PER_DEGREE * self._squeeze() / self.km
        down = (self.latitude - latitude) * KM_PER_DEGREE / self.km
        return self.box.x + self.box.w / 2 + across, self.box.y + self.box.h / 2 + down

    def degrees(self, x: float, y: float) -> tuple[float, float]:
        """Return latitude and longitude of a point."""
        across, down = x - self.box.x - self.box.w / 2, y - self.box.y - self.box.h / 2
        latitude = self.latitude - down * self.km / KM_PER_DEGREE
        return latitude, self.longitude + across * self.km / (KM_PER_DEGREE * self._squeeze())

    def zoomed(self, factor: float, x: float, y: float) -> Ground:
        """Return the ground drawn `factor` times as large, with the place under (x, y) kept there."""
        km = min(max(self.km / factor, NEAREST), FARTHEST)
        latitude, longitude = self.degrees(x, y)
        made = replace(self, km=km)
        at_x, at_y = made.point(latitude, longitude)
        return made.moved(x - at_x, y - at_y)

    def moved(self, dx: float, dy: float) -> Ground:
        """Return the ground with everything on it moved by (dx, dy) pixels."""
        middle_x, middle_y = self.box.x + self.box.w / 2, self.box.y + self.box.h / 2
        latitude, longitude = self.degrees(middle_x - dx, middle_y - dy)
        return replace(self, latitude=min(max(latitude, -85.0), 85.0), longitude=longitude)

    def within(self, box: Box) -> Ground:
        """Return the same middle and scale for a picture of another size."""
        return replace(self, box=box)

    def shows(self, latitude: float, longitude: float, edge: float = 0) -> bool:
        """Return whether a place lies in the box, at least `edge` pixels from its sides."""
        x, y = self.point(latitude, longitude)
        inside_x = self.box.x + edge <= x <= self.box.x + self.box.w - edge
        return inside_x and self.box.y + edge <= y <= self.box.y + self.box.h - edge

    def _squeeze(self) -> float:
        return max(math.cos(math.radians(self.latitude)), 0.05)


def fit_ground(places: Iterable[tuple[float, float]], box: Box, edge: float = 42) -> Ground:
    """Return the ground on which all places (latitude, longitude) are seen, `edge` pixels from the sides."""
    known = list(places)
    if not known:
        return Ground(33.2, 43.7, 1.5, box)  # the middle of Iraq
    south, north = min(one[0] for one in known), max(one[0] for one in known)
    west, east = min(one[1] for one in known), max(one[1] for one in known)
    middle = (south + north) / 2
    high = max((north - south) * KM_PER_DEGREE, _LEAST_SPAN)
    wide = max((east - west) * KM_PER_DEGREE * math.cos(math.radians(middle)), _LEAST_SPAN)
    km = max(high / max(box.h - 2 * edge, 20), wide / max(box.w - 2 * edge, 20))
    return Ground(middle, (west + east) / 2, min(max(km, NEAREST), FARTHEST), box)


def grid_step(ground: Ground, apart: float = 110) -> float:
    """Return the step in degrees between grid lines that are at least `apart` pixels from each other."""
    smallest = apart * ground.km / KM_PER_DEGREE
    return next((step for step in _STEPS if step >= smallest), _STEPS[-1])


def grid_lines(low: float, high: float, step: float) -> list[float]:
    """Return the multiples of a step between two values."""
    first = math.ceil(low / step - 1e-9)
    return [round(number * step, 4) for number in range(first, math.floor(high / step + 1e-9) + 1)]


def scale_length(ground: Ground, most: float) -> float:
    """Return the longest round length in kilometres whose bar is at most `most` pixels wide."""
    return max((length for length in _LENGTHS if length / ground.km <= most), default=_LENGTHS[0])
