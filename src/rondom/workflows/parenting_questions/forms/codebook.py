"""Giving a question a theme, and saying what belongs to one."""

from typing import Any

from django import forms

from rondom.workflows.parenting_questions.forms.revising import RevisingForm
from rondom.workflows.parenting_questions.models import Pool, Theme
from rondom.workflows.parenting_questions.themes import SAFETY


class CodeForm(forms.Form):
    """One theme of the codebook."""

    theme = forms.ModelChoiceField(
        label="Thema", queryset=Theme.objects.none(), widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args: Any, pool: Pool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["theme"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = pool.themes.filter(in_use=True).exclude(code=SAFETY)


class ThemeForm(RevisingForm[Theme]):
    """What belongs to a theme, what does not, and whether it is in use."""

    class Meta:
        model = Theme
        fields = ("belongs", "does_not_belong", "in_use")
