"""What stands where: direction of imports, addresses, templates and relations; and how the source looks."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.urls import URLResolver, get_resolver

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src"
PACKAGE = SOURCE / "rondom"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)
TEMPLATES = sorted(path for path in PACKAGE.rglob("templates/**/*") if path.is_file())
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]

LONGEST = 400
SELF_EXPLAINING = {"apps.py", "urls.py", "__main__.py"}
OF_COTTON_ITSELF = {"cotton/vars.html", "cotton/slot.html"}
UNNAMED_AFTER_CONTENT = {"utils", "util", "helpers", "helper", "common", "misc", "shared", "lib"}


def test_the_import_contracts_hold() -> None:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"]
    found = subprocess.run(
        [*command, "--config", str(ROOT / "pyproject.toml"), "--no-cache"],
        cwd=SOURCE,
        capture_output=True,
        text=True,
    )
    assert found.returncode == 0, found.stdout[-3000:] + found.stderr


@pytest.mark.parametrize("package", ["analysis", "charts", "instruments", "wording"])
def test_it_works_without_django(package: str) -> None:
    """Usable in a notebook: every module imports with Django out of reach."""
    names = [
        ".".join(path.relative_to(SOURCE).with_suffix("").parts)
        for path in MODULES
        if path.is_relative_to(PACKAGE / package) and "tests" not in path.parts
    ]
    code = (
        "import sys, importlib; sys.modules['django'] = None\n"
        + ("sys.modules['pandas'] = None\n" if package != "instruments" else "")
        + f"for name in {names!r}: importlib.import_module(name)"
    )
    found = subprocess.run([sys.executable, "-c", code], cwd=SOURCE, capture_output=True, text=True)
    assert found.returncode == 0, found.stderr


@cache
def layers(container: str) -> list[set[str]]:
    """The layers of a container, highest first, as pyproject.toml says it."""
    contract = next(
        one for one in CONTRACTS if one["type"] == "layers" and one.get("containers") == [container]
    )
    return [{name.strip() for name in layer.split("|")} for layer in contract["layers"]]


def band(module: str) -> tuple[int, ...]:
    """How high a module stands; a larger number is higher. Within the foundation there are bands too."""
    parts = module.split(".")
    place = _height("rondom", parts[1] if len(parts) > 1 else "urls")
    if parts[1:2] == ["foundation"] and len(parts) > 2:
        return place, _height("rondom.foundation", parts[2])
    return place, 0


def sees(user: str, owner: str) -> bool:
    """Whether a module may lean on something of this package: it stands below, or it is the same app."""
    if app_of(user) == app_of(owner):
        return True
    return band(user) > band(owner)


def app_of(module: str) -> str:
    """rondom.cores.measure.views.rounds: rondom.cores.measure."""
    depth = (
        3 if module.split(".")[1:2] and module.split(".")[1] in {"workflows", "cores", "foundation"} else 2
    )
    return ".".join(module.split(".")[:depth])


def _height(container: str, name: str) -> int:
    order = layers(container)
    return next(len(order) - place for place, layer in enumerate(order) if name in layer)


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(SOURCE).with_suffix("").parts)


def test_bands_come_from_the_contracts() -> None:
    order = ["rondom.ui", "rondom.foundation.accounts", "rondom.foundation.circles", "rondom.cores.measure",
             "rondom.workflows.quickscan", "rondom.home", "rondom.settings"]  # fmt: skip
    assert [band(name) for name in order] == sorted({band(name) for name in order})
    assert not sees("rondom.cores.measure.views", "rondom.workflows.quickscan")
    assert not sees("rondom.foundation.places", "rondom.foundation.audit")
    assert sees("rondom.cores.measure.views", "rondom.foundation.circles")


@cache
def owners_of_addresses() -> dict[str, str]:
    """url name -> the package whose urls.py has it."""
    return dict(_owned(get_resolver(), "rondom", ()))


def _owned(resolver: URLResolver, owner: str, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            module = getattr(pattern.urlconf_module, "__name__", "")
            below = module.rpartition(".")[0] if module.startswith("rondom.") else owner
            yield from _owned(pattern, below, (*names, *([pattern.namespace] if pattern.namespace else [])))
        else:
            yield ":".join([*names, str(pattern.name)]), owner


@cache
def owners_of_templates() -> dict[str, str]:
    """Template name -> the package that has it. Components of cotton are ``cotton/<name>.html``."""
    found = {}
    for path in TEMPLATES:
        folder = next(parent for parent in path.parents if parent.name == "templates")
        found[path.relative_to(folder).as_posix()] = module_of(folder.parent)
    return found


@cache
def owners_of_files() -> dict[str, str]:
    """Static file -> the package that has it."""
    return {
        path.relative_to(folder).as_posix(): module_of(folder.parent)
        for folder in PACKAGE.rglob("static")
        for path in folder.rglob("*")
        if path.is_file()
    }


def texts_in(module: Path) -> set[str]:
    """Every literal text in a module."""
    tree = ast.parse(module.read_text())
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def uses_in(template: Path) -> set[str]:
    """Every literal text in the tags of a template, and the components on it."""
    text = template.read_text()
    tags = " ".join(re.findall(r"{%.*?%}", text, re.S))
    components = {f"cotton/{name.replace('-', '_')}.html" for name in re.findall(r"<c-([a-z-]+)", text)}
    return {
        found for pair in re.findall(r"\"([^\"]+)\"|'([^']+)'", tags) for found in pair if found
    } | components


@pytest.mark.parametrize(
    "owners",
    [
        owners_of_addresses,
        owners_of_templates,
        owners_of_files,
    ],
)
def test_nothing_leans_on_what_stands_higher(owners: object) -> None:
    """Addresses, templates and files of a higher band, or of a neighbour, are not used."""
    assert callable(owners)
    owned = owners()
    assert owned
    used = [(module_of(path), texts_in(path)) for path in MODULES if "tests" not in path.parts]
    used += [(module_of(path.parent), uses_in(path)) for path in TEMPLATES]
    wrong = [
        f"{user} uses {text} of {owned[text]}"
        for user, texts in used
        for text in sorted(texts & set(owned))
        if not sees(user, owned[text])
    ]
    assert wrong == []


def test_every_component_that_is_used_exists() -> None:
    for path in TEMPLATES:
        used = {one for one in uses_in(path) if one.startswith("cotton/")} - OF_COTTON_ITSELF
        assert used <= set(owners_of_templates()), path


def _relations() -> list[Any]:
    return [
        field
        for model in apps.get_models()
        if model.__module__.startswith("rondom.")
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many)
        if field.remote_field and field.remote_field.model.__module__.startswith("rondom.")
    ]


def test_no_relation_is_a_back_door_upward() -> None:
    """A key to something lower says related_name='+', or the lower thing could reach the higher one."""
    wrong = [
        str(field)
        for field in _relations()
        if app_of(field.model.__module__) != app_of(field.remote_field.model.__module__)
        and not field.remote_field.hidden
    ]
    assert wrong == []


def test_no_relation_points_up() -> None:
    wrong = [
        str(field)
        for field in _relations()
        if not sees(field.model.__module__, field.remote_field.model.__module__)
    ]
    assert wrong == []


def test_every_module_says_what_it_is() -> None:
    wrong = [
        module_of(path)
        for path in MODULES
        if path.name not in SELF_EXPLAINING
        and (tree := ast.parse(path.read_text())).body
        and not ast.get_docstring(tree)
    ]
    assert wrong == []


def test_no_file_is_too_long_to_read() -> None:
    files = [*MODULES, *(ROOT / "tests").rglob("*.py"), *(ROOT / "benchmarks").rglob("*.py")]
    wrong = {
        str(path.relative_to(ROOT)): n
        for path in files
        if (n := len(path.read_text().splitlines())) > LONGEST
    }
    assert wrong == {}


def test_modules_are_named_after_what_is_in_them() -> None:
    wrong = [module_of(path) for path in MODULES if UNNAMED_AFTER_CONTENT & {*module_of(path).split(".")}]
    assert wrong == []
