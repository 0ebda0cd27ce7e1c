"""A gathering that was held, with a decision to look back on, and the one that comes next."""

from datetime import date, time, timedelta
from uuid import UUID

from django.db import transaction

from rondom.cores.meet.actions.agenda import start_from
from rondom.cores.meet.actions.contributions import contribute, enter_paper
from rondom.cores.meet.actions.decisions import decide, note_outcome, object_to
from rondom.cores.meet.actions.gatherings import hold_gathering, plan_gathering, prepare_gathering
from rondom.cores.meet.actions.people import add_participant, note_attendance, participant_of
from rondom.cores.meet.agendas import agendas_for
from rondom.cores.meet.models import Gathering
from rondom.cores.meet.models.gathering import period
from rondom.demo.world import World
from rondom.foundation.accounts.models import User
from rondom.workflows.quickscan.models import Scan

KEY = UUID("7a0f1c52-4f0e-4f43-9a5c-3f5d0f0f2a11")


@transaction.atomic
def make_gatherings(scan: Scan, world: World, today: date) -> None:
    """Led by the coordinator; a professional takes part, and parents without a name."""
    by, professional = world.people["coordinator"], world.people["professional"]
    first = _prepare(scan, "Wat doen wij met de uitkomsten?", today - timedelta(days=20), by)
    place = participant_of(first, professional)
    contribute(place, text="Ouders horen niet altijd wat er met een vraag gebeurt.", key=KEY, by=professional)
    parent = add_participant(first, label="ouder 1", role="ouder", by=by)
    plan_gathering(first, by=by)
    first.refresh_from_db()
    enter_paper(first, number=1, on_behalf="ouder", text="Bel ons terug, ook als er niets is.", by=by)
    decision = decide(
        first,
        text="Wie een gezin doorverwijst, belt na drie weken terug.",
        reason="Dat vroegen ouders het meest.",
        kind="consent",
        look_back_on=today + timedelta(days=5),
        by=by,
    )
    object_to(
        decision, kind="objection", text="Drie weken is kort in de vakantie.", who="professional", by=by
    )
    note_outcome(first, kind="action", text="Kaart met belmomenten maken", who="wijkteam", by=by)
    hold_gathering(first, by=by)
    first.refresh_from_db()
    note_attendance(first, present={place.pk: True, parent.pk: True}, counts={"ouder": 3}, by=by)
    second = _prepare(scan, "Hoe staat het met onze afspraken?", today + timedelta(days=9), by, follows=first)
    participant_of(second, professional)
    plan_gathering(second, by=by)


def _prepare(scan: Scan, title: str, day: date, by: User, *, follows: Gathering | None = None) -> Gathering:
    starts_at, ends_at = period(day, time(13, 30), 60)
    gathering = prepare_gathering(
        scan.circle,
        fields={
            "title": title,
            "place": "Buurthuis (voorbeeld)",
            "starts_at": starts_at,
            "ends_at": ends_at,
            "follows": follows,
        },
        by=by,
    )
    start_from(gathering, next(one for one in agendas_for("") if not one.workflow), by=by)
    return gathering
