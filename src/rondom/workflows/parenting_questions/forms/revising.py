"""Forms that change what others may change at the same moment."""

from __future__ import annotations

from datetime import date, time
from typing import Any, TypeVar

from django import forms
from django.utils.formats import date_format

from rondom.workflows.parenting_questions.models.revised import Revised

T = TypeVar("T", bound=Revised)


class RevisingForm(forms.ModelForm[T]):
    """Knows from which revision it began."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["revision"] = self.instance.revision

    def changes(self) -> dict[str, Any]:
        """What was filled in, by field."""
        return {name: value for name, value in self.cleaned_data.items() if name != "revision"}

    def beside(self, now: Revised) -> list[tuple[str, str]]:
        """What someone else saved meanwhile, by label. Sending the form again then replaces it."""
        self.data = {**self.data.dict(), "revision": now.revision}  # type: ignore[attr-defined]  # a QueryDict
        return [
            (str(self[name].label), _said(getattr(now, name)))
            for name, value in self.changes().items()
            if getattr(now, name) != value
        ]


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return "(leeg)" if value in (None, "") else str(value)
