"""Quarters: what is counted is counted per quarter that has ended."""

from datetime import date, timedelta


def quarter_of(day: date) -> date:
    """The first day of the quarter that a day is in."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def after(quarter: date) -> date:
    """The first day of the next quarter."""
    return date(quarter.year + (quarter.month + 2) // 12, (quarter.month + 2) % 12 + 1, 1)


def before(day: date) -> date:
    """The first day of the last quarter that ended before this day."""
    return quarter_of(quarter_of(day) - timedelta(days=1))


def said(quarter: date) -> str:
    """How a quarter is called on a page."""
    return f"{(quarter.month + 2) // 3}e kwartaal {quarter.year}"


def ended(since: date, today: date) -> list[date]:
    """The quarters from the one of ``since`` that have ended, oldest first."""
    found, quarter = [], quarter_of(since)
    while after(quarter) <= today:
        found.append(quarter)
        quarter = after(quarter)
    return found
