"""``rondom remind``: remind people of the gatherings of the coming days."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from rondom.cores.meet.actions.mails import send_reminders
from rondom.cores.meet.models import Gathering
from rondom.foundation.refusals import Refused
from rondom.ui.templatetags.rondom import counted

AHEAD = timedelta(days=2)


class Command(BaseCommand):
    help = "Herinnert per mail aan bijeenkomsten van de komende twee dagen. Elke ochtend."

    def handle(self, *args: Any, **options: Any) -> None:
        now: datetime = timezone.now()
        sent, problems = 0, []
        for gathering in Gathering.objects.planned_between(now, now + AHEAD):
            try:
                sent += send_reminders(gathering, site=settings.ADDRESS, now=now).sent
            except Refused as refused:
                problems.append(f"Bijeenkomst {gathering.pk}: {refused}")
        self.stdout.write(f"{counted(sent, 'herinnering,herinneringen')} verstuurd.")
        if problems:
            raise CommandError("\n".join(problems))
