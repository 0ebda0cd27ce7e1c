"""What waits for someone, and where questions stand in every neighbourhood."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Min, Q, Sum
from django.urls import reverse

from rondom.foundation.access import may
from rondom.foundation.circles.models import roles_remembered
from rondom.foundation.places.models import WorkArea
from rondom.foundation.workflow import Standing, Waiting
from rondom.workflows.parenting_questions import quarters
from rondom.workflows.parenting_questions.models import (
    Bundle,
    Enrolment,
    Pool,
    Question,
    Theme,
)
from rondom.workflows.parenting_questions.models.bundle import BundleState
from rondom.workflows.parenting_questions.models.group import ANNOUNCED
from rondom.workflows.parenting_questions.models.question import ANSWERED_WITHIN, QuestionState
from rondom.workflows.parenting_questions.unfinished import unfinished


def waiting(user: Any, today: date) -> list[Waiting]:
    """Questions to read, to give a theme and to give an answer back to, and groups to look back on."""
    pools = list(Pool.objects.visible_to(user).select_related("circle"))
    numbers = _numbers(pools, today)
    with roles_remembered(user):
        questions = [thing for pool in pools for thing in _about(user, pool, numbers.get(pool.pk, {}))]
    return [*_to_tell(user), *questions, *unfinished(user, today)]


def _to_tell(user: Any) -> Iterator[Waiting]:
    """Parents who moved up and do not know it; for the coordinator, who alone sees who joined."""
    untold = Enrolment.objects.visible_to(user).placed().filter(told=False, group__state__in=ANNOUNCED)
    groups = untold.order_by("group").values("group", "group__pool", "group__name", "group__starts_on")
    for one in groups.annotate(parents=Count("pk")):
        whom = "deze ouder" if one["parents"] == 1 else f"{one['parents']} ouders"
        address = reverse("parenting_questions:enrolments", args=[one["group__pool"], one["group"]])
        yield Waiting(
            f"Laat {whom} weten dat er plek is", address, one["group__name"], one["group__starts_on"]
        )


def _about(user: Any, pool: Pool, numbers: dict[str, Any]) -> Iterator[Waiting]:
    asked = (
        ("new", "parenting_questions.screen_question", "screen", "nalezen"),
        ("screened", "parenting_questions.code_question", "code", "een thema geven"),
        ("unreturned", "parenting_questions.work_on_bundle", "signals", "nog niet teruggekoppeld"),
    )
    for kind, permission, page, verb in asked:
        if (number := numbers.get(kind, 0)) and may(user, permission, pool):
            words = "vraag" if number == 1 else "vragen"
            address = reverse(f"parenting_questions:{page}", args=[pool.pk])
            day = numbers["oldest"] + ANSWERED_WITHIN if kind == "unreturned" else None
            yield Waiting(f"{number} {words} {verb}", address, str(pool), day)


def _numbers(pools: list[Pool], today: date) -> dict[int, dict[str, Any]]:
    questions = Question.objects.filter(pool__in=pools).order_by()
    unreturned = Question.objects.unreturned_on(today).values("pk")
    found = questions.values("pool").annotate(
        new=Count("pk", filter=Q(state=QuestionState.NEW)),
        screened=Count("pk", filter=Q(state=QuestionState.SCREENED)),
        unreturned=Count("pk", filter=Q(pk__in=unreturned)),
        oldest=Min("week", filter=Q(pk__in=unreturned)),
    )
    return {one["pool"]: dict(one) for one in found}


def standing(user: Any) -> list[Standing]:
    """Every neighbourhood of every pool that this user sees."""
    pools = Pool.objects.visible_to(user).prefetch_related("areas")
    heard = Question.objects.filter(pool__in=pools).pooled().order_by().values("pool", "area")
    numbers = {(one["pool"], one["area"]): one["heard"] for one in heard.annotate(heard=Sum("heard"))}
    furthest = _furthest(pools)
    return [
        Standing(
            work_area_id=area.pk,
            title=str(pool),
            address=pool.get_absolute_url(),
            stage=STAGES[place],
            tone="good" if numbers.get((pool.pk, area.pk)) else "",
            answered="–",
            area=area.name,
            place=place,
        )
        for pool in pools
        for area in pool.areas.all()
        for place in [furthest.get((pool.pk, area.pk), 0)]
    ]


BUNDLE_STATES = list(BundleState)
STAGES = (
    "vragen verzamelen",
    "vragen samengenomen",
    "signaal",
    "signaal geduid",
    "besloten",
    "teruggekoppeld",
)
"""Where questions in a neighbourhood stand: as far as the bundle that is furthest and not done."""


def _furthest(pools: Iterable[Pool]) -> dict[tuple[int, int], int]:
    bundles = Bundle.objects.filter(pool__in=pools).exclude(state=BundleState.CLOSED).order_by()
    found: dict[tuple[int, int], int] = {}
    for pool, area, state in bundles.values_list("pool", "area", "state").distinct():
        place = BUNDLE_STATES.index(BundleState(state)) + 1
        found[pool, area] = max(place, found.get((pool, area), 0))
    return found


@dataclass(frozen=True, slots=True)
class Progress:
    """How many questions a pool holds, by how far they are."""

    new: int
    screened: int
    pooled: int
    returned: int


def progress(pool: Pool) -> Progress:
    """Counts of a whole pool: they say nothing about a neighbourhood or an organisation."""
    states = QuestionState
    found = pool.questions.aggregate(
        new=Count("pk", filter=Q(state=states.NEW)),
        screened=Count("pk", filter=Q(state=states.SCREENED)),
        pooled=Count("pk", filter=Q(state__in=[states.CODED, states.BUNDLED])),
        returned=Count("pk", filter=Q(state__in=[states.RETURNED, states.CLOSED])),
    )
    return Progress(**found)


@dataclass(frozen=True, slots=True)
class Loose:
    """Questions of one theme in one neighbourhood that nobody took together yet."""

    theme: Theme
    area: WorkArea
    questions: int


def loose(pool: Pool) -> list[Loose]:
    """For those who read the questions themselves: what can be taken together."""
    free = pool.questions.filter(state=QuestionState.CODED).order_by()
    counted = free.values("theme", "area").annotate(questions=Count("pk"))
    themes, areas = pool.themes.in_bulk(), {area.pk: area for area in pool.areas.all()}
    found = [Loose(themes[one["theme"]], areas[one["area"]], one["questions"]) for one in counted]
    return sorted(found, key=lambda one: (-one.questions, one.theme.label, one.area.name))


def to_count(pool: Pool, today: date) -> list[date]:
    """Quarters that ended, in which something was asked, and that were not counted yet."""
    first = pool.questions.aggregate(first=Min("week"))["first"]
    done = set(pool.quarter_counts.values_list("quarter", flat=True))
    return [one for one in quarters.ended(first, today) if one not in done] if first else []
