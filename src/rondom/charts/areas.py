"""A quiet map of the neighbourhoods, with or without a score."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rondom.analysis.disclosure.released import Mean
from rondom.charts.chart import Chart, Format, Table, Width, format_of
from rondom.charts.colours import BRAND_WASH, INK_SOFT, LINE_SOFT, PAPER, SHADES
from rondom.charts.geometry import Point, Projection, Ring, fit, middle, rings_of
from rondom.charts.layout import LEADING, height_of, write_lines
from rondom.charts.legend import Entry, write_legend
from rondom.charts.metrics import text_width, wrap
from rondom.charts.profile import mean_cells
from rondom.charts.svg import Box, Drawing, Value
from rondom.charts.words import sentence, shown, whole, withheld

_EDGE = INK_SOFT
HERE = SHADES[2]
_HATCH = ("#ffffff", "#b9bec7")


@dataclass(frozen=True, slots=True)
class Stage:
    """How far something is: its place in a row of steps, and the name of that step."""

    place: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """One neighbourhood: its GeoJSON geometry (degrees or metres), and its score if it has one.

    ``mean`` is None on a map that only shows where things are; ``here`` marks the one that it is about. With
    a ``stage`` it shows how far something is there.
    """

    label: str
    geometry: Mapping[str, object]
    mean: Mean | None = None
    here: bool = False
    stage: Stage | None = None


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where the words of an area stand."""

    lines: tuple[str, ...]
    x: float
    y: float
    size: float

    @property
    def box(self) -> tuple[float, float, float, float]:
        wide = max((text_width(line, size=self.size, bold=True) for line in self.lines), default=0) / 2
        high = height_of(self.lines, size=self.size) / 2
        return self.x - wide, self.y - high, self.x + wide, self.y + high


def areas(
    places: Sequence[Area],
    *,
    title: str,
    key: str,
    width: Width = "wide",
    of: str = "Wijk",
) -> Chart:
    """Neighbourhoods shaded by stage, or by score in steps of ten points or more; withheld ones are hatched.

    Names stand in the map where they all fit, otherwise as numbers with a list below. Raises ValueError
    for a geometry that is no (multi)polygon, or when there are no areas.
    """
    if not places:
        raise ValueError("a map needs at least one area")
    form = format_of(width)
    description = " ".join(_describe(place) for place in places)
    drawing = Drawing(key=f"{key}-{width}", width=form.width)
    bottom = _draw(drawing, places, form=form)
    svg = drawing.finish(height=bottom, title=title, description=description)
    return Chart(svg, title, description, _table(places, of=of))


def _draw(drawing: Drawing, places: Sequence[Area], *, form: Format) -> float:
    steps, stages = _steps(places), _stages(places)
    top = write_legend(drawing, _legend(drawing, places, steps=steps, stages=stages), top=0, form=form)
    rings = [rings_of(place.geometry) for place in places]
    room = form.width - 4
    most = room * (0.4 if form.label else 0.9)
    projection, height = fit([ring for some in rings for ring in some], width=room, height=most)
    for place, some in zip(places, rings, strict=True):
        fill = None if _is_withheld(place) else HERE if place.here else _shade(place, steps, stages)
        path = _path(some, projection, top=top + 2)
        box = (0.0, top, form.width, height + 4)
        _draw_shape(drawing, "path", fill, box=box, d=path, fill_rule="evenodd", clip_rule="evenodd")
    middles = [projection.place(middle(some)) for some in rings]
    return _write_names(drawing, places, middles, top=top + 2, bottom=top + height + 4, form=form)


def _draw_shape(drawing: Drawing, name: str, fill: str | None, *, box: Box, **outline: Value) -> None:
    """Filled, or hatched when there is no fill."""
    if fill is None:
        drawing.striped(name, box=box, colours=_HATCH, edge=_EDGE, step=2.5, **outline)
    else:
        drawing.shape(name, fill=fill, stroke=_EDGE, stroke_width=1, stroke_linejoin="round", **outline)


def _path(rings: Sequence[Ring], projection: Projection, *, top: float) -> str:
    parts = []
    for ring in rings:
        points = [projection.place(point) for point in ring]
        parts.append("M" + "L".join(f"{x + 2:.1f} {y + top:.1f}" for x, y in points) + "Z")
    return "".join(parts)


def _write_names(
    drawing: Drawing,
    places: Sequence[Area],
    middles: Sequence[Point],
    *,
    top: float,
    bottom: float,
    form: Format,
) -> float:
    """Names in the map when none is cut or touches another; else numbers and a list. Answers the end."""
    named = [
        _spot(_name_lines(place), at, top=top, size=form.small)
        for place, at in zip(places, middles, strict=True)
    ]
    if _all_fit(named, form=form, bottom=bottom):
        _write_spots(drawing, named)
        return bottom
    numbers = [
        _spot((str(count),), at, top=top, size=form.small) for count, at in enumerate(middles, start=1)
    ]
    for spot in numbers:
        drawing.shape(
            "circle", cx=spot.x, cy=spot.y, r=form.small * 0.85, fill=PAPER, stroke=_EDGE, stroke_width=1
        )
    _write_spots(drawing, numbers)
    return _write_list(drawing, places, top=bottom + form.gap, form=form)


def _spot(lines: tuple[str, ...], at: Point, *, top: float, size: float) -> _Spot:
    return _Spot(lines, at[0] + 2, at[1] + top, size)


def _name_lines(place: Area) -> tuple[str, ...]:
    if place.stage is not None:
        return (place.label, place.stage.name)
    number = () if place.mean is None or place.mean.mean is None else (shown(place.mean.mean),)
    return (place.label, *number)


def _all_fit(spots: Sequence[_Spot], *, form: Format, bottom: float) -> bool:
    boxes = [spot.box for spot in spots]
    inside = all(box[0] >= 0 and box[2] <= form.width and box[1] >= 0 and box[3] <= bottom for box in boxes)
    return inside and not any(
        a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
        for place, a in enumerate(boxes)
        for b in boxes[place + 1 :]
    )


def _write_spots(drawing: Drawing, spots: Sequence[_Spot]) -> None:
    for spot in spots:
        top = spot.y - height_of(spot.lines, size=spot.size) / 2
        for place, line in enumerate(spot.lines):
            baseline = top + spot.size * (1.02 + place * LEADING)
            drawing.text(spot.x, baseline, line, size=spot.size, anchor="middle", bold=place > 0, halo=True)


def _write_list(drawing: Drawing, places: Sequence[Area], *, top: float, form: Format) -> float:
    for count, place in enumerate(places, start=1):
        lines = wrap(f"{count}. {_said(place)}", within=form.width, size=form.small)
        top = write_lines(drawing, lines, x=0, top=top, size=form.small)
    return top


def _is_withheld(place: Area) -> bool:
    return place.mean is not None and place.mean.mean is None


def _steps(places: Sequence[Area]) -> list[tuple[int, int]]:
    """At most five equal steps of ten or twenty points that hold all shown scores."""
    scores = [whole(place.mean.mean) for place in places if place.mean and place.mean.mean is not None]
    if not scores:
        return []
    low, high = min(min(scores), 99), min(max(scores), 99)
    size = 10 if high // 10 - low // 10 < len(SHADES) else 20
    return [(start, start + size - 1) for start in range(low // size * size, high + 1, size)]


def _stages(places: Sequence[Area]) -> dict[Stage, str]:
    """The stages that are on the map with their shades, from the first to the furthest."""
    found = sorted({place.stage for place in places if place.stage}, key=lambda one: (one.place, one.name))
    last = len(SHADES) - 1
    apart = last / max(len(found) - 1, 1)
    return {stage: SHADES[round(at * apart)] for at, stage in enumerate(found)}


def _shade(place: Area, steps: Sequence[tuple[int, int]], stages: Mapping[Stage, str]) -> str:
    if place.stage is not None:
        return stages[place.stage]
    mean = place.mean
    if mean is None or mean.mean is None:
        return BRAND_WASH
    score = min(whole(mean.mean), 99)
    return next((SHADES[step] for step, (low, high) in enumerate(steps) if low <= score <= high), LINE_SOFT)


def _legend(
    drawing: Drawing,
    places: Sequence[Area],
    *,
    steps: Sequence[tuple[int, int]],
    stages: Mapping[Stage, str],
) -> list[Entry]:
    def swatch(name: str, fill: str | None) -> Entry:
        def draw(x: float, y: float) -> None:
            box = (x - 8, y - 8, 16.0, 16.0)
            _draw_shape(drawing, "rect", fill, box=box, x=x - 8, y=y - 8, width=16, height=16)

        return Entry(name, draw, 18)

    ends = [(low, 100 if high == 99 else high) for low, high in steps]
    entries = [swatch(f"{low}–{high}", shade) for (low, high), shade in zip(ends, SHADES, strict=False)]
    reasons = sorted({withheld(place.mean.why) for place in places if place.mean and _is_withheld(place)})
    entries += [swatch(stage.name, shade) for stage, shade in stages.items()]
    return entries + [swatch(reason, None) for reason in reasons]


def _said(place: Area) -> str:
    if place.stage is not None:
        return f"{place.label}: {place.stage.name}"
    if place.mean is None:
        return f"{place.label} (deze wijk)" if place.here else place.label
    return f"{place.label}: {withheld(place.mean.why) if place.mean.mean is None else shown(place.mean.mean)}"


def _describe(place: Area) -> str:
    return sentence(_said(place))


def _table(places: Sequence[Area], *, of: str) -> Table:
    if any(place.stage for place in places):
        rows = ((place.label, place.stage.name if place.stage else "·") for place in places)
        return Table((of, "Waar staat het"), tuple(rows))
    if all(place.mean is None for place in places):
        return Table((of,), tuple((_said(place),) for place in places))
    head = (of, "Gemiddelde", "Marge", "Antwoorden")
    return Table(head, tuple((place.label, *_cells(place.mean)) for place in places))


def _cells(mean: Mean | None) -> tuple[str, str, str]:
    return ("niet gemeten", "·", "·") if mean is None else mean_cells(mean)
