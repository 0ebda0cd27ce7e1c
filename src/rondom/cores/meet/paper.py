"""The agenda and the minutes as PDF."""

from datetime import date
from typing import Any

from django.conf import settings
from django.utils.text import capfirst

from rondom.cores.meet.models import Gathering
from rondom.cores.meet.overviews import agenda, attendance, minutes
from rondom.cores.meet.pictures import caption, draw_pages
from rondom.cores.meet.stances import opinions_of
from rondom.documents.pdf import make_pdf
from rondom.ui.templatetags.rondom import clock, counted, long_day

AGENDA = "cores/meet/documents/agenda.typ"
MINUTES = "cores/meet/documents/minutes.typ"


def agenda_pdf(gathering: Gathering, *, made_on: date) -> bytes:
    """The agenda with times, to print."""
    return make_pdf(AGENDA, {**_head(gathering), "points": _points(gathering)}, made_on=made_on)


def minutes_pdf(gathering: Gathering, *, made_on: date) -> bytes:
    """Decisions with objections, findings and agreements. No names of who came."""
    return make_pdf(MINUTES, data_of(gathering), made_on=made_on)


def data_of(gathering: Gathering) -> dict[str, Any]:
    """What the template of the minutes reads."""
    return {**_head(gathering), **_came_out(gathering)}


def _head(gathering: Gathering) -> dict[str, Any]:
    when = ""
    if gathering.starts_at:
        when = f"{long_day(gathering.starts_at)}, {gathering.hours}"
    return {
        "title": gathering.title,
        "purpose": gathering.purpose,
        "when": when,
        "place": gathering.place,
        "demo": settings.DEMO,
    }


def _points(gathering: Gathering) -> list[dict[str, str]]:
    return [
        {
            "time": clock(timed.starts_at) if timed.starts_at else f"{timed.number}",
            "title": timed.point.title,
            "minutes": str(timed.point.minutes),
            "text": timed.point.text,
        }
        for timed in agenda(gathering)
    ]


def _came_out(gathering: Gathering) -> dict[str, Any]:
    came_out = minutes(gathering)
    return {
        "state": gathering.get_state_display(),
        "present": [[role, str(number)] for role, number in attendance(gathering).present],
        "decisions": [
            {
                "text": one.text,
                "reason": one.reason,
                "kind": one.get_kind_display(),
                "version": f"Verbeterd: dit is versie {one.version}." if one.version > 1 else "",
                "looking_back": one.looking_back,
                "look_back": long_day(one.look_back_on) if one.look_back_on else "",
                "objections": [
                    {"kind": capfirst(said.get_kind_display()), "text": said.text, "answer": said.answer}
                    for said in one.objections.all()
                ],
            }
            for one in came_out.decisions
        ],
        "rounds": [
            {
                "question": str(one.round),
                "voters": counted(one.round.voters, "deelnemer antwoordde,deelnemers antwoordden"),
                "caption": caption(one),
                "charts": [chart.for_paper() for chart in draw_pages(one)],
            }
            for one in opinions_of(gathering.statementrounds.all())
        ],
        "findings": [one.text for one in came_out.outcomes if one.kind == "finding"],
        "actions": [
            [one.text, one.who, long_day(one.day) if one.day else ""]
            for one in came_out.outcomes
            if one.kind == "action"
        ],
    }
