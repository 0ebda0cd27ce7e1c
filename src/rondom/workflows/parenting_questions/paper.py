"""The dossier of an approach as a tagged PDF."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings

from rondom.documents.pdf import make_pdf
from rondom.ui.templatetags.rondom import long_day
from rondom.workflows.parenting_questions import library
from rondom.workflows.parenting_questions.models import Approach
from rondom.workflows.parenting_questions.opinions import opinions_of

TEMPLATE = "workflows/parenting_questions/documents/approach.typ"


def approach_pdf(approach: Approach, today: date) -> bytes:
    """What stands on the page, without its history."""
    return make_pdf(TEMPLATE, data_of(approach, today), made_on=today)


def data_of(approach: Approach, today: date) -> dict[str, Any]:
    """What the template reads."""
    return {
        "title": approach.name,
        "subject": f"{approach.group.bundle.theme}, {library.where(approach)}",
        "day": long_day(today),
        "demo": settings.DEMO,
        "parts": [{"title": title, "text": text} for title, text in library.parts(approach)],
        "attendance": library.attendance(approach.group),
        "opinions": opinions_of(approach),
        "marks": [list(mark) for mark in library.marks(approach.group)],
        "transferable": approach.transferable,
        "conditions": approach.conditions,
        "who": library.who_reads(approach),
    }
