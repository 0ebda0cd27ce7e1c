"""Reads a picture back: its texts, and the box that every shape and text takes."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from rondom.charts.metrics import text_width

SVG = "{http://www.w3.org/2000/svg}"
Box = tuple[float, float, float, float]


def read(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def texts(svg: str) -> list[str]:
    """All that is written in the picture itself."""
    return ["".join(text.itertext()) for text in read(svg).iter(f"{SVG}text")]


def numbers(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def size_of(svg: str) -> tuple[float, float]:
    _, _, width, height = map(float, read(svg).attrib["viewBox"].split())
    return width, height


def text_boxes(svg: str) -> Iterator[tuple[str, Box]]:
    """Letters reach from 0.8 of their size above the baseline to 0.25 below it."""
    for text in read(svg).iter(f"{SVG}text"):
        content, size = "".join(text.itertext()), float(text.attrib["font-size"])
        x, y = float(text.attrib["x"]), float(text.attrib["y"])
        wide = text_width(content, size=size, bold=text.attrib.get("font-weight") == "bold")
        left = x - wide * {"start": 0, "middle": 0.5, "end": 1}[text.attrib["text-anchor"]]
        yield content, (left, y - 0.8 * size, left + wide, y + 0.25 * size)


def shape_boxes(svg: str) -> Iterator[Box]:
    for shape in read(svg).iter(f"{SVG}rect"):
        x, y, wide, high = (float(shape.attrib[name]) for name in ("x", "y", "width", "height"))
        yield x, y, x + wide, y + high
    for shape in read(svg).iter(f"{SVG}circle"):
        x, y, r = (float(shape.attrib[name]) for name in ("cx", "cy", "r"))
        yield x - r, y - r, x + r, y + r
    for shape in read(svg).iter(f"{SVG}line"):
        x, y, end, bottom = (float(shape.attrib[name]) for name in ("x1", "y1", "x2", "y2"))
        yield x, y, end, bottom
