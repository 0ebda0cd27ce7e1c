from django.urls import path, re_path

from rondom.foundation.places import views

app_name = "places"

urlpatterns = [
    path("wijken/", views.areas, name="areas"),
    re_path(r"^wijken/(?P<key>[0-9A-Z]+)-(?P<slug>[a-z0-9-]+)/$", views.area, name="area"),
]
