"""The sectors that come with the site."""

from typing import Any

import pytest
from django.test import Client

from rondom.foundation.places.models import Sector


@pytest.mark.django_db
def test_every_sector_has_a_group_of_at_least_three() -> None:
    """A group of two would tell a hidden sector from the other."""
    groups: dict[str | None, list[str]] = {}
    for sector in Sector.objects.all():
        groups.setdefault(sector.group, []).append(sector.code)
    assert sum(len(codes) for codes in groups.values()) == 16
    assert None not in groups
    assert min(len(codes) for codes in groups.values()) >= 3


def test_the_page_shows_them_with_their_group(client: Client, outsider: Any) -> None:
    client.force_login(outsider)
    page = client.get("/sectoren/").content.decode()
    assert "Jeugdgezondheidszorg" in page
    assert "Onderwijs en opvang" in page
    assert "te controleren" in page
