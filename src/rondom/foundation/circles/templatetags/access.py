"""The button asks the same question as the door: ``{% may user "measure.close_round" it as may_close %}``."""

from typing import Any

from django import template

from rondom.foundation import access

register = template.Library()


@register.simple_tag
def may(user: Any, permission: str, subject: Any) -> bool:
    """Whether this user may do this with this object."""
    return access.may(user, permission, subject)
