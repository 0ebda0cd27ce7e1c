"""A parent in the circle, someone who may write down, and gatherings in a few states."""

from typing import Any

import pytest
from django.test import Client

from rondom.cores.meet.actions.people import add_participant, hand_out_pass
from rondom.cores.meet.models import Gathering, Participant
from rondom.cores.meet.tests.factories import make_gathering
from rondom.foundation.accounts.models import User
from rondom.foundation.circles.actions import add_member
from rondom.foundation.circles.models import Role


@pytest.fixture
def parent(circle: Any, coordinator: Any) -> User:
    user = User.objects.create_user("ouder@voorbeeld.test", "Ouder")
    add_member(circle, user=user, role=Role.PARENT, by=coordinator)
    return user


@pytest.fixture
def concept(circle: Any, coordinator: Any) -> Gathering:
    return make_gathering(circle, by=coordinator)


@pytest.fixture
def planned(circle: Any, coordinator: Any) -> Gathering:
    return make_gathering(circle, by=coordinator, state="planned")


@pytest.fixture
def held(circle: Any, coordinator: Any) -> Gathering:
    return make_gathering(circle, by=coordinator, state="held")


@pytest.fixture
def guest(planned: Gathering, coordinator: Any) -> Participant:
    """Someone without an account and without a name."""
    return add_participant(planned, label="ouder 2", role="ouder", by=coordinator)


@pytest.fixture
def as_guest(guest: Participant, coordinator: Any) -> Client:
    """A browser in which the guest's code was filled in."""
    browser = Client()
    browser.post("/erbij/", {"code": hand_out_pass(guest, by=coordinator)})
    return browser
