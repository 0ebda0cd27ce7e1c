"""``rondom add_manager EMAIL``: the first account of a new installation.

Stands in home, as inviting people does: the log stands above accounts.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction

from rondom.foundation.accounts.actions import open_account
from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record


class Command(BaseCommand):
    help = "Maak een account dat de site beheert. Diegene logt daarna in met een code per e-mail."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="e-mailadres van de beheerder")
        parser.add_argument("--name", default="", help="naam zoals anderen die zien")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        email = str(options["email"]).strip().lower()
        _check(email)
        user = open_account(email, name=options["name"], is_staff=True)
        record(None, "accounts.user_invited", user, is_staff=True)
        self.stdout.write(f"{email} beheert nu de site. Inloggen kan op /inloggen/, met een code per e-mail.")


def _check(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError:
        raise CommandError(f"'{email}' is geen e-mailadres. Schrijf het zoals beheer@gemeente.nl.") from None
    if User.objects.filter(email=email).exists():
        raise CommandError(
            f"Er is al een account met het adres {email}. Geef een ander adres, of laat een beheerder "
            "de rechten van dit account wijzigen bij Gebruikers."
        )
