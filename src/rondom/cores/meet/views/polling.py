"""What the pages of a ballot and of a round of statements do alike."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.forms import Form

from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.refusals import Refused

Steps = Mapping[str, tuple[Callable[..., None], str]]


def take_step(request: SignedIn, polling: Any, steps: Steps) -> None:
    """The step that was pressed, by its name in the form: what it does, and what is said then."""
    if found := steps.get(request.POST.get("step", "")):
        step, said = found
        step(polling, by=request.user)
        messages.success(request, said)


def came_in(request: SignedIn, form: Form, field: str, give: Callable[[], object], *, said: str) -> bool:
    """Whether what a form says came in; what was refused stands with this field."""
    if not form.is_valid():
        return False
    try:
        give()
    except Refused as refused:
        form.add_error(field, str(refused))
        return False
    messages.success(request, said)
    return True
