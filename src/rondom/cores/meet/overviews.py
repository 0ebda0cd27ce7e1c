"""Pictures of a gathering, and what waits for someone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from rondom.cores.meet.models import (
    AgendaPoint,
    Ballot,
    BallotPaper,
    Decision,
    Gathering,
    Moment,
    Option,
    Outcome,
    Participant,
    StancePaper,
    StatementRound,
)
from rondom.cores.meet.models.ballot import BallotState
from rondom.cores.meet.models.decision import CameOut
from rondom.cores.meet.models.gathering import GatheringState
from rondom.cores.meet.models.participant import Answer
from rondom.foundation.came_of import what_came_of
from rondom.foundation.workflow import Waiting

ASK_DAYS = 28
"""So many days back one is asked to read minutes."""


@dataclass(frozen=True, slots=True)
class TimedPoint:
    """A point of the agenda with its time of day; without one while the gathering has no time."""

    number: int
    point: AgendaPoint
    starts_at: datetime | None
    ends_at: datetime | None


def agenda(gathering: Gathering) -> list[TimedPoint]:
    """The agenda: every point starts when the one before it ends."""
    timed, at = [], gathering.starts_at
    for number, point in enumerate(gathering.points.all(), start=1):
        end = at + timedelta(minutes=point.minutes) if at else None
        timed.append(TimedPoint(number, point, at, end))
        at = end
    return timed


def agenda_minutes(gathering: Gathering) -> int:
    """How long all points take together."""
    return sum(point.minutes for point in gathering.points.all())


@dataclass(frozen=True, slots=True)
class Attendance:
    """How many come and came; per role, with those who want no name among them."""

    invited: int
    coming: int
    maybe: int
    not_coming: int
    present: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        return sum(number for _, number in self.present)


def attendance(gathering: Gathering) -> Attendance:
    """Who comes and who came, in numbers."""
    people = list(gathering.participants.all())
    answers = [one.answer for one in people]
    present: dict[str, int] = {}
    for one in people:
        if one.attended:
            present[one.role] = present.get(one.role, 0) + 1
    for count in gathering.head_counts.all():
        present[count.role] = present.get(count.role, 0) + count.number
    return Attendance(
        invited=len(people),
        coming=answers.count(Answer.YES),
        maybe=answers.count(Answer.MAYBE),
        not_coming=answers.count(Answer.NO),
        present=tuple(sorted(present.items())),
    )


@dataclass(frozen=True, slots=True)
class Minutes:
    """What came out: decisions with objections, findings, agreements. No talk word for word."""

    decisions: tuple[Decision, ...]
    outcomes: tuple[Outcome, ...]
    changed_at: datetime | None  # a confirmation from before is about other minutes

    @property
    def is_empty(self) -> bool:
        return not self.decisions and not self.outcomes


def minutes(gathering: Gathering, user: Any = None) -> Minutes:
    """The minutes as they stand now; for a user, with what they may see of what came of it."""
    decisions = tuple(gathering.decisions.prefetch_related("objections", "earlier"))
    outcomes = tuple(gathering.outcomes.prefetch_related("earlier"))
    written = [one.at for one in (*decisions, *outcomes)]
    corrected = [was.at for one in (*decisions, *outcomes) for was in one.earlier.all() if not was.aside]
    follow_up((*decisions, *outcomes), user)
    return Minutes(decisions, outcomes, max((*written, *corrected), default=None))


def follow_up(things: Sequence[CameOut], user: Any) -> None:
    """Fill in what came of these, as far as this user may see it; for nobody there is nothing."""
    found = what_came_of((one.code for one in things), user) if user is not None else {}
    for one in things:
        one.came_of = found.get(one.code, ())


def waiting(user: Any, today: date) -> Iterator[Waiting]:
    """What this user can do now for the gatherings that they see."""
    mine = list(_places_of(user, today))
    yield from _to_answer(mine)
    yield from _to_choose(mine)
    yield from _to_vote(user, mine)
    yield from _to_say(user, mine)
    yield from _to_confirm(mine, today)
    yield from _to_finish(user, today)
    for decision in Decision.objects.to_look_back_on(user, today).select_related("gathering"):
        yield Waiting(
            "Terugkijken op een besluit",
            reverse("meet:decision", args=[decision.gathering_id, decision.pk]),
            str(decision.gathering),
            decision.look_back_on,
        )


def _places_of(user: Any, today: date) -> Sequence[Participant]:
    """Where this user takes part: what is coming, and what was held not long ago."""
    since = timezone.now() - timedelta(days=ASK_DAYS)
    recent = Q(state=GatheringState.CONCEPT) | Q(starts_at__gte=since)
    gatherings = Gathering.objects.visible_to(user).filter(recent)
    places = Participant.objects.filter(user_id=user.pk, gathering__in=gatherings.values("pk"))
    return list(
        places.select_related("gathering", "confirmation").prefetch_related(
            "gathering__moments", "moment_answers"
        )
    )


def _to_answer(places: Sequence[Participant]) -> Iterator[Waiting]:
    for place in places:
        gathering = place.gathering
        over = gathering.starts_at is not None and gathering.starts_at < timezone.now()
        if gathering.is_planned and not over and not place.answer:
            yield Waiting("Laten weten of u komt", _address(gathering), str(gathering), gathering.day)


def _to_choose(places: Sequence[Participant]) -> Iterator[Waiting]:
    for place in places:
        gathering = place.gathering
        answered = {one.moment_id for one in place.moment_answers.all()}
        if gathering.is_concept and {one.pk for one in gathering.moments.all()} - answered:
            yield Waiting(
                "Kiezen wanneer u kunt", reverse("meet:moments", args=[gathering.pk]), str(gathering)
            )


def _to_vote(user: Any, places: Sequence[Participant]) -> Iterator[Waiting]:
    """Open ballots of what is coming, such as prework for a round table, where this user gave no dots yet."""
    coming = [one.gathering_id for one in places if one.gathering.is_coming]
    given = BallotPaper.objects.filter(participant__user_id=user.pk).values("ballot")
    open_ = Ballot.objects.filter(state=BallotState.OPEN, gathering__in=coming).exclude(pk__in=given)
    for ballot in open_.select_related("gathering"):
        address = reverse("meet:ballot", args=[ballot.gathering_id, ballot.pk])
        yield Waiting(f"Stippen geven: {ballot}", address, str(ballot.gathering), ballot.gathering.day)


def _to_say(user: Any, places: Sequence[Participant]) -> Iterator[Waiting]:
    """Open rounds of statements of what is coming, where this user said nothing yet."""
    coming = [one.gathering_id for one in places if one.gathering.is_coming]
    said = StancePaper.objects.filter(participant__user_id=user.pk).values("round")
    open_ = StatementRound.objects.filter(state=BallotState.OPEN, gathering__in=coming).exclude(pk__in=said)
    for round_ in open_.select_related("gathering"):
        address = reverse("meet:statements", args=[round_.gathering_id, round_.pk])
        yield Waiting(f"Stellingen: {round_}", address, str(round_.gathering), round_.gathering.day)


def _to_confirm(places: Sequence[Participant], today: date) -> Iterator[Waiting]:
    for place in places:
        asked = place.gathering.is_held and place.attended is not False and not place.leads
        if asked and not hasattr(place, "confirmation"):
            address = reverse("meet:minutes", args=[place.gathering_id])
            yield Waiting("Het verslag lezen en bevestigen", address, str(place.gathering))


def _to_finish(user: Any, today: date) -> Iterator[Waiting]:
    visible = Gathering.objects.visible_to(user)
    over = visible.led_by(user).filter(state=GatheringState.PLANNED, ends_at__lt=timezone.now())
    for gathering in over:
        yield Waiting(
            "Noteren wie er was en wat eruit kwam", _address(gathering), str(gathering), gathering.day
        )


def _address(gathering: Gathering) -> str:
    return reverse("meet:gathering", args=[gathering.pk])


@dataclass(frozen=True, slots=True)
class Left:
    """The clock of one point: until when, and how many minutes are left (below zero: over time)."""

    until: datetime
    minutes: int


def minutes_left(timed: TimedPoint, now: datetime) -> Left | None:
    """Counted from when the group began with the point; nothing before that."""
    if timed.point.began_at is None:
        return None
    until = timed.point.began_at + timedelta(minutes=timed.point.minutes)
    return Left(until, round((until - now).total_seconds() / 60))


def dots_given(ballot: Ballot, participant: Participant | None) -> dict[str, int | str]:
    """The dots of one participant, by the name of the field in the form."""
    paper = ballot.papers.filter(participant=participant).first() if participant else None
    if paper is None:
        return {}
    given: dict[str, int | str] = {f"o{dots.option_id}": dots.number for dots in paper.dots.all()}
    return {**given, "group": paper.group} if ballot.groups else given


@dataclass(frozen=True, slots=True)
class Totals:
    """What came out of a ballot: per option the dots of all, and of every group that may be shown."""

    ballot: Ballot
    groups: tuple[str, ...]  # name, with how many voted
    rows: tuple[tuple[Option, tuple[int, ...]], ...]  # most dots first


def totals(ballot: Ballot) -> Totals:
    """Of a ballot that is closed; before that there is nothing to count."""
    options = sorted(ballot.options.all(), key=lambda one: one.order)
    counted = [(one, tuple(group["dots"][at] for group in ballot.by_group)) for at, one in enumerate(options)]
    return Totals(
        ballot=ballot,
        groups=tuple(f"{group['name']} ({group['voters']})" for group in ballot.by_group),
        rows=tuple(sorted(counted, key=lambda row: (-row[0].dots, row[0].order))),
    )


def counted_at(point: AgendaPoint) -> list[Totals]:
    """What came out of the closed ballots that belong to a point of the agenda."""
    closed = point.ballots.filter(state=BallotState.CLOSED).prefetch_related("options")
    return [totals(one) for one in closed]


@dataclass(frozen=True, slots=True)
class MomentCount:
    """How many can come at one moment."""

    moment: Moment
    yes: int
    maybe: int
    no: int


def moment_counts(gathering: Gathering) -> list[MomentCount]:
    """Every moment with its answers; in the order of time."""
    counted = []
    for moment in gathering.moments.prefetch_related("answers"):
        said = [one.answer for one in moment.answers.all()]
        counted.append(
            MomentCount(moment, said.count(Answer.YES), said.count(Answer.MAYBE), said.count(Answer.NO))
        )
    return counted
