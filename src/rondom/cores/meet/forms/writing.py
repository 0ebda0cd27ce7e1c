"""Forms for what people write: contributions, decisions, outcomes, ballots."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rondom.cores.meet.forms.gatherings import DAY, number
from rondom.cores.meet.models import AgendaPoint, Ballot, Gathering
from rondom.cores.meet.models.decision import DecisionKind, ObjectionKind, OutcomeKind

MOST = 8000


def area(rows: int = 4) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


def not_over(day: date) -> None:
    """People look back from today on: a day that is over never comes up."""
    if day < timezone.localdate():
        raise ValidationError("Die dag is voorbij. Kies vandaag of een latere dag.")


def later(day: date) -> None:
    """Once more is on another day than today."""
    if day <= timezone.localdate():
        raise ValidationError("Kies een dag na vandaag.")


class PointField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """A point of the agenda, or none."""

    def __init__(self) -> None:
        super().__init__(
            AgendaPoint.objects.none(),
            label=_("Bij welk agendapunt?"),
            required=False,
            empty_label=_("Bij geen punt"),
        )


class OnAgenda(forms.Form):
    """Something that may belong to a point of this agenda."""

    point = PointField()

    def __init__(self, gathering: Gathering, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["point"]
        assert isinstance(chosen, PointField)
        chosen.queryset = gathering.points.all()
        if not gathering.points.all():
            del self.fields["point"]


class ContributionForm(OnAgenda):
    """Something to bring in. The key makes that sending again is not bringing in twice."""

    text = forms.CharField(
        label=_("Wat wilt u inbrengen?"),
        max_length=MOST,
        help_text=_("Schrijf geen namen van anderen op."),
        widget=area(),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    field_order = ("text", "point")


class PaperForm(OnAgenda):
    """What someone wrote on paper."""

    number = forms.IntegerField(
        label="Nummer op het papier",
        min_value=1,
        max_value=999_999,
        help_text="Nummer de papieren voordat u ze uitdeelt. Elk nummer telt één keer.",
        widget=number(),
    )
    on_behalf = forms.CharField(
        label="Namens wie?",
        max_length=80,
        initial="ouder",
        help_text="Geen naam, wel een rol: ouder, bewoner.",
    )
    text = forms.CharField(label="Wat staat er op het papier?", max_length=MOST, widget=area())

    field_order = ("number", "on_behalf", "text", "point")


class TextForm(forms.Form):
    """One text, and the version that was on the screen."""

    text = forms.CharField(label="Tekst", max_length=MOST, widget=area(6))
    seen = forms.IntegerField(widget=forms.HiddenInput)


class DecisionForm(OnAgenda):
    """A decision."""

    text = forms.CharField(label="Wat is besloten?", max_length=MOST, widget=area(3))
    reason = forms.CharField(label="Waarom?", required=False, max_length=MOST, widget=area(3))
    kind = forms.ChoiceField(
        label="Hoe is het besloten?", choices=DecisionKind.choices, widget=forms.RadioSelect
    )
    look_back_on = forms.DateField(
        label="Wanneer kijken wij terug?",
        required=False,
        help_text="Op die dag staat het besluit bij ‘Wat wacht op mij’.",
        widget=forms.DateInput(DAY, format="%Y-%m-%d"),
        validators=[not_over],
    )

    field_order = ("text", "reason", "kind", "look_back_on", "point")


class CorrectionForm(forms.Form):
    """A decision in better words."""

    text = forms.CharField(label="Wat is besloten?", max_length=MOST, widget=area(3))
    reason = forms.CharField(label="Waarom?", required=False, max_length=MOST, widget=area(3))
    look_back_on = forms.DateField(
        label="Wanneer kijken wij terug?", required=False, widget=forms.DateInput(DAY, format="%Y-%m-%d")
    )
    why = forms.CharField(label="Waarom verbetert u dit?", max_length=300)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def clean_look_back_on(self) -> date | None:
        """The day that was agreed may be over while its words are corrected; a new one may not."""
        day: date | None = self.cleaned_data["look_back_on"]
        if day and "look_back_on" in self.changed_data:
            not_over(day)
        return day


class ObjectionForm(forms.Form):
    """An objection, or another opinion."""

    kind = forms.ChoiceField(label=_("Wat is het?"), choices=ObjectionKind.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Uw bezwaar of mening"),
        max_length=MOST,
        help_text=_("Dit blijft bij het besluit staan."),
        widget=area(3),
    )


class ObjectionOfOthersForm(ObjectionForm):
    """The same, by who writes down what others say."""

    who = forms.CharField(
        label="Van wie is het?",
        required=False,
        max_length=80,
        help_text="Een rol is genoeg, zoals ‘ouder’. Laat leeg als het van uzelf is.",
    )


class ObjectionAnswerForm(forms.Form):
    """What is done with an objection."""

    words = forms.CharField(label="Wat doen wij hiermee?", max_length=MOST, widget=area(3))


class LookBackForm(forms.Form):
    """What became of a decision."""

    words = forms.CharField(label="Wat is ervan gekomen?", max_length=MOST, widget=area(3))
    again_on = forms.DateField(
        label="Nog een keer terugkijken op",
        required=False,
        widget=forms.DateInput(DAY, format="%Y-%m-%d"),
        validators=[later],
    )


class OutcomeForm(OnAgenda):
    """What else came out."""

    kind = forms.ChoiceField(label="Wat is het?", choices=OutcomeKind.choices, widget=forms.RadioSelect)
    text = forms.CharField(label="Wat kwam eruit?", max_length=MOST, widget=area(3))
    who = forms.CharField(label="Wie doet het?", max_length=160, required=False)
    day = forms.DateField(
        label="Wanneer is het klaar?", required=False, widget=forms.DateInput(DAY, format="%Y-%m-%d")
    )

    field_order = ("kind", "text", "who", "day", "point")


class OutcomeCorrectionForm(forms.Form):
    """A finding or an agreement in better words."""

    text = forms.CharField(label="Wat kwam eruit?", max_length=MOST, widget=area(3))
    who = forms.CharField(label="Wie doet het?", max_length=160, required=False)
    day = forms.DateField(
        label="Wanneer is het klaar?", required=False, widget=forms.DateInput(DAY, format="%Y-%m-%d")
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


class BallotForm(OnAgenda):
    """A question with things to choose from."""

    question = forms.CharField(label="Waarover stemmen wij?", max_length=200)
    explanation = forms.CharField(
        label="Uitleg erbij",
        required=False,
        max_length=600,
        help_text="Wat betekenen de woorden, voor wie ze niet elke dag gebruikt?",
        widget=area(3),
    )
    options = forms.CharField(label="Keuzes", help_text="Eén keuze per regel.", widget=area(6))
    dots = forms.IntegerField(
        label="Hoeveel stippen krijgt iedereen?", min_value=1, max_value=20, initial=3, widget=number()
    )

    field_order = ("question", "explanation", "options", "dots", "point")

    def clean_options(self) -> list[str]:
        found = list(
            dict.fromkeys(line.strip() for line in self.cleaned_data["options"].splitlines() if line.strip())
        )
        if not 2 <= len(found) <= 40 or any(len(one) > 200 for one in found):
            raise forms.ValidationError("Geef 2 tot 40 keuzes, elk van hoogstens 200 tekens.")
        return found


class DotsField(forms.IntegerField):
    """Dots for one option. That one may stay empty, everyone knows."""

    goes_without_saying = True


class DotsForm(forms.Form):
    """How many dots for which option."""

    def __init__(self, ballot: Ballot, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ballot = ballot
        for option in ballot.options.all():
            self.fields[f"o{option.pk}"] = DotsField(
                label=option.text, min_value=0, max_value=ballot.dots, required=False, widget=number()
            )
        if ballot.groups:
            self.fields["group"] = forms.ChoiceField(
                label=ballot.group_question,
                help_text=_("U hoeft dit niet te zeggen."),
                choices=[("", _("Dat zeg ik liever niet")), *((one, one) for one in ballot.groups)],
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        given, most = sum(self.dots().values()), self.ballot.dots
        if not self.errors and given < 1:
            words = gettext("U gaf nog geen stip. Verdeel er hoogstens %(dots)s.")
            raise forms.ValidationError(words % {"dots": most})
        if given > most:
            words = gettext("U gaf %(given)s stippen. Dat is te veel: verdeel er hoogstens %(dots)s.")
            raise forms.ValidationError(words % {"given": given, "dots": most})
        return self.cleaned_data

    def dots(self) -> dict[int, int]:
        """Option -> dots, for those that got any."""
        return {int(name[1:]): value for name, value in self.cleaned_data.items() if name[0] == "o" and value}

    @property
    def group(self) -> str:
        """To which group the voter says they belong; empty when they do not say."""
        return str(self.cleaned_data.get("group", ""))


class PaperDotsForm(DotsForm):
    """The dots on a paper ballot."""

    number = forms.IntegerField(
        label="Nummer op het stembriefje",
        min_value=1,
        max_value=999_999,
        help_text="Nummer de briefjes voordat u ze uitdeelt. Elk nummer telt één keer.",
        widget=number(),
    )
