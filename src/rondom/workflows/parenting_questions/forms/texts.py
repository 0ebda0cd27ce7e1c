"""The words of a question in a form."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from rondom.instruments.cells import clean
from rondom.workflows.parenting_questions.models.question import LONGEST


class QuestionText(forms.CharField):
    """A question as it is kept, on one line. A browser sends a new line as two letters; here it is one.

    The browser does not cut off what is too long: whoever wrote it chooses what can go.
    """

    def __init__(self, *, rows: int = 3, attrs: dict[str, Any] | None = None, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows, "dir": "auto", **(attrs or {})})
        super().__init__(widget=widget, **kwargs)

    def to_python(self, value: Any) -> str:
        return " ".join(clean(super().to_python(value) or "").split())

    def validate(self, value: Any) -> None:
        super().validate(value)
        if len(value) > LONGEST:
            too_long = _("De vraag is %(length)s tekens lang. Maak hem korter dan %(most)s tekens.")
            raise forms.ValidationError(too_long % {"length": len(value), "most": LONGEST})
