"""What holds for all charts, in both layouts and with any label."""

from itertools import combinations

import pytest

from rondom.charts.chart import Width
from rondom.charts.svg import Drawing
from rondom.charts.tests.factories import LABELLED, MAKERS, PLAIN_LABELS, WIDTHS, Maker
from rondom.charts.tests.reading import SVG, numbers, read, shape_boxes, size_of, text_boxes, texts

HOSTILE = (
    ("<script>alert(1)</script>", "\"aanhaling\" & 'enkel'", "]]><!--"),
    ("Hottentottententententoonstellingsmakersgilde" * 5, "W" * 60, "m" * 200),
    ("Jeugdgezondheidszorg van het samenwerkingsverband Noordoost", "Één naam\nmet\teen regel", "x" * 60),
    ("", " ", "\x00\x08\ufffe"),
    ("مدرسة", "学校" * 40, "🙂" * 30),
)
every_chart = pytest.mark.parametrize("draw", MAKERS, ids=lambda draw: draw.__name__)
every_labelled_chart = pytest.mark.parametrize("draw", LABELLED, ids=lambda draw: draw.__name__)
every_width = pytest.mark.parametrize("width", WIDTHS)
every_label = pytest.mark.parametrize("labels", [PLAIN_LABELS, *HOSTILE], ids=range(len(HOSTILE) + 1))


@every_chart
@every_width
@every_label
def test_any_label_stays_well_formed_and_inside_the_picture(
    draw: Maker, width: Width, labels: tuple[str, str, str]
) -> None:
    svg = draw(labels, width).svg
    wide, high = size_of(svg)
    boxes = [*text_boxes(svg), *(("shape", box) for box in shape_boxes(svg))]
    outside = [
        (name, box)
        for name, box in boxes
        if min(box[0], box[2]) < -0.1 or max(box[0], box[2]) > wide + 0.1
        or min(box[1], box[3]) < -0.1 or max(box[1], box[3]) > high + 0.1
    ]  # fmt: skip
    assert outside == []
    assert {element.tag.removeprefix(SVG) for element in read(svg).iter()} <= {
        "svg", "title", "desc", "defs", "clipPath", "rect", "circle", "line", "path", "text",
    }  # fmt: skip


@every_chart
@every_width
@every_label
def test_texts_never_overlap(draw: Maker, width: Width, labels: tuple[str, str, str]) -> None:
    boxes = list(text_boxes(draw(labels, width).svg))
    clashes = [
        (one, other)
        for (one, a), (other, b) in combinations(boxes, 2)
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]
    assert clashes == []


@every_labelled_chart
@every_width
def test_no_label_is_cut(draw: Maker, width: Width) -> None:
    labels = ("Jeugdgezondheidszorg in het Lindenkwartier en omgeving", "Kinderopvang", "Wonen")
    written = " ".join(texts(draw(labels, width).svg))
    assert all(label in written for label in labels)


@every_chart
def test_the_same_input_gives_the_same_picture(draw: Maker) -> None:
    assert draw(PLAIN_LABELS, "wide") == draw(PLAIN_LABELS, "wide")


@every_chart
@every_width
def test_is_named_and_described_for_a_screen_reader(draw: Maker, width: Width) -> None:
    chart = draw(PLAIN_LABELS, width)
    root = read(chart.svg)
    named = {part.attrib["id"]: part.text for part in root if part.tag in (f"{SVG}title", f"{SVG}desc")}
    assert root.attrib["role"] == "img"
    assert [named[name] for name in root.attrib["aria-labelledby"].split()] == [
        chart.title,
        chart.description,
    ]
    if draw in LABELLED:
        assert all(label in chart.description for label in PLAIN_LABELS)


@every_chart
def test_both_layouts_can_stand_in_one_page(draw: Maker) -> None:
    found = [
        {part.attrib["id"] for part in read(draw(PLAIN_LABELS, width).svg).iter() if "id" in part.attrib}
        for width in WIDTHS
    ]
    assert found[0].isdisjoint(found[1])


@every_chart
def test_both_layouts_have_the_same_table(draw: Maker) -> None:
    wide, narrow = (draw(PLAIN_LABELS, width) for width in WIDTHS)
    assert wide.table == narrow.table
    assert all(len(row) == len(wide.table.head) for row in wide.table.rows)


@every_chart
@every_width
def test_every_number_described_or_drawn_stands_in_the_table(draw: Maker, width: Width) -> None:
    chart = draw(PLAIN_LABELS, width)
    cells = {number for row in chart.table.rows for cell in row for number in numbers(cell)}
    assert set(numbers(chart.description)) <= cells
    scale = {"0", "1", "25", "50", "75", "100", "49", "69", "70", "80", "84", "85"}  # axis, bands and limits
    steps = {"50", "59", "60", "69", "70", "79"}  # classes of the map
    assert set(numbers(" ".join(texts(chart.svg)))) <= cells | scale | steps


@every_chart
def test_letters_are_no_smaller_than_twelve_on_a_phone(draw: Maker) -> None:
    sizes = {
        float(text.attrib["font-size"]) for text in read(draw(PLAIN_LABELS, "narrow").svg).iter(f"{SVG}text")
    }
    assert min(sizes) >= 12


@every_chart
def test_needs_no_style_sheet(draw: Maker) -> None:
    attributes = {name for part in read(draw(PLAIN_LABELS, "wide").svg).iter() for name in part.attrib}
    assert attributes.isdisjoint({"style", "class"})
    assert read(draw(PLAIN_LABELS, "wide").svg).attrib["font-family"].startswith("Atkinson Hyperlegible")


@pytest.mark.parametrize("key", ["", "1a", 'a"b', "a b", "é"])
def test_refuses_a_key_that_is_no_id(key: str) -> None:
    with pytest.raises(ValueError, match="id"):
        Drawing(key=key, width=10)


def test_refuses_a_position_that_is_no_number() -> None:
    with pytest.raises(ValueError, match="position"):
        Drawing(key="a", width=10).shape("circle", cx=float("nan"))
