"""A calendar of one's own."""

from django.db import transaction

from rondom.cores.meet.codes import address_digest, new_address
from rondom.cores.meet.models import Feed
from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record


@transaction.atomic
def make_feed(user: User, *, by: User) -> str:
    """A new secret address, shown this once; an earlier one stops working."""
    secret = new_address()
    Feed.objects.update_or_create(user=user, defaults={"digest": address_digest(secret)})
    record(by, "meet.feed_made", user)
    return secret


@transaction.atomic
def stop_feed(user: User, *, by: User) -> None:
    """The address shows nothing any more."""
    Feed.objects.filter(user=user).delete()
    record(by, "meet.feed_stopped", user)
