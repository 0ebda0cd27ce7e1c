"""A poster for parents: plain words, a QR code of the link, and where help is."""

import re
from datetime import date
from io import BytesIO
from typing import Any

import pikepdf
import pytest
import segno
from django.test import Client
from django.urls import reverse

from rondom.foundation.circles.actions import add_member
from rondom.foundation.circles.models import Role
from rondom.workflows.parenting_questions.models import ParentGroup, Pool
from rondom.workflows.parenting_questions.models.bundle import Answer
from rondom.workflows.parenting_questions.models.group import GroupState
from rondom.workflows.parenting_questions.models.pool import new_entrance
from rondom.workflows.parenting_questions.posters import poster_of_group, qr_code
from rondom.workflows.parenting_questions.tests.factories import TODAY, make_bundle, make_pool

LINK = "https://wijk.test/vraag/abcDEF123_-x/"


@pytest.fixture
def pool(coordinator: Any) -> Pool:
    return make_pool(coordinator)


@pytest.fixture
def group(pool: Pool, coordinator: Any) -> ParentGroup:
    bundle = make_bundle(pool, by=coordinator, each=1)
    bundle.answer = Answer.GROUP
    bundle.save()
    return ParentGroup.objects.create(
        circle=pool.circle,
        pool=pool,
        bundle=bundle,
        name="Rustig naar bed",
        state=GroupState.RECRUITING,
        entrance="ingang",
        starts_on=TODAY,
        where="Buurthuis",
    )


def test_the_code_holds_the_link() -> None:
    """Every dark module of the picture is one of the code of this link, and the other way round."""
    size = segno.make(LINK, error="q", micro=False).symbol_size(border=4)[0]
    dark = {
        (row, column)
        for row, line in enumerate(segno.make(LINK, error="q", micro=False).matrix_iter(border=4))
        for column, cell in enumerate(line)
        if cell
    }
    drawn = qr_code(LINK)
    assert f'width="{size}"' in drawn
    assert modules(drawn) == dark


def modules(svg: str) -> set[tuple[int, int]]:
    """The squares that the path of a QR code covers; it is drawn in horizontal lines of one high."""
    path = re.search(r' d="([^"]+)"', svg)
    assert path
    found, x, y = set(), 0.0, 0.0
    for command, numbers in re.findall(r"([Mmh])([-\d. ]+)", path[1]):
        step = [float(one) for one in numbers.split()]
        if command == "h":
            found |= {(int(y), column) for column in range(int(x), int(x + step[0]))}
            x += step[0]
        else:
            x, y = (step[0], step[1]) if command == "M" else (x + step[0], y + step[1])
    return found


def test_a_poster_of_a_pool_is_one_tagged_page(client: Client, pool: Pool, coordinator: Any) -> None:
    client.force_login(coordinator)
    assert "Poster voor ouders" in client.get(pool.get_absolute_url()).content.decode()
    shown = client.get(reverse("parenting_questions:pool_poster", args=[pool.pk]))
    assert shown["Content-Type"] == "application/pdf"
    with pikepdf.open(BytesIO(shown.content)) as pdf:
        assert len(pdf.pages) == 1
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.docinfo["/Title"]) == "Heeft u een vraag over opvoeden?"
        (link,) = [str(one.A.URI) for one in pdf.pages[0].Annots]
    assert link == f"http://testserver/vraag/{pool.entrance}/"


def test_a_poster_of_a_group_is_one_page_even_with_long_texts(group: ParentGroup) -> None:
    words = "Slaapt uw kind slecht? Dat is zwaar. "
    group.name, group.about = (words * 3)[:80], (words * 20)[:500]
    group.where = group.leaders = (words * 5)[:120]
    group.language, group.childcare = (words * 3)[:60], True
    with pikepdf.open(BytesIO(poster_of_group(group, LINK, made_on=date(2026, 11, 23)))) as pdf:
        assert len(pdf.pages) == 1


def test_only_a_group_that_looks_for_parents_has_a_poster(
    client: Client, group: ParentGroup, coordinator: Any
) -> None:
    client.force_login(coordinator)
    address = reverse("parenting_questions:group_poster", args=[group.pool_id, group.pk])
    for state in GroupState:
        ParentGroup.objects.filter(pk=group.pk).update(state=state)
        looks = state == GroupState.RECRUITING
        assert client.get(address).status_code == (200 if looks else 409), state
        page = client.get(group.get_absolute_url()).content.decode()
        assert (address in page) == looks, state


def test_a_pool_that_is_closed_to_parents_has_no_poster(client: Client, pool: Pool, coordinator: Any) -> None:
    pool.open_to_parents = False
    pool.save()
    client.force_login(coordinator)
    assert client.get(reverse("parenting_questions:pool_poster", args=[pool.pk])).status_code == 409


@pytest.mark.parametrize(("role", "status"), [(None, 404), (Role.PARENT, 403), (Role.PROFESSIONAL, 200)])
def test_posters_are_for_professionals(
    client: Client, group: ParentGroup, outsider: Any, coordinator: Any, role: Role | None, status: int
) -> None:
    if role:
        add_member(group.circle, user=outsider, role=role, by=coordinator)
    client.force_login(outsider)
    for name, args in (("pool_poster", [group.pool_id]), ("group_poster", [group.pool_id, group.pk])):
        assert client.get(reverse(f"parenting_questions:{name}", args=args)).status_code == status, name


def test_the_address_on_a_poster_can_be_typed_over() -> None:
    made = {new_entrance() for _ in range(200)}
    assert len(made) == 200
    assert all(re.fullmatch(r"[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){2}", entrance) for entrance in made)
