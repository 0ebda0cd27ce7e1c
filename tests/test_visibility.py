"""Every address of the site, seen by people who have no business there.

A new address fails here until someone wrote down for whom it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from rondom.cores.meet.models import Series
from rondom.foundation.access import may
from rondom.foundation.circles.models import Circle, InCircle, Membership, Role
from tests.world import CIRCLE, ROUND, WRITTEN, World, make_world

Args = Callable[[World], list[Any]]

PUBLIC = {
    "home:who_sees_what": "the privacy rules are for everyone",
    "home:accessibility": "so is how accessible the site is",
    "account_login": "signing in",
    "account_confirm_login_code": "signing in",
    "mfa_login_webauthn": "signing in",
    "mfa_authenticate": "signing in",
    "account_inactive": "says that signing in did not work",
    "socialaccount_login_cancelled": "says that signing in did not work",
    "socialaccount_login_error": "says that signing in did not work",
    "openid_connect_login": "signing in",
    "openid_connect_callback": "signing in",
    "account_logout": "signing out",
    "measure:enter": "people who answer have no account",
    "measure:resume": "opens with a code only",
    "measure:page": "opens with a code only",
    "measure:send": "opens with a code only",
    "measure:done": "opens with a code only",
    "measure:leave": "forgets a code",
    "measure:entrance": "the link that an organisation hands out",
    "meet:enter": "people who take part with a code have no account",
    "meet:guest": "opens with a code only",
    "meet:leave": "forgets a code",
    "meet:calendar": "opens with a secret address only",
    "ui:components": "not found for whoever does not build pages",
}
NOT_THERE = {
    "account_signup",
    "account_request_login_code",
    "account_email",
    "account_email_verification_sent",
    "account_change_password",
    "account_set_password",
    "account_reset_password",
    "socialaccount_signup",
    "socialaccount_connections",
}
OWN = {
    "meet:feed",
    "accounts:me",
    "accounts:sign_out_elsewhere",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_edit_webauthn",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
}
SIGNED_IN = {
    "home:start",
    "places:areas",
    "places:area",
    "places:area_by_key",
    "places:partners",
    "places:partners_export",
    "places:sectors",
    "measure:instruments",
    "measure:instrument",
    "measure:download_instrument",
    "quickscan:scans",
}
SITE = {
    "circles:site_log",
    "home:users",
    "home:invite_user",
    "home:change_user",
    "places:new_area",
    "places:upload_figures",
    "places:change_area",
    "places:new_partner",
    "places:upload_partners",
    "places:partners_template",
    "places:change_partner",
    "places:stop_partner",
    "places:resume_partner",
    "measure:add_instrument",
    "measure:take_instrument",
    "quickscan:add_scan",
}
REPORTS = {"quickscan:release", "quickscan:release_pdf", "quickscan:release_tables", "quickscan:release_json"}
"""A report for everyone opens for everyone; the others are for their circle."""

LEADING = (
    "change", "step", "agenda", "start_from", "point", "place_point", "people", "mail", "attendance",
    "participant", "paper", "outcome", "decide", "objection_answer", "look_back", "new_ballot", "ballot_step",
    "ballot_paper", "propose", "choose",
)  # fmt: skip
"""What is for whoever leads a gathering."""

IN_CIRCLE = {
    "circles:members": ("circles.view_circle", "circles.manage_members"),
    "circles:remove": ("circles.manage_members", "circles.manage_members"),
    "circles:log": ("circles.view_log", "circles.view_log"),
    "measure:round": ("measure.view_response", "measure.view_response"),
    "measure:frame": ("measure.prepare_round", "measure.prepare_round"),
    "measure:open": ("measure.open_round", "measure.open_round"),
    "measure:close": ("measure.close_round", "measure.close_round"),
    "measure:extend": ("measure.prepare_round", "measure.prepare_round"),
    "measure:invite": ("measure.hand_out_codes", "measure.hand_out_codes"),
    "measure:mail": ("measure.hand_out_codes", "measure.hand_out_codes"),
    "measure:poster": ("measure.hand_out_codes", "measure.hand_out_codes"),
    "measure:codes": ("measure.hand_out_codes", "measure.hand_out_codes"),
    "measure:moderate": ("measure.moderate", "measure.moderate"),
    "measure:import": ("measure.import_answers", "measure.import_answers"),
    "measure:import_match": ("measure.import_answers", "measure.import_answers"),
    "measure:import_check": ("measure.import_answers", "measure.import_answers"),
    "measure:export": ("measure.export_answers", "measure.export_answers"),
    "measure:import_drop": ("measure.import_answers", "measure.import_answers"),
    "measure:quality": ("measure.view_dossier", "measure.view_dossier"),
    "measure:make_dossier": ("measure.make_dossier", "measure.make_dossier"),
    "measure:dossier_progress": ("measure.view_dossier", "measure.view_dossier"),
    "measure:dossier": ("measure.view_dossier", "measure.view_dossier"),
    "measure:dossier_pdf": ("measure.view_dossier", "measure.view_dossier"),
    "measure:dossier_json": ("measure.view_dossier", "measure.view_dossier"),
    "measure:dossier_script": ("measure.view_dossier", "measure.view_dossier"),
    **dict.fromkeys(
        ("meet:gatherings", "meet:series", "meet:gathering", "meet:agenda_pdf", "meet:minutes_pdf"),
        ("meet.view_gathering", "meet.view_gathering"),
    ),
    **dict.fromkeys(
        ("meet:new_gathering", "meet:new_series"), ("meet.start_gathering", "meet.start_gathering")
    ),
    **dict.fromkeys(("meet:screen", "meet:decision"), ("meet.view_gathering", "meet.lead_gathering")),
    **dict.fromkeys(
        ("meet:contribution", "meet:minutes", "meet:ballot", "meet:moments"),
        ("meet.view_gathering", "meet.contribute"),
    ),
    **dict.fromkeys(
        ("meet:answer", "meet:contribute", "meet:objection"), ("meet.contribute", "meet.contribute")
    ),
    **dict.fromkeys([f"meet:{name}" for name in LEADING], ("meet.lead_gathering", "meet.lead_gathering")),
    "quickscan:of_circle": ("circles.view_circle", "circles.view_circle"),
    "quickscan:scan": ("quickscan.view_scan", "quickscan.view_scan"),
    "quickscan:add_wave": ("quickscan.start_wave", "quickscan.start_wave"),
    "quickscan:make_reports": ("measure.publish", "measure.publish"),
    "quickscan:run": ("quickscan.view_scan", "quickscan.view_scan"),
    "quickscan:withdraw": ("measure.withdraw", "measure.withdraw"),
}
"""What belongs to a circle: the permission for looking and the one for sending."""

OF_A_YEAR = {*REPORTS, "quickscan:withdraw"}

PARTS = {
    "point": "points",
    "place_point": "points",
    "participant": "participants",
    "contribution": "contributions",
    "decision": "decisions",
    "objection": "decisions",
    "look_back": "decisions",
    "ballot": "ballots",
    "ballot_step": "ballots",
    "ballot_paper": "ballots",
    "choose": "moments",
}
"""Which part of a gathering an address is about."""


def _of_gathering(part: str) -> Args:
    """The gathering and the first of its points, participants and so on."""

    def args(world: World) -> list[Any]:
        return [world.gathering.pk, getattr(world.gathering, part).order_by("pk").first().pk]

    return args


ARGS: dict[str, Args] = {
    "home:change_user": lambda world: [_coordinator(world)],
    "openid_connect_login": lambda world: ["organisatie"],
    "openid_connect_callback": lambda world: ["organisatie"],
    "mfa_edit_webauthn": lambda world: [1],
    "mfa_remove_webauthn": lambda world: [1],
    "places:area": lambda world: [_area(world).key, _area(world).current_slug],
    "places:area_by_key": lambda world: [_area(world).key],
    "places:change_area": lambda world: [_area(world).key, _area(world).current_slug],
    "places:partners_template": lambda world: ["csv"],
    "places:partners_export": lambda world: ["csv"],
    "places:change_partner": lambda world: [_cell(world).organisation_id],
    "places:stop_partner": lambda world: [_cell(world).organisation_id],
    "places:resume_partner": lambda world: [_cell(world).organisation_id],
    "circles:members": lambda world: [world.circle.pk],
    "circles:remove": lambda world: [world.circle.pk, _coordinator(world)],
    "circles:log": lambda world: [world.circle.pk],
    "measure:page": lambda world: ["signaleren"],
    "measure:entrance": lambda world: [_cell(world).entrance],
    "measure:poster": lambda world: [world.round.pk, _cell(world).pk],
    "measure:codes": lambda world: [world.round.pk, _cell(world).pk],
    "measure:instrument": lambda world: [world.round.instrument_version_id],
    "measure:download_instrument": lambda world: [world.round.instrument_version_id],
    **{
        f"measure:{name}": lambda world: [world.round.pk]
        for name in (
            "round",
            "frame",
            "open",
            "close",
            "extend",
            "invite",
            "mail",
            "moderate",
            "import",
            "import_match",
            "import_check",
            "import_drop",
            "export",
            "quality",
            "make_dossier",
        )
    },
    "measure:dossier_progress": lambda world: [world.round.pk, world.dossier.pk],
    **{
        f"measure:{name}": lambda world: [world.round.pk, world.dossier.number]
        for name in ("dossier", "dossier_pdf", "dossier_json", "dossier_script")
    },
    **{
        f"meet:{name}": lambda world: [world.circle.pk]
        for name in ("gatherings", "new_gathering", "new_series")
    },
    "meet:calendar": lambda world: ["geheim"],
    "meet:series": lambda world: [Series.objects.get(circle=world.circle).pk],
    **{
        f"meet:{name}": lambda world: [world.gathering.pk]
        for name in (
            "gathering",
            "agenda_pdf",
            "minutes_pdf",
            "minutes",
            "moments",
            "answer",
            "contribute",
            "change",
            "step",
            "agenda",
            "start_from",
            "people",
            "mail",
            "attendance",
            "paper",
            "outcome",
            "decide",
            "new_ballot",
            "propose",
        )
    },
    "meet:screen": lambda world: [world.gathering.pk, 1],
    **{f"meet:{name}": _of_gathering(part) for name, part in PARTS.items()},
    "meet:objection_answer": lambda world: [
        world.gathering.pk,
        world.gathering.decisions.get().pk,
        world.gathering.decisions.get().objections.get().pk,
    ],
    "quickscan:of_circle": lambda world: [world.circle.pk],
    "quickscan:scan": lambda world: [world.scan.pk],
    "quickscan:add_wave": lambda world: [world.scan.pk],
    "quickscan:make_reports": lambda world: [world.scan.pk],
    "quickscan:run": lambda world: [world.scan.pk, world.run.pk],
    "quickscan:withdraw": lambda world: _release(world),
    **{name: lambda world: _release(world) for name in REPORTS},
}

VIEWING = {
    "measure.dossier": "measure.view_dossier",
    "circles.circle": "circles.view_circle",
    "measure.round": "measure.view_response",
    "meet.gathering": "meet.view_gathering",
    "meet.series": "meet.view_gathering",
    "measure.publication": "measure.view_report",
    "quickscan.scan": "quickscan.view_scan",
}
"""Per kind of thing the widest permission to look at it."""


OPENED = {200, 302, 409, 422}
"""What someone gets who may do something: the page, a next page, or word of what does not fit."""


def _area(world: World) -> Any:
    return _cell(world).area


def _cell(world: World) -> Any:
    return world.round.cells.get()


def _release(world: World) -> list[Any]:
    return [world.release.made_on.year, world.publication.key, world.release.number]


def _coordinator(world: World) -> int:
    return Membership.objects.get(circle=world.circle, role=Role.COORDINATOR).user_id


def _addresses(resolver: URLResolver, names: tuple[str, ...] = ()) -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _addresses(pattern, (*names, *([pattern.namespace] if pattern.namespace else [])))
        else:
            yield ":".join([*names, str(pattern.name)]), pattern


ADDRESSES = dict(_addresses(get_resolver()))


@pytest.fixture
def world(coordinator: Any) -> World:
    return make_world(coordinator)


def visit(client: Client, name: str, world: World, method: str) -> Any:
    """Ask for an address; whatever comes back shows nothing of a circle that is not yours."""
    response = getattr(client, method)(reverse(name, args=ARGS[name](world) if name in ARGS else []))
    if name != "measure:entrance":
        assert not [word for word in (CIRCLE, ROUND, WRITTEN) if word.encode() in response.content]
    return response


def asks_to_sign_in(response: Any) -> bool:
    return bool(response.status_code == 302 and response.headers["Location"].startswith("/inloggen/?next="))


def test_every_address_says_for_whom_it_is() -> None:
    declared = [*PUBLIC, *NOT_THERE, *OWN, *SIGNED_IN, *SITE, *IN_CIRCLE, *REPORTS]
    assert sorted(declared) == sorted(ADDRESSES)
    assert set(ARGS) <= set(declared)


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_only_what_is_public_opens_without_signing_in(name: str) -> None:
    needs_signing_in = getattr(ADDRESSES[name].callback, "login_required", True)
    assert needs_signing_in == (name not in {*PUBLIC, *NOT_THERE, *REPORTS})


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_asked_to_sign_in(client: Client, world: World, method: str) -> None:
    wrong = [
        name
        for name in sorted({*OWN, *SIGNED_IN, *SITE, *IN_CIRCLE, *REPORTS})
        if not asks_to_sign_in(visit(client, name, world, method))
    ]
    assert wrong == []


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", [None, "outsider", "superuser"])
def test_what_is_public_shows_nothing_of_a_circle(
    client: Client, request: Any, world: World, who: str | None, method: str
) -> None:
    if who:
        client.force_login(request.getfixturevalue(who))
    for name in sorted(PUBLIC):
        with transaction.atomic():
            assert visit(client, name, world, method).status_code < 500, name
            transaction.set_rollback(True)


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_not_there_is_not_found(client: Client, world: World, method: str) -> None:
    assert {visit(client, name, world, method).status_code for name in NOT_THERE} == {404}


@pytest.mark.parametrize("who", ["outsider", "superuser"])
def test_what_belongs_to_a_circle_is_not_found(client: Client, request: Any, world: World, who: str) -> None:
    client.force_login(request.getfixturevalue(who))
    for name in sorted({*IN_CIRCLE, *REPORTS}):
        assert visit(client, name, world, "post").status_code == 404, name
        assert visit(client, name, world, "get").status_code in {404, 405}, name


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_for_site_management_is_forbidden_to_others(
    client: Client, world: World, outsider: Any, method: str
) -> None:
    client.force_login(outsider)
    statuses = {name: visit(client, name, world, method).status_code for name in sorted(SITE)}
    assert {name: status for name, status in statuses.items() if status not in {403, 405}} == {}
    assert method == "get" or 405 not in statuses.values()


@pytest.mark.parametrize("who", ["outsider", "superuser"])
def test_what_is_for_everyone_with_an_account_opens(
    client: Client, request: Any, world: World, who: str
) -> None:
    client.force_login(request.getfixturevalue(who))
    for name in sorted(SIGNED_IN):
        assert visit(client, name, world, "get").status_code in {200, 302}, name
        assert not asks_to_sign_in(visit(client, name, world, "get")), name


@pytest.mark.parametrize("name", sorted(IN_CIRCLE))
def test_in_a_circle_the_door_asks_the_permission_that_is_written_down(
    client: Client, world: World, outsider: Any, name: str
) -> None:
    address, form = reverse(name, args=ARGS[name](world)), {"answer": str(world.answer.pk)}
    member = Membership.objects.create(circle=world.circle, user=outsider, role=Role.PARENT)
    client.force_login(outsider)
    for role in Role.values:
        Membership.objects.filter(pk=member.pk).update(role=role)
        for method, permission in zip(("get", "post"), IN_CIRCLE[name], strict=True):
            with transaction.atomic():
                status = getattr(client, method)(address, form).status_code
                transaction.set_rollback(True)
            expected = OPENED if may(outsider, permission, world.circle) else {403}
            assert status in expected | ({405} if method == "get" else set()), (role, method, status)


def test_a_report_for_everyone_opens_for_everyone(client: Client, world: World) -> None:
    world.release.results.audience = "public"
    world.release.results.save()
    response = client.get(reverse("quickscan:release_pdf", args=_release(world)))
    assert (response.status_code, response.content) == (200, b"%PDF-")


@pytest.mark.parametrize("label", sorted(VIEWING))
def test_what_someone_may_know_of_is_what_they_may_look_at(world: World, outsider: Any, label: str) -> None:
    model = apps.get_model(label)
    thing = model.objects.get()
    member = Membership.objects.create(circle=world.circle, user=outsider, role=Role.PARENT)
    for role in Role.values:
        Membership.objects.filter(pk=member.pk).update(role=role)
        assert model.objects.visible_to(outsider).exists() == may(outsider, VIEWING[label], thing), role
    member.delete()
    assert not model.objects.visible_to(outsider).exists()
    assert not may(outsider, VIEWING[label], thing)


def test_every_kind_of_thing_in_a_circle_says_who_may_look_at_it() -> None:
    kinds = {model._meta.label_lower for model in apps.get_models() if issubclass(model, InCircle | Circle)}
    assert kinds == set(VIEWING)


def test_there_is_no_admin_to_look_into_circles_with() -> None:
    assert not apps.is_installed("django.contrib.admin")


def test_the_demo_doors_exist_in_the_demo_alone() -> None:
    assert not settings.DEMO
    assert not [name for name in ADDRESSES if name.startswith("demo:")]


@pytest.mark.parametrize("number", [0, 2**31, 2**63, 2**80])
def test_a_number_that_does_not_exist_is_not_found(
    client: Client, world: World, coordinator: Any, number: int
) -> None:
    client.force_login(coordinator)
    for name in sorted({*IN_CIRCLE} - OF_A_YEAR):
        args = [number for _ in ARGS[name](world)]
        assert client.post(reverse(name, args=args)).status_code == 404, name


@pytest.mark.parametrize("year", [0, 10_000, 2**80])
def test_a_year_that_no_calendar_has_is_not_found(
    client: Client, world: World, coordinator: Any, year: int
) -> None:
    client.force_login(coordinator)
    for name in sorted(OF_A_YEAR):
        args = [year, *_release(world)[1:]]
        assert client.post(reverse(name, args=args)).status_code == 404, name
