"""What several people do in one gathering at once, each in a thread or process of its own."""

import uuid
from contextlib import suppress

from rondom.cores.meet.actions.agenda import change_point
from rondom.cores.meet.actions.ballots import close_ballot, give_dots, open_ballot, prepare_ballot
from rondom.cores.meet.actions.contributions import contribute, enter_paper
from rondom.cores.meet.actions.people import CountedOtherwise, add_participant, hand_out_pass, note_attendance
from rondom.cores.meet.actions.rewording import Overtaken
from rondom.cores.meet.models import Ballot, Contribution, EarlierText, Gathering
from rondom.cores.meet.tests.factories import make_gathering
from rondom.foundation.accounts.models import User
from rondom.foundation.audit.models import Entry
from rondom.foundation.circles.actions import start_circle
from rondom.foundation.refusals import Refused

WRITERS, PAPERS = 4, 5


def prepare() -> str:
    """A gathering with a place for every writer, and an open ballot; the code of one more."""
    by = User.objects.create_user("coordinator@voorbeeld.test", "Coördinator")
    circle = start_circle("Voorbeeldkring", workflow="quickscan", by=by)
    gathering = make_gathering(circle, by=by, state="planned")
    for writer in range(WRITERS):
        add_participant(gathering, label=f"schrijver {writer}", role="buur", by=by)
    ballot = prepare_ballot(gathering, question="Wat?", dots=1, options=["a", "b"], by=by)
    open_ballot(ballot, by=by)
    guest = add_participant(gathering, label="gast", role="ouder", by=by)
    return hand_out_pass(guest, by=by)


def write(writer: int) -> None:
    """Everyone brings in something of their own, and all of them touch the same point, papers and ballot."""
    by, gathering = User.objects.get(), Gathering.objects.get()
    place = gathering.participants.get(label=f"schrijver {writer}")
    for _ in range(3):  # sent again: still one
        key = uuid.uuid5(uuid.NAMESPACE_URL, str(writer))
        contribute(place, text=f"Van {writer}", key=key, by=by)
    with suppress(Overtaken):
        point = gathering.points.order_by("order")[0]
        change_point(point, title=f"Van {writer}", minutes=5, text="", seen=1, by=by)
    with suppress(CountedOtherwise):
        note_attendance(gathering, present={}, counts={"ouder": 1 + writer}, seen={}, by=by)
    for number in range(1, PAPERS + 1):
        with suppress(Refused):
            enter_paper(gathering, number=number, on_behalf="ouder", text="Papier", by=by)
    ballot = Ballot.objects.get()
    option = ballot.options.order_by("order")[0].pk
    for _ in range(3):
        give_dots(ballot, dots={option: 1}, participant=place, by=by)


def tell() -> dict[str, int]:
    """What is there, now that all are done."""
    gathering, ballot = Gathering.objects.get(), Ballot.objects.get()
    close_ballot(ballot, by=User.objects.get())
    ballot.refresh_from_db()
    return {
        "contributions": Contribution.objects.count(),
        "point": gathering.points.order_by("order")[0].version,
        "kept": EarlierText.objects.count(),
        "counted": gathering.head_counts.count(),
        "times counted": Entry.objects.filter(action="meet.attendance_noted").count(),
        "papers": Contribution.objects.exclude(paper_number=None).count(),
        "voters": ballot.voters,
        "dots": sum(option.dots for option in ballot.options.all()),
    }
