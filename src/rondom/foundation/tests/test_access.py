"""Rules say no unless they are sure, and every permission is written down once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import given
from hypothesis import strategies as st

from rondom.foundation import access
from rondom.foundation.access import Rule, UnknownPermission, allow, may, permissions, roles_that_may, rule
from rondom.foundation.accounts.models import User
from rondom.foundation.circles.actions import add_member
from rondom.foundation.circles.models import Role

THING = object()
ANSWERS = st.sampled_from([True, False, None, 1, "yes", [0]])


@rule
def always(user: Any, subject: Any) -> bool:
    """Yes to everyone who may be asked about."""
    return True


@pytest.fixture
def someone() -> User:
    return User(pk=1, email="iemand@voorbeeld.test")


@pytest.fixture
def written_down(monkeypatch: pytest.MonkeyPatch) -> dict[str, Rule]:
    """A book of permissions for one test."""
    book: dict[str, Rule] = {}
    monkeypatch.setattr(access, "_permissions", book)
    return book


@pytest.mark.parametrize("ask", [always, always | always, always & always, ~~always])
def test_nobody_and_nothing_get_a_no(someone: User, ask: Rule) -> None:
    assert ask(someone, THING) is True
    assert ask(someone, None) is False
    assert ask(None, THING) is False
    assert ask(AnonymousUser(), THING) is False
    assert ask(User(pk=2, is_active=False), THING) is False


@pytest.mark.parametrize("subject", [None, THING])
def test_turning_a_no_round_does_not_let_a_stranger_in(subject: object) -> None:
    never = ~always
    assert (~never)(AnonymousUser(), subject) is False
    assert (~never)(User(pk=2, is_active=False, is_superuser=True), subject) is False


@pytest.mark.parametrize("answer", [None, 0, 1, "yes", [THING], object()])
def test_only_true_is_a_yes(someone: User, answer: Any) -> None:
    assert Rule(lambda user, it: answer, "vague")(someone, THING) is False


def _leaf(answer: Any) -> tuple[Rule, bool]:
    return Rule(lambda user, it: answer, repr(answer)), answer is True


def _grown(inner: st.SearchStrategy[tuple[Rule, bool]]) -> st.SearchStrategy[tuple[Rule, bool]]:
    pairs = st.tuples(inner, inner)
    return (
        pairs.map(lambda pair: (pair[0][0] & pair[1][0], pair[0][1] and pair[1][1]))
        | pairs.map(lambda pair: (pair[0][0] | pair[1][0], pair[0][1] or pair[1][1]))
        | inner.map(lambda one: (~one[0], not one[1]))
    )


@given(st.recursive(ANSWERS.map(_leaf), _grown, max_leaves=12))
def test_combined_rules_follow_the_truth_table(made: tuple[Rule, bool]) -> None:
    combined, expected = made
    someone = User(pk=1)
    assert combined(someone, THING) is expected
    assert combined(someone, None) is False
    assert combined(AnonymousUser(), THING) is False


def test_a_combined_rule_reads_aloud() -> None:
    assert repr(always & ~always | always) == "<Rule ((always and not always) or always)>"


def test_allowing_twice_is_an_error(written_down: dict[str, Rule]) -> None:
    allow("test.do", when=always)
    with pytest.raises(ValueError, match="already allowed"):
        allow("test.do", when=always)


@pytest.mark.parametrize(
    "ask", [lambda: may(User(pk=1), "test.typo", THING), lambda: roles_that_may("test.typo")]
)
def test_an_unknown_permission_is_an_error_and_not_a_no(ask: Callable[[], object]) -> None:
    with pytest.raises(UnknownPermission, match=r"test\.typo"):
        ask()


def test_the_list_of_permissions_cannot_be_written_in(written_down: dict[str, Rule]) -> None:
    permissions()["test.do"] = always
    assert not written_down


@pytest.mark.parametrize("role", Role.values)
def test_the_roles_of_a_rule_are_the_roles_it_lets_in(
    circle: Any, outsider: Any, coordinator: Any, role: str
) -> None:
    """What 'Wie ziet dit?' promises is what the door does."""
    everyone = {name for name in permissions() if may(outsider, name, circle)}
    add_member(circle, user=outsider, role=role, by=coordinator)
    told = {name for name in permissions() if role in roles_that_may(name)} | everyone
    assert {name for name in permissions() if may(outsider, name, circle)} == told


@pytest.mark.parametrize("name", sorted(permissions()))
def test_a_superuser_has_no_rights_on_what_belongs_to_a_circle(
    circle: Any, superuser: Any, outsider: Any, name: str
) -> None:
    plain_manager = User(pk=superuser.pk, is_staff=True)
    assert superuser.has_perm(name, circle) == may(plain_manager, name, circle)
    if not may(plain_manager, name, circle):
        assert not superuser.has_perms([name], circle)


def test_asking_django_about_an_object_asks_our_rules(circle: Any, superuser: Any, coordinator: Any) -> None:
    assert coordinator.has_perm("circles.manage_members", circle)
    assert not superuser.has_perm("circles.view_circle", circle)
    assert superuser.has_perm("accounts.manage", access.SITE)
    assert not coordinator.has_perm("accounts.manage", access.SITE)
    with pytest.raises(UnknownPermission):
        superuser.has_perm("circles.typo", circle)
