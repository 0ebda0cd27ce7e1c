"""Taking in the SES-WOA scores."""

from pathlib import Path

import pytest
from django.core.management import call_command

from rondom.foundation.places.actions.figures import import_figures
from rondom.foundation.places.cbs import read_seswoa
from rondom.foundation.places.indicators import Indicator
from rondom.foundation.places.models import KeyFigure, Place
from rondom.foundation.places.sheets import UnreadableFile
from rondom.foundation.places.tests.factories import sheet

TECHNICAL = (
    '"ID";"WijkenEnBuurten";"Perioden";"ParticuliereHuishoudens_2";"Waarde_16";"GemiddeldeScore_29";'
    '"GemiddeldeScore_31";"GemiddeldeScore_33";"GemiddeldeScore_35";"Waarde_37";"Waarde_39"\n'
    '0;"WK900100  ";"2021JJ00";    3600;"30";"-0.171";"0.9";"0.8";"0.7";"0.715";"0.1"\n'
    '1;"WK900100  ";"2022JJ00";    3700;"31";"-0.150";"0.9";"0.8";"0.7";"0.700";"0.1"\n'
    '2;"BU90010001";"2022JJ00";     100;       .;       .;"";"";"";       .;       .\n'
)
LABELS = (
    '"Wijken en buurten";"Perioden";"Regiocode (gemeente, wijk, buurt)";"Particuliere huishoudens (Aantal)";'
    '"SES-WOA/Totaalscore/Gemiddelde score (Getal)";'
    '"SES-WOA/Deelscores/Deelscore welvaart/Gemiddelde score (Getal)";'
    '"Spreiding/Spreiding totaal/Waarde (Getal)"\n'
    '"Lindenkwartier";"2022*";"WK900100";"3.700";"-0,150";"0,9";"0,700"\n'
    '"Bron: CBS"\n'
)


@pytest.mark.parametrize("content", [TECHNICAL, LABELS], ids=["technical names", "labels"])
def test_takes_the_total_score_and_not_a_part_score(content: str) -> None:
    line = next(
        one for one in read_seswoa(sheet(content)).lines if (one.code, one.year) == ("WK900100", 2022)
    )
    assert line.figures == {
        Indicator.SES_HOUSEHOLDS: 3700,
        Indicator.SES_SCORE: pytest.approx(-0.150),
        Indicator.SES_SPREAD: pytest.approx(0.7),
    }


def test_a_suppressed_score_is_unknown() -> None:
    line = next(one for one in read_seswoa(sheet(TECHNICAL)).lines if one.code == "BU90010001")
    assert line.figures[Indicator.SES_SCORE] is None


@pytest.mark.django_db
def test_years_of_scores_and_of_borders_are_kept_apart() -> None:
    done = import_figures(read_seswoa(sheet(TECHNICAL)), division=2023, by=None)
    assert (done.division, done.years) == (2023, (2021, 2022))
    assert set(Place.objects.values_list("year", flat=True)) == {2023}
    scores = KeyFigure.objects.filter(indicator=Indicator.SES_SCORE, value__isnull=False).order_by("year")
    assert list(scores.values_list("year", "value")) == [(2021, -0.171), (2022, -0.15)]


def test_says_that_the_score_is_not_in_the_file() -> None:
    with pytest.raises(UnreadableFile, match="Totaalscore"):
        read_seswoa(sheet("Codering_3;AantalInwoners_5\nWK900100;5\n"))


def test_says_that_codes_are_not_in_the_file() -> None:
    without = "\n".join(";".join(row.split(";")[:2] + row.split(";")[3:]) for row in LABELS.splitlines())
    with pytest.raises(UnreadableFile, match="Regiocode"):
        read_seswoa(sheet(without))


@pytest.mark.django_db
def test_the_command_takes_the_newest_year_for_the_borders(tmp_path: Path) -> None:
    file = tmp_path / "scores.csv"
    file.write_text(TECHNICAL, encoding="utf-8")
    call_command("import_seswoa", str(file))
    assert set(Place.objects.values_list("year", flat=True)) == {2022}


def test_a_line_without_its_year_is_a_fault() -> None:
    with pytest.raises(UnreadableFile, match="Rij 3, kolom Perioden"):
        read_seswoa(sheet(TECHNICAL.replace('"2022JJ00";    3700', '"";    3700')))
