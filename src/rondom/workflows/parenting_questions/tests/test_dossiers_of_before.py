"""What stood in the library before there were dossiers gets one, and copies point to it."""

from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

APP = "parenting_questions"
BEFORE, AFTER = (APP, "0004_enrolments"), (APP, "0005_approaches")

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def old() -> Any:
    """The tables as they were; afterwards they are as they were found."""
    executor = MigrationExecutor(connection)
    executor.migrate([BEFORE])
    yield executor.loader.project_state([BEFORE]).apps
    newest = MigrationExecutor(connection)
    newest.migrate(newest.loader.graph.leaf_nodes())


def made(apps: Any, app: str, model: str, **fields: Any) -> Any:
    return apps.get_model(app, model).objects.create(**fields)


def test_a_group_in_the_library_gets_its_dossier(old: Any) -> None:
    circle = made(old, "circles", "Circle", name="Kring", workflow="parenting_questions")
    place = made(old, "places", "Place", kind="gemeente", code="GM9901", year=2025, name="Stad")
    area = made(old, "places", "WorkArea", municipality=place, name="Wijk", slug="wijk")
    pool = made(old, APP, "Pool", circle=circle, name="Vragen", entrance="x")
    theme = made(old, APP, "Theme", pool=pool, code="slp", label="Slapen")
    days = {"since": "2026-01-05", "until": "2026-03-30"}
    bundle = made(
        old, APP, "Bundle", circle=circle, pool=pool, theme=theme, area=area, behind="Onrust", **days
    )
    given = {"circle": circle, "pool": pool, "bundle": bundle, "approach": "Samen eten"}
    group = made(old, APP, "ParentGroup", **given, name="Rustig", what_worked="Thee", state="in_library")
    copy = made(old, APP, "ParentGroup", **given, name="Ook", copied_from=group, different="Later")
    idea = made(old, APP, "ParentGroup", **given, name="Idee")
    executor = MigrationExecutor(connection)
    executor.migrate([AFTER])
    new = executor.loader.project_state([AFTER]).apps
    dossier = new.get_model(APP, "Approach").objects.get()
    assert (dossier.group_id, dossier.question, dossier.cause) == (group.pk, "Slapen", "Onrust")
    assert (dossier.approach, dossier.what_worked, dossier.shared) == ("Samen eten", "Thee", False)
    links = dict(new.get_model(APP, "ParentGroup").objects.values_list("pk", "copied_from"))
    assert links == {group.pk: None, copy.pk: dossier.pk, idea.pk: None}
