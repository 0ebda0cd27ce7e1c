"""Borders: from the Dutch grid to degrees, and with fewer points."""

from __future__ import annotations

import math

Point = tuple[float, float]
Ring = list[Point]

_METRES_A_DEGREE = 111_195.0
_DUTCH_LATITUDE = math.cos(math.radians(52.2))

# Schreutelkamp & Strang van Hees (2001), Benaderingsformules voor de transformatie tussen RD- en
# WGS84-kaartcoordinaten, Geodesia 43: powers of dx and dy, with coefficients in seconds.
_LATITUDE = (
    (0, 1, 3235.65389), (2, 0, -32.58297), (0, 2, -0.24750), (2, 1, -0.84978), (0, 3, -0.06550),
    (2, 2, -0.01709), (1, 0, -0.00738), (4, 0, 0.00530), (2, 3, -0.00039), (4, 1, 0.00033), (1, 1, -0.00012),
)  # fmt: skip
_LONGITUDE = (
    (1, 0, 5260.52916), (1, 1, 105.94684), (1, 2, 2.45656), (3, 0, -0.81885), (1, 3, 0.05594),
    (3, 1, -0.05607), (0, 1, 0.01199), (3, 2, -0.00256), (1, 4, 0.00128), (0, 2, 0.00022), (2, 0, -0.00022),
    (5, 0, 0.00026),
)  # fmt: skip


def degrees_from_grid(x: float, y: float) -> Point:
    """Longitude and latitude (WGS84) of a point in the Dutch grid (RD, EPSG:28992), in metres.

    Right to about a quarter of a metre within the Netherlands.
    """
    dx, dy = (x - 155_000) * 1e-5, (y - 463_000) * 1e-5
    latitude = 52.15517440 + sum(c * dx**p * dy**q for p, q, c in _LATITUDE) / 3600
    longitude = 5.38720621 + sum(c * dx**p * dy**q for p, q, c in _LONGITUDE) / 3600
    return longitude, latitude


def simplified(ring: Ring, *, tolerance: float) -> Ring:
    """A closed ring in degrees with fewer points, nowhere further off than ``tolerance`` metres.

    Douglas & Peucker (1973), on the two halves between the first point and the one furthest from it. Gives
    the ring as it was when too little would be left of it.
    """
    if len(ring) < 5:
        return ring
    far = max(range(len(ring)), key=lambda i: _distance(ring[i], ring[0], ring[0]))
    kept = _kept(ring, 0, far, tolerance) | _kept(ring, far, len(ring) - 1, tolerance)
    fewer = [ring[i] for i in sorted(kept)]
    return fewer if len(fewer) >= 4 else ring


def _kept(points: Ring, start: int, end: int, tolerance: float) -> set[int]:
    """Which points between two of them must stay. Without recursion: borders can be very long."""
    kept, spans = {start, end}, [(start, end)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        furthest = max(
            range(first + 1, last), key=lambda i: _distance(points[i], points[first], points[last])
        )
        if _distance(points[furthest], points[first], points[last]) > tolerance:
            kept.add(furthest)
            spans += [(first, furthest), (furthest, last)]
    return kept


def _distance(point: Point, start: Point, end: Point) -> float:
    """Metres from a point to the stretch between two others."""
    px, py = _metres(point, start)
    ex, ey = _metres(end, start)
    length = ex * ex + ey * ey
    along = 0.0 if length == 0 else max(0.0, min(1.0, (px * ex + py * ey) / length))
    return math.hypot(px - along * ex, py - along * ey)


def _metres(point: Point, origin: Point) -> Point:
    across = (point[0] - origin[0]) * _METRES_A_DEGREE * _DUTCH_LATITUDE
    return across, (point[1] - origin[1]) * _METRES_A_DEGREE
