"""One bar in parts that together are the whole."""

from rondom.charts.chart import Format
from rondom.charts.colours import INK, PAPER, outline_of, text_on
from rondom.charts.metrics import text_width
from rondom.charts.svg import Drawing

BETWEEN = 2
"""White between two parts: they stay apart in grey print."""


def draw_part(
    drawing: Drawing, x: float, y: float, width: float, height: float, *, colours: tuple[str, ...]
) -> None:
    """A rectangle with an outline that shows it against white; in stripes for more than one colour."""
    inset = min(0.5, width / 4)  # half the outline
    x, y, width, height = x + inset, y + inset, width - 2 * inset, height - 2 * inset
    shape: dict[str, float] = {"x": x, "y": y, "width": width, "height": height, "rx": 2}
    edge = outline_of(colours[0])
    if len(colours) == 1:
        drawing.shape("rect", fill=colours[0], stroke=edge, stroke_width=2 * inset, **shape)
    else:
        box = (x, y, width, height)
        drawing.striped("rect", box=box, colours=colours, edge=edge, step=5, **shape)


def write_inside(
    drawing: Drawing,
    text: str,
    x: float,
    middle: float,
    *,
    room: float,
    colours: tuple[str, ...],
    form: Format,
) -> None:
    """A number in the middle of a part, when it fits; on stripes it gets a white plate."""
    striped = len(colours) > 1
    wide = text_width(text, size=form.small) + (8 if striped else 0)
    if wide + 4 > room:
        return
    high = form.small * 1.3
    if striped:
        drawing.shape("rect", x=x - wide / 2, y=middle - high / 2, width=wide, height=high, rx=3, fill=PAPER)
    colour = INK if striped else text_on(colours[0])
    drawing.text(x, middle + form.small * 0.35, text, size=form.small, fill=colour, anchor="middle")
