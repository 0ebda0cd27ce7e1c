"""A professional brings a list of questions: mends two rows, leaves one out, and the rest goes in."""

from typing import Any

import pytest
from django.utils import timezone

from rondom.foundation.accounts.models import User
from rondom.workflows.parenting_questions.models import Question
from rondom.workflows.parenting_questions.tests.factories import make_pool

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def test_a_list_is_mended_and_goes_in_once(signed_in: Any, coordinator: User) -> None:
    pool = make_pool(coordinator)
    today = timezone.localdate().strftime("%d-%m-%Y")
    rows = (
        f"Hoe krijg ik mijn kind in bed?;5;Lindenkwartier;{today}",
        f"Mag mijn dochter van 9 al alleen naar school?;9;Lindenkwartier;{today}",
        f"Bel mij op 06-12345678 over eten;2;Lindenkwartier;{today}",
        f"Hoeveel mag een kind gamen?;12;Verweg;{today}",
        f"Mijn man slaat mij, wat nu?;5;Lindenkwartier;{today}",
        "Wanneer is een kind zindelijk?;2;Nieuw-Oever;ooit",
    )
    content = "\r\n".join(["vraag;leeftijd;wijk;week", *rows]).encode("cp1252")
    file = {"name": "vragen.csv", "mimeType": "text/csv", "buffer": content}
    visitor = signed_in(coordinator)
    page = visitor.page
    visitor.goes_to(f"/opvoedvragen/{pool.pk}/")
    visitor.presses("Vragen uit een bestand")
    page.get_by_label("Bestand (Excel of CSV)").set_input_files(files=[file])
    visitor.presses("Bestand nakijken")
    visitor.sees("3 rijen moeten anders")
    visitor.sees("Rij 6 gaat over gevaar")
    assert "slaat mij" not in page.content()
    page.get_by_label("Vraag").nth(0).fill("Mijn kind wil niet eten, wat kan ik doen?")
    page.get_by_label("Wijk").select_option("Nieuw-Oever")
    page.get_by_label("Deze rij weglaten").nth(2).check()
    visitor.presses("Opnieuw nakijken")
    visitor.sees("4 vragen kloppen")
    visitor.presses("Zet 4 vragen in de pot")
    visitor.sees("4 vragen staan in de pot")
    assert Question.objects.count() == 4
    visitor.goes_to(f"/opvoedvragen/{pool.pk}/bestand/")
    page.get_by_label("Bestand (Excel of CSV)").set_input_files(files=[file])
    visitor.presses("Bestand nakijken")
    visitor.sees("2 rijen staan al in de pot")
