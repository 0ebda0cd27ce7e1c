"""Who manages accounts."""

from rondom.foundation.access import allow, manages_site

allow("accounts.manage", when=manages_site)
