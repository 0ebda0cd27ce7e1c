"""Answers handed in per second, against a bare Django view with one insert on the same server."""

from benchmarks.server import Request, per_second, prepare, serving

PEOPLE = 600
CSRF = "a" * 32


def main() -> None:
    """Print both rates and their ratio."""
    prepare()
    from rondom.cores.measure.sealing import signed

    round_, codes = _people()
    bare = [_post("/meten/invoegen/", f"round={round_}") for _ in codes]
    submits = [_post("/meedoen/versturen/", "", f"; rondom_invulcode={signed(code)}") for code in codes]
    with serving() as port:
        per_second(port, bare[:50], expect=302)
        rival = per_second(port, bare[50:], expect=302)
        ours = per_second(port, submits, expect=302)
    ratio = ours / rival
    print(f"Answers handed in: {ours:.0f} a second; one bare insert: {rival:.0f} a second; ratio {ratio:.2f}")


def _people() -> tuple[int, list[str]]:
    """So many people with a finished draft of the shipped quickscan."""
    from django.utils import timezone
    from numpy.random import default_rng

    from rondom.cores.measure.actions.answering import find_ticket, save_draft, start
    from rondom.cores.measure.actions.instruments import add_instrument
    from rondom.cores.measure.overviews import partners_of
    from rondom.cores.measure.tests.factories import make_round
    from rondom.demo.people import answers_of, make_person
    from rondom.foundation.accounts.models import User
    from rondom.foundation.circles.actions import start_circle
    from rondom.instruments import shipped

    by = User.objects.create_user("coordinator@voorbeeld.example", "Coördinator")
    circle = start_circle("Meten", workflow="quickscan", by=by)
    today = timezone.localdate()
    version = add_instrument(shipped("quickscan"), by=by)
    round_ = make_round(circle, by=by, version=version, opens_on=today, closes_on=today)
    cell = round_.cells.get()
    rng, codes = default_rng(1), []
    partners = {str(one.pk): one.sector.code for one in partners_of(cell)}
    for _ in range(PEOPLE):
        code = start(cell, today=today)
        ticket = find_ticket(code)
        assert ticket is not None
        person = make_person(rng, sector="po", area_effect=0, wave_effect={}, partners=partners)
        save_draft(ticket, code, answers_of(person, version.instrument), today=today)
        codes.append(code)
    return round_.pk, codes


def _cookie(code: str) -> str:
    from rondom.cores.measure.sealing import signed

    return signed(code)


def _post(path: str, body: str, cookie: str = "") -> Request:
    headers = {"Cookie": f"csrftoken={CSRF}{cookie}", "X-CSRFToken": CSRF, "Host": "localhost"}
    return "POST", path, body, headers | {"Content-Type": "application/x-www-form-urlencoded"}


if __name__ == "__main__":
    main()
