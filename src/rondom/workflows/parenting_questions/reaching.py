"""Whether two ways to reach someone are the same one, however they were typed."""

from collections import Counter
from collections.abc import Iterable

COUNTRY = "31"


def reached_alike(contacts: Iterable[str]) -> set[str]:
    """Those among these that lead to the same telephone or mailbox as another one."""
    by_contact = [(contact, reached_by(contact)) for contact in contacts]
    number = Counter(reached for _, reached in by_contact)
    return {contact for contact, reached in by_contact if number[reached] > 1}


def reached_by(contact: str) -> str:
    """A telephone number as its digits, as one dials it in the Netherlands; an address in small letters."""
    contact = contact.strip()
    if "@" in contact:
        return contact.casefold()
    digits = "".join(str(int(sign)) for sign in contact if sign.isdecimal())
    abroad = contact.startswith(("+", "(+")) or digits.startswith("00")
    digits = digits.removeprefix("00")
    if digits.startswith(COUNTRY) and (abroad or len(digits) == 11):
        return "0" + digits.removeprefix(COUNTRY).lstrip("0")
    if abroad or digits.startswith("0"):
        return digits
    return "0" + digits
