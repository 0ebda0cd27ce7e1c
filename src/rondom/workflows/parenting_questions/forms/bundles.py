"""From a signal to an answer."""

from django import forms

from rondom.ui.easy import EasyTextarea
from rondom.workflows.parenting_questions.models.bundle import Answer


class InterpretForm(forms.Form):
    """What lies behind the questions."""

    behind = forms.CharField(
        label="Wat zit erachter?",
        help_text="Vraag een paar keer door: waarom is dat zo? Bespreek het met ouders en partners.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class DecideForm(forms.Form):
    """What will be done."""

    answer = forms.ChoiceField(label="Wat gaat u doen?", choices=Answer.choices, widget=forms.RadioSelect)
    reason = forms.CharField(label="Waarom dit?", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))


class GiveBackForm(forms.Form):
    """What whoever asked will read."""

    told = forms.CharField(
        label="Wat horen ouders terug?",
        help_text="Schrijf korte zinnen. Zeg wat u heeft gehoord, wat u gaat doen en wanneer.",
        max_length=1500,
        widget=EasyTextarea(attrs={"rows": 6}),
    )
