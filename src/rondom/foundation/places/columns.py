"""Which column of a CBS file holds what.

Three ways of naming occur: StatLine's technical names (``AantalInwoners_5``, with a number that differs
per year), the labels of its own download ("Bevolking/Aantal inwoners (aantal)"), and the short names of the
kwb-YYYY files (``a_inw``). The first two come down to the same stem.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rondom.foundation.places.codes import clean_code, kind_of
from rondom.foundation.places.indicators import Indicator

_SHORT = {
    "a_inw": Indicator.INHABITANTS,
    "a_00_14": Indicator.CHILDREN,
    "a_hh": Indicator.HOUSEHOLDS,
    "a_hh_m_k": Indicator.HOUSEHOLDS_WITH_CHILDREN,
    "p_hh_li": Indicator.LOWEST_40_INCOME,
    "p_hh_lkk": Indicator.LOW_INCOME,
    "p_hh_osm": Indicator.SOCIAL_MINIMUM,
    "p_hh_110": Indicator.SOCIAL_MINIMUM_110,
    "p_hh_120": Indicator.SOCIAL_MINIMUM_120,
    "p_ink_ar": Indicator.POVERTY,
}
_STEMS = {
    "aantalinwoners": Indicator.INHABITANTS,
    "0tot15jaar": Indicator.CHILDREN,
    "huishoudenstotaal": Indicator.HOUSEHOLDS,
    "huishoudensmetkinderen": Indicator.HOUSEHOLDS_WITH_CHILDREN,
    "40huishoudensmetlaagsteinkomen": Indicator.LOWEST_40_INCOME,
    "huishoudensmeteenlaaginkomen": Indicator.LOW_INCOME,
    "huishoudensmetlagekoopkracht": Indicator.LOW_INCOME,  # as it was called until 2017
    "huishonderofrondsociaalminimum": Indicator.SOCIAL_MINIMUM,
    "huishoudensonderofrondsociaalminimum": Indicator.SOCIAL_MINIMUM,
    "huishoudenstot110vansociaalminimum": Indicator.SOCIAL_MINIMUM_110,
    "huishoudenstot120vansociaalminimum": Indicator.SOCIAL_MINIMUM_120,
    "personeninarmoede": Indicator.POVERTY,
}
_SES_STEMS = ("gemiddeldescore", "waarde", "spreidingtotaal", "particulierehuishoudens")
_CODE_STEMS = (
    "gwb_code_10",
    "codering",
    "regiocodegemeentewijkbuurt",
    "regiocode",
    "wijkenenbuurten",
    "regios",
    "gwb_code",
)
_NAME_STEMS = ("regio", "naam", "regionaam", "wijkenenbuurten", "regios")
_MUNICIPALITY_STEMS = ("gm_naam", "gemeentenaam")
_YEAR_STEMS = ("perioden", "periode", "jaar", "year")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where things stand in the rows of one file; None when the file does not have it."""

    code: int | None
    name: int | None
    municipality: int | None
    year: int | None
    number_alone: int | None  # gwb_code_8: the code without its letters
    level: int | None  # recs: Land, Gemeente, Wijk or Buurt
    figures: dict[int, Indicator]


def stem(header: str) -> str:
    """What stays of a header that is the same in every year: 'k_0Tot15Jaar_8' becomes '0tot15jaar'."""
    bare = header.strip().strip("\ufeff").lower()
    if bare in _SHORT or bare.startswith("gwb_code") or bare == "gm_naam":
        return bare
    last = re.sub(r"\s*\([^()]*\)\s*$", "", bare.rsplit("/", 1)[-1])
    last = re.sub(r"^k_(?=\d)", "", re.sub(r"_\d+$", "", last))
    return re.sub(r"[^a-z0-9]", "", last)


def is_used(header: str) -> bool:
    """Whether a column with this header can hold a figure that we keep."""
    return header.strip().lower() in _SHORT or stem(header) in {*_STEMS, *_SES_STEMS}


def find_columns(header: Sequence[str], sample: Sequence[Sequence[str]]) -> Columns:
    """The columns by their headers; the rows after it tell a column of codes from a column of names."""
    stems = [stem(title) for title in header]
    code = _code_column(stems, sample)
    return Columns(
        code=code,
        name=next((i for i in _all(stems, _NAME_STEMS) if i != code), None),
        municipality=_first(stems, _MUNICIPALITY_STEMS),
        year=_first(stems, _YEAR_STEMS),
        number_alone=_first(stems, ("gwb_code_8",)),
        level=_first(stems, ("recs", "soortregio")),
        figures=_kwb_figures(header, stems) | _ses_figures(header, stems),
    )


def _kwb_figures(header: Sequence[str], stems: Sequence[str]) -> dict[int, Indicator]:
    found: dict[int, Indicator] = {}
    for position, (title, bare) in enumerate(zip(header, stems, strict=True)):
        indicator = _SHORT.get(title.strip().lower()) or _STEMS.get(bare)
        if indicator and indicator not in found.values():
            found[position] = indicator
    return found


def _ses_figures(header: Sequence[str], stems: Sequence[str]) -> dict[int, Indicator]:
    """The total score comes before the part scores, its spread is the first value after those."""
    scores = [
        i
        for i, bare in enumerate(stems)
        if bare == "gemiddeldescore" and "deelscore" not in header[i].lower()
    ]
    all_scores = [i for i, bare in enumerate(stems) if bare == "gemiddeldescore"]
    if not scores:
        return {}
    found = {scores[0]: Indicator.SES_SCORE}
    spreads = [i for i in _all(stems, ("waarde", "spreidingtotaal")) if i > all_scores[-1]]
    if spreads:
        found[spreads[0]] = Indicator.SES_SPREAD
    households = _first(stems, ("particulierehuishoudens",))
    if households is not None:
        found[households] = Indicator.SES_HOUSEHOLDS
    return found


def _code_column(stems: Sequence[str], sample: Sequence[Sequence[str]]) -> int | None:
    return next((i for i in _all(stems, _CODE_STEMS) if any(_is_code(row, i) for row in sample)), None)


def _is_code(row: Sequence[str], position: int) -> bool:
    return position < len(row) and kind_of(clean_code(row[position])) is not None


def _first(stems: Sequence[str], wanted: Sequence[str]) -> int | None:
    return next(iter(_all(stems, wanted)), None)


def _all(stems: Sequence[str], wanted: Sequence[str]) -> list[int]:
    """Positions of these stems, in the order in which they are wanted."""
    return [i for want in wanted for i, bare in enumerate(stems) if bare == want]
