"""Open answers are read by one person before anyone else sees them."""

from django.db import transaction

from rondom.cores.measure.models import OpenAnswer
from rondom.cores.measure.models.open_answer import OpenState
from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.refusals import Refused


@transaction.atomic
def moderate(answer: OpenAnswer, *, state: str, by: User, text: str = "") -> None:
    """Let others read it, with names and details taken out if need be; or keep it away.

    What is kept away loses its text, so that it lives on nowhere.
    """
    answer.refresh_from_db(from_queryset=OpenAnswer.objects.select_for_update(no_key=True))
    if answer.state == state == OpenState.WITHHELD:
        return
    if state not in (OpenState.SHOWN, OpenState.WITHHELD):
        raise Refused("Kies of deze tekst in het rapport mag, of weg blijft. Er is niets veranderd.")
    if answer.state == OpenState.WITHHELD:
        raise Refused("Deze tekst is weggehaald en bestaat niet meer.")
    if state == OpenState.SHOWN and not text.strip():
        raise Refused("Er staat geen tekst. Kies ‘Weglaten’ als u niets wilt tonen.")
    changed = text.strip() != answer.text
    answer.state = OpenState(state)
    answer.text = "" if state == OpenState.WITHHELD else text.strip()
    answer.save(update_fields=["state", "text"])
    record(by, "measure.open_answer_moderated", answer.round, state=state, changed=changed)
