"""Forms that change something which others may change at the same moment."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.text import Truncator

from rondom.cores.plan.actions.changing import Stale
from rondom.cores.plan.models.versioned import Versioned, plain


def key_field() -> forms.UUIDField:
    """What a form is known by when it comes twice."""
    return forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)


class StaleForm(forms.Form):
    """Someone else can be first. ``revision`` is what the form began from."""

    def show_both(self, stale: Stale) -> None:
        """Someone was first: their text stands with the field, yours in it. Saving again takes yours."""
        others = {name: _as_typed(value) for name, value in stale.untouched.items() if name in self.fields}
        sent: Any = self.data
        data = sent.copy()
        for name, value in {**others, "revision": stale.revision}.items():
            data[name] = value
        self.data = data
        for name, value in stale.theirs.items():
            shown = Truncator(str(value) if value not in (None, "") else "leeg").chars(400)
            self.add_error(name if name in self.fields else None, self.said_of(shown))

    def said_of(self, shown: str) -> str:
        """What stands beside the field."""
        return (
            f"Iemand anders heeft dit net gewijzigd in: ‘{shown}’. Hieronder staat wat u schreef. "
            "Bewaar opnieuw om uw tekst te nemen, of neem eerst de andere over."
        )


class EditForm(StaleForm):
    """Begins from a thing as it is; knows from which revision. ``why`` is kept in the history.

    Something new has a key: sent again, it is there already.
    """

    key = key_field()
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31)
    why = forms.CharField(
        label="Waarom wijzigt u dit?",
        help_text="Dit komt in de geschiedenis.",
        max_length=300,
        required=False,
    )

    def __init__(self, data: Any = None, *, thing: Versioned | None = None, **kwargs: Any) -> None:
        given = kwargs.pop("initial", {})
        super().__init__(data, initial={**(self.initial_of(thing) if thing else {}), **given}, **kwargs)
        if thing is None:
            for name in ("revision", "why"):
                self.fields.pop(name, None)
        else:
            del self.fields["key"]
            self.order_fields([*(name for name in self.fields if name != "why"), "why"])

    def initial_of(self, thing: Any) -> dict[str, Any]:
        """What the fields hold before someone changes them."""
        return {name: getattr(thing, name) for name in ("revision", *self.own_fields())}

    def own_fields(self) -> list[str]:
        """The fields that are kept, without those of every form."""
        return [name for name in self.base_fields if name not in ("key", "revision", "why")]

    def values(self) -> dict[str, Any]:
        """What was filled in, by field."""
        return {name: self.cleaned_data[name] for name in self.own_fields() if name in self.cleaned_data}

    def new(self) -> dict[str, Any]:
        """What was filled in, and the key: what an action that adds something asks."""
        return {**self.values(), "key": self.cleaned_data["key"]}

    def edit(self) -> dict[str, Any]:
        """From which revision, and why: what every action that changes something asks."""
        return {"revision": self.cleaned_data["revision"], "why": self.cleaned_data["why"]}


def _as_typed(value: Any) -> Any:
    value = plain(value)
    return "" if value is None else value


def day_field(label: str, help_text: str = "", *, required: bool = False) -> forms.DateField:
    """A day, picked or typed."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


def text_area(rows: int = 3) -> forms.Textarea:
    """Room for a few lines."""
    return forms.Textarea(attrs={"rows": rows})
