"""Who may do what with instruments, rounds and their results."""

from rondom.foundation.access import allow, is_signed_in, manages_site
from rondom.foundation.circles.rules import (
    coordinates_somewhere,
    is_coordinator,
    is_member,
    is_researcher,
    studies_somewhere,
)

allow("measure.view_instruments", when=is_signed_in)
allow("measure.manage_instruments", when=manages_site | coordinates_somewhere | studies_somewhere)

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

# A reader of a report may see what its sentence about comparing groups rests on.
allow("measure.view_dossier", when=is_member)
allow("measure.make_dossier", when=is_coordinator | is_researcher)
allow("measure.record_content", when=is_coordinator | is_researcher)
