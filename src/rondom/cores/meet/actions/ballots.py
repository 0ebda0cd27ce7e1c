"""Dividing dots. While a ballot is open people can change theirs; when it closes only totals are left."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from rondom.cores.meet.actions.polling import locked, open_polling, paper_of, require_own
from rondom.cores.meet.counting import count_by_group
from rondom.cores.meet.models import AgendaPoint, Ballot, Dots, Gathering, Option, Participant
from rondom.cores.meet.models.ballot import BallotState
from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.refusals import Refused


@transaction.atomic
def prepare_ballot(
    gathering: Gathering,
    *,
    question: str,
    dots: int,
    options: Sequence[str],
    explanation: str = "",
    point: AgendaPoint | None = None,
    group_question: str = "",
    groups: Sequence[str] = (),
    by: User,
) -> Ballot:
    """A question with things to choose from; ``groups`` are those to which a voter may say they belong."""
    gathering.require_writing()
    if len(options) < 2:
        raise Refused("Geef minstens twee keuzes.")
    ballot = gathering.ballots.create(
        question=question,
        explanation=explanation,
        dots=dots,
        point=gathering.own(point),
        group_question=group_question,
        groups=list(groups),
    )
    Option.objects.bulk_create(
        Option(ballot=ballot, order=order, text=text) for order, text in enumerate(options, start=1)
    )
    record(by, "meet.ballot_prepared", gathering, options=len(options), dots=dots)
    return ballot


@transaction.atomic
def open_ballot(ballot: Ballot, *, by: User) -> None:
    """From now on people can give their dots."""
    open_polling(ballot)
    record(by, "meet.ballot_opened", ballot.gathering)


@transaction.atomic
def give_dots(
    ballot: Ballot,
    *,
    dots: Mapping[int, int],
    participant: Participant | None = None,
    paper_number: int | None = None,
    group: str = "",
    by: User | None,
) -> None:
    """The dots of one person, by option. A participant may change theirs; a numbered paper counts once.

    ``group`` is what they say of themselves, if the ballot asks and they want to say.
    """
    current = locked(ballot)
    current.require_open()
    given = {option: number for option, number in dots.items() if number}
    if not given or any(number < 0 for number in given.values()) or sum(given.values()) > current.dots:
        raise Refused(f"Verdeel 1 tot {current.dots} stippen.")
    if current.options.filter(pk__in=given).count() != len(given):
        raise Refused(_("Kies uit de lijst."))
    if group and group not in current.groups:
        raise Refused(_("Kies uit de lijst waar u bij hoort, of laat het open."))
    require_own(current, participant)
    paper = paper_of(current.papers, participant, paper_number, by)
    paper.group = group
    paper.save(update_fields=["group"])
    paper.dots.all().delete()
    Dots.objects.bulk_create(
        Dots(paper=paper, option_id=option, number=number) for option, number in given.items()
    )
    record(by, "meet.dots_given", current.gathering, from_paper=paper_number is not None)


@transaction.atomic
def close_ballot(ballot: Ballot, *, by: User) -> None:
    """Count, and forget who gave which dot. Of small groups only the dots of all together are kept."""
    current = locked(ballot)
    current.require_next(BallotState.CLOSED)
    totals = dict(
        Dots.objects.filter(paper__ballot=current)
        .order_by()
        .values("option")
        .annotate(n=Sum("number"))
        .values_list("option", "n")
    )
    options = list(current.options.all())
    for option in options:
        option.dots = totals.get(option.pk, 0)
    Option.objects.bulk_update(options, ["dots"])
    current.voters = current.papers.count()
    if current.groups:
        papers = current.papers.prefetch_related("dots")
        given = [(one.group, {dots.option_id: dots.number for dots in one.dots.all()}) for one in papers]
        current.by_group = count_by_group(given, [option.pk for option in options])
    current.papers.all().delete()
    current.state = BallotState.CLOSED
    current.save(update_fields=["state", "voters", "by_group"])
    record(by, "meet.ballot_closed", current.gathering, voters=current.voters)
