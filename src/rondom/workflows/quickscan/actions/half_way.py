"""Preparing a gathering at which people look half-way at an improvement plan."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from rondom.cores.meet.actions.agenda import add_point
from rondom.cores.meet.actions.gatherings import prepare_gathering
from rondom.cores.meet.actions.people import add_participant
from rondom.cores.meet.models import Gathering
from rondom.cores.meet.models.gathering import GatheringState
from rondom.cores.plan.models import Plan
from rondom.cores.plan.models.plan import PlanState
from rondom.cores.plan.overviews.half_way import half_way
from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.circles.models import Audience
from rondom.foundation.refusals import Refused
from rondom.workflows.quickscan.models import RoundTable, Wave
from rondom.workflows.quickscan.round_table import HALF_WAY, put_in_half_way


@transaction.atomic
def prepare_half_way(wave: Wave, plan: Plan, *, today: date, by: User) -> Gathering:
    """A gathering for the people of the round table, with an agenda made from the plan."""
    if plan.state != PlanState.RUNNING:
        raise Refused("Halverwege kijken kan als het plan in uitvoering is.")
    if plan.audience != Audience.CIRCLE:
        raise Refused(
            "Dit plan is voor een deel van de kring. Maak de bijeenkomst zelf, voor dezelfde mensen."
        )
    mine = RoundTable.objects.filter(plan=plan).exclude(gathering__state=GatheringState.CANCELLED)
    if mine.filter(gathering__state__in=(GatheringState.CONCEPT, GatheringState.PLANNED)).exists():
        raise Refused("Er is al een bijeenkomst om halverwege te kijken. U vindt hem bij de quickscan.")
    first = RoundTable.objects.filter(wave=wave, area=plan.area, plan=None).order_by("-pk").first()
    table = first.gathering if first and not first.gathering.is_cancelled else None
    fields = {
        "title": f"Halverwege: {plan.title}"[:160],
        "purpose": "Samen kijken hoe het gaat: doorgaan, bijstellen of stoppen.",
        "follows": table,
    }
    gathering = prepare_gathering(plan.circle, fields=fields, by=by)
    RoundTable.objects.create(wave=wave, area=plan.area, gathering=gathering, plan=plan)
    said = put_in_half_way(half_way(plan, today))
    for one in HALF_WAY.points:
        text = "\n\n".join(part for part in (one.text, said.get(one.title, "")) if part)
        add_point(gathering, title=one.title, minutes=one.minutes, text=text, by=by)
    _invite_again(table, gathering, by=by)
    record(by, "quickscan.half_way_prepared", wave.scan)
    return gathering


def _invite_again(table: Gathering | None, gathering: Gathering, *, by: User) -> None:
    """Whoever was invited to the round table and is still in the circle, or takes part without an account."""
    for one in table.participants.select_related("user") if table else ():
        left = one.user is not None and not gathering.circle.has_member(one.user)
        if not left and one.user_id != by.pk:
            add_participant(gathering, user=one.user, email=one.email, label=one.label, role=one.role, by=by)
