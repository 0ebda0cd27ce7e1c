"""Who takes part: inviting, answering, coming, and getting in without an account."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rondom.cores.meet.codes import digest, new_code
from rondom.cores.meet.models import Confirmation, Gathering, HeadCount, Participant, Pass
from rondom.cores.meet.models.participant import Answer
from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.circles.models import PROFESSIONAL_ROLES, Audience
from rondom.foundation.refusals import Refused


@transaction.atomic
def add_participant(
    gathering: Gathering,
    *,
    user: User | None = None,
    email: str = "",
    label: str = "",
    role: str,
    grounds: str = "",
    leads: bool = False,
    by: User,
) -> Participant:
    """Someone takes part: a member with an account, someone with an e-mail address, or a label alone.

    An address of a member is that member. Who has no account in the circle cannot lead.
    """
    gathering.require_coming()
    user = user or gathering.circle.members.filter(email=email.lower()).first()
    if user is not None:
        _require_in_audience(gathering, user)
        email = label = ""
    elif leads:
        raise Refused("Wie leidt of meeschrijft, heeft een account in deze kring.")
    if user is not None and gathering.participants.filter(email=user.email).exists():
        raise Refused("Deze deelnemer staat al op de lijst, met het e-mailadres.")
    if label and gathering.participants.filter(label__iexact=label).exists():
        raise Refused(f"‘{label}’ staat al op de lijst. Kies een andere aanduiding, met een ander nummer.")
    try:
        with transaction.atomic():
            participant = gathering.participants.create(
                user=user, email=email.lower(), label=label, role=role, grounds=grounds, leads=leads
            )
    except IntegrityError:
        raise Refused("Deze deelnemer staat al op de lijst.") from None
    if gathering.audience == Audience.NAMED and user is not None:
        gathering.named.add(user)
    record(by, "meet.participant_added", gathering, leads=leads)
    return participant


@transaction.atomic
def remove_participant(participant: Participant, *, by: User) -> None:
    """Not invited any more. Who brought something in, or leads alone, stays on the list."""
    gathering = participant.gathering
    gathering.require_coming()
    if participant.contributions.exists():
        raise Refused(
            "Deze deelnemer bracht al iets in en blijft op de lijst. U kunt de toegang wel intrekken."
        )
    if participant.leads and gathering.participants.filter(leads=True).count() == 1:
        raise Refused("Iemand moet de bijeenkomst leiden. Voeg eerst een ander toe die leidt.")
    if participant.user is not None and gathering.audience == Audience.NAMED:
        gathering.named.remove(participant.user)
    participant.delete()
    record(by, "meet.participant_removed", gathering)


@transaction.atomic
def participant_of(gathering: Gathering, user: User) -> Participant:
    """The place of a member in a gathering that they see: made when they first take part.

    Who was invited by mail before they became a member, keeps that place: nobody takes part twice.
    """
    if not gathering.participants.filter(user=user).exists():
        gathering.participants.filter(user=None, email=user.email).update(user=user, email="")
    role = {"role": _role_of(gathering, user)}
    return gathering.participants.get_or_create(user=user, defaults=role)[0]


@transaction.atomic
def hand_out_pass(participant: Participant, *, by: User | None) -> str:
    """A new code for one participant. It is shown this once; the site does not keep it."""
    participant.gathering.require_writing()
    code = new_code()
    Pass.objects.create(participant=participant, digest=digest(code))
    record(by, "meet.pass_handed_out", participant.gathering)
    return code


@transaction.atomic
def revoke_passes(participant: Participant, *, by: User) -> int:
    """No link or card of this participant opens anything any more. How many there were."""
    number = participant.passes.all().delete()[0]
    record(by, "meet.passes_revoked", participant.gathering, number=number)
    return number


@transaction.atomic
def answer_invitation(participant: Participant, *, answer: str, by: User | None) -> None:
    """Someone says whether they come."""
    participant.gathering.require_coming()
    if answer not in {Answer.YES, Answer.MAYBE, Answer.NO}:
        raise Refused(_("Kies of u komt."))
    participant.answer = answer
    participant.save(update_fields=["answer"])
    record(by, "meet.invitation_answered", participant.gathering, answer=answer)


class CountedOtherwise(Exception):
    """Someone else noted other numbers meanwhile: by role what stands there. Nothing was saved."""

    def __init__(self, there: Mapping[str, int]) -> None:
        super().__init__("counted otherwise")
        self.there = there


@transaction.atomic
def note_attendance(
    gathering: Gathering,
    *,
    present: Mapping[int, bool],
    counts: Mapping[str, int],
    by: User,
    seen: Mapping[str, int] | None = None,
) -> None:
    """Who was there, and per role how many came without a name.

    ``seen``: the numbers from which whoever counts began. Raises CountedOtherwise where someone else noted
    another number since.
    """
    Gathering.objects.select_for_update(of=("self",), no_key=True).get(pk=gathering.pk).require_writing()
    if gathering.is_concept:
        raise Refused("Plan de bijeenkomst eerst. Daarna noteert u wie er was.")
    there = dict(gathering.head_counts.values_list("role", "number"))
    begun = there if seen is None else seen
    otherwise = {
        role: there.get(role, 0)
        for role, number in counts.items()
        if there.get(role, 0) not in (number, begun.get(role, 0))
    }
    if otherwise:
        raise CountedOtherwise(otherwise)
    participants = list(gathering.participants.filter(pk__in=present))
    for participant in participants:
        participant.attended = present[participant.pk]
    Participant.objects.bulk_update(participants, ["attended"])
    for role, number in counts.items():
        HeadCount.objects.update_or_create(gathering=gathering, role=role, defaults={"number": number})
    gathering.head_counts.filter(number=0).delete()
    came = sum(1 for participant in participants if participant.attended)
    record(by, "meet.attendance_noted", gathering, present=came, without_name=sum(counts.values()))


@transaction.atomic
def confirm_minutes(participant: Participant, *, agrees: bool, remark: str, by: User | None) -> None:
    """Someone says that the minutes are right, or what is not. Only they themselves can change that."""
    if not (participant.gathering.is_held or participant.gathering.is_closed):
        raise Refused(_("Het verslag is er pas na de bijeenkomst."))
    if not agrees and not remark:
        raise Refused(_("Schrijf op wat er niet klopt."))
    said = {"agrees": agrees, "remark": remark, "at": timezone.now()}
    Confirmation.objects.update_or_create(participant=participant, defaults=said)
    record(by, "meet.minutes_confirmed", participant.gathering, agrees=agrees)


def _require_in_audience(gathering: Gathering, user: User) -> None:
    circle = gathering.circle
    if not circle.has_member(user):
        raise Refused("Deze persoon zit niet in de kring. Nodig uit met een e-mailadres.")
    if gathering.audience == Audience.PROFESSIONALS and not circle.has_member(user, *PROFESSIONAL_ROLES):
        raise Refused("Deze bijeenkomst is alleen voor professionals. Kies eerst een andere ‘voor wie’.")


def _role_of(gathering: Gathering, user: User) -> str:
    return gathering.circle.memberships.get(user=user).get_role_display()
