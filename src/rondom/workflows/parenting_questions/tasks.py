"""Work in the background."""

from django.utils import timezone
from django_tasks import task

from rondom.foundation.accounts.models import User
from rondom.workflows.parenting_questions.actions import counting
from rondom.workflows.parenting_questions.models import Counting


@task()
def count_quarter(counting_pk: int, user_pk: int | None) -> None:
    """One quarter of one pool."""
    found = Counting.objects.select_related("pool__circle").get(pk=counting_pk)
    by = User.objects.filter(pk=user_pk or 0).first()
    counting.finish_counting(found, today=timezone.localdate(), by=by)
