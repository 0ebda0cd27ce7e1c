"""The button asks the same question as the door: ``{% may user "measure.close_round" it as may_close %}``.

``{% parts_of circle.pk as parts %}``: the pages that cores have for every circle.
"""

from typing import Any

from django import template
from django.urls import reverse

from rondom.foundation import access
from rondom.foundation.workflow import parts_of_circle

register = template.Library()


@register.simple_tag
def may(user: Any, permission: str, subject: Any) -> bool:
    """Whether this user may do this with this object."""
    return access.may(user, permission, subject)


@register.simple_tag
def parts_of(circle_pk: int) -> list[tuple[str, str]]:
    """What a circle holds beside its members: title and address."""
    return [(title, reverse(url_name, args=[circle_pk])) for title, url_name in parts_of_circle()]
