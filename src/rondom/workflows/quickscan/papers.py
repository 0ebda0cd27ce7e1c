"""The PDF of a report, for whoever asks for it."""

from datetime import date
from typing import Any

from rondom.cores.measure.models import Release
from rondom.workflows.quickscan.chain import promises
from rondom.workflows.quickscan.report.paper import report_pdf
from rondom.workflows.quickscan.reports import period_of, report_of


def paper_for(release: Release, user: Any, today: date) -> bytes:
    """The paper that was frozen; with what became of the goals that this user sees, where there are any.

    Goals are never frozen into an edition: they change, and not everyone in the circle may see each plan.
    """
    assert release.pdf is not None
    found = promises(release, user)
    try:
        report = report_of(release.results, release.document) if found else None
    except ValueError:
        report = None
    if report is None:
        return bytes(release.pdf)
    return report_pdf(
        report,
        made_on=release.made_on,
        number=release.number,
        period=period_of(release.results.round),
        promises=found,
        today=today,
    )
