"""A question on its way: written down, read by one person, given a theme."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from rondom.cores.measure.sealing import code_for, is_code, lookup, lookups, new_code
from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.places.models import Organisation, WorkArea
from rondom.foundation.refusals import Refused
from rondom.wording import Clue, Danger, danger, identifying
from rondom.workflows.parenting_questions.models import Pool, Question, Theme
from rondom.workflows.parenting_questions.models.question import (
    LONGEST,
    AgeGroup,
    Channel,
    QuestionState,
    WithheldFor,
)
from rondom.workflows.parenting_questions.themes import SAFETY

TWICE = "Het kaartje met deze code is al overgenomen. Het telt één keer."


class Identifying(ValueError):
    """The text could lead to a person: it is not kept. ``clues`` say where."""

    def __init__(self, clues: tuple[Clue, ...]) -> None:
        super().__init__("identifying text")
        self.clues = clues


class AboutSafety(Exception):
    """The question is about danger: it is not kept, help lines are shown."""


class AskAboutSafety(Exception):
    """The words may be about danger: whoever writes is asked first."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What someone writes down. ``no_names``: they looked at words that might be names, and say none is.
    ``not_unsafe``: they say that it is not about danger at home.
    """

    text: str
    area: WorkArea
    age_group: str = AgeGroup.ALL
    heard: int = 1
    theme: Theme | None = None
    no_names: bool = False
    not_unsafe: bool = False


@transaction.atomic
def log_question(
    pool: Pool,
    asked: Asked,
    *,
    channel: str,
    today: date,
    by: User | None,
    organisation: Organisation | None = None,
    card: str = "",
    key: uuid.UUID | None = None,
) -> tuple[Question, str]:
    """Keep a question, and give the code with which whoever asked sees what became of it.

    A question on a card has its code already: the one on the card, which counts once.

    Raises Identifying or AboutSafety, and then keeps nothing. A question of a parent is written in no log:
    who asked when is nobody's business. Sent again with the same key it is the same question and code.
    """
    text = " ".join(asked.text.split())
    require_fit_to_keep(text, asked)
    if not pool.areas.filter(pk=asked.area.pk).exists():
        raise Refused(_("Deze wijk doet niet mee. Kies een wijk uit de lijst."))
    if card and not is_code(card):
        raise Refused("Dit is geen code van een kaartje. Dat zijn drie woorden en drie cijfers.")
    sent = _sent_with(key, pool) if key else None
    if key and sent and (sent.text, sent.area) == (text, asked.area):
        return sent, card or code_for(key)
    if card and Question.objects.filter(lookup__in=lookups(card)).exists():
        raise Refused(TWICE)
    code = card or (code_for(key) if key and not sent else new_code())
    try:
        with transaction.atomic():
            question = Question.objects.create(
                circle=pool.circle,
                pool=pool,
                area=asked.area,
                text=text,
                age_group=asked.age_group,
                heard=asked.heard,
                week=today - timedelta(days=today.weekday()),
                channel=channel,
                organisation=organisation,
                reporter=reporter_of(pool, by, today) if by else "",
                lookup=lookup(code),
                theme=asked.theme,
                key=None if sent else key,
            )
    except IntegrityError:
        raise Refused(TWICE) from None
    if by is not None and channel != Channel.PARENT:
        record(by, "parenting_questions.question_logged", pool, channel=str(channel), heard=asked.heard)
    return question, code


def _sent_with(key: uuid.UUID, pool: Pool) -> Question | None:
    """What came with this form before. A browser may send a form twice at one moment: one waits."""
    Pool.objects.select_for_update(no_key=True).get(pk=pool.pk)
    return pool.questions.select_related("area").filter(key=key).first()


def require_fit_to_keep(text: str, asked: Asked) -> None:
    """Raise when a text is empty, leads to a person, or asks for help at once."""
    if len(text) < 5:
        raise Refused(_("Schrijf de vraag op in een zin."))
    if len(text) > LONGEST:
        too_long = _("De vraag is %(length)s tekens lang. Maak hem korter dan %(most)s tekens.")
        raise Refused(too_long % {"length": len(text), "most": LONGEST})
    require_harmless(text, asked)


def require_harmless(text: str, asked: Asked) -> None:
    """Raise when a text leads to a person, or asks for help at once."""
    found = danger(text)
    if found is Danger.CLEAR or (asked.theme and asked.theme.code == SAFETY):
        raise AboutSafety
    clues = tuple(clue for clue in identifying(text) if clue.certain or not asked.no_names)
    if clues:
        raise Identifying(clues)
    if found is Danger.ASK and not asked.not_unsafe:
        raise AskAboutSafety


def reporter_of(pool: Pool, user: User, today: date) -> str:
    """Tells professionals apart within a quarter; not who it is, nor whether someone comes back later."""
    quarter = f"{today.year}-{(today.month - 1) // 3}"
    return salted_hmac("rondom.parenting_questions", f"{pool.pk}:{quarter}:{user.pk}").hexdigest()


@transaction.atomic
def screen_question(question: Question, *, by: User, text: str, theme: Theme | None = None) -> None:
    """One person read it: it may count, at once when its theme is clear.

    Names that slipped through can be taken out here.
    """
    question = _locked(question)
    question.require_next(QuestionState.SCREENED)
    asked = Asked(text, question.area, no_names=True, not_unsafe=True)
    words = " ".join(text.split())
    require_fit_to_keep(words, asked)
    changed, question.text = words != question.text, words
    question.state = QuestionState.SCREENED
    question.save(update_fields=["text", "state"])
    record(by, "parenting_questions.question_screened", question, changed=changed)
    if theme is not None:
        code_question(question, theme=theme, by=by)


@transaction.atomic
def withhold_question(question: Question, *, reason: str, by: User) -> None:
    """It never counts, and its text is gone. Whoever asked reads why."""
    question = _locked(question)
    question.require_next(QuestionState.WITHHELD)
    if reason not in WithheldFor.values:
        raise Refused("Kies waarom de vraag weg moet. Er is nog niets weggehaald.")
    question.text, question.state, question.withheld_for = "", QuestionState.WITHHELD, WithheldFor(reason)
    question.save(update_fields=["text", "state", "withheld_for"])
    record(by, "parenting_questions.question_withheld", question, withheld_for=reason)


@transaction.atomic
def code_question(question: Question, *, theme: Theme, by: User) -> None:
    """Give it its theme; from now on it counts for that theme."""
    question = _locked(question)
    question.require_next(QuestionState.CODED)
    if theme.pool_id != question.pool_id or not theme.in_use:
        raise Refused("Kies een thema uit het codeboek van deze vragenpot.")
    if theme.code == SAFETY:
        raise Refused(
            "Een vraag over veiligheid thuis telt nergens mee. Haal hem weg, en bel zo nodig Veilig Thuis."
        )
    question.theme, question.state = theme, QuestionState.CODED
    question.save(update_fields=["theme", "state"])
    record(by, "parenting_questions.question_coded", question, theme=theme.code)


def _locked(question: Question) -> Question:
    question.refresh_from_db(from_queryset=Question.objects.select_for_update(no_key=True))
    return question
