"""Invented content for the page that shows every component."""

from typing import Any

from django.http import HttpRequest


def context(request: HttpRequest) -> dict[str, Any]:
    """What the component page shows."""
    return {}
