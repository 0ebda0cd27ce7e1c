"""Who may do what with scans."""

from rondom.foundation.access import allow, manages_site
from rondom.foundation.circles.models import Role
from rondom.foundation.circles.rules import (
    coordinates_somewhere,
    has_role,
    is_coordinator,
    is_member,
    is_researcher,
)

allow("quickscan.view_scan", when=is_member)
allow("quickscan.view_together", when=is_coordinator | is_researcher | has_role(Role.POLICY))
allow("quickscan.view_sharing", when=is_coordinator | is_researcher | has_role(Role.POLICY))
allow("quickscan.ask_to_share", when=is_coordinator)
allow("quickscan.agree_to_share", when=has_role(Role.POLICY))
allow("quickscan.stop_sharing", when=is_coordinator | has_role(Role.POLICY))
allow("quickscan.start_wave", when=is_coordinator)
allow("quickscan.prepare_round_table", when=is_coordinator)
allow("quickscan.prepare_half_way", when=is_coordinator)
allow("quickscan.start_improvement", when=is_coordinator)
allow("quickscan.start_scan", when=manages_site | coordinates_somewhere)
