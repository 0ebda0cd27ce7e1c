"""The simulated answers whose values are known from R, as answers to an instrument of three scales."""

import csv
from pathlib import Path

import numpy as np

import rondom.analysis
from rondom.analysis.estimates import Integers
from rondom.dossier.data import Data
from rondom.instruments import Choice, ChoiceList, Instrument, Item, Kind, Missing, Page, Scale

GOLDEN = Path(rondom.analysis.__file__).parent / "tests" / "golden.csv"
NAMES = tuple(f"x{number}" for number in range(1, 13))
SCALES = {"S": NAMES[:4], "O": NAMES[4:8], "T": NAMES[8:]}


def make_instrument(*, reverse: frozenset[str] = frozenset()) -> Instrument:
    """Twelve five-point questions in three scales."""
    points = tuple(Choice(str(score), {"nl": f"punt {score}"}, score) for score in range(1, 6))
    often = ChoiceList("often", (*points, Choice("nvt", {"nl": "n.v.t."}, missing=Missing.NOT_APPLICABLE)))
    items = tuple(Item(name, Kind.ONE, {"nl": f"Vraag {name}"}, choices="often") for name in NAMES)
    return Instrument(
        name="proef",
        title={"nl": "Proefvragenlijst"},
        version="1",
        languages=("nl",),
        lists={"often": often},
        scales=tuple(
            Scale(name, {"nl": f"Schaal {name}"}, members, reverse & set(members))
            for name, members in SCALES.items()
        ),
        pages=(Page("vragen", {"nl": "Vragen"}, {}, items),),
    )


def golden() -> tuple[Integers, list[str]]:
    """Four hundred people: their answers, and their sector."""
    with GOLDEN.open() as lines:
        rows = list(csv.reader(lines))[1:]
    return np.array([[int(float(cell)) for cell in row[:12]] for row in rows]), [row[12] for row in rows]


def make_data(rows: int = 400, *, organisations: int = 0) -> Data:
    """The first so many of them."""
    codes, sectors = golden()
    where = [f"organisatie {place % organisations}" for place in range(rows)] if organisations else None
    return Data(make_instrument(), codes[:rows], by={"sector": sectors[:rows]}, organisation=where)
