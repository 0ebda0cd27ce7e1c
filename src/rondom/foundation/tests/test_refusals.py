"""'This cannot be done now' is a page with status 409 that says what to do."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from rondom.foundation.refusals import RefusalMiddleware, Refused


def _shown(exception: Exception, **sent: str) -> HttpResponse | None:
    request = RequestFactory().post("/", sent)
    request.user = AnonymousUser()
    return RefusalMiddleware(lambda request: HttpResponse()).process_exception(request, exception)


def test_a_refusal_is_shown_with_its_reason() -> None:
    page = _shown(Refused("De meting is <nog> niet open."))
    assert page is not None
    assert page.status_code == 409
    assert "De meting is &lt;nog&gt; niet open." in page.content.decode()


def test_what_someone_wrote_is_not_lost() -> None:
    text = "Ouders weten niet <goed> waar zij terechtkunnen."
    page = _shown(Refused("Een collega was u voor."), behind=text, to="interpreted", number="12")
    assert page is not None
    assert "weten niet &lt;goed&gt; waar" in page.content.decode()
    assert "interpreted" not in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_a_fault_of_ours_is_no_refusal() -> None:
    assert _shown(ValueError("kapot")) is None


def test_what_was_refused_changed_nothing(client: Client, circle: Any, coordinator: Any) -> None:
    client.force_login(coordinator)
    own_role = {"email": coordinator.email, "role": "researcher"}
    response = client.post(reverse("circles:members", args=[circle.pk]), own_role)
    assert response.status_code == 409
    assert "Uw eigen rol verandert u niet zelf." in response.text
    assert circle.has_member(coordinator, "coordinator")


def test_the_address_of_a_button_explains_itself(client: Client, coordinator: Any) -> None:
    client.force_login(coordinator)
    response = client.get(reverse("measure:take_instrument"))
    assert response.status_code == 405
    assert response["Allow"] == "POST"
    assert "Dit adres werkt alleen via de knop op een pagina." in response.text
