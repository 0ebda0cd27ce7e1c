"""Who may do what with parents' questions."""

from typing import Any

from rondom.foundation.access import allow, manages_site, rule
from rondom.foundation.circles.models import PROFESSIONAL_ROLES
from rondom.foundation.circles.rules import (
    coordinates_somewhere,
    has_role,
    has_role_somewhere,
    is_coordinator,
    is_member,
    is_researcher,
)
from rondom.workflows.parenting_questions.models import Approach

is_professional = has_role(*PROFESSIONAL_ROLES)
is_professional_somewhere = has_role_somewhere(*PROFESSIONAL_ROLES)


@rule
def is_shared(user: Any, subject: Any) -> bool:
    """A dossier that its coordinator shares with other municipalities."""
    return isinstance(subject, Approach) and subject.shared


allow("parenting_questions.start_pool", when=manages_site | coordinates_somewhere)
allow("parenting_questions.view_pool", when=is_member)
allow("parenting_questions.log_question", when=is_professional)
allow("parenting_questions.view_question", when=is_professional)
allow("parenting_questions.screen_question", when=is_coordinator)
allow("parenting_questions.code_question", when=is_coordinator | is_researcher)
allow("parenting_questions.view_signals", when=is_member)
allow("parenting_questions.view_bundle", when=is_professional)
allow("parenting_questions.work_on_bundle", when=is_coordinator)
allow("parenting_questions.view_enrolments", when=is_coordinator)
allow("parenting_questions.view_approach", when=is_professional | (is_shared & is_professional_somewhere))
