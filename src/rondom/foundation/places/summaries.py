"""What an import did, in sentences: the same on a page and in a terminal."""

from collections.abc import Iterator

from rondom.foundation.places.actions.boundaries import Drawn
from rondom.foundation.places.actions.figures import Imported
from rondom.ui.templatetags.rondom import counted


def imported_lines(done: Imported) -> Iterator[str]:
    """What came in, what is unknown, and what was left out."""
    years = ", ".join(str(year) for year in done.years)
    yield f"{done.publication}: {done.figures} cijfers over {years}, voor de gebieden van {done.division}."
    yield f"{done.new_places} gebieden zijn nieuw. {done.unknown} cijfers zijn onbekend en blijven leeg."
    if done.ignored_columns:
        yield f"{counted(done.ignored_columns, 'kolom,kolommen')} gebruikt Rondom niet."
    if done.other_regions:
        yield f"{done.other_regions} rijen gaan over provincies en dergelijke. Die zijn overgeslagen."


def drawn_lines(done: Drawn) -> Iterator[str]:
    """How many borders came in, and how much smaller they became."""
    yield f"{done.boundaries} grenzen ingelezen voor de gebieden van {done.division}."
    yield f"{done.new_places} gebieden zijn nieuw."
    yield f"De {done.points_before} punten zijn vereenvoudigd tot {done.points_after}."
    if done.without_code:
        yield f"{done.without_code} vlakken hebben geen CBS-code of zijn water. Die zijn overgeslagen."
