"""A report as a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.conf import settings

from rondom.documents.pdf import make_pdf
from rondom.ui.templatetags.rondom import long_day
from rondom.workflows.quickscan.report.build import Report
from rondom.workflows.quickscan.report.network import Cooperation
from rondom.workflows.quickscan.report.pictures import Picture
from rondom.workflows.quickscan.report.promised import Promise

TEMPLATE = "workflows/quickscan/documents/report.typ"


def report_pdf(
    report: Report,
    *,
    made_on: date,
    number: int,
    period: str,
    promises: Sequence[Promise] = (),
    today: date | None = None,
) -> bytes:
    """The report as a tagged PDF, with the same pictures and tables as the page.

    ``promises`` are goals as they stand ``today``, for one reader.
    """
    data = data_of(report, made_on=made_on, number=number, period=period)
    data |= {"promises": [asdict(one) for one in promises], "today": long_day(today)}
    return make_pdf(TEMPLATE, data, made_on=made_on)


def data_of(report: Report, *, made_on: date, number: int, period: str) -> dict[str, Any]:
    """What the template reads of the report itself."""
    return {
        "title": report.title,
        "subject": report.subject,
        "lead": report.lead,
        "period": period,
        "number": number,
        "day": f"{made_on.day}-{made_on.month}-{made_on.year}",
        "demo": settings.DEMO,
        "facts": [{"value": fact.value, "label": fact.label} for fact in report.facts],
        "change": _picture(report.change),
        "contrast": _picture(report.contrast),
        "sections": [
            {"name": section.name, "pictures": [_picture(picture) for picture in section.pictures]}
            for section in report.sections
        ],
        "cooperation": _cooperation(report.cooperation),
        "good": [asdict(finding) for finding in report.good],
        "better": [asdict(finding) for finding in report.better],
        "ideas": [asdict(ideas) for ideas in report.ideas],
        "hidden": [asdict(hidden) for hidden in report.hidden],
        "merged": list(report.merged),
        "quality": [asdict(quality) for quality in report.quality],
        "ranking": report.ranking,
        "comparing": list(report.comparing),
        "minimum": report.minimum,
        "status": report.status,
        "source": report.source,
    }


def _cooperation(found: Cooperation | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {"picture": _picture(found.picture), **asdict(found.measures)}


def _picture(picture: Picture | None) -> dict[str, Any] | None:
    return picture.wide.for_paper(picture.caption) if picture else None
