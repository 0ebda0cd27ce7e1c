"""The one door to what belongs to a circle."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404

from rondom.foundation.access import may
from rondom.foundation.audit.actions import record


def get_for(user: Any, permission: str, model: type[Any], pk: Any, **lookup: Any) -> Any:
    """The object, if this user may do this with it.

    Raises Http404 when the user may not know that it exists, PermissionDenied when they may know but
    not do this. Writes a line in the log where the model says that reading is logged.
    """
    subject = model.objects.visible_to(user).filter(pk=pk, **lookup).first()
    if subject is None:
        raise Http404
    require(user, permission, subject)
    if getattr(model, "reading_is_logged", False):
        record(user, f"{permission}.read", subject)
    return subject


def require(user: Any, permission: str, subject: Any) -> None:
    """PermissionDenied unless this user may do this."""
    if not may(user, permission, subject):
        raise PermissionDenied
