"""How Django draws our forms: label, help, error and field, with a summary of errors on top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Renderer(TemplatesSetting):
    """Draws forms and fields with the templates of this app."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"


REQUIRED: dict[type[forms.Field], StrPromise] = {
    forms.Field: _("Vul dit in."),
    forms.ChoiceField: _("Kies een antwoord."),
    forms.BooleanField: _("Zet hier een vinkje."),
    forms.FileField: _("Kies een bestand."),
}


def say_what_to_do() -> None:
    """An empty field says what to do, not that it is required. Once, when the site starts."""
    for field, words in REQUIRED.items():
        field.default_error_messages = {**field.default_error_messages, "required": words}


def needed(field: forms.Field, when: str) -> None:
    """The field can stay empty for now, and says until when, such as 'nodig voordat u ouders zoekt'."""
    field.needed = when  # type: ignore[attr-defined]  # read by forms/field.html
