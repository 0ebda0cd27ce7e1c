"""Work in the background."""

from django_tasks import task

from rondom.cores.measure.actions import dossiers
from rondom.cores.measure.models import Dossier
from rondom.foundation.accounts.models import User


@task()
def make_dossier(dossier_pk: int, user_pk: int | None) -> None:
    """The quality of one questionnaire, as the answers of one circle show it."""
    dossier = Dossier.objects.select_related("circle", "instrument_version").get(pk=dossier_pk)
    dossiers.make_dossier(dossier, by=User.objects.filter(pk=user_pk or 0).first())
