"""What changes accounts. Writing the line in the log is up to the caller: audit stands above accounts."""

from rondom.foundation.accounts.models import User


def end_sessions(user: User) -> None:
    """Sign this user out everywhere. A session holds a hash of the password; nobody uses the password."""
    user.set_unusable_password()
    user.save(update_fields=["password"])
