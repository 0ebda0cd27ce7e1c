"""Gatherings as iCalendar: an invitation for one person, and someone's own calendar.

Titles are neutral and nobody is named: calendars are often shared. Times are in UTC: every program reads it.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parseaddr

from django.conf import settings
from icalendar import Calendar, Conference, Event, vCalAddress

from rondom.cores.meet.models import Gathering

REQUEST, CANCEL = "REQUEST", "CANCEL"
ONLINE = "Online meedoen"


def invitation(gathering: Gathering, *, to: str, now: datetime) -> tuple[str, str]:
    """What goes with a mail: the method (REQUEST, or CANCEL when it was called off) and the file."""
    method = CANCEL if gathering.is_cancelled else REQUEST
    calendar = _calendar()
    calendar.add("method", method)
    event = _event(gathering, now)
    event.add("organizer", f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
    attendee = vCalAddress(f"mailto:{to}")
    attendee.params["RSVP"] = "FALSE"  # one answers on the page: nobody reads mail to the site
    event.add("attendee", attendee)
    if gathering.place:
        event.add("location", gathering.place)
    if gathering.link:
        _add_link(event, gathering.link)
    calendar.add_component(event)
    return method, _text(calendar)


def _add_link(event: Event, link: str) -> None:
    """Where to take part online, twice: few programs make a button of CONFERENCE yet, all show the words."""
    event.conferences = [Conference(link, feature="AUDIO,VIDEO", label=ONLINE)]
    event.add("description", f"{ONLINE}: {link}")


def feed(gatherings: Iterable[tuple[Gathering, str]], *, now: datetime) -> str:
    """Someone's calendar: every gathering with the address of its page, which asks who reads it. The link to
    take part online lets in whoever has it, so it is not here."""
    calendar = _calendar()
    calendar.add("x-wr-calname", "Rondom")
    for gathering, address in gatherings:
        event = _event(gathering, now)
        event.add("url", address)
        calendar.add_component(event)
    return _text(calendar)


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Rondom//bijeenkomsten//NL")
    calendar.add("version", "2.0")
    return calendar


def _event(gathering: Gathering, now: datetime) -> Event:
    assert gathering.starts_at is not None
    assert gathering.ends_at is not None
    event = Event()
    event.add("uid", f"{gathering.uid}@rondom")
    event.add("sequence", gathering.sequence)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", gathering.starts_at.astimezone(UTC))
    event.add("dtend", gathering.ends_at.astimezone(UTC))
    event.add("summary", gathering.neutral_title)
    event.add("status", "CANCELLED" if gathering.is_cancelled else "CONFIRMED")
    return event


def _text(calendar: Calendar) -> str:
    written = calendar.to_ical()
    assert isinstance(written, bytes)
    return written.decode()
