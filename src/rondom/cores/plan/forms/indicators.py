"""Forms about indicators and their readings."""

from __future__ import annotations

from typing import Any

from django import forms

from rondom.cores.plan.definitions import PARAMETERS, Kind, problem_with
from rondom.cores.plan.forms.editing import EditForm, day_field
from rondom.cores.plan.models.indicator import Direction


class IndicatorForm(EditForm):
    """What is measured, and which value people hope for."""

    name = forms.CharField(
        label="Hoe ziet u of het beter gaat?",
        help_text="Bijvoorbeeld: professionals vragen na of hulp is aangekomen.",
        max_length=160,
    )
    kind = forms.ChoiceField(label="Hoe meten wij dit?", choices=Kind.choices, widget=forms.RadioSelect)
    item = forms.CharField(
        label="Code van de vraag", help_text="Bij een gemiddelde of een deel.", max_length=64, required=False
    )
    codes = forms.CharField(
        label="Codes van de antwoorden",
        help_text="Bij een deel: welke antwoorden tellen mee? Met komma’s, zoals 4, 5.",
        max_length=200,
        required=False,
    )
    scale = forms.CharField(
        label="Code van de schaal", help_text="Bij een score op een schaal.", max_length=64, required=False
    )
    measure = forms.CharField(
        label="Naam van de maat", help_text="Bij een maat van het netwerk.", max_length=64, required=False
    )
    direction = forms.ChoiceField(
        label="Wat is beter?", choices=Direction.choices, initial=Direction.UP, widget=forms.RadioSelect
    )
    target = forms.FloatField(label="Streefwaarde", required=False, localize=True)
    unit = forms.CharField(
        label="Eenheid", help_text="Bijvoorbeeld: gezinnen.", max_length=40, required=False
    )

    def initial_of(self, thing: Any) -> dict[str, Any]:
        own = ("revision", "name", "kind", "direction", "target", "unit")
        codes = ", ".join(thing.parameters.get("codes", []))
        return {**{name: getattr(thing, name) for name in own}, **thing.parameters, "codes": codes}

    def clean(self) -> dict[str, Any]:
        kind = self.cleaned_data.get("kind", "")
        if kind and (problem := problem_with(kind, self._parameters(kind))):
            self.add_error("kind", problem)
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        kept = {name: self.cleaned_data[name] for name in ("name", "kind", "direction", "target", "unit")}
        return {**kept, "parameters": self._parameters(self.cleaned_data["kind"])}

    def _parameters(self, kind: str) -> dict[str, Any]:
        """Only those that this kind asks for, as far as they were filled in."""
        given = {name: self.cleaned_data.get(name, "") for name in PARAMETERS.get(kind, ())}
        if "codes" in given:
            given["codes"] = [code.strip() for code in given["codes"].split(",") if code.strip()]
        return {name: value for name, value in given.items() if value}


class CountForm(forms.Form):
    """A number that people counted."""

    value = forms.FloatField(
        label="Hoeveel telde u?",
        min_value=0,
        localize=True,
        widget=forms.TextInput(attrs={"class": "short", "inputmode": "decimal"}),
        error_messages={"min_value": "Vul 0 in, of meer."},
    )
    on = day_field("Op welke dag?", required=True)
