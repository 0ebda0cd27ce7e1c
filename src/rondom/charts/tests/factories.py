"""Released results as ``release`` would make them, and every chart drawn from them."""

from collections.abc import Callable, Sequence
from datetime import date

from rondom.analysis.disclosure.released import _SEAL, Figure, Group, Mean, Share, Shares, Why
from rondom.charts.answers import AnswerRow, answers
from rondom.charts.areas import Area, Stage, areas
from rondom.charts.change import ChangeRow, change
from rondom.charts.chart import Chart, Width
from rondom.charts.coefficients import CoefficientRow, Limit, coefficients
from rondom.charts.contrast import ContrastRow, contrast
from rondom.charts.counts import CountRow, counts
from rondom.charts.differences import DifferenceRow, differences
from rondom.charts.network import Node, Step, network
from rondom.charts.parts import PartRow, parts
from rondom.charts.profile import ProfileRow, profile
from rondom.charts.progress import Moment, axis_for, progress
from rondom.charts.response import ResponseRow, response
from rondom.charts.scree import scree
from rondom.charts.stances import Said, StanceRow, stances
from rondom.charts.timeline import TimelineRow, timeline

NAMES = {"1": "nooit", "2": "zelden", "3": "soms", "4": "vaak", "5": "(bijna) altijd"}
STEPS = (Step(1, "minder dan elk kwartaal"), Step(2, "elk kwartaal of vaker"), Step(3, "elke maand"))
PLAIN_LABELS = ("Basisonderwijs", "Kinderopvang", "Wonen")
WIDTHS: tuple[Width, ...] = ("wide", "narrow")


def mean(value: float, *, half: float = 5, n: int = 21) -> Mean:
    return Mean(
        seal=_SEAL, row="r", column="c", measure="m", n=n, mean=value,
        low=value - half, high=value + half, sd=10.0, why=None,
    )  # fmt: skip


def hidden(why: Why = Why.FEW) -> Mean:
    return Mean(
        seal=_SEAL, row="r", column="c", measure="m", n=None, mean=None, low=None, high=None, sd=None, why=why
    )


def shares(*parts: tuple[str, int], n: int = 86) -> Shares:
    """Parts as ('12', 27): the answers 1 and 2 together have 27 percent."""
    made = tuple(Share(codes=tuple(codes), percent=percent) for codes, percent in parts)
    return Shares(seal=_SEAL, row="r", column="c", item="i", n=n, shares=made, why=None)


def hidden_shares(why: Why = Why.FEW) -> Shares:
    return Shares(seal=_SEAL, row="r", column="c", item="i", n=None, shares=(), why=why)


def square(x: float, y: float, size: float = 0.02) -> dict[str, object]:
    ring = [[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]
    return {"type": "Polygon", "coordinates": [ring]}


Maker = Callable[[Sequence[str], Width], Chart]
"""Draws a chart with these three labels; the third row is withheld, where results are shown."""


def draw_profile(labels: Sequence[str], width: Width) -> Chart:
    one, two, three = labels
    rows = [
        ProfileRow(label=one, now=mean(78.4), before=mean(80.2)),
        ProfileRow(label=two, now=mean(41.6, half=9), before=mean(12.3), wider=mean(52.7)),
        ProfileRow(label=three, now=hidden(Why.DIFFERENCE), before=hidden()),
    ]
    whole = ProfileRow(label=one, now=mean(59.1))
    return profile(rows, title=one, key="p", width=width, reference=whole, bands=True)


def draw_answers(labels: Sequence[str], width: Width) -> Chart:
    one, two, three = labels
    rows = [
        AnswerRow(label=one, shares=shares(("1", 6), ("2", 14), ("3", 27), ("4", 33), ("5", 20))),
        AnswerRow(label=two, shares=shares(("12", 27), ("3", 26), ("45", 47), n=81)),
        AnswerRow(label=three, shares=hidden_shares(Why.UNIFORM)),
    ]
    return answers(rows, names=NAMES, title=one, key="a", width=width)


def draw_change(labels: Sequence[str], width: Width) -> Chart:
    one, two, three = labels
    rows = [
        ChangeRow(label=one, before=mean(52), now=mean(59.4), verdict="vergelijkbaar"),
        ChangeRow(label=two, before=mean(63), now=mean(48), verdict="verschil"),
        ChangeRow(label=three, before=hidden(Why.EMPTY), now=mean(66), verdict="verschil"),
    ]
    return change(rows, title=one, key="c", width=width)


def draw_contrast(labels: Sequence[str], width: Width) -> Chart:
    one, two, three = labels
    rows = [
        ContrastRow(label=one, poorer=mean(52), richer=mean(59), verdict="vergelijkbaar"),
        ContrastRow(label=two, poorer=mean(63), richer=mean(48), verdict="verschil"),
        ContrastRow(label=three, poorer=hidden(Why.COMPLEMENT), richer=mean(66), verdict="verschil"),
    ]
    return contrast(rows, title=one, key="d", width=width)


def draw_response(labels: Sequence[str], width: Width) -> Chart:
    one, two, three = labels
    rows = [
        ResponseRow(label=one, answered=18, invited=20),
        ResponseRow(label=two, answered=4, invited=22),
        ResponseRow(label=three, answered=0, invited=0),
    ]
    total = ResponseRow(label=one, answered=22, invited=42)
    return response(rows, title=one, key="r", width=width, total=total)


def draw_areas(labels: Sequence[str], width: Width) -> Chart:
    one, two, three = labels
    places = [
        Area(label=one, geometry=square(6.75, 52.25), mean=mean(59)),
        Area(label=two, geometry=square(6.77, 52.25), mean=mean(71)),
        Area(label=three, geometry=square(6.76, 52.27), mean=hidden()),
    ]
    return areas(places, title=one, key="g", width=width)


def draw_stages(labels: Sequence[str], width: Width) -> Chart:
    one, two, three = labels
    places = [
        Area(label=one, geometry=square(6.75, 52.25), stage=Stage(4, "verbeterplan")),
        Area(label=two, geometry=square(6.77, 52.25), stage=Stage(2, "uitkomsten")),
        Area(label=three, geometry=square(6.76, 52.27), stage=Stage(2, "uitkomsten")),
    ]
    return areas(places, title=one, key="s", width=width)


def figure(value: float, *, half: float = 0.05, n: int = 80) -> Figure:
    return Figure(seal=_SEAL, name="f", n=n, value=value, low=value - half, high=value + half, why=None)


def hidden_figure(why: Why = Why.FEW) -> Figure:
    return Figure(seal=_SEAL, name="f", n=None, value=None, low=None, high=None, why=why)


def draw_coefficients(labels: Sequence[str], width: Width) -> Chart:
    one, two, three = labels
    rows = [
        CoefficientRow(label=one, figure=figure(0.87), note=two),
        CoefficientRow(label=two, figure=figure(-0.2)),
        CoefficientRow(label=three, figure=hidden_figure()),
    ]
    limits = [Limit(0.7, "voldoende"), Limit(0.8, "goed")]
    return coefficients(rows, title=one, key="k", width=width, limits=limits)


def draw_differences(labels: Sequence[str], width: Width) -> Chart:
    one, two, three = labels
    rows = [
        DifferenceRow(label=one, value=7.6, low=-2, high=17.2, first=True),
        DifferenceRow(label=two, value=-61, low=-75, high=-47, first=False),
        DifferenceRow(label=three, value=49.8, low=None, high=None, first=False),
    ]
    return differences(rows, title=one, key="d", width=width, kinds=("met de actie", "zonder de actie"))


def group(n: int | None) -> Group:
    return Group(seal=_SEAL, row="r", column="c", n=n, why=Why.FEW if n is None else None)


def draw_parts(labels: Sequence[str], width: Width) -> Chart:
    one, two, three = labels
    rows = [
        PartRow(label=one, part=group(14), group=group(22), first=True),
        PartRow(label=two, part=group(41), group=group(41), first=False),
        PartRow(label=three, part=group(None), group=group(None), first=True),
    ]
    return parts(rows, title=one, key="p", width=width, kinds=("met de actie", "zonder de actie"))


def draw_scree(labels: Sequence[str], width: Width) -> Chart:
    observed = [figure(3.9), figure(1.8), figure(0.9), hidden_figure()]
    return scree(observed, [1.3, 1.2, 1.1, 1.05], title=labels[0], key="s", width=width)


def draw_progress(labels: Sequence[str], width: Width) -> Chart:
    one, two, three = labels
    moments = [
        Moment(label=one, value=44.2, low=37, high=51, n=31),
        Moment(label=three, value=None, withheld="te weinig antwoorden om te tonen"),
        Moment(label=two, value=98.3, low=96, high=100, n=28),
    ]
    return progress(moments, axis=axis_for([0, 100]), title=one, key="v", width=width, target=60)


def draw_timeline(labels: Sequence[str], width: Width) -> Chart:
    one, two, three = labels
    rows = [
        TimelineRow(label=one, state="klaar", look="done", start=date(2026, 2, 3), end=date(2026, 9, 30)),
        TimelineRow(label=two, state="te laat", look="late", start=None, end=date(2026, 11, 1)),
        TimelineRow(label=three, state="nieuw", look="to_do", start=date(2026, 12, 31), end=None),
    ]
    return timeline(rows, today=date(2026, 11, 23), title=one, key="t", width=width)


def draw_counts(labels: Sequence[str], width: Width) -> Chart:
    numbers = (3, 1, 0)
    rows = [CountRow(label=label, count=count, of=3) for label, count in zip(labels, numbers, strict=True)]
    return counts(rows, title=labels[0], key="n", width=width)


def draw_network(labels: Sequence[str], width: Width) -> Chart:
    one, two, three = labels
    nodes = [Node(one, mean(1.4)), Node(two, mean(3.2)), Node(three, hidden())]
    ties = {(0, 1): mean(2.1), (1, 0): mean(3.3), (0, 2): mean(1.2), (2, 0): hidden(), (1, 2): hidden()}
    return network(nodes, ties, steps=STEPS, title="Het meeste contact", key="netwerk", width=width)


def draw_stances(labels: Sequence[str], width: Width) -> Chart:
    counted = ((19, 3, 2), (0, 0, 24), None)
    rows = [
        StanceRow(label=label, said=(Said(who="Iedereen", counts=all_), Said(who="Groep 1", counts=group)))
        for label, all_, group in zip(labels, counted, ((14, 0, 0), None, None), strict=True)
    ]
    return stances(rows, title=labels[0], key="o", width=width)


MAKERS: tuple[Maker, ...] = (
    draw_profile, draw_answers, draw_change, draw_contrast, draw_response, draw_areas, draw_stages,
    draw_differences, draw_coefficients, draw_scree, draw_progress, draw_timeline, draw_counts,
    draw_parts, draw_network, draw_stances,
)  # fmt: skip
LABELLED = tuple(maker for maker in MAKERS if maker is not draw_scree)
"""Those that show all three labels."""
