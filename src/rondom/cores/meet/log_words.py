"""Words for what the log holds of gatherings."""

from collections.abc import Collection
from typing import Any

from rondom.cores.meet.models import Gathering, Series
from rondom.cores.meet.models.contribution import When
from rondom.cores.meet.models.decision import DecisionKind, ObjectionKind, OutcomeKind
from rondom.cores.meet.models.participant import Answer
from rondom.foundation.circles.models import Audience
from rondom.foundation.circles.overviews import describe

KINDS = (DecisionKind, ObjectionKind, OutcomeKind)


def _gatherings(numbers: Collection[Any]) -> dict[str, str]:
    """Neutral: a coordinator reads the log of a circle, also of what is for named people only."""
    found = Gathering.objects.filter(pk__in=numbers).values_list("pk", "neutral_title", "starts_at")
    return {str(pk): f"{title} {starts:%d-%m-%Y}" if starts else title for pk, title, starts in found}


def _series(numbers: Collection[Any]) -> dict[str, str]:
    return {str(pk): name for pk, name in Series.objects.filter(pk__in=numbers).values_list("pk", "name")}


describe(
    actions={
        "meet.series_started": "begon een reeks bijeenkomsten",
        "meet.gathering_prepared": "begon een bijeenkomst voor te bereiden",
        "meet.gathering_changed": "wijzigde een bijeenkomst",
        "meet.gathering_planned": "plande een bijeenkomst",
        "meet.gathering_held": "noteerde dat een bijeenkomst is gehouden",
        "meet.gathering_closed": "sloot een bijeenkomst af",
        "meet.gathering_cancelled": "zegde een bijeenkomst af",
        "meet.agenda_started": "begon een agenda met een voorbeeld",
        "meet.point_added": "zette een punt op de agenda",
        "meet.point_changed": "wijzigde een agendapunt",
        "meet.point_moved": "verplaatste een agendapunt",
        "meet.point_removed": "haalde een punt van de agenda",
        "meet.point_begun": "begon met een agendapunt",
        "meet.participant_added": "voegde een deelnemer toe",
        "meet.participant_removed": "haalde een deelnemer van de lijst",
        "meet.pass_handed_out": "maakte een code om zonder account mee te doen",
        "meet.passes_revoked": "trok codes van een deelnemer in",
        "meet.invitation_answered": "gaf antwoord op een uitnodiging",
        "meet.attendance_noted": "noteerde wie er waren",
        "meet.minutes_confirmed": "gaf een reactie op het verslag",
        "meet.contributed": "bracht iets in",
        "meet.paper_entered": "voerde inbreng van papier in",
        "meet.contribution_changed": "wijzigde een inbreng",
        "meet.decided": "schreef een besluit op",
        "meet.decision_corrected": "verbeterde een besluit",
        "meet.objected": "schreef een bezwaar of andere mening op",
        "meet.objection_answered": "beantwoordde een bezwaar",
        "meet.looked_back": "keek terug op een besluit",
        "meet.outcome_corrected": "verbeterde een uitkomst",
        "meet.outcome_noted": "schreef een uitkomst op",
        "meet.ballot_prepared": "bereidde een stemming voor",
        "meet.ballot_opened": "opende een stemming",
        "meet.dots_given": "stemde",
        "meet.ballot_closed": "sloot een stemming",
        "meet.round_prepared": "bereidde een stellingenronde voor",
        "meet.round_opened": "opende een stellingenronde",
        "meet.statement_proposed": "stelde een stelling voor",
        "meet.statement_admitted": "liet een stelling toe",
        "meet.statement_declined": "liet een stelling niet toe",
        "meet.stances_given": "gaf antwoord op stellingen",
        "meet.round_closed": "sloot een stellingenronde",
        "meet.moments_proposed": "stelde dagen voor",
        "meet.moments_answered": "gaf aan welke dagen kunnen",
        "meet.mailed": "mailde deelnemers",
        "meet.feed_made": "maakte een agenda-abonnement",
        "meet.feed_stopped": "stopte een agenda-abonnement",
    },
    facts={
        "phases": "fasen",
        "sequence": "wijziging",
        "minutes": "minuten",
        "template": "voorbeeld",
        "aside": "tegelijk geschreven en apart gehouden",
        "leads": "leidt of schrijft mee",
        "answer": "antwoord",
        "present": "aanwezig",
        "without_name": "zonder naam",
        "agrees": "klopt",
        "when": "wanneer",
        "paper": "nummer op papier",
        "from_paper": "van papier",
        "for_whom": "voor wie",
        "kind": "soort",
        "again": "nog een keer",
        "options": "keuzes",
        "dots": "stippen per persoon",
        "voters": "stemmers",
        "statements": "stellingen",
        "refused": "niet aangenomen door de mailserver",
    },
    objects={"meet.gathering": _gatherings, "meet.series": _series},
    values={
        "for_whom": lambda _: {one.value: str(one.label) for one in Audience},
        "answer": lambda _: {answer.value: str(answer.label) for answer in Answer},
        "when": lambda _: {when.value: str(when.label) for when in When},
        "kind": lambda _: {one.value: str(one.label) for kind in KINDS for one in kind},
    },
)
