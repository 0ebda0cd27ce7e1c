"""What changes accounts. Writing the line in the log is up to the caller: audit stands above accounts."""

from django.core.mail import send_mail
from django.template.loader import render_to_string

from rondom.foundation.accounts.models import User


def end_sessions(user: User) -> None:
    """Sign this user out everywhere. A session holds a hash of the password; nobody uses the password."""
    user.set_unusable_password()
    user.save(update_fields=["password"])


def open_account(email: str, *, name: str, is_staff: bool = False) -> User:
    """A new account. Raises IntegrityError when the address has one already."""
    return User.objects.create_user(email, name, is_staff=is_staff)


def send_invitation(user: User, *, address: str) -> None:
    """Tell someone that they can sign in, and how. ``address``: the site, as they type it."""
    text = render_to_string("accounts/invitation.txt", {"user": user, "address": address})
    send_mail("U kunt inloggen op Rondom", text, None, [user.email])
