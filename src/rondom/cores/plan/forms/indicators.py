"""Forms about indicators and their readings."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django import forms

from rondom.cores.plan import measures
from rondom.cores.plan.definitions import Kind
from rondom.cores.plan.forms.editing import EditForm, day_field
from rondom.cores.plan.models import Plan
from rondom.cores.plan.models.indicator import Direction


class IndicatorForm(EditForm):
    """What is measured, and which value people hope for. Only what can be worked out can be chosen."""

    name = forms.CharField(
        label="Waaraan ziet u of het beter gaat?",
        help_text="Noem wat u telt. Bijvoorbeeld: gezinnen die wij terugbelden. "
        "Of: professionals die nooit of zelden navragen of hulp is aangekomen.",
        max_length=160,
    )
    definition = forms.ChoiceField(
        label="Hoe meten wij dit?",
        help_text="Uitkomsten van een meting vullen zich vanzelf in. Een aantal telt u zelf.",
    )
    direction = forms.ChoiceField(
        label="Wat is beter?",
        help_text="Ziet u dit liever minder worden? Kies dan ‘lager is beter’.",
        choices=Direction.choices,
        initial=Direction.UP,
        widget=forms.RadioSelect,
    )
    target = forms.FloatField(label="Streefwaarde", required=False, localize=True)
    unit = forms.CharField(
        label="Eenheid", help_text="Bijvoorbeeld: gezinnen.", max_length=40, required=False
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = list(_choices(plan))
        now = self.initial.get("definition")
        if now and now not in {key for _, options in choices for key, _ in options}:
            choices.append(("Zoals het nu is", [(now, "dezelfde meting")]))
        self.fields["definition"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    def initial_of(self, thing: Any) -> dict[str, Any]:
        own = {name: getattr(thing, name) for name in ("revision", "name", "direction", "target", "unit")}
        return {**own, "definition": _key(thing.kind, thing.parameters)}

    def values(self) -> dict[str, Any]:
        kept = super().values()
        kind, parameters = json.loads(kept.pop("definition"))
        return {**kept, "kind": kind, "parameters": parameters}


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


def _choices(plan: Plan) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """What a workflow offers for this plan, by kind; counting is always possible."""
    yield "Zelf tellen", [(_key(Kind.COUNT, {}), str(Kind.COUNT.label))]
    for kind in Kind:
        options = [(_key(kind, of), label) for label, of in measures.choices_for(kind, plan)]
        if options:
            yield str(kind.label).capitalize(), options


def _key(kind: str, parameters: Mapping[str, Any]) -> str:
    """A definition as the value of a choice: always written in the same way."""
    return json.dumps([str(kind), dict(parameters)], sort_keys=True)
