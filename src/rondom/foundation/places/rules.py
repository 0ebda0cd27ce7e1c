"""Who may see and change places and partners.

``places.manage_partners`` (adding, changing and importing partners, and looking at their addresses) is
allowed in the rules of circles: whether someone coordinates a circle can only be asked there.
"""

from rondom.foundation.access import allow, is_signed_in, manages_site

allow("places.view", when=is_signed_in)
allow("places.manage", when=manages_site)
