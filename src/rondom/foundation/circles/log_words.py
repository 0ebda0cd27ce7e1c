"""Words for what the log holds of circles, and of the places below them."""

from collections.abc import Collection
from typing import Any

from rondom.foundation.accounts.models import User
from rondom.foundation.circles.models import Role
from rondom.foundation.circles.overviews import describe
from rondom.foundation.workflow import workflows


def _people(numbers: Collection[Any]) -> dict[Any, str]:
    names = dict(User.objects.filter(pk__in=numbers).values_list("pk", "name"))
    return {number: names.get(number) or "een oud account" for number in numbers}


describe(
    actions={
        "circles.circle_started": "begon deze kring",
        "circles.member_added": "liet iemand toe",
        "circles.member_removed": "haalde iemand weg",
    },
    facts={
        "workflow": "werkwijze",
        "member": "wie",
        "role": "rol",
        "number": "aantal",
        "reason": "reden",
    },
    values={
        "workflow": lambda _: {workflow.code: workflow.name for workflow in workflows()},
        "member": _people,
        "role": lambda _: {role.value: str(role.label) for role in Role},
    },
)
