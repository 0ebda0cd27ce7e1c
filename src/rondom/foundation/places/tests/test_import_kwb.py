"""Taking in 'Kerncijfers wijken en buurten'."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from rondom.foundation.places.actions.figures import division_of, import_figures
from rondom.foundation.places.cbs import read_kwb
from rondom.foundation.places.indicators import Indicator
from rondom.foundation.places.models import KeyFigure, Place
from rondom.foundation.places.sheets import UnreadableFile
from rondom.foundation.places.spreadsheets import as_xlsx
from rondom.foundation.places.tests.factories import KWB_HEAD, KWB_ROWS, kwb_csv, sheet

SHORT = (
    "gwb_code_10;gwb_code_8;regio;gm_naam;recs;gwb_code;ind_wbz;"
    "a_inw;a_00_14;a_hh;a_hh_m_k;p_hh_li;p_hh_lkk;p_hh_110 \n"
    "GM9001;9001;Lindestad;Lindestad;Gemeente;GM9001;1;60000;9600;27000;8900;38,1;5.1;8,0\n"
    "WK900100;900100;Wijk 00 Lindenkwartier;Lindestad;Wijk;WK900100;1;"
    "8000;1280;3600;1188;51,2;11,0;       NaN\n"
)


def _value(code: str, indicator: Indicator) -> float | None:
    return KeyFigure.objects.get(place__code=code, indicator=indicator).value


@pytest.mark.django_db
def test_takes_in_areas_with_their_parents_and_figures() -> None:
    done = import_figures(read_kwb(sheet(kwb_csv())), division=2022, by=None)
    buurt = Place.objects.get(code="BU90010001", year=2022)
    assert buurt.parent == Place.objects.get(code="WK900100")
    assert buurt.parent.parent is not None
    assert buurt.parent.parent.name == "Lindestad"
    assert _value("WK900100", Indicator.LOW_INCOME) == 11.0
    assert _value("NL00", Indicator.INHABITANTS) == 17590670
    assert (done.new_places, done.figures, done.unknown, done.ignored_columns) == (4, 28, 3, 1)


@pytest.mark.django_db
def test_an_unknown_figure_is_kept_as_unknown() -> None:
    import_figures(read_kwb(sheet(kwb_csv())), division=2022, by=None)
    assert _value("BU90010001", Indicator.LOW_INCOME) is None
    assert _value("BU90010001", Indicator.HOUSEHOLDS) == 700


@pytest.mark.parametrize(
    "content",
    [
        kwb_csv(),
        b"\xef\xbb\xbf" + kwb_csv(),
        kwb_csv().replace(b",", b".").replace(b";", b","),
        kwb_csv().replace(b";", b"\t"),
        "\r\n".join('"' + row.replace(";", '";"') + '"' for row in (KWB_HEAD, *KWB_ROWS)).encode(),
        kwb_csv().decode().replace("Lindestad", "Lindestäd").encode("cp1252"),
        kwb_csv().decode().encode("utf-16"),
        b"Kerncijfers wijken en buurten 2022;;\r\n\r\n" + kwb_csv() + b"\r\nBron: CBS",
        kwb_csv().replace(b"_78", b"_84").replace(b"_5;", b"_6;").replace(b"_29", b"_28"),
    ],
    ids=[
        "semicolons",
        "bom",
        "commas",
        "tabs",
        "quoted",
        "cp1252",
        "utf-16",
        "title and source",
        "other suffixes",
    ],
)
def test_reads_the_same_figures_from_every_dialect(content: bytes) -> None:
    lines = {line.code: line for line in read_kwb(sheet(content)).lines}
    assert lines["WK900100"].figures[Indicator.LOW_INCOME] == 11.0
    assert lines["WK900100"].figures[Indicator.HOUSEHOLDS] == 3600
    assert lines["BU90010001"].figures[Indicator.LOWEST_40_INCOME] is None
    assert len(lines) == 4


def test_keeps_letters_with_a_sign_from_an_old_encoding() -> None:
    content = kwb_csv().decode().replace("Lindestad", "Lindestäd").encode("cp1252")
    assert read_kwb(sheet(content)).lines[1].name == "Lindestäd"


def test_reads_the_short_names_of_the_yearly_files() -> None:
    lines = {line.code: line for line in read_kwb(sheet(SHORT)).lines}
    assert lines["WK900100"].name == "Wijk 00 Lindenkwartier"
    assert lines["WK900100"].figures == {
        Indicator.INHABITANTS: 8000,
        Indicator.CHILDREN: 1280,
        Indicator.HOUSEHOLDS: 3600,
        Indicator.HOUSEHOLDS_WITH_CHILDREN: 1188,
        Indicator.LOWEST_40_INCOME: 51.2,
        Indicator.LOW_INCOME: 11.0,
        Indicator.SOCIAL_MINIMUM_110: None,
    }


def test_makes_codes_of_numbers_without_letters() -> None:
    content = "gwb_code_8;regio;recs;a_inw\n14;A;Gemeente;100\n1400;B;Wijk;50\n140000;C;Buurt;5\n"
    assert [line.code for line in read_kwb(sheet(content)).lines] == ["GM0014", "WK001400", "BU00140000"]


def test_reads_the_labels_of_a_download() -> None:
    content = (
        '"Wijken en buurten";"Regioaanduiding/Codering (code)";"Bevolking/Aantal inwoners (aantal)";'
        '"Inkomen/Inkomen van huishoudens/Huishoudens met een laag inkomen (%)";'
        '"Inkomen/Inkomen van huishoudens/Huishoudens tot 110% van sociaal minimum (%)"\n'
        '"Lindenkwartier";"WK900100";"8000";"11,0";"15,3"\n'
    )
    line = read_kwb(sheet(content)).lines[0]
    assert (line.code, line.name) == ("WK900100", "Lindenkwartier")
    assert line.figures[Indicator.SOCIAL_MINIMUM_110] == 15.3


@pytest.mark.parametrize(
    ("title", "indicator"),
    [
        ("PersonenInArmoede_81", Indicator.POVERTY),
        ("Inkomen/Armoede/Personen in armoede (%)", Indicator.POVERTY),
        ("p_ink_ar", Indicator.POVERTY),
        ("HuishoudensMetLageKoopkracht_71", Indicator.LOW_INCOME),
    ],
)
def test_reads_what_older_and_newer_tables_call_it(title: str, indicator: Indicator) -> None:
    line = read_kwb(sheet(f'WijkenEnBuurten;"{title}"\nWK900100;3,1\n')).lines[0]
    assert line.figures == {indicator: 3.1}


def test_reads_an_excel_file() -> None:
    rows = [row.split(";") for row in KWB_ROWS]
    lines = read_kwb(sheet(as_xlsx(KWB_HEAD.split(";"), rows, about=[]))).lines
    assert lines[2].figures[Indicator.LOW_INCOME] == 11.0


def test_an_excel_file_that_says_to_have_one_cell_is_read_whole() -> None:
    rows = [row.split(";") for row in KWB_ROWS]
    whole = as_xlsx(KWB_HEAD.split(";"), rows, about=[])
    said = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as before, zipfile.ZipFile(said, "w") as after:
        for name in before.namelist():
            after.writestr(
                name, re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', before.read(name))
            )
    assert len(read_kwb(sheet(said.getvalue())).lines) == 4


def test_a_quote_that_is_never_closed_swallows_no_areas() -> None:
    with pytest.raises(UnreadableFile, match="aanhalingsteken"):
        read_kwb(sheet(kwb_csv(KWB_ROWS[1], KWB_ROWS[2].replace("Lindestad", '"Lindestad'), KWB_ROWS[3])))


def test_names_row_and_column_of_every_fault() -> None:
    wrong = [
        KWB_ROWS[1].replace("5,1", "veel"),
        KWB_ROWS[2].replace("51,2", "151,2"),
        "WK9001;x;Wijk;1;1;1;1;1;1;1;1",
    ]
    with pytest.raises(UnreadableFile) as refused:
        read_kwb(sheet(kwb_csv(*wrong)))
    assert "Rij 2, kolom HuishoudensMetEenLaagInkomen_78: 'veel'" in str(refused.value)
    assert "Rij 3, kolom k_40HuishoudensMetLaagsteInkomen_76: '151,2'" in str(refused.value)
    assert "Rij 4, kolom WijkenEnBuurten: 'WK9001' is geen code" in str(refused.value)


def test_refuses_the_same_area_twice_and_names_both_rows() -> None:
    with pytest.raises(UnreadableFile, match=r"Rij 3.*GM9001 staat ook in rij 2"):
        read_kwb(sheet(kwb_csv(KWB_ROWS[1], KWB_ROWS[1])))


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "leeg"), (b"naam;aantal\nA;1", "CBS-codes"),
     (b"WijkenEnBuurten;Iets_1\nWK900100;1", "geen kolom met een cijfer"),
     (b"PK\x03\x04rest", "Excel"), (b"\xd0\xcf\x11\xe0rest", "xlsx"), (b"a\x00b", "geen CSV"),
     (b"x" * 200_000, "geen CSV")],
)  # fmt: skip
def test_says_what_to_do_with_a_file_that_is_something_else(content: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        read_kwb(sheet(content))


def test_provinces_are_left_out_and_counted() -> None:
    reading = read_kwb(sheet(kwb_csv(*KWB_ROWS, "PV23;Overijssel;Provincie;1;1;1;1;1;1;1;1")))
    assert (len(reading.lines), reading.other_regions) == (4, 1)


@pytest.mark.django_db
def test_a_second_time_renews_and_adds_nothing() -> None:
    import_figures(read_kwb(sheet(kwb_csv())), division=2022, by=None)
    renewed = kwb_csv(*KWB_ROWS).replace(b"11,0", b"12,5")
    done = import_figures(read_kwb(sheet(renewed)), division=2022, by=None)
    assert done.new_places == 0
    assert KeyFigure.objects.count() == 28
    assert _value("WK900100", Indicator.LOW_INCOME) == 12.5


@pytest.mark.django_db
def test_another_year_is_another_area_with_the_same_name() -> None:
    import_figures(read_kwb(sheet(SHORT)), division=2022, by=None)
    import_figures(read_kwb(sheet(kwb_csv())), division=2023, by=None)
    assert list(Place.objects.filter(code="WK900100").values_list("year", "name").order_by("year")) == [
        (2022, "Wijk 00 Lindenkwartier"),
        (2023, "Wijk 00 Lindenkwartier"),
    ]


@pytest.mark.django_db
def test_an_area_that_came_in_first_gets_its_parent_later() -> None:
    import_figures(read_kwb(sheet(kwb_csv(KWB_ROWS[1], KWB_ROWS[3]))), division=2022, by=None)
    assert Place.objects.get(code="BU90010001").parent == Place.objects.get(code="GM9001")
    import_figures(read_kwb(sheet(kwb_csv(KWB_ROWS[2]))), division=2022, by=None)
    assert Place.objects.get(code="BU90010001").parent == Place.objects.get(code="WK900100")
    assert Place.objects.get(code="WK900100").parent == Place.objects.get(code="GM9001")


def test_the_year_is_given_or_in_the_file_or_in_its_name() -> None:
    reading = read_kwb(sheet(kwb_csv()))
    assert division_of(reading, given=2021, filename="kwb-2022.csv") == 2021
    assert division_of(reading, given=None, filename="kwb-2022.csv") == 2022
    statline = "Kerncijfers_wijken_en_buurten_2023_15112026_101010.csv"
    assert division_of(reading, given=None, filename=statline) == 2023
    with_year = read_kwb(sheet("Codering_3;Perioden;AantalInwoners_5\nWK900100;2020JJ00;5\n"))
    assert division_of(with_year, given=None) == 2020
    with pytest.raises(UnreadableFile, match="geen jaar"):
        division_of(reading, given=None, filename="85318NED.csv")


@pytest.mark.django_db
def test_the_command_says_what_it_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "kwb-2022.csv"
    file.write_bytes(kwb_csv())
    call_command("import_kwb", str(file))
    assert "28 cijfers over 2022" in capsys.readouterr().out


@pytest.mark.django_db
def test_the_command_changes_nothing_when_a_row_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "kwb-2022.csv"
    file.write_bytes(kwb_csv(KWB_ROWS[0], KWB_ROWS[1].replace("5,1", "veel")))
    with pytest.raises(CommandError, match="Er is niets ingelezen"):
        call_command("import_kwb", str(file))
    assert not Place.objects.exists()


def test_the_command_says_when_there_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="niet te openen"):
        call_command("import_kwb", str(tmp_path / "weg.csv"))


def test_refuses_a_year_that_cannot_be() -> None:
    with pytest.raises(UnreadableFile, match="99999 kan geen jaar"):
        division_of(read_kwb(sheet(kwb_csv())), given=99999)
