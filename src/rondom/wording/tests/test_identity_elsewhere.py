"""Numbers, streets and names as parents from elsewhere write them; and what looks like it and is not."""

import pytest

from rondom.wording import ClueKind, identifying


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("zadzwoń 601 234 567 wieczorem", ClueKind.PHONE, "601 234 567"),
        ("mój numer 512345678", ClueKind.PHONE, "512345678"),
        ("numaram 532 123 45 67", ClueKind.PHONE, "532 123 45 67"),
        ("mijn nummer is 6 12345678", ClueKind.PHONE, "6 12345678"),
        ("mieszkamy na ul. Lipowej 12", ClueKind.ADDRESS, "ul. Lipowej 12"),
        ("ulica Długa 4b w mieście", ClueKind.ADDRESS, "ulica Długa 4b"),
        ("Atatürk caddesi no: 14 oturuyoruz", ClueKind.ADDRESS, "Atatürk caddesi no: 14"),
        ("Gül sokak 3", ClueKind.ADDRESS, "Gül sokak 3"),
        ("نسكن في شارع الورود 12", ClueKind.ADDRESS, "شارع الورود 12"),
        ("we live at 12 Garden Street", ClueKind.ADDRESS, "12 Garden Street"),
    ],
)
def test_what_leads_to_a_person_is_certain(text: str, kind: ClueKind, found: str) -> None:
    (clue,) = identifying(text)
    assert (clue.kind, clue.text, clue.certain) == (kind, found, True)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("mijn zoon heet pim en slaapt slecht", "pim"),
        ("onze dochter genaamd roos wil niet eten", "roos"),
        ("ik heet piet", "piet"),
        ("my son is called tom and does not sleep", "tom"),
        ("my daughter's name is ivy", "ivy"),
        ("mój syn ma na imię kuba", "kuba"),
        ("nazywam się kowalska", "kowalska"),
        ("oğlumun adı kaan", "kaan"),
        ("benim adım deniz", "deniz"),
        ("ابني اسمه سامي ولا ينام", "سامي"),
        ("اسم ابنتي ليلى", "ليلى"),
    ],
)
def test_who_says_how_someone_is_called_gives_a_name(text: str, name: str) -> None:
    assert name in {clue.text for clue in identifying(text) if clue.kind is ClueKind.NAME}


@pytest.mark.parametrize(
    "text",
    [
        "my son is called names at school, what can I do?",
        "my daughter is called stupid by other children",
        "hoe heet die ziekte? mijn kind heet geen moeilijk kind",
        "jak to się nazywa, kiedy dziecko nie śpi?",
        "moje dziecko ma 5 lat i nie śpi od 3 miesięcy",
        "het is heet in huis en mijn zoon slaapt niet",
        "oğlumun adı ne olsun, nasıl seçeriz?",
        "çocuğum sokakta 3 saat oynuyor",
        "طفلي عمره 4 سنوات ولا ينام",
        "we walked 2 hours down the road",
        "sinds 2019 wonen wij hier met 5 kinderen",
        "het kost 450 000 euro",
        "hij wil 24 uur per dag op straat spelen",
    ],
)
def test_what_is_something_else_is_left_alone(text: str) -> None:
    assert identifying(text) == ()
