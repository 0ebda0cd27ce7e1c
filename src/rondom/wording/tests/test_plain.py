"""Long sentences, long words, office words and passives are pointed at, with advice."""

import pytest

from rondom.wording import RemarkKind, hard_to_read, words_per_sentence


@pytest.mark.parametrize(
    ("text", "kind", "piece"),
    [
        ("Indien u niet komt.", RemarkKind.OFFICE, "Indien"),
        ("U dient te bellen.", RemarkKind.OFFICE, "dient te"),
        ("De groep, welke morgen komt.", RemarkKind.OFFICE, "welke"),
        ("De samenwerkingsovereenkomst.", RemarkKind.WORD, "samenwerkingsovereenkomst"),
        ("U wordt morgen gebeld.", RemarkKind.PASSIVE, "wordt morgen gebeld"),
        ("Wie wordt uitgenodigd?", RemarkKind.PASSIVE, "wordt uitgenodigd"),
        ("U hoort of uw naam gewist wordt.", RemarkKind.PASSIVE, "gewist wordt"),
    ],
)
def test_points_at(text: str, kind: RemarkKind, piece: str) -> None:
    (remark,) = hard_to_read(text)
    assert (remark.kind, remark.text) == (kind, piece)
    assert remark.advice


def test_a_sentence_of_more_than_fifteen_words_is_long() -> None:
    fifteen = " ".join(["dag"] * 15)
    assert hard_to_read(f"{fifteen}. {fifteen}.") == ()
    (remark,) = hard_to_read(f"{fifteen} dag.")
    assert remark.kind is RemarkKind.SENTENCE
    assert remark.advice.startswith("16 woorden")


@pytest.mark.parametrize(
    "text",
    [
        "Welke vraag over opvoeden houdt jou bezig? Schrijf geen namen op.",
        "Je mag altijd nee zeggen. Nee zeggen heeft geen gevolgen.",
        "De e-mail is voor de buurtouder-groep.",
        "Niemand weet welke code u heeft.",
        "Het wordt een gezellige avond.",
        "Zie https://wijk.test/vragenlijst of wijk.test/bijeenkomsten/12/. Of mail mevrouwvragen@wijk.test.",
        "",
    ],
)
def test_plain_texts_pass(text: str) -> None:
    assert hard_to_read(text) == ()


def test_long_words_that_readers_know_are_fine() -> None:
    text = "Ga naar het samenwerkingsverband."
    assert hard_to_read(text)[0].kind is RemarkKind.WORD
    assert hard_to_read(text, known=frozenset({"samenwerkingsverband"})) == ()
    assert hard_to_read("Bel het consultatiebureau. Vraag naar de jeugdverpleegkundige.") == ()


def test_words_per_sentence_are_counted_over_all_texts() -> None:
    assert words_per_sentence(["Dit is kort. Dit ook.", "Een titel"]) == pytest.approx(7 / 3)
    assert words_per_sentence([]) == 0
