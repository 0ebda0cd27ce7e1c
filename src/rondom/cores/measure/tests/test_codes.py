"""Codes: easy to read aloud, hard to guess, kept nowhere."""

from typing import Any

import pytest
from django.test import override_settings

from rondom.cores.measure.actions.answering import find_ticket, read_draft, save_draft
from rondom.cores.measure.actions.rounds import hand_out_codes
from rondom.cores.measure.sealing import (
    Sealer,
    WrongKey,
    code_for,
    new_code,
    new_round_key,
    open_draft,
    tidy,
)
from rondom.cores.measure.tests.factories import TODAY, make_round
from rondom.cores.measure.words import WORDS
from rondom.foundation.audit.models import Entry
from rondom.foundation.refusals import Refused


def test_there_are_too_many_codes_to_guess() -> None:
    assert len(set(WORDS)) == len(WORDS)
    assert len(WORDS) ** 3 * 1000 > 10**10
    assert len({new_code() for _ in range(500)}) == 500


def test_one_form_has_one_code_that_only_this_site_can_work_out() -> None:
    codes = {code_for(number) for number in range(500)}
    assert len(codes) == 500
    assert codes == {code_for(number) for number in range(500)}
    with override_settings(SECRET_KEY="of another site"):
        assert not codes & {code_for(number) for number in range(500)}


@pytest.mark.parametrize("typed", ["linde-brug-zon-047", " Linde brug ZON 047 ", "linde_brug–zon-047"])
def test_small_differences_in_typing_do_not_matter(typed: str) -> None:
    assert tidy(typed) == "linde-brug-zon-047"


def test_codes_handed_out_work_and_are_counted_in_the_log(circle: Any, coordinator: Any) -> None:
    cell = make_round(circle, by=coordinator).cells.get()
    codes = hand_out_codes(cell, number=3, by=coordinator)
    assert all(find_ticket(code) for code in codes)
    entry = Entry.objects.get(action="measure.codes_handed_out")
    assert entry.facts["number"] == 3
    assert not any(code in str(entry.facts) for code in codes)


@pytest.mark.parametrize("number", [0, -1, 501])
def test_a_senseless_number_of_codes_is_refused(circle: Any, coordinator: Any, number: int) -> None:
    cell = make_round(circle, by=coordinator).cells.get()
    with pytest.raises(Refused):
        hand_out_codes(cell, number=number, by=coordinator)


def test_a_code_keeps_working_when_the_secret_of_the_site_changes(
    circle: Any, coordinator: Any, settings: Any
) -> None:
    cell = make_round(circle, by=coordinator).cells.get()
    (code,) = hand_out_codes(cell, number=1, by=coordinator)
    ticket = find_ticket(code)
    assert ticket is not None
    save_draft(ticket, code, {"s1": "4"}, today=TODAY)
    with override_settings(SECRET_KEY="new", SECRET_KEY_FALLBACKS=[settings.SECRET_KEY]):
        found = find_ticket(code)
        assert found is not None
        assert read_draft(found, code).answers == {"s1": "4"}


def test_another_key_opens_nothing() -> None:
    one, other = Sealer(new_round_key()), Sealer(new_round_key())
    sealed = one.seal({"s1": "4"})
    assert one.unseal(sealed) == {"s1": "4"}
    with pytest.raises(WrongKey):
        other.unseal(sealed)
    with pytest.raises(WrongKey):
        open_draft("andere-code-zon-001", sealed)


def test_the_length_of_a_seal_does_not_tell_how_much_was_answered() -> None:
    sealer = Sealer(new_round_key())
    assert len(sealer.seal({"s1": "4"})) == len(sealer.seal({f"s{n}": "4" for n in range(30)}))
