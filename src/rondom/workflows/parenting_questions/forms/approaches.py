"""The dossier of an approach."""

from typing import Any

from django import forms

from rondom.workflows.parenting_questions.models import Approach, ParentGroup

ROWS = {
    "question": 3,
    "cause": 4,
    "approach": 6,
    "partners": 2,
    "what_worked": 3,
    "tips": 3,
    "conditions": 3,
}
"""How high the fields are: as high as what most people write."""


class ApproachForm(forms.ModelForm[Approach]):
    """What another neighbourhood needs to know, in the coordinator's own words."""

    transferable = forms.TypedChoiceField(
        label="Kan een andere wijk dit overnemen?",
        choices=[("ja", "Ja"), ("nee", "Nee")],
        coerce=lambda value: value == "ja",
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Approach
        fields = (
            "name",
            "question",
            "cause",
            "approach",
            "partners",
            "what_worked",
            "tips",
            "transferable",
            "conditions",
        )
        widgets = {"partners": forms.Textarea}
        labels = {
            "name": "Hoe heet de aanpak?",
            "question": "Wat vroegen ouders?",
            "cause": "Wat zat erachter?",
            "approach": "Wat heeft u gedaan?",
            "partners": "Met wie?",
            "what_worked": "Wat werkte?",
            "tips": "Tips voor wie dit overneemt",
            "conditions": "Wat is daarvoor nodig? Of waarom kan het niet?",
        }
        help_texts = {
            "question": "Zeg het in uw eigen woorden. Neem geen zinnen van ouders over.",
            "partners": "Organisaties en functies, geen namen van mensen.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in ROWS.items():
            self.fields[name].widget.attrs["rows"] = rows
        if self.instance.pk:
            self.initial["transferable"] = "ja" if self.instance.transferable else "nee"

    def written(self) -> dict[str, Any]:
        """What stands in the dossier itself."""
        return {name: self.cleaned_data[name] for name in ApproachForm.base_fields}


class CorrectForm(ApproachForm):
    """The dossier as it is, and why it changes; knows from which version."""

    why = forms.CharField(label="Waarom wijzigt u dit?", help_text="Dit blijft te lezen.", max_length=300)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31)


class ShareForm(forms.Form):
    """Sharing is done on purpose."""

    sure = forms.BooleanField(
        label="Ik heb het dossier nagelezen. Er staat niets in dat naar een ouder of gezin leidt.",
        error_messages={"required": "Lees het dossier na en zet het vinkje. Dan kunt u het delen."},
    )


def begin_from(group: ParentGroup) -> dict[str, str]:
    """What is known already. Not what parents asked: the coordinator says that."""
    return {
        "name": group.name,
        "question": f"{group.bundle.theme}: ",
        "cause": group.bundle.behind,
        "approach": group.approach,
        "partners": group.leaders,
        "what_worked": group.what_worked,
    }
