"""``rondom verify_audit``: check the chain of the log and name the first broken line."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from rondom.foundation.audit.actions import verify


class Command(BaseCommand):
    help = "Check the chain of the log. Ends with an error at the first line that was touched."

    def handle(self, *args: Any, **options: Any) -> None:
        verdict = verify()
        if verdict.broken is not None:
            raise CommandError(
                f"Line {verdict.broken}: {verdict.reason}. {verdict.lines} lines before it hold."
            )
        self.stdout.write(f"{verdict.lines} lines hold. Last digest: {verdict.digest}")
