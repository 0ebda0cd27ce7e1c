"""Every address of the site with for whom it is, and every kind of thing with who may look at it.

A new address fails in test_visibility until it stands here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rondom.foundation.circles.models import Membership, Role
from tests import addresses_of_gatherings, addresses_of_plans, addresses_of_questions
from tests.addresses_of_questions import UNKNOWN_TO_OTHERS as UNKNOWN_TO_OTHERS
from tests.world import World

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
    **addresses_of_gatherings.PUBLIC,
    **addresses_of_questions.PUBLIC,
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
    "accounts:me",
    "meet:feed",
    "accounts:digest",
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
    "home:neighbourhoods",
    "places:areas",
    "places:area",
    "places:area_by_key",
    "places:partners",
    "places:partners_export",
    "places:sectors",
    "measure:instruments",
    "measure:instrument",
    "measure:download_instrument",
    "meet:all",
    "plan:plans",
    "quickscan:scans",
    "parenting_questions:approaches",
    "parenting_questions:pools",
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
    "parenting_questions:add_pool",
}
REPORTS = {"quickscan:release", "quickscan:release_pdf", "quickscan:release_tables", "quickscan:release_json"}
"""A report for everyone opens for everyone; the others are for their circle."""

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
    "measure:content": ("measure.view_dossier", "measure.view_dossier"),
    "measure:content_study": ("measure.view_dossier", "measure.view_dossier"),
    "measure:add_content": ("measure.record_content", "measure.record_content"),
    "measure:correct_content": ("measure.record_content", "measure.record_content"),
    "measure:withdraw_content": ("measure.record_content", "measure.record_content"),
    "measure:make_dossier": ("measure.make_dossier", "measure.make_dossier"),
    "measure:dossier_progress": ("measure.view_dossier", "measure.view_dossier"),
    "measure:dossier": ("measure.view_dossier", "measure.view_dossier"),
    "measure:dossier_pdf": ("measure.view_dossier", "measure.view_dossier"),
    "measure:dossier_json": ("measure.view_dossier", "measure.view_dossier"),
    "measure:dossier_script": ("measure.view_dossier", "measure.view_dossier"),
    **addresses_of_gatherings.IN_CIRCLE,
    **addresses_of_plans.IN_CIRCLE,
    "quickscan:of_circle": ("circles.view_circle", "circles.view_circle"),
    "quickscan:scan": ("quickscan.view_scan", "quickscan.view_scan"),
    "quickscan:add_wave": ("quickscan.start_wave", "quickscan.start_wave"),
    "quickscan:make_reports": ("measure.publish", "measure.publish"),
    "quickscan:run": ("quickscan.view_scan", "quickscan.view_scan"),
    "quickscan:withdraw": ("measure.withdraw", "measure.withdraw"),
    "quickscan:improve": ("quickscan.start_improvement", "quickscan.start_improvement"),
    "quickscan:round_table": ("quickscan.prepare_round_table", "quickscan.prepare_round_table"),
    "quickscan:together": ("quickscan.view_together", "quickscan.view_together"),
    "quickscan:sharing": ("quickscan.view_sharing", "quickscan.view_sharing"),
    "quickscan:ask_to_share": ("quickscan.ask_to_share", "quickscan.ask_to_share"),
    "quickscan:agree_to_share": ("quickscan.agree_to_share", "quickscan.agree_to_share"),
    "quickscan:stop_sharing": ("quickscan.stop_sharing", "quickscan.stop_sharing"),
    "quickscan:half_way": ("quickscan.prepare_half_way", "quickscan.prepare_half_way"),
    **addresses_of_questions.IN_CIRCLE,
}
"""What belongs to a circle: the permission for looking and the one for sending."""

OF_A_YEAR = {*REPORTS, "quickscan:withdraw", "quickscan:improve", "quickscan:round_table"}

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
            "content",
            "add_content",
        )
    },
    **{
        f"measure:{name}": lambda world: [world.round.pk, world.content.study_number]
        for name in ("content_study", "correct_content", "withdraw_content")
    },
    "measure:dossier_progress": lambda world: [world.round.pk, world.dossier.pk],
    **{
        f"measure:{name}": lambda world: [world.round.pk, world.dossier.number]
        for name in ("dossier", "dossier_pdf", "dossier_json", "dossier_script")
    },
    **addresses_of_gatherings.ARGS,
    **addresses_of_plans.ARGS,
    "quickscan:of_circle": lambda world: [world.circle.pk],
    "quickscan:scan": lambda world: [world.scan.pk],
    "quickscan:together": lambda world: [world.scan.pk],
    "quickscan:sharing": lambda world: [world.scan.pk],
    "quickscan:ask_to_share": lambda world: [world.scan.pk],
    "quickscan:agree_to_share": lambda world: [world.scan.pk],
    "quickscan:stop_sharing": lambda world: [world.scan.pk],
    "quickscan:half_way": lambda world: [world.scan.pk, world.plan.pk],
    "quickscan:add_wave": lambda world: [world.scan.pk],
    "quickscan:make_reports": lambda world: [world.scan.pk],
    "quickscan:run": lambda world: [world.scan.pk, world.run.pk],
    "quickscan:withdraw": lambda world: release_of(world),
    "quickscan:improve": lambda world: release_of(world),
    "quickscan:round_table": lambda world: release_of(world),
    **{name: lambda world: release_of(world) for name in REPORTS},
    **addresses_of_questions.ARGS,
}

VIEWING = {
    "parenting_questions.approach": "parenting_questions.view_approach",
    "measure.contentrecord": "measure.view_dossier",
    "measure.dossier": "measure.view_dossier",
    "circles.circle": "circles.view_circle",
    "measure.round": "measure.view_response",
    "meet.gathering": "meet.view_gathering",
    "meet.series": "meet.view_gathering",
    "measure.publication": "measure.view_report",
    "plan.plan": "plan.view_plan",
    "quickscan.scan": "quickscan.view_scan",
    "parenting_questions.bundle": "parenting_questions.view_bundle",
    "parenting_questions.enrolment": "parenting_questions.view_enrolments",
    "parenting_questions.parentgroup": "parenting_questions.view_bundle",
    "parenting_questions.pool": "parenting_questions.view_pool",
    "parenting_questions.question": "parenting_questions.view_question",
}
"""Per kind of thing the widest permission to look at it."""


def _area(world: World) -> Any:
    return _cell(world).area


def _cell(world: World) -> Any:
    return world.round.cells.get()


def release_of(world: World) -> list[Any]:
    return [world.release.made_on.year, world.publication.key, world.release.number]


def _coordinator(world: World) -> int:
    return Membership.objects.get(circle=world.circle, role=Role.COORDINATOR).user_id
