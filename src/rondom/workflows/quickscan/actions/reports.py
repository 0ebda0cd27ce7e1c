"""Having the reports of a round made, and making them."""

from django.db import transaction
from django.utils import timezone

from rondom.cores.measure.actions.releases import publish, release_results
from rondom.cores.measure.models import Round, Run
from rondom.cores.measure.models.publication import Audience
from rondom.cores.measure.models.round import RoundState
from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.places.models import WorkArea
from rondom.foundation.refusals import Refused
from rondom.workflows.quickscan.actions.improving import fill_in_plans
from rondom.workflows.quickscan.report.paper import report_pdf
from rondom.workflows.quickscan.reports import document_of, lines_of, period_of, report_of, subjects


@transaction.atomic
def ask_for_reports(round_: Round, *, audience: str, by: User) -> tuple[Run, bool]:
    """A run that makes all reports, and whether it is new: one that is on is not started twice."""
    round_.require(RoundState.CLOSED, "Rapporten zijn er pas na het sluiten.")
    if not any(cell.submitted for cell in round_.cells.all()):
        raise Refused("Niemand heeft ingevuld. Er is niets om een rapport van te maken.")
    round_.refresh_from_db(from_queryset=Round.objects.select_for_update(no_key=True))
    running = round_.runs.moving(timezone.now()).filter(audience=audience).first()
    if running:
        return running, False
    record(by, "quickscan.reports_started", round_, audience=audience)
    return Run.objects.create(round=round_, audience=audience), True


def make_reports(run: Run, *, by: User | None) -> None:
    """Release the results, and publish a report about the municipality and every neighbourhood.

    However it ends, the run says so.
    """
    try:
        _make(run, by)
    except Refused as refused:
        run.problem = str(refused)
    except Exception:
        run.problem = "Het maken is gestopt door een fout in het programma. Vraag de beheerder van de site."
        raise
    finally:
        run.finished = True
        run.save(update_fields=["finished", "problem"])


def _make(run: Run, by: User | None) -> None:
    today = timezone.localdate()
    results = release_results(run.round, audience=run.audience, lines=lines_of(run.round), by=by)
    about = list(subjects(results))
    releases = []
    Run.objects.filter(pk=run.pk).update(total=len(about) + 1, done=1, moved_at=timezone.now())
    for done, area in enumerate(about, start=2):
        document = document_of(results, area)
        number = _next_number(run.round, area)
        pdf = report_pdf(
            report_of(results, document), made_on=today, number=number, period=period_of(run.round)
        )
        release = publish(results, area=area, document=document, pdf=pdf, made_on=today, by=by)
        releases.append(release)
        Run.objects.filter(pk=run.pk).update(done=done, moved_at=timezone.now())
    if results.audience == Audience.CIRCLE:
        fill_in_plans(releases, by=by)


def _next_number(round_: Round, area: WorkArea | None) -> int:
    publication = round_.publications.filter(area=area).first()
    return publication.releases.count() + 1 if publication else 1
