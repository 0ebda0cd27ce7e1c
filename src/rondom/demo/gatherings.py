"""The gathering that comes next: a professional still has to say whether they come."""

from datetime import date, time, timedelta

from django.db import transaction

from rondom.cores.meet.actions.agenda import start_from
from rondom.cores.meet.actions.contributions import enter_paper
from rondom.cores.meet.actions.gatherings import plan_gathering, prepare_gathering
from rondom.cores.meet.actions.people import add_participant
from rondom.cores.meet.agendas import agendas_for
from rondom.cores.meet.models.gathering import period
from rondom.demo.statements import ask_opinions
from rondom.demo.world import World
from rondom.workflows.quickscan.models import Scan


@transaction.atomic
def plan_next(scan: Scan, world: World, today: date) -> None:
    """Led by the coordinator, with a parent who wants no name and who wrote something on paper."""
    by = world.people["coordinator"]
    starts_at, ends_at = period(today + timedelta(days=9), time(13, 30), 60)
    fields = {
        "title": "Hoe staat het met onze afspraken?",
        "place": "Buurthuis (voorbeeld)",
        "starts_at": starts_at,
        "ends_at": ends_at,
    }
    gathering = prepare_gathering(scan.circle, fields=fields, by=by)
    start_from(gathering, next(one for one in agendas_for("") if not one.workflow), by=by)
    add_participant(gathering, user=world.people["professional"], role="professional", by=by)
    add_participant(gathering, label="ouder 1", role="ouder", by=by)
    enter_paper(gathering, number=1, on_behalf="ouder", text="Bel ons terug, ook als er niets is.", by=by)
    plan_gathering(gathering, by=by)
    ask_opinions(gathering, by=by)
