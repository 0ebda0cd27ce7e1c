"""What could lead to a person is found; what cannot is left alone."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rondom.wording import ClueKind, identifying


def kinds(text: str, *, certain: bool | None = None) -> list[ClueKind]:
    return [clue.kind for clue in identifying(text) if certain is None or clue.certain == certain]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Mail naar ouder.van@voorbeeld.nl als u wilt", ClueKind.EMAIL),
        ("bel 06-12345678", ClueKind.PHONE),
        ("bel 06 12 34 56 78 na vijven", ClueKind.PHONE),
        ("Bel +31 6 1234 5678.", ClueKind.PHONE),
        ("(030) 123 45 67", ClueKind.PHONE),
        ("06.12.34.56.78", ClueKind.PHONE),
        ("06–12345678", ClueKind.PHONE),
        ("06\u200b12345678", ClueKind.PHONE),
        ("jan (at) voorbeeld.nl", ClueKind.EMAIL),
        ("ouder apenstaartje voorbeeld punt nl", ClueKind.EMAIL),
        ("ouder@voorbeeld,nl", ClueKind.EMAIL),
        ("born 12 May 2015", ClueKind.DATE),
        ("ur. 12 maja 2015", ClueKind.DATE),
        ("0532 123 45 67", ClueKind.PHONE),
        ("call +48 601 234 567", ClueKind.PHONE),
        ("0090 532 123 45 67", ClueKind.PHONE),
        ("اتصل بي ٠٦١٢٣٤٥٦٧٨", ClueKind.PHONE),
        ("nummer 111222333 staat op de brief", ClueKind.BSN),
        ("1112.22.333", ClueKind.BSN),
        ("NL91 ABNA 0417 1643 00", ClueKind.ACCOUNT),
        ("wij wonen op 3511 AB", ClueKind.POSTCODE),
        ("postcode 3511ab", ClueKind.POSTCODE),
        ("in de Voorbeeldstraat 12", ClueKind.ADDRESS),
        ("aan de lange laan 3b", ClueKind.ADDRESS),
        ("geboren op 3 mei 2019", ClueKind.DATE),
        ("geboren 03-05-2019", ClueKind.DATE),
        ("hij heet Xander", ClueKind.NAME),
        ("mijn zoon Xander luistert niet", ClueKind.NAME),
        ("de juf Annabel van der Voorbeeld zegt dat", ClueKind.NAME),
        ("Fatima slaapt slecht", ClueKind.NAME),
        ("Jan wil niet naar school", ClueKind.NAME),
    ],
)
def test_finds(text: str, kind: ClueKind) -> None:
    assert kinds(text, certain=True) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Mijn zoon van 4 wil niet slapen. Wat kan ik doen?",
        "Hoe lang mag mijn dochter van 10 op TikTok en YouTube?",
        "Wij spreken thuis Turks en Marokkaans. Is dat erg voor het Nederlands?",
        "Ik bel 112 of Veilig Thuis 0800-2000",
        "Hij wordt 3 keer per nacht wakker, om 2 en 4 uur.",
        "Sinds 2023 gaat het niet goed. In 2024 ook niet.",
        "Het kost 1000 euro per jaar",
        "Hij is 1 meter 20. En 25 kilo!\nWat nu?",
        "ADHD of ASS? De GGD zegt van niet.",
    ],
)
def test_leaves_alone(text: str) -> None:
    assert kinds(text) == []


def test_a_capital_inside_a_sentence_may_be_a_name() -> None:
    (clue,) = identifying("Op zondag ging Xander weer naar bed.")
    assert (clue.kind, clue.text, clue.certain) == (ClueKind.NAME, "Xander", False)


def test_a_known_name_without_capital_may_be_one() -> None:
    (clue,) = identifying("daarna wou mohammed niet eten")
    assert (clue.text, clue.certain) == ("mohammed", False)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("my son Xander does not listen", "Xander"),
        ("Her name is Xandra and she is four", "Xandra"),
        ("Mój syn Ksawery nie śpi", "Ksawery"),
        ("Córka ma na imię Xenia", "Xenia"),
        ("Oğlum Xander uyumuyor", "Xander"),
        ("ابني اسمه كريم ولا ينام", "كريم"),
    ],
)
def test_what_may_be_a_name_in_another_language_is_asked_about(text: str, name: str) -> None:
    assert name in {clue.text for clue in identifying(text) if clue.kind is ClueKind.NAME}


@pytest.mark.parametrize(
    "text",
    [
        "I know I’m tired and I've tried it all",
        "On Monday he has no school, what do we do at Christmas?",
        "كيف أجعل طفلي ينام؟",
        "Oğlum uyumuyor",
    ],
)
def test_an_ordinary_question_in_another_language_is_left_alone(text: str) -> None:
    assert kinds(text) == []


@given(st.text(max_size=200))
def test_pieces_lie_in_the_text_in_order_and_apart(text: str) -> None:
    found = identifying(text)
    assert all(text[clue.start : clue.end] == clue.text for clue in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
