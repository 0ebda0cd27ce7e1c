"""Forms about actions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q

from rondom.cores.plan.forms.editing import EditForm, StaleForm, day_field, text_area
from rondom.cores.plan.models import Plan
from rondom.foundation.accounts.models import User
from rondom.foundation.circles.models import PROFESSIONAL_ROLES, Audience
from rondom.foundation.places.models import Organisation


class ActionForm(EditForm):
    """What, who, with whom and when."""

    what = forms.CharField(label="Wat gaat er gebeuren?", max_length=300, widget=text_area(2))
    contribution = forms.CharField(label="Hoe helpt dit voor het doel?", max_length=300, required=False)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="Welke organisatie trekt dit?", required=False, empty_label="Geen"
    )
    role = forms.CharField(
        label="Welke functie heeft de trekker?",
        help_text="Bijvoorbeeld: intern begeleider. Of: ouder uit de wijk.",
        max_length=120,
        required=False,
    )
    owner = forms.ModelChoiceField(
        User.objects.none(),
        label="Wie in de kring werkt dit bij?",
        help_text="Deze persoon mag de stand bijwerken en krijgt een bericht als de dag nadert.",
        required=False,
        empty_label="Alleen de coördinator",
    )
    partners = forms.CharField(label="Met wie?", max_length=300, required=False)
    needs = forms.CharField(label="Wat is er nodig?", max_length=300, required=False)
    starts_on = day_field("Wanneer begint het?")
    due_on = day_field("Wanneer is het klaar?")

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = _readers(plan)  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["organisation"].queryset = _partners(plan, self.initial.get("organisation"))  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        starts, due = self.cleaned_data.get("starts_on"), self.cleaned_data.get("due_on")
        if starts and due and due < starts:
            self.add_error("due_on", "De actie is klaar voordat zij begint. Kies een latere dag.")
        return self.cleaned_data


class ObstacleForm(StaleForm):
    """What stands in the way; empty when nothing does any more."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31)

    obstacle = forms.CharField(
        label="Waar loopt het op vast?",
        help_text="Maak dit leeg als het weer loopt. Schrijf geen namen op.",
        max_length=300,
        required=False,
        widget=text_area(2),
    )


def _readers(plan: Plan) -> Any:
    """Members that see the plan."""
    if plan.audience == Audience.NAMED:
        return plan.named.filter(pk__in=plan.circle.members.all())
    members = plan.circle.memberships.all()
    if plan.audience == Audience.PROFESSIONALS:
        members = members.filter(role__in=PROFESSIONAL_ROLES)
    return User.objects.filter(pk__in=members.values("user"))


def _partners(plan: Plan, chosen: Organisation | None) -> Any:
    """Partners of the neighbourhood, or else of the municipality; and the one that was chosen before."""
    where = Q(areas=plan.area) if plan.area else Q()
    if not plan.area and plan.circle.municipality:
        where = Q(areas__municipality__code=plan.circle.municipality.code)
    here = Organisation.objects.active().filter(where).values("pk")
    return Organisation.objects.filter(Q(pk__in=here) | Q(pk=chosen.pk if chosen else None))
