"""Questions taken together, on their way from a signal to an answer that parents hear.

``seen`` is the mark of what stood there when someone who came second chose their own text.
"""

from datetime import date

from django.db import transaction

from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.places.models import WorkArea
from rondom.foundation.refusals import Refused
from rondom.wording import identifying
from rondom.workflows.parenting_questions.actions.revising import revise
from rondom.workflows.parenting_questions.models import Bundle, Pool, Theme
from rondom.workflows.parenting_questions.models.bundle import Answer, BundleState
from rondom.workflows.parenting_questions.models.question import QuestionState
from rondom.workflows.parenting_questions.models.written import mark
from rondom.workflows.parenting_questions.signals import signal_of

NO_SIGNAL = (
    "Dit is nog geen signaal. Het is te weinig gevraagd, of bij één organisatie. "
    "U kunt ouders wel al laten weten wat u met hun vraag doet."
)


@transaction.atomic
def bundle_questions(pool: Pool, *, theme: Theme, area: WorkArea, today: date, by: User) -> Bundle:
    """Take every question of this theme and neighbourhood together that is in no bundle yet.

    They join the bundle that is there and of which nothing was said yet: so they count with those, and who
    is second, or sends it again, gets that one.
    """
    free = list(
        pool.questions.select_for_update()
        .filter(theme=theme, area=area, state=QuestionState.CODED)
        .order_by("week", "pk")
    )
    waiting = pool.bundles.select_for_update(no_key=True).filter(state=BundleState.BUNDLED)
    bundle = waiting.filter(theme=theme, area=area).first()
    if not free:
        if bundle is None:
            raise Refused("Er zijn geen vragen meer om samen te nemen. Misschien deed een collega dit net.")
        return bundle
    if bundle is None:
        bundle = Bundle(circle=pool.circle, pool=pool, theme=theme, area=area)
    bundle.since = min(filter(None, (bundle.since, free[0].week)))
    bundle.until = max(filter(None, (bundle.until, free[-1].week)))
    bundle.save()
    pool.questions.filter(pk__in=[one.pk for one in free]).update(state=QuestionState.BUNDLED, bundle=bundle)
    record(by, "parenting_questions.questions_bundled", bundle, questions=len(free), theme=theme.code)
    return bundle


@transaction.atomic
def raise_signal(bundle: Bundle, *, today: date, by: User) -> None:
    """It is asked often, or more than before, and not in one organisation alone."""
    bundle = _going_to(bundle, BundleState.SIGNAL)
    found = signal_of(bundle, today)
    if not found:
        raise Refused(NO_SIGNAL)
    bundle.signal_on = bundle.signal_on or today
    _moved(bundle, by, "signal_raised", rising=found.rises)


@transaction.atomic
def interpret_bundle(bundle: Bundle, *, behind: str, by: User, seen: str = "") -> None:
    """What lies behind it, in the words of those who looked at it together."""
    bundle = _going_to(bundle, BundleState.INTERPRETED, seen)
    bundle.behind = _text(behind, "Schrijf op wat erachter zit.")
    _moved(bundle, by, "bundle_interpreted")


@transaction.atomic
def decide_bundle(bundle: Bundle, *, answer: str, reason: str, by: User, seen: str = "") -> None:
    """What will be done, and why that."""
    bundle = _going_to(bundle, BundleState.DECIDED, seen)
    if answer not in Answer.values:
        raise Refused("Kies wat u gaat doen.")
    if answer != Answer.GROUP and bundle.groups.exists():
        raise Refused("Er is al een groep begonnen. Het besluit blijft dan een groep voor ouders.")
    bundle.answer, bundle.reason = answer, _text(reason, "Schrijf op waarom u dit kiest.")
    _moved(bundle, by, "bundle_decided", answer=answer)


@transaction.atomic
def give_back(bundle: Bundle, *, told: str, today: date, by: User, seen: str = "") -> None:
    """Whoever asked one of these questions reads this, with the code that they kept. Later it can be
    made better.
    """
    bundle = _going_to(bundle, BundleState.RETURNED, seen)
    before, bundle.told = bundle.told, _text(told, "Schrijf op wat ouders terughoren.")
    bundle.returned_on = bundle.returned_on or today
    questions = bundle.questions.filter(state=QuestionState.BUNDLED).update(state=QuestionState.RETURNED)
    if before:
        _moved(bundle, by, "told_better")
    else:
        _moved(bundle, by, "bundle_returned", questions=questions)


@transaction.atomic
def close_bundle(bundle: Bundle, *, by: User) -> None:
    """Nothing more will be done with these questions; what was told stays to be read."""
    bundle = _going_to(bundle, BundleState.CLOSED)
    bundle.questions.filter(state=QuestionState.RETURNED).update(state=QuestionState.CLOSED)
    _moved(bundle, by, "bundle_closed")


@transaction.atomic
def set_thresholds(
    pool: Pool,
    *,
    families: int,
    reporters: int,
    organisations: int,
    months: int,
    by: User,
    revision: int | None = None,
) -> None:
    """From when something is a signal. Raises Overtaken."""
    thresholds = {
        "families": families,
        "reporters": reporters,
        "organisations": organisations,
        "months": months,
    }
    if revise(pool, thresholds, revision=revision):
        record(by, "parenting_questions.thresholds_set", pool, **thresholds)


def _going_to(bundle: Bundle, state: BundleState, seen: str = "") -> Bundle:
    bundle.refresh_from_db(from_queryset=Bundle.objects.select_for_update())
    if bundle.state != state or seen != mark(bundle.written):
        bundle.require_next(state)
    bundle.state = state
    return bundle


def _moved(bundle: Bundle, by: User, what: str, **facts: object) -> None:
    bundle.save()
    record(by, f"parenting_questions.{what}", bundle, **facts)


def _text(text: str, missing: str) -> str:
    text = text.strip()
    if not text:
        raise Refused(missing)
    if clues := [clue.text for clue in identifying(text) if clue.certain]:
        raise Refused(f"Haal dit eerst weg: {', '.join(clues)}. Het kan naar iemand leiden.")
    return text
