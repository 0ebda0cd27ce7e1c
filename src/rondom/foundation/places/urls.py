from django.urls import path, re_path

from rondom.foundation.places.views import areas, files, partners

app_name = "places"

AREA = r"^wijken/(?P<key>[0-9A-Z]+)-(?P<slug>[a-z0-9_-]+)/"
FILE = r"\.(?P<kind>csv|xlsx)$"

urlpatterns = [
    path("wijken/", areas.areas, name="areas"),
    path("wijken/nieuw/", areas.new_area, name="new_area"),
    path("wijken/cijfers-inlezen/", files.upload_figures, name="upload_figures"),
    re_path(rf"{AREA}$", areas.area, name="area"),
    re_path(r"^wijken/(?P<key>[0-9A-Z]+)/$", areas.area, name="area_by_key"),
    re_path(rf"{AREA}wijzigen/$", areas.change_area, name="change_area"),
    path("partners/", partners.partners, name="partners"),
    path("partners/nieuw/", partners.new_partner, name="new_partner"),
    path("partners/inlezen/", files.upload_partners, name="upload_partners"),
    re_path(rf"^partners/sjabloon{FILE}", partners.template, name="partners_template"),
    re_path(rf"^partners/lijst{FILE}", partners.export, name="partners_export"),
    path("partners/<int:pk>/wijzigen/", partners.change_partner, name="change_partner"),
    path("partners/<int:pk>/stoppen/", partners.stop_partner, name="stop_partner"),
    path("partners/<int:pk>/hervatten/", partners.resume_partner, name="resume_partner"),
    path("sectoren/", partners.sectors, name="sectors"),
]
