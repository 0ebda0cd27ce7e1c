"""The archive of a whole table, as Statistics Netherlands gives it."""

import io
import zipfile

import pytest

from rondom.foundation.places.cbs import read_kwb, read_seswoa
from rondom.foundation.places.indicators import Indicator
from rondom.foundation.places.odata import read_cbs_sheet
from rondom.foundation.places.sheets import UnreadableFile
from rondom.foundation.places.tests.factories import kwb_csv

AREAS = '"Identifier";"Title"\n"WK900100";"Lindenkwartier"\n"BU90010001";"Lindenkwartier-Noord"\n'
MEASURES = (
    '"Identifier";"Index";"Title";"Unit"\n"M9";"9";"Huishoudens met een laag inkomen";"%"\n'
    '"M1";"1";"Aantal inwoners";"aantal"\n"M5";"5";"Mate van stedelijkheid";"code"\n'
)
OBSERVATIONS = (
    '"Id";"Measure";"ValueAttribute";"Value";"WijkenEnBuurten"\n'
    '0;"M1";"None";8000;"WK900100  "\n1;"M9";"None";11,0;"WK900100  "\n2;"M5";"None";2;"WK900100  "\n'
    '3;"M1";"None";1500;"BU90010001"\n4;"M9";"Impossible";;"BU90010001"\n'
)
SCORES = (
    '"Id";"Measure";"ValueAttribute";"Value";"WijkenEnBuurten";"Perioden"\n'
    '0;"S3";"None";0,9;"WK900100";"2022JJ00"\n1;"S2";"None";-0,15;"WK900100";"2022JJ00"\n'
)
SCORE_MEASURES = '"Identifier";"Index";"Title"\n"S3";"3";"Gemiddelde score"\n"S2";"2";"Gemiddelde score"\n'


def _archive(**files: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(f"85318NED/{name}.csv", "\ufeff" + content)
    return out.getvalue()


def test_reads_key_figures_with_names_and_what_is_unknown() -> None:
    content = _archive(Observations=OBSERVATIONS, MeasureCodes=MEASURES, WijkenEnBuurtenCodes=AREAS)
    reading = read_kwb(read_cbs_sheet(content))
    found = {line.code: (line.name, line.figures) for line in reading.lines}
    assert found == {
        "WK900100": ("Lindenkwartier", {Indicator.INHABITANTS: 8000, Indicator.LOW_INCOME: 11.0}),
        "BU90010001": ("Lindenkwartier-Noord", {Indicator.INHABITANTS: 1500, Indicator.LOW_INCOME: None}),
    }
    assert reading.ignored_columns == 1


def test_the_total_score_is_the_first_by_its_index() -> None:
    reading = read_seswoa(read_cbs_sheet(_archive(Observations=SCORES, MeasureCodes=SCORE_MEASURES)))
    assert [(line.year, line.figures) for line in reading.lines] == [(2022, {Indicator.SES_SCORE: -0.15})]


def test_refuses_a_table_with_a_further_breakdown() -> None:
    twice = OBSERVATIONS + '5;"M1";"None";700;"BU90010001"\n'
    with pytest.raises(
        UnreadableFile, match="rij 7: BU90010001 heeft meer dan één waarde voor 'Aantal inwoners'"
    ):
        read_cbs_sheet(_archive(Observations=twice, MeasureCodes=MEASURES))


def test_says_which_part_is_missing() -> None:
    with pytest.raises(UnreadableFile, match=r"MeasureCodes\.csv"):
        read_cbs_sheet(_archive(Observations=OBSERVATIONS))


def test_other_files_are_read_as_they_are() -> None:
    assert len(read_kwb(read_cbs_sheet(kwb_csv())).lines) == 4
    with pytest.raises(UnreadableFile, match="Excel"):
        read_kwb(read_cbs_sheet(_archive(Iets="a;b")))


def test_says_that_a_part_cannot_be_read() -> None:
    with pytest.raises(UnreadableFile, match=r"Observations\.csv is niet te lezen"):
        read_cbs_sheet(_archive(Observations="a;b\n1;2\n", MeasureCodes=MEASURES))


def test_says_to_choose_the_archive_when_a_file_was_taken_out_of_it() -> None:
    with pytest.raises(UnreadableFile, match="Kies het zipbestand zelf"):
        read_kwb(read_cbs_sheet(OBSERVATIONS.encode()))


def test_says_when_a_table_is_not_about_neighbourhoods() -> None:
    elsewhere = OBSERVATIONS.replace("WijkenEnBuurten", "RegioS")
    with pytest.raises(UnreadableFile, match="gaat niet over wijken en buurten"):
        read_kwb(read_cbs_sheet(_archive(Observations=elsewhere, MeasureCodes=MEASURES)))
