"""Nothing is left over, and nothing is said in two ways."""

from __future__ import annotations

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.db.models.fields import AutoField

from rondom.foundation.access import permissions
from rondom.foundation.circles.models import Role
from tests.test_architecture import MODULES, PACKAGE, ROOT, TEMPLATES, owners_of_templates, texts_in, uses_in

PAGES = [path for path in TEMPLATES if path.suffix == ".html"]
CODE = [path for path in MODULES if "tests" not in path.parts]
OURS = [model for model in apps.get_models() if model.__module__.startswith("rondom.")]

FOUND_BY_NAME = re.compile(
    r"(account|mfa|socialaccount|django/forms/widgets|forms)/|(400|403|403_csrf|404|429|500)\.html$"
)
"""Templates that Django and allauth look for by a name of their own."""

ASKING = {"may", "require", "get_for", "get_or_404", "has_perm", "roles_that_may", "_listed", "_manageable"}
"""Functions that are given the name of a permission."""

HOSTS = "pypi.,pythonhosted.,npmjs.,jsdelivr.,unpkg.,cdnjs.,ghcr.,docker.,quay.,googleapis."
REGISTRIES = re.compile("|".join(rf"\b{host[:-1]}\.(org|com|io|net)\b" for host in HOSTS.split(",")))


@cache
def asked_in_code() -> set[str]:
    """Permissions that are asked by name."""
    calls = [
        node for path in CODE for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)
    ]
    asking = [call for call in calls if getattr(call.func, "id", getattr(call.func, "attr", "")) in ASKING]
    return {name for call in asking for argument in call.args for name in _permissions_in(argument)}


@cache
def asked_on_pages() -> set[str]:
    tags = [tag for path in PAGES for tag in re.findall(r"{% may (.*?)%}", path.read_text())]
    return {name for tag in tags for name in re.findall(r"\"([a-z_]+\.[a-z_]+)\"", tag)}


def _permissions_in(expression: ast.AST) -> set[str]:
    texts = [node.value for node in ast.walk(expression) if isinstance(node, ast.Constant)]
    return {text for text in texts if isinstance(text, str) and re.fullmatch(r"[a-z_]+\.[a-z_]+", text)}


def test_every_permission_that_is_asked_was_allowed_to_someone() -> None:
    assert sorted((asked_in_code() | asked_on_pages()) - set(permissions())) == []


def test_every_permission_that_was_allowed_is_asked_somewhere() -> None:
    assert sorted(set(permissions()) - asked_in_code()) == []


def test_every_permission_is_described_in_dutch() -> None:
    """'Wie ziet wat' would show the code of one that nobody described."""
    from rondom.home.privacy import text

    assert [name for name in sorted(permissions()) if text(name) == name] == []


def test_every_template_is_used() -> None:
    used = {text for path in CODE for text in texts_in(path)} | {
        text for path in TEMPLATES for text in uses_in(path)
    }
    unused = {name for name in owners_of_templates() if name not in used and not FOUND_BY_NAME.match(name)}
    assert sorted(unused - _named_in_parts()) == []


def _named_in_parts() -> set[str]:
    """Templates whose name is put together in code: ``f"measure/mail/{kind}.txt"``."""
    parts = {text for path in CODE for text in texts_in(path) if text.endswith("/")}
    return {name for name in owners_of_templates() if any(name.startswith(part) for part in parts)}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_loads_are_used_and_sorted(path: Path) -> None:
    text = path.read_text()
    loads = [line.split() for line in re.findall(r"{% load ([^%]*?)%}", text)]
    for names in loads:
        assert names == sorted(names)
    body = re.sub(r"{% load .*?%}", "", text)
    for name in {name for names in loads for name in names}:
        assert any(re.search(rf"({{% |\|){word}\b", body) for word in _words_of(name)), f"{name} is not used"


def _words_of(library: str) -> set[str]:
    """The tags and filters of a library."""
    from django.template.backends.django import get_installed_libraries
    from django.template.library import import_library

    module = import_library({**get_installed_libraries()}[library])
    return {*module.tags, *module.filters}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_pages_ask_nothing_elsewhere_and_hold_no_style_or_script(path: Path) -> None:
    text = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", path.read_text(), flags=re.S)
    assert not re.findall(r"<[^>]*\sstyle\s*=|<style\b", text)
    assert not [
        tag for tag in re.findall(r"<script\b[^>]*>", text) if "src=" not in tag and "json" not in tag
    ]
    assert not re.findall(r"<[^>]*\son[a-z]+\s*=", text)
    assert not re.findall(r"(?:src|srcset|poster|data)\s*=\s*[\"']\s*(?:https?:)?//", text)
    assert not re.findall(r"<link\b[^>]*href\s*=\s*[\"']\s*(?:https?:)?//", text)
    assert "javascript:" not in text


def test_styles_and_scripts_ask_nothing_elsewhere() -> None:
    for path in PACKAGE.rglob("static/**/*"):
        if path.suffix in {".css", ".js"}:
            text = path.read_text()
            assert not re.findall(r"(?:url\(|@import|fetch\(|import\s)\s*[\"']?\s*(?:https?:)?//", text), path


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_form_that_sends_is_protected(path: Path) -> None:
    forms = re.findall(r"<form\b[^>]*method=[\"']?post.*?</form>", path.read_text(), re.S | re.I)
    assert not [form for form in forms if "{% csrf_token %}" not in form]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_text_is_unfinished(path: Path) -> None:
    assert not re.findall(r"\b(TODO|FIXME|XXX|TBD|[Ll]orem ipsum)\b", path.read_text())


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_table_has_dutch_names_in_lower_case(model: type[models.Model]) -> None:
    assert model.__str__ is not models.Model.__str__
    assert {"verbose_name", "verbose_name_plural"} <= set(model._meta.original_attrs)
    names = [model._meta.verbose_name, model._meta.verbose_name_plural]
    names += [
        field.verbose_name
        for field in model._meta.local_fields
        if not isinstance(field, AutoField) and not field.verbose_name.isupper()
    ]
    assert [name for name in names if str(name)[:1].isupper()] == []


def test_every_role_has_a_name_in_lower_case() -> None:
    assert all(label == label.lower() for label in Role.labels)


def test_every_setting_stands_in_the_operations_guide() -> None:
    settings = (PACKAGE / "settings.py").read_text()
    guide = (ROOT / "docs" / "operations.md").read_text()
    read = set(re.findall(r"env\.\w+\(\s*\"(RONDOM_\w+)\"", settings))
    assert len(read) > 10
    assert sorted(name for name in read if not re.search(rf"`{name}`", guide)) == []
    told = set(re.findall(r"^\| `(RONDOM_\w+)`", guide, re.M))
    assert sorted(told - read) == []


def test_nothing_names_a_registry() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True
    )
    wrong = []
    for name in listed.stdout.split("\n"):
        path = ROOT / name
        if path.is_file() and (found := REGISTRIES.search(path.read_text(errors="ignore"))):
            wrong.append(f"{name}: {found[0]}")
    assert wrong == []


def test_the_changes_for_users_are_told() -> None:
    told = (ROOT / "CHANGELOG.md").read_text()
    assert re.search(r"^## ", told, re.M)


def test_the_permissions_on_a_page_are_those_of_its_door() -> None:
    """A button may not ask something that no door asks."""
    assert sorted(asked_on_pages() - asked_in_code()) == []
