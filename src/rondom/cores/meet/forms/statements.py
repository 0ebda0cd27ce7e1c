"""Forms of a round of statements."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rondom.cores.meet.forms.gatherings import number
from rondom.cores.meet.forms.writing import OnAgenda, area
from rondom.cores.meet.models import Statement, StatementRound
from rondom.cores.meet.models.statements import LONGEST, StanceValue

MOST = 40
"""Statements to begin with: more than anyone answers on a phone."""


class RoundForm(OnAgenda):
    """A question with statements."""

    question = forms.CharField(label="Waarover gaan de stellingen?", max_length=200)
    statements = forms.CharField(
        label="Stellingen",
        help_text=f"Eén stelling per regel, van hoogstens {LONGEST} tekens. Eén gedachte per stelling.",
        widget=area(8),
    )

    field_order = ("question", "statements", "point")

    def clean_statements(self) -> list[str]:
        lines = (line.strip() for line in self.cleaned_data["statements"].splitlines())
        found = list(dict.fromkeys(line for line in lines if line))
        if not 1 <= len(found) <= MOST or any(len(one) > LONGEST for one in found):
            raise forms.ValidationError(f"Geef 1 tot {MOST} stellingen, elk van hoogstens {LONGEST} tekens.")
        return found


class StanceField(forms.ChoiceField):
    """An answer to one statement. That one may be passed over, everyone knows."""

    goes_without_saying = True


class StancesForm(forms.Form):
    """Agree, disagree or do not know, per statement."""

    def __init__(
        self, round_: StatementRound, statements: list[Statement], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.round = round_
        for one in statements:
            self.fields[f"s{one.pk}"] = StanceField(
                label=one.text, choices=StanceValue.choices, widget=forms.RadioSelect, required=False
            )

    def clean(self) -> dict[str, Any]:
        if not self.errors and not self.stances():
            raise forms.ValidationError(gettext("Geef bij minstens één stelling een antwoord."))
        return self.cleaned_data

    def stances(self) -> dict[int, str]:
        """Statement -> what was said, for those that were answered."""
        return {int(name[1:]): value for name, value in self.cleaned_data.items() if name[0] == "s" and value}


class PaperStancesForm(StancesForm):
    """The answers on paper."""

    number = forms.IntegerField(label="Nummer op het papier", min_value=1, max_value=999_999, widget=number())


class ProposalForm(forms.Form):
    """A statement of one's own."""

    def __init__(self, round_: StatementRound, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.round = round_

    text = forms.CharField(
        label=_("Mist u een stelling?"),
        max_length=LONGEST,
        help_text=_("Schrijf één gedachte op, zonder namen. Wie de bijeenkomst leidt, leest hem eerst."),
    )


class DeclineForm(forms.Form):
    """Why a statement is not put before the others."""

    reason = forms.CharField(
        label="Waarom niet?",
        max_length=200,
        help_text="Iedereen leest de reden. De tekst van de stelling bewaren wij niet.",
    )
