"""How forms are drawn: labels, help and errors that belong to their field."""

import re

from rondom.ui.samples import SampleForm


def test_labels_every_field() -> None:
    page = str(SampleForm())
    ids = re.findall(r'<(?:input|select|textarea)[^>]* id="([^"]+)"', page)
    assert len(ids) > len(SampleForm.base_fields)
    assert [name for name in ids if f'for="{name}"' not in page] == []


def test_ties_help_and_error_to_the_field() -> None:
    page = str(SampleForm({"name": ""}))
    field = re.search(r'<input[^>]*id="id_name"[^>]*>', page)
    assert field
    assert 'aria-describedby="id_name_helptext id_name_error"' in field[0]
    assert 'aria-invalid="true"' in field[0]
    assert 'id="id_name_error"' in page


def test_groups_choices_under_one_question() -> None:
    page = str(SampleForm())
    group = re.search(r"<fieldset[^>]*>\s*<legend>Hoe vaak doet u dit\?.*?</fieldset>", page, re.DOTALL)
    assert group
    assert group[0].count('type="radio"') == 3


def test_leads_from_the_summary_to_the_field() -> None:
    page = str(SampleForm({"email": "geen adres"}))
    summary = page[page.index('id="fouten"') : page.index('class="fields"')]
    targets = re.findall(r'href="#([^"]+)"', summary)
    assert "id_email" in targets
    assert [name for name in targets if f'id="{name}"' not in page] == []


def test_says_nothing_of_errors_before_the_form_is_sent() -> None:
    assert "fouten" not in str(SampleForm())


def test_says_which_fields_may_stay_empty() -> None:
    assert str(SampleForm()).count("(mag leeg blijven)") == sum(
        not field.required for field in SampleForm.base_fields.values()
    )


def test_says_what_to_do_with_an_empty_field() -> None:
    errors = SampleForm({}).errors
    assert errors["name"] == ["Vul dit in."]
    assert errors["sector"] == ["Kies een antwoord."]
    assert errors["agree"] == ["Zet hier een vinkje."]
