"""Words about danger are told from ordinary questions about bringing up children."""

import pytest

from rondom.wording import Danger, danger


@pytest.mark.parametrize(
    "text",
    [
        "Mijn man slaat mij als de kinderen slapen",
        "mijn ex bedreigt ons",
        "Ik ben bang voor mijn man",
        "zij is geslagen door haar vader",
        "Ik sla mijn kind soms, hoe stop ik?",
        "Is dit kindermishandeling?",
        "mijn dochter wil niet meer leven",
        "Hij praat over zelfmoord",
        "Ze is misbruikt",
        "Mijn vriend heeft haar gisteren\n geslagen",
        "Mijn man sláát mij",
        "mijn man s l a a t mij",
        "Hij doet zichzelf pijn, wat nu?",
        "Mijn dochter snijdt zichzelf",
        "Ze snijdt soms in haar arm",
        "Zij heeft zichzelf vaak gekrast",
        "Wat doe ik aan zelfbeschadiging?",
    ],
)
def test_clear(text: str) -> None:
    assert danger(text) is Danger.CLEAR


@pytest.mark.parametrize(
    "text",
    [
        "Mijn zoon slaat andere kinderen op school",
        "Hij heeft blauwe plekken",
        "Hij is agressief",
        "Ik geef soms een tik, mag dat?",
        "Is een corrigerende tik verboden?",
    ],
)
def test_asks(text: str) -> None:
    assert danger(text) is Danger.ASK


@pytest.mark.parametrize(
    "text",
    [
        "Mijn kind wil niet slapen",
        "Hoe kleedt hij zichzelf aan zonder pijn?",
        "Hoe stel ik grenzen?",
        "Hij eet niet met mes en vork",
        "Opa is overleden",
    ],
)
def test_ordinary(text: str) -> None:
    assert danger(text) in (Danger.NONE, Danger.ASK)
    assert danger(text) is not Danger.CLEAR
