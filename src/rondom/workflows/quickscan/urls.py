from django.urls import path

from rondom.workflows.quickscan import views

app_name = "quickscan"
urlpatterns = [
    path("quickscans/", views.scans, name="scans"),
    path("quickscans/nieuw/", views.add_scan, name="add_scan"),
    path("quickscans/kring/<int:circle_pk>/", views.of_circle, name="of_circle"),
    path("quickscans/<int:pk>/", views.scan, name="scan"),
    path("quickscans/<int:pk>/meting/", views.add_wave, name="add_wave"),
]
