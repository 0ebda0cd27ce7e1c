"""The page with every component, and that it shows all of them."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.template import Context, Template
from django.test import Client
from django_cotton.compiler_regex import CottonCompiler

from rondom.ui import samples

TEMPLATES = Path(samples.__file__).parent / "templates"
COMPONENTS = sorted(file.stem for file in (TEMPLATES / "cotton").glob("*.html"))


@pytest.mark.django_db
@pytest.mark.parametrize(("demo", "status"), [(True, 200), (False, 404)])
def test_shows_the_page_only_to_builders(
    client: Client, settings: LazySettings, demo: bool, status: int
) -> None:
    settings.DEMO = demo
    assert client.get("/onderdelen/").status_code == status


@pytest.mark.parametrize("name", COMPONENTS)
def test_shows_every_component(name: str) -> None:
    tag = f"<c-{name.replace('_', '-')}"
    assert tag in (TEMPLATES / "ui" / "components.html").read_text(encoding="utf-8")


def test_draws_a_figure_with_its_table_and_a_drawing_for_phones() -> None:
    page = _draw('<c-figure :chart="chart" :narrow="narrow">per sector</c-figure>')
    assert page.count("<svg") == 2
    assert page.index("chart-narrow") < page.index("chart-wide")
    assert "Bekijk als tabel" in page
    assert re.search(r'<th scope="row">Kinderopvang</th>\s*<td class="n">44</td>', page)


def test_draws_a_figure_without_a_drawing_for_phones() -> None:
    assert "chart-narrow" not in _draw('<c-figure :chart="chart" />')


def test_marks_the_current_stage_for_screen_readers() -> None:
    page = _draw('<c-stages :stages="stages" />')
    assert re.search(r'class="now" aria-current="step">\s*Uitkomsten', page)
    assert page.count("(klaar)") == 2


def test_can_scroll_a_table_with_the_keyboard() -> None:
    page = _draw('<c-table label="Wijken" :head="table.head" :rows="table.rows" />')
    assert 'role="region" tabindex="0" aria-label="Wijken"' in page


def test_says_to_screen_readers_that_a_number_is_not_shown() -> None:
    page = _draw('<c-table :head="table.head" :rows="table.rows" />')
    assert page.count("niet getoond") == 1


def test_a_component_sees_only_what_it_is_given() -> None:
    page = _draw("<c-card>{{ page.number }}</c-card>", kind="uit de pagina")
    assert "uit de pagina" not in page
    assert 'class="card ' in page


def _draw(source: str, **more: Any) -> str:
    context = samples.context() | more
    return Template(CottonCompiler().process(source)).render(Context(context))
