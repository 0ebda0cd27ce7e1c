"""Posters for parents as PDF: what it is, a QR code, and what happens with what they send."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

import segno
from django.conf import settings

from rondom.documents.pdf import make_pdf
from rondom.workflows.parenting_questions.audience import who_reads_questions
from rondom.workflows.parenting_questions.models import ParentGroup, Pool

TEMPLATE = "workflows/parenting_questions/documents/poster.typ"

DANGER = (
    "Is er nu gevaar?",
    "Bel 112. Geweld of onveiligheid thuis? Bel Veilig Thuis: 0800-2000. Dag en nacht, gratis.",
)


def poster_of_pool(pool: Pool, link: str, *, made_on: date) -> bytes:
    """Parents ask a question."""
    return _poster(
        link,
        made_on,
        title="Heeft u een vraag over opvoeden?",
        lead="Stel hem hier. Andere ouders hebben misschien dezelfde vraag.",
        parts=[
            ("Schrijf geen namen op", "U hoeft ook niet te zeggen wie u bent."),
            (
                "Wat gebeurt er met uw vraag?",
                "Hebben meer ouders die vraag? Dan zoeken wij samen een antwoord. U krijgt een code. "
                "Daarmee leest u later wat wij doen.",
            ),
            ("Wie leest uw vraag?", who_reads_questions(pool)),
        ],
    )


def poster_of_group(group: ParentGroup, link: str, *, made_on: date) -> bytes:
    """Parents join a group."""
    return _poster(
        link,
        made_on,
        title=group.name,
        lead=group.about or "Wilt u andere ouders ontmoeten en samen kijken wat helpt?",
        facts=[
            f"Eerste keer: {group.first_time}",
            f"Waar: {group.where}",
            f"Taal: {group.language}",
            *([f"Wie leiden de groep: {group.leaders}"] if group.leaders else []),
            *(["Er is opvang voor uw kinderen."] if group.childcare else []),
            "Meedoen is gratis.",
        ],
        parts=[
            (
                "Wat vragen wij?",
                "Uw voornaam, en hoe wij u bereiken. Alleen de mensen die de groep regelen, zien dit.",
            ),
        ],
    )


def qr_code(link: str) -> str:
    """A QR code as SVG text; a quarter of it may be torn or dirty."""
    drawn = BytesIO()
    segno.make(link, error="q", micro=False).save(drawn, kind="svg", border=4, xmldecl=False)
    return drawn.getvalue().decode()


def _poster(
    link: str,
    made_on: date,
    *,
    title: str,
    lead: str,
    parts: Sequence[tuple[str, str]],
    facts: Sequence[str] = (),
) -> bytes:
    data: dict[str, Any] = {
        "title": title,
        "subject": "Opvoedvragen",
        "demo": settings.DEMO,
        "lead": lead,
        "facts": facts,
        "qr": qr_code(link),
        "scan": "Scan de code met uw telefoon. Of typ dit adres:",
        "link": link,
        "address": link.partition("://")[2],
        "parts": parts,
        "danger": DANGER,
    }
    return make_pdf(TEMPLATE, data, made_on=made_on)
