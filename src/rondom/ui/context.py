"""What every page knows about the installation."""

import tomllib
from functools import cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version
from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """Template variable ``rondom``: demo or not, the theme of the municipality, the version."""
    return {
        "rondom": {
            "demo": settings.DEMO,
            "theme_css": settings.THEME_CSS,
            "theme_class": settings.THEME_CLASS,
            "version": version(),
        }
    }


@cache
def version() -> str:
    """The version of the installed package, or of the source that runs without being installed."""
    try:
        return installed_version("rondom")
    except PackageNotFoundError:
        source = settings.PACKAGE.parent.parent / "pyproject.toml"
        return str(tomllib.loads(source.read_text(encoding="utf-8"))["project"]["version"])
