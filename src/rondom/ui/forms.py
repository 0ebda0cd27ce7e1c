"""How Django draws our forms: label, help, error and field, with a summary of errors on top."""

from django import forms
from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Draws forms and fields with the templates of this app."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"


REQUIRED: dict[type[forms.Field], str] = {
    forms.Field: "Vul dit in.",
    forms.ChoiceField: "Kies een antwoord.",
    forms.BooleanField: "Zet hier een vinkje.",
    forms.FileField: "Kies een bestand.",
}


def say_what_to_do() -> None:
    """An empty field says what to do, not that it is required. Once, when the site starts."""
    for field, words in REQUIRED.items():
        field.default_error_messages = {**field.default_error_messages, "required": words}
