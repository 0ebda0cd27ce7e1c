"""``rondom send_digests``: mail people how much waits for them. Run it every hour."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from rondom.home.digest import send_digests


class Command(BaseCommand):
    help = (
        "Mail mensen hoeveel er op hen wacht: niet vaker dan zij kozen en niet in hun stille uren. Elk uur."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        outcome = send_digests(timezone.now(), site=settings.ADDRESS)
        self.stdout.write(f"{outcome.sent} mails verstuurd.")
        if outcome.refused:
            raise CommandError(
                f"{outcome.refused} mails zijn niet verstuurd. De volgende keer proberen wij het opnieuw."
            )
