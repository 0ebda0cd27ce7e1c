"""An address with a byte of zero does not break a page, whichever database there is."""

import pytest
from django.test import Client
from django.urls import reverse

ADDRESSES = (
    "/vraag/%00/", "/vraag/a%00b/nalezen/", "/groep/%00/", "/meedoen/bij/%00/", "/agenda/%00.ics", "/%00",
)  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_there_is_no_page_at_it(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.django_db
def test_after_the_question_mark_it_is_left_out(client: Client) -> None:
    page = client.get(reverse("account_login"), query_params={"next": "/wij\0ken/"})
    assert page.status_code == 200
    assert page.wsgi_request.GET["next"] == "/wijken/"
