"""Who may do what with instruments, rounds and their results."""

from typing import Any

from rondom.foundation.access import allow, is_signed_in, manages_site, rule
from rondom.foundation.circles.models import Membership, Role
from rondom.foundation.circles.rules import is_coordinator, is_member, is_researcher


@rule
def coordinates_or_studies_somewhere(user: Any, subject: Any) -> bool:
    """Someone who coordinates or studies in at least one circle."""
    roles = [Role.COORDINATOR, Role.RESEARCHER]
    return Membership.objects.filter(user_id=user.pk, role__in=roles).exists()


allow("measure.view_instruments", when=is_signed_in)
allow("measure.manage_instruments", when=manages_site | coordinates_or_studies_somewhere)

allow("measure.view_round", when=is_coordinator | is_researcher)
allow("measure.view_response", when=is_member)
allow("measure.prepare_round", when=is_coordinator)
allow("measure.open_round", when=is_coordinator)
allow("measure.hand_out_codes", when=is_coordinator)
allow("measure.close_round", when=is_coordinator)
allow("measure.import_answers", when=is_coordinator | is_researcher)
allow("measure.moderate", when=is_coordinator)
allow("measure.export_answers", when=is_researcher)
allow("measure.publish", when=is_coordinator)
allow("measure.withdraw", when=is_coordinator)
allow("measure.view_report", when=is_member)
