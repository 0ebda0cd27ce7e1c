"""Everything that parents, guests and respondents read, and how easily it reads.

Every template on ``plain.html`` is for people without an account, and is found by itself. Mails, fragments
that are printed, forms and messages in code are named here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import rondom
from rondom.cores.meet.models import Gathering, Pass
from rondom.ui.texts import templates_on, texts_of_module, texts_of_template
from rondom.wording import Remark, hard_to_read
from rondom.workflows.parenting_questions.models import Bundle, ParentGroup
from rondom.workflows.parenting_questions.models.group import GroupState

ROOT = Path(rondom.__file__).parent

NOT_FOR_PARENTS = ("demo/", "meet/screen.html")
"""How their names begin: the front page of the demonstration, and a screen for who leads a gathering."""

TEMPLATES = (
    "ui/document.html",
    "ui/no_connection.html",
    "cotton/help.html",
    "cotton/errors.html",
    "400.html",
    "403_csrf.html",
    "404.html",
    "500.html",
    "refused.html",
    "measure/answering/_card.html",
    "measure/answering/_poster.html",
    "measure/mail/invitation.txt",
    "measure/mail/reminder.txt",
    "meet/mail/cancelled.txt",
    "meet/mail/change.txt",
    "meet/mail/invitation.txt",
    "meet/mail/question.txt",
    "meet/mail/reminder.txt",
)

CODE: dict[str, frozenset[str]] = {
    "ui/forms.py": frozenset(),
    "cores/measure/audience.py": frozenset(),
    "cores/measure/views/answering.py": frozenset(),
    "cores/meet/actions/ballots.py": frozenset({"give_dots"}),
    "cores/meet/actions/statements.py": frozenset({"give_stances", "propose_statement"}),
    "cores/meet/actions/contributions.py": frozenset({"contribute"}),
    "cores/meet/actions/decisions.py": frozenset({"object_to"}),
    "cores/meet/actions/moments.py": frozenset({"answer_moments"}),
    "cores/meet/actions/people.py": frozenset({"answer_invitation", "confirm_minutes"}),
    "instruments/checking.py": frozenset(),
    "cores/meet/views/guests.py": frozenset(),
    "cores/meet/forms/people.py": frozenset({"AnswerForm", "MomentsForm", "ConfirmForm"}),
    "cores/meet/forms/statements.py": frozenset({"StancesForm", "StanceField", "ProposalForm"}),
    "cores/meet/forms/writing.py": frozenset({"ContributionForm", "ObjectionForm", "DotsForm", "PointField"}),
    "workflows/parenting_questions/audience.py": frozenset(),
    "workflows/parenting_questions/forms/joining.py": frozenset(),
    "workflows/parenting_questions/forms/questions.py": frozenset({"QuestionForm"}),
    "workflows/parenting_questions/cards.py": frozenset(),
    "workflows/parenting_questions/posters.py": frozenset(),
    "workflows/parenting_questions/views/asking.py": frozenset(),
    "workflows/parenting_questions/views/codes.py": frozenset(),
    "workflows/parenting_questions/views/policy.py": frozenset(),
    "workflows/parenting_questions/views/enrolment.py": frozenset({"join", "my_place"}),
    "workflows/parenting_questions/actions/enrolment.py": frozenset({"join_group", "leave_group"}),
    "workflows/parenting_questions/actions/questions.py": frozenset({"log_question", "require_fit_to_keep"}),
    "workflows/parenting_questions/models/question.py": frozenset({"AgeGroup", "WithheldFor"}),
}
"""Modules with words in them, and the classes and functions that count when not all of it does."""

ACCEPTED: dict[str, frozenset[str]] = {
    # The names of roles are the same on every page of the site.
    "cores/measure/audience.py": frozenset({"beleidsmedewerker", "ervaringsdeskundige", "professional"}),
    # The mark of the demonstration, word for word the same on every page and document.
    "visitors/frame.html": frozenset({"voorbeeldgegevens"}),
    "ui/document.html": frozenset({"voorbeeldgegevens"}),
}
"""What stays as it is, per page, with the reason."""


@dataclass(frozen=True, slots=True)
class Page:
    """One template or module, and every piece of text in it."""

    name: str
    texts: tuple[str, ...]

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What could be simpler, each thing once."""
        found = [one for text in self.texts for one in hard_to_read(text)]
        accepted = ACCEPTED.get(self.name, frozenset())
        return tuple(dict.fromkeys(one for one in found if one.text not in accepted))


def pages() -> Iterator[Page]:
    """What the site itself says to parents, guests and respondents."""
    for name in sorted({*templates_on("plain.html"), *TEMPLATES}):
        if not name.startswith(NOT_FOR_PARENTS):
            yield Page(name, tuple(texts_of_template(name)))
    for path, names in sorted(CODE.items()):
        yield Page(path, tuple(texts_of_module(ROOT / path, names)))


def written() -> Iterator[Page]:
    """What coordinators wrote for parents and guests, and is still being read."""
    for group in ParentGroup.objects.exclude(about="").exclude(state=GroupState.STOPPED).order_by("pk"):
        yield Page(f"groep {group.pk}", (group.name, group.about, group.leaders))
    for bundle in Bundle.objects.exclude(told="").order_by("pk"):
        yield Page(f"antwoord {bundle.pk}", (bundle.told,))
    with_guests = Pass.objects.values("participant__gathering")
    for gathering in Gathering.objects.filter(pk__in=with_guests).prefetch_related("points").order_by("pk"):
        points = [text for point in gathering.points.all() for text in (point.title, point.text)]
        yield Page(f"bijeenkomst {gathering.pk}", (gathering.neutral_title, *points))
