"""Writes SVG that is always well-formed, the same for the same input, and safe with any label."""

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

from rondom.charts.colours import INK, PAPER

FONT = "Atkinson Hyperlegible, sans-serif"

_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Value = str | float | None
Box = tuple[float, float, float, float]


class Drawing:
    """Collects shapes and text from back to front; ``finish`` makes the picture.

    ``key`` makes the ids in the page unique: letters, digits, dashes and underscores.
    """

    def __init__(self, *, key: str, width: float) -> None:
        if not _KEY.fullmatch(key):
            raise ValueError(f"not usable as an id: {key!r}")
        self.key = key
        self.width = width
        self._definitions: list[str] = []
        self._shapes: list[str] = []

    def shape(self, name: str, /, **attributes: Value) -> None:
        """One element; underscores in names become dashes, None leaves an attribute out."""
        self._shapes.append(element(name, **attributes))

    def text(
        self,
        x: float,
        y: float,
        content: str,
        *,
        size: float,
        anchor: str = "start",
        fill: str = INK,
        bold: bool = False,
        halo: bool = False,
    ) -> None:
        """One line of text on baseline ``y``; a halo keeps it legible over lines and colours."""
        edge: dict[str, Value] = (
            {"stroke": PAPER, "stroke_width": 4, "stroke_linejoin": "round", "paint_order": "stroke"}
            if halo
            else {}
        )
        weight = "bold" if bold else None
        attributes = {"x": x, "y": y, "font_size": size, "font_weight": weight, "fill": fill} | edge
        self._shapes.append(element("text", content, text_anchor=anchor, **attributes))

    def striped(
        self, name: str, /, *, box: Box, colours: Sequence[str], edge: str, step: float, **outline: Value
    ) -> None:
        """A shape in diagonal stripes; ``box`` (left, top, width, height) holds it.

        Clipped lines instead of an SVG pattern: tiles of a pattern show their seams in a PDF.
        """
        identifier = f"{self.key}-clip{len(self._definitions)}"
        self._definitions.append(element_with("clipPath", element(name, **outline), id=identifier))
        self.shape(name, fill=colours[0], **outline)
        for place, colour in enumerate(colours[1:], start=1):
            lines = _diagonals(box, shift=place * step, period=len(colours) * step)
            self.shape(
                "path", d=lines, stroke=colour, stroke_width=step, fill="none",
                clip_path=f"url(#{identifier})",
            )  # fmt: skip
        self.shape(name, fill="none", stroke=edge, stroke_width=1, **outline)

    def finish(self, *, height: float, title: str, description: str) -> str:
        """The whole picture, named and described for a screen reader."""
        ids = f"{self.key}-title {self.key}-desc"
        definitions = f"<defs>{''.join(self._definitions)}</defs>" if self._definitions else ""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {number(self.width)} {number(height)}" '
            f'role="img" aria-labelledby="{ids}" font-family={quoteattr(FONT)}>'
            f'<title id="{self.key}-title">{_clean(title)}</title>'
            f'<desc id="{self.key}-desc">{_clean(description)}</desc>'
            f"{definitions}{''.join(self._shapes)}</svg>"
        )


def element(name: str, content: str = "", /, **attributes: Value) -> str:
    """One element with escaped content."""
    return element_with(name, _clean(content), **attributes)


def element_with(name: str, inside: str, /, **attributes: Value) -> str:
    """One element around what is SVG already."""
    written = "".join(
        f" {_name(key)}={_quoted(value)}" if isinstance(value, str) else f' {_name(key)}="{number(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>"


def number(value: float) -> str:
    """At most two decimals, never an exponent; raises ValueError for what is no number."""
    if not math.isfinite(value):
        raise ValueError(f"not a position: {value}")
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


# The same few names and values come back thousands of times in one report.
@lru_cache(maxsize=256)
def _name(key: str) -> str:
    return key.replace("_", "-")


@lru_cache(maxsize=2048)
def _quoted(value: str) -> str:
    return quoteattr(value)


def _diagonals(box: Box, *, shift: float, period: float) -> str:
    """Parallel lines at 45 degrees through the box, ``period`` apart across their direction."""
    left, top, width, height = box
    across = period * math.sqrt(2)
    count = math.ceil((width + height) / across) + 1
    starts = [left - height + shift * math.sqrt(2) + place * across for place in range(count)]
    return "".join(f"M{number(x)} {number(top + height)}L{number(x + height)} {number(top)}" for x in starts)


def _clean(text: str) -> str:
    return escape(_FORBIDDEN.sub("\ufffd", text))
