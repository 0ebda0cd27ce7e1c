"""Groups of parents."""

from typing import Any

from django import forms

from rondom.ui.easy import EasyTextarea
from rondom.workflows.parenting_questions.models import ParentGroup, Pool
from rondom.workflows.parenting_questions.models.group import ELEMENTS, GroupState


class StartGroupForm(forms.Form):
    """A name, and perhaps an approach from elsewhere."""

    name = forms.CharField(label="Hoe heet de groep?", max_length=80)
    copied_from = forms.ModelChoiceField(
        label="Een aanpak overnemen?",
        queryset=ParentGroup.objects.none(),
        required=False,
        empty_label="Nee, wij beginnen zelf",
    )
    different = forms.CharField(
        label="Wat is hier anders?",
        help_text="Alleen als u een aanpak overneemt.",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, pool: Pool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["copied_from"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = ParentGroup.objects.filter(pool=pool, state=GroupState.IN_LIBRARY)


class GroupForm(forms.ModelForm[ParentGroup]):
    """What a group looks like."""

    class Meta:
        model = ParentGroup
        fields = (
            "name",
            "about",
            "leaders",
            "approach",
            "places",
            "starts_on",
            "where",
            "language",
            "childcare",
        )
        widgets = {
            "about": EasyTextarea(attrs={"rows": 5}),
            "starts_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.is_announced:
            for name, words in (("starts_on", "wanneer"), ("where", "waar")):
                self.fields[name].required = True
                self.fields[name].error_messages["required"] = (
                    f"Ouders lezen al {words} de groep is. Vul dit in."
                )


class MeetingForm(forms.Form):
    """How many parents were there."""

    day = forms.DateField(label="Dag", widget=forms.DateInput(attrs={"type": "date"}))
    parents = forms.IntegerField(label="Hoeveel ouders waren er?", min_value=0, max_value=60)


class StopForm(forms.Form):
    """Why a group stops."""

    because = forms.CharField(label="Waarom stopt de groep?", max_length=300)


class EvaluateForm(forms.Form):
    """The six working elements, and what worked."""

    what_worked = forms.CharField(
        label="Wat werkte?", max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in ELEMENTS.items():
            self.fields[name] = forms.TypedChoiceField(
                label=label.capitalize(),
                choices=[(0, "niet"), (1, "een beetje"), (2, "ja"), (3, "heel sterk")],
                coerce=int,
            )
