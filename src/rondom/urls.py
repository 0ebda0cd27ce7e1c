"""Addresses of the site: Dutch nouns, one prefix per app."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("rondom.home.urls")),
    path("", include("rondom.foundation.accounts.urls")),
    path("", include("rondom.foundation.places.urls")),
    path("", include("rondom.foundation.circles.urls")),
    path("", include("rondom.cores.measure.urls")),
    path("", include("rondom.cores.meet.urls")),
    path("", include("rondom.cores.plan.urls")),
    path("", include("rondom.ui.urls")),
    *(path("", include(f"rondom.workflows.{name}.urls")) for name in settings.WORKFLOWS),
    *([path("", include("rondom.demo.urls"))] if settings.DEMO else []),
]

handler403 = "rondom.ui.views.forbidden"
handler404 = "rondom.ui.views.not_found"
handler500 = "rondom.ui.views.server_error"
