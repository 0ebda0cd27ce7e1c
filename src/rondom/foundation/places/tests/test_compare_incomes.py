"""Whether more or fewer households in an area have a low income than elsewhere."""

from typing import Any

import pytest

from rondom.foundation.places.figures import FigureBook, with_parts
from rondom.foundation.places.indicators import Indicator
from rondom.foundation.places.models import Place, WorkArea
from rondom.foundation.places.tests.factories import area, figure, lindestad, place, wijken_elsewhere
from rondom.foundation.places.wealth import Wealth, WealthKind, wealth_of

pytestmark = pytest.mark.django_db
HUNDRED = [score / 100 for score in range(-50, 50)]


def _wealth(
    *, ses: float | None, low: float | None, national: float | None = 6.0, elsewhere: Any = HUNDRED
) -> Wealth:
    """Of one wijk with these figures, in a country with these wijken."""
    municipality = lindestad()
    wijk = Place.objects.get(code="WK900100")
    wijken_elsewhere(elsewhere)
    figure(wijk, Indicator.SES_SCORE, ses)
    figure(wijk, Indicator.LOW_INCOME, low)
    figure(place("NL00", "Nederland"), Indicator.LOW_INCOME, national)
    return wealth_of(area("Lindenkwartier", "WK900100", municipality=municipality))


@pytest.mark.parametrize(
    ("ses", "low", "kind"),
    [
        (-0.40, 3.0, WealthKind.POORER),  # a low score is enough
        (0.40, 9.0, WealthKind.POORER),  # so are one and a half times as many low incomes
        (0.40, 8.9, WealthKind.MIXED),
        (0.40, 5.9, WealthKind.RICHER),
        (0.40, 6.0, WealthKind.MIXED),  # as many as in the country is not fewer
        (0.00, 3.0, WealthKind.MIXED),
        (-0.40, None, WealthKind.POORER),
        (None, 9.0, WealthKind.POORER),
        (None, 3.0, WealthKind.UNKNOWN),
        (0.40, None, WealthKind.UNKNOWN),
        (None, None, WealthKind.UNKNOWN),
    ],
)
def test_the_rule(ses: float | None, low: float | None, kind: WealthKind) -> None:
    assert _wealth(ses=ses, low=low).kind == kind


@pytest.mark.parametrize(
    ("ses", "low", "words"),
    [(0.40, 9.0, "Meer huishoudens"), (-0.40, 3.0, "Een lagere score"), (-0.40, 6.0, "Een lagere score"),
     (0.40, 3.0, "Minder huishoudens"), (0.40, None, "vergelijken met Nederland kan nog niet")],
)  # fmt: skip
def test_the_headline_says_no_more_than_the_figures(ses: float, low: float | None, words: str) -> None:
    assert words in _wealth(ses=ses, low=low).headline


def test_the_thresholds_are_settings(settings: Any) -> None:
    settings.WEALTH_LOW_SHARE, settings.WEALTH_HIGH_SHARE, settings.WEALTH_LOW_INCOME_RATIO = 5, 5, 2
    wealth = _wealth(ses=-0.40, low=9.0)
    assert wealth.kind == WealthKind.MIXED
    assert (wealth.thresholds.low_share, wealth.thresholds.low_income_ratio) == (5, 2)


def test_stands_halfway_among_equals() -> None:
    assert _wealth(ses=0.0, low=5.0, elsewhere=[0.0] * 100).ses_percentile == 50


def test_fewer_than_a_hundred_wijken_are_not_the_netherlands() -> None:
    wealth = _wealth(ses=-0.40, low=3.0, elsewhere=HUNDRED[:98])
    assert wealth.kind == WealthKind.UNKNOWN
    assert wealth.ses_percentile is None
    assert any("minstens 100 wijken" in reason for reason in wealth.reasons)


def test_buurten_and_other_years_do_not_count_as_wijken() -> None:
    municipality = lindestad()
    wijken_elsewhere(HUNDRED[:60])
    for number in range(60):
        figure(place(f"BU2000{number:04d}"), Indicator.SES_SCORE, 0.1)
        figure(place(f"WK3000{number:02d}"), Indicator.SES_SCORE, 0.1, year=2019)
    figure(Place.objects.get(code="WK900100"), Indicator.SES_SCORE, 0.0)
    assert wealth_of(area("Wijk", "WK900100", municipality=municipality)).ses_percentile is None


def test_a_missing_national_figure_is_said() -> None:
    wealth = _wealth(ses=0.40, low=3.0, national=None)
    assert wealth.kind == WealthKind.UNKNOWN
    assert any("niet ingelezen" in reason for reason in wealth.reasons)


def test_never_calls_a_neighbourhood_poor() -> None:
    wealth = _wealth(ses=-0.40, low=12.0)
    assert "arm" not in f"{' '.join(wealth.reasons)} {wealth.kind.label}".lower().replace("armoede", "")


def _two_parts(
    *, households: tuple[float | None, float | None], low: tuple[float | None, float | None]
) -> WorkArea:
    municipality = lindestad()
    for code, count, share in zip(("WK900100", "WK900101"), households, low, strict=True):
        figure(Place.objects.get(code=code), Indicator.HOUSEHOLDS, count)
        figure(Place.objects.get(code=code), Indicator.LOW_INCOME, share)
    return area("Lindenkwartier en Nieuw-Oever", "WK900100", "WK900101", municipality=municipality)


def test_parts_weigh_by_their_households() -> None:
    wealth = wealth_of(_two_parts(households=(3000, 1000), low=(10.0, 2.0)))
    assert wealth.low_income == pytest.approx(8.0)
    assert any("particuliere huishoudens" in reason for reason in wealth.reasons)


def test_a_small_unknown_part_is_left_out_and_said() -> None:
    wealth = wealth_of(_two_parts(households=(9000, 1000), low=(10.0, None)))
    assert wealth.low_income == pytest.approx(10.0)
    assert any("90% van de huishoudens" in reason for reason in wealth.reasons)


@pytest.mark.parametrize("households", [(7000, 3000), (7000, None), (0, 0)])
def test_a_large_unknown_part_makes_the_whole_unknown(households: tuple[float | None, float | None]) -> None:
    assert wealth_of(_two_parts(households=households, low=(10.0, None))).low_income is None


def test_counts_add_up_and_need_every_part() -> None:
    work_area = _two_parts(households=(3000, 1000), low=(10.0, 2.0))
    figure(Place.objects.get(code="WK900100"), Indicator.INHABITANTS, 8000)
    book = FigureBook(with_parts([work_area]))
    households = book.of_area(work_area, Indicator.HOUSEHOLDS)
    assert households is not None
    assert households.value == 4000
    assert book.of_area(work_area, Indicator.INHABITANTS) is None


def test_a_newer_year_without_a_figure_does_not_hide_an_older_one() -> None:
    municipality = lindestad()
    wijk = Place.objects.get(code="WK900100")
    figure(wijk, Indicator.LOW_INCOME, 7.0, year=2021)
    figure(wijk, Indicator.LOW_INCOME, None, year=2022)
    wealth = wealth_of(area("Wijk", "WK900100", municipality=municipality))
    assert (wealth.low_income, wealth.year) == (7.0, 2021)


@pytest.mark.parametrize(("name", "found"), [("Wijk 00 Lindenkwartier", 7.0), ("Stadsparkwijk", None)])
def test_a_figure_of_another_division_counts_when_the_name_is_the_same(
    name: str, found: float | None
) -> None:
    municipality = lindestad(year=2024)
    figure(place("WK900100", name, year=2023), Indicator.LOW_INCOME, 7.0)
    assert wealth_of(area("Wijk", "WK900100", municipality=municipality)).low_income == found
