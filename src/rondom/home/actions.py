"""Managing the people who may sign in. Stands here because the log stands above accounts."""

from typing import Any

from django.db import transaction

from rondom.foundation.accounts.actions import end_sessions, open_account, send_invitation
from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.refusals import Refused


@transaction.atomic
def invite_user(*, email: str, name: str, is_staff: bool = False, address: str, by: Any) -> User:
    """Make an account and, once that is certain, send the invitation. ``address``: where to sign in."""
    user = open_account(email, name=name, is_staff=is_staff)
    record(by, "accounts.user_invited", user, is_staff=is_staff)
    transaction.on_commit(lambda: send_invitation(user, address=address))
    return user


@transaction.atomic
def change_user(user: User, *, name: str, is_active: bool, is_staff: bool, by: Any) -> None:
    """Another name or other rights. Nobody changes their own rights, so nobody locks everyone out."""
    now = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if now.pk == by.pk and (now.is_active, now.is_staff) != (is_active, is_staff):
        raise Refused("U kunt uw eigen rechten niet wijzigen. Vraag een andere beheerder.")
    if now.is_active and not is_active:
        end_sessions(now)
    now.name, now.is_active, now.is_staff = name, is_active, is_staff
    now.save(update_fields=["name", "is_active", "is_staff"])
    record(by, "accounts.user_changed", now, is_active=is_active, is_staff=is_staff)
