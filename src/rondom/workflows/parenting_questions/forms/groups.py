"""Groups of parents."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from rondom.ui.easy import EasyTextarea
from rondom.ui.forms import needed
from rondom.workflows.parenting_questions.forms.revising import RevisingForm
from rondom.workflows.parenting_questions.models import Approach, Bundle, ParentGroup
from rondom.workflows.parenting_questions.models.group import ELEMENTS, LEVELS, GroupState


class ApproachChoice(forms.ModelChoiceField[Approach]):
    """A dossier by its name, what it is about, and where it is from."""

    def label_from_instance(self, approach: Approach) -> str:
        bundle = approach.group.bundle
        return f"{approach} ({bundle.theme}, {bundle.area})"


class StartGroupForm(forms.Form):
    """A name, and perhaps an approach from elsewhere. The key makes that sending it twice starts one."""

    name = forms.CharField(label="Hoe heet de groep?", max_length=80)
    copied_from = ApproachChoice(
        label="Een aanpak overnemen?",
        help_text="Bovenaan staan aanpakken over hetzelfde thema. U leest ze bij ‘Aanpakken’.",
        queryset=Approach.objects.none(),
        required=False,
        empty_label="Nee, wij beginnen zelf",
    )
    different = forms.CharField(
        label="Wat is hier anders?",
        help_text="Alleen als u een aanpak overneemt. Schrijf geen namen op.",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, bundle: Bundle, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["copied_from"]
        assert isinstance(field, ApproachChoice)
        found = Approach.objects.visible_to(user).to_take_over(bundle)
        field.queryset = found.select_related("group__bundle__theme", "group__bundle__area")

    def clean_different(self) -> str:
        different: str = self.cleaned_data["different"]
        if self.cleaned_data.get("copied_from") and not different.strip():
            raise forms.ValidationError("Schrijf op wat hier anders is dan in de aanpak die u overneemt.")
        return different


class GroupForm(RevisingForm[ParentGroup]):
    """What a group looks like."""

    class Meta:
        model = ParentGroup
        fields = (
            "name",
            "about",
            "leaders",
            "approach",
            "different",
            "places",
            "starts_on",
            "starts_at",
            "where",
            "language",
            "childcare",
        )
        widgets = {
            "about": EasyTextarea(attrs={"rows": 5}),
            "different": forms.Textarea(attrs={"rows": 3}),
            "starts_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "starts_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.copied_from_id:
            self.fields["different"].required = True
        else:
            del self.fields["different"]
        for name in ("starts_on", "where"):
            needed(self.fields[name], "nodig voordat u ouders zoekt")
        if self.instance.is_announced:
            for name, words in (("starts_on", "wanneer"), ("where", "waar")):
                self.fields[name].required = True
                self.fields[name].error_messages["required"] = (
                    f"Ouders lezen al {words} de groep is. Vul dit in."
                )

    def clean_starts_on(self) -> date | None:
        """A group that started already does not begin later."""
        day: date | None = self.cleaned_data["starts_on"]
        moved = "starts_on" in self.changed_data
        if day and moved and self.instance.state == GroupState.STARTED and day > timezone.localdate():
            raise forms.ValidationError("De groep is al gestart. De eerste keer kan dan niet nog komen.")
        return day


class MeetingForm(forms.Form):
    """How many parents were there."""

    day = forms.DateField(label="Dag", widget=forms.DateInput(attrs={"type": "date"}))
    parents = forms.IntegerField(label="Hoeveel ouders waren er?", min_value=0, max_value=60)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=60)

    def saw(self, parents: int) -> None:
        """From now on this form knows what stood there."""
        self.data = {**dict(self.data.items()), "seen": parents}

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise forms.ValidationError("Die dag moet nog komen.")
        return day


class StopForm(forms.Form):
    """Why a group stops."""

    because = forms.CharField(label="Waarom stopt de groep?", max_length=300)


class EvaluateForm(forms.Form):
    """The six working elements, and what worked. No mark stands there before someone gave it."""

    what_worked = forms.CharField(
        label="Wat werkte?", max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in ELEMENTS.items():
            self.fields[name] = forms.TypedChoiceField(
                label=label.capitalize(),
                choices=[("", "Kies"), *enumerate(LEVELS)],
                coerce=int,
            )
