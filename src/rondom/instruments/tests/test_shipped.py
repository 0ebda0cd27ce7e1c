"""The questionnaires that come along."""

import pytest

from rondom.instruments import Kind, Missing, Repeat, shipped, shipped_names


def test_three_questionnaires_come_along() -> None:
    assert shipped_names() == ("ouders", "quickscan", "voor_na")


@pytest.mark.parametrize("name", shipped_names())
def test_each_says_that_it_is_a_concept(name: str) -> None:
    assert shipped(name).status == "concept, nog niet gevalideerd"


def test_the_quickscan_has_four_scales_of_eight() -> None:
    scales = shipped("quickscan").scales
    assert [(scale.name, len(scale.items), scale.minimum_share) for scale in scales] == [
        (name, 8, 0.75) for name in ("signaleren", "ondersteunen", "stimuleren", "samenwerking")
    ]


def test_not_applicable_and_unknown_differ_and_have_no_score() -> None:
    choices = shipped("quickscan").lists["hoe_vaak"].choices
    assert [(choice.score, choice.missing) for choice in choices[-2:]] == [
        (None, Missing.NOT_APPLICABLE),
        (None, Missing.UNKNOWN),
    ]
    assert [choice.score for choice in choices[:-2]] == [1, 2, 3, 4, 5]


def test_every_text_of_the_quickscan_is_there_in_two_languages() -> None:
    instrument = shipped("quickscan")
    labels = [choice.label for one in instrument.lists.values() for choice in one.choices]
    for page in instrument.pages:
        labels.append(page.title)
        for part in page.parts:
            labels += [part.label, *(item.label for item in getattr(part, "items", ()))]
    assert all(set(label) == {"nl", "en"} for label in labels)


def test_the_network_block_asks_about_every_partner_named() -> None:
    instrument = shipped("quickscan")
    page = next(page for page in instrument.pages if page.name == "partners")
    repeat = page.parts[-1]
    assert isinstance(repeat, Repeat)
    assert instrument.item(repeat.over).kind is Kind.PARTNERS
    assert instrument.item(repeat.over).maximum == 7


def test_an_unknown_name_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        shipped("../quickscan")
