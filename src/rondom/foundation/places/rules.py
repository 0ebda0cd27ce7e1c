"""Who may see and change places.

``places.manage_partners`` (adding, changing and importing partners, and seeing their addresses) is allowed in
the rules of circles: only there it is known who coordinates. Pages ask it about SITE (may you do this
anywhere) and about a municipality.
"""

from rondom.foundation.access import allow, is_signed_in, manages_site

allow("places.view", when=is_signed_in)
allow("places.manage", when=manages_site)
