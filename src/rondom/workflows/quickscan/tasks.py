"""Work in the background."""

from django_tasks import task

from rondom.cores.measure.models import Run
from rondom.foundation.accounts.models import User
from rondom.workflows.quickscan.actions import reports


@task()
def make_reports(run_pk: int, user_pk: int | None) -> None:
    """All reports of one round."""
    run = Run.objects.select_related("round__circle", "round__instrument_version").get(pk=run_pk)
    reports.make_reports(run, by=User.objects.filter(pk=user_pk or 0).first())
