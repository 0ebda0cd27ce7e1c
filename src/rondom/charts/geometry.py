"""Polygons from GeoJSON to the paper: read, project, fit, and find a place for a name."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

Point = tuple[float, float]
Ring = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Projection:
    """Equirectangular around the middle latitude, or straight for metres; fitted to a width."""

    left: float
    top: float
    across: float  # units of the paper per unit of x
    down: float

    def place(self, point: Point) -> Point:
        return (point[0] - self.left) * self.across, (self.top - point[1]) * self.down


def rings_of(geometry: Mapping[str, object]) -> tuple[Ring, ...]:
    """All rings of a GeoJSON Polygon or MultiPolygon; raises ValueError for anything else."""
    coordinates = geometry.get("coordinates")
    kind = geometry.get("type")
    if kind == "Polygon":
        return tuple(_rings(coordinates))
    if kind == "MultiPolygon" and isinstance(coordinates, Sequence):
        return tuple(ring for polygon in coordinates for ring in _rings(polygon))
    raise ValueError(f"Een grens moet een Polygon of MultiPolygon zijn, niet {kind!r}.")


def fit(rings: Iterable[Ring], *, width: float, height: float) -> tuple[Projection, float]:
    """The projection that fills the width or the height, and the height that it then takes."""
    points = [point for ring in rings for point in ring]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    squeeze = _squeeze(xs, ys)
    wide, high = (max(xs) - min(xs)) * squeeze or 1, (max(ys) - min(ys)) or 1
    scale = min(width / wide, height / high)
    left = min(xs) - (width / scale - wide) / 2 / squeeze
    return Projection(left, max(ys), scale * squeeze, scale), high * scale


def middle(rings: Sequence[Ring]) -> Point:
    """A point inside the area and outside its holes: on the height of the largest ring's centre of mass."""
    ring = max(rings, key=lambda ring: abs(_area(ring)))
    y = _centre(ring)[1]
    crossings = sorted(x for each in rings for x in _crossings(each, y))
    stretches = list(zip(crossings[::2], crossings[1::2], strict=False))
    if not stretches:
        return _centre(ring)
    start, end = max(stretches, key=lambda stretch: stretch[1] - stretch[0])
    return (start + end) / 2, y


def _rings(polygon: object) -> Iterator[Ring]:
    if not isinstance(polygon, Sequence):
        raise ValueError("Een grens heeft geen coördinaten.")
    for ring in polygon:
        points = tuple((float(point[0]), float(point[1])) for point in ring)
        if len(points) < 3 or not all(math.isfinite(part) for point in points for part in point):
            raise ValueError("Een grens heeft minstens drie punten met echte getallen nodig.")
        yield points


def _squeeze(xs: Sequence[float], ys: Sequence[float]) -> float:
    """How much narrower a degree of longitude is than one of latitude; 1 for metres."""
    degrees = max(map(abs, xs)) <= 180 and max(map(abs, ys)) <= 90
    return math.cos(math.radians((min(ys) + max(ys)) / 2)) if degrees else 1


def _area(ring: Ring) -> float:
    return sum(x * v - u * y for (x, y), (u, v) in _sides(ring)) / 2


def _centre(ring: Ring) -> Point:
    """The centre of mass, computed near the origin: coordinates in metres are large."""
    x0, y0 = ring[0]
    near = tuple((x - x0, y - y0) for x, y in ring)
    area = _area(near)
    if not area:
        return sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)
    x = sum((a + c) * (a * d - c * b) for (a, b), (c, d) in _sides(near)) / (6 * area)
    y = sum((b + d) * (a * d - c * b) for (a, b), (c, d) in _sides(near)) / (6 * area)
    return x0 + x, y0 + y


def _crossings(ring: Ring, y: float) -> Iterator[float]:
    for (a, b), (c, d) in _sides(ring):
        if (b > y) != (d > y):
            yield a + (y - b) * (c - a) / (d - b)


def _sides(ring: Ring) -> Iterator[tuple[Point, Point]]:
    return zip(ring, (*ring[1:], ring[0]), strict=True)
