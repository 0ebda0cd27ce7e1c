"""The answers of one person held against the questionnaire."""

import pytest

from rondom.instruments import (
    NOBODY,
    Choice,
    ChoiceList,
    Instrument,
    Item,
    Kind,
    Page,
    Problem,
    check_answers,
    relevant_answers,
    shipped,
)

QUICK = shipped("quickscan")
LISTS = {"jn": ChoiceList("jn", (Choice("ja", {"nl": "Ja"}), Choice("nee", {"nl": "Nee"})))}
ROUTED = Instrument(
    "x",
    {},
    "1",
    (
        Page(
            "p",
            {},
            {},
            (
                Item("a", Kind.ONE, {}, choices="jn", required=True),
                Item("b", Kind.ONE, {}, choices="jn", required=True, relevant="${a} = 'ja'"),
                Item("c", Kind.TEXT, {}, relevant="${b} = 'ja'"),
                Item("n", Kind.NUMBER, {}, constraint=". != 3", constraint_message={"nl": "Geen drie."}),
                Item("d", Kind.DATE, {}),
            ),
        ),
    ),
    LISTS,
)


@pytest.mark.parametrize(
    ("answers", "name", "words"),
    [
        ({"X9": "1"}, "X9", "staat niet in de vragenlijst"),
        ({"S1": "6"}, "S1", "bestaat niet"),
        ({"S1": 3}, "S1", "bestaat niet"),
        ({"S1": ["3"]}, "S1", "bestaat niet"),
        ({"leeftijden": "0_4"}, "leeftijden", "Kies uit de lijst"),
        ({"leeftijden": ["0_4", "x"]}, "leeftijden", "'x' bestaat niet"),
        ({"leeftijden": ["0_4", "0_4"]}, "leeftijden", "twee keer"),
        ({"partners": [str(n) for n in range(8)]}, "partners", "hoogstens 7"),
        ({"zekerheid": 11}, "zekerheid", "10 of lager"),
        ({"zekerheid": -1}, "zekerheid", "0 of hoger"),
        ({"zekerheid": 7.5}, "zekerheid", "heel getal"),
        ({"zekerheid": True}, "zekerheid", "geen getal"),
        ({"zekerheid": float("nan")}, "zekerheid", "Vul een getal in"),
        ({"zekerheid": float("inf")}, "zekerheid", "geen getal"),
        ({"zekerheid": "zeven"}, "zekerheid", "geen getal"),
        ({"idee": "x" * 5001}, "idee", "te lang"),
        ({"partners": ["1"], "per_partner": {"1": 3}}, "per_partner.1", "per vraag"),
        ({"partners": [NOBODY, "1"]}, "partners", "een van de twee"),
        ({"idee": "Meer\0tijd"}, "idee", "niet te bewaren"),
        (
            {"partners": ["1"], "per_partner": {"1": {"contact": "9"}}},
            "per_partner.1.contact",
            "bestaat niet",
        ),
        ({"partners": ["1"], "per_partner": {"1": {"x": "9"}}}, "per_partner.1.x", "staat niet"),
        ({"per_partner": []}, "per_partner", "per keuze"),
    ],
)
def test_says_what_does_not_fit(answers: dict[str, object], name: str, words: str) -> None:
    problems = check_answers(QUICK, answers)
    assert list(problems) == [name]
    assert words in problems[name][0]


def test_says_nothing_of_answers_that_fit() -> None:
    answers: dict[str, object] = {
        "S1": "nvt",
        "leeftijden": ["0_4"],
        "zekerheid": 10,
        "partners": ["1"],
        "per_partner": {"1": {"contact": "1", "kwaliteit": 8}},
        "idee": "Iets",
    }
    assert check_answers(QUICK, answers) == {}


def test_only_organisations_of_the_round_can_be_named() -> None:
    assert "partners" in check_answers(QUICK, {"partners": ["9"]}, partners={"1"})


def test_an_obligatory_question_must_be_answered_when_it_applies() -> None:
    assert set(check_answers(ROUTED, {}, require=True)) == {"a"}
    assert set(check_answers(ROUTED, {"a": "ja"}, require=True)) == {"b"}
    assert check_answers(ROUTED, {"a": "nee"}, require=True) == {}
    assert check_answers(ROUTED, {}) == {}


def test_answers_to_questions_that_do_not_apply_are_dropped_one_after_the_other() -> None:
    assert relevant_answers(ROUTED, {"a": "nee", "b": "ja", "c": "tekst", "n": 1}) == {"a": "nee", "n": 1}


def test_a_partner_that_is_no_longer_named_is_dropped() -> None:
    answers: dict[str, object] = {
        "partners": ["1"],
        "per_partner": {"1": {"contact": "1"}, "2": {"contact": "2"}},
    }
    assert relevant_answers(QUICK, answers)["per_partner"] == {"1": {"contact": "1"}}


def test_a_condition_is_checked_with_its_own_words() -> None:
    assert check_answers(ROUTED, {"n": 3}) == {"n": ["Geen drie."]}


@pytest.mark.parametrize("day", ["2026-02-30", "31-12-2026", "gisteren"])
def test_a_date_must_exist(day: str) -> None:
    assert "geen datum" in check_answers(ROUTED, {"d": day})["d"][0]


def test_a_problem_can_be_said_in_another_language() -> None:
    (problem,) = check_answers(QUICK, {"partners": [str(n) for n in range(1, 9)]})["partners"]
    assert isinstance(problem, Problem)
    assert problem == "U koos er 8. Kies er hoogstens 7."
    assert problem.said_as("You chose {chosen}. Choose {most} at most.", comma=".") == (
        "You chose 8. Choose 7 at most."
    )


def test_a_problem_writes_decimals_as_its_language_does() -> None:
    problem = Problem("Vul een getal in van {least} of hoger.", least=7.5)
    assert problem == "Vul een getal in van 7,5 of hoger."
    assert problem.said_as("Enter {least} or more.", comma=".") == "Enter 7.5 or more."


def test_what_someone_typed_is_never_a_place_to_fill_in() -> None:
    assert "'{most}'" in check_answers(QUICK, {"zekerheid": "{most}"})["zekerheid"][0]
