from django.urls import path

from rondom.home import views

app_name = "home"
urlpatterns = [
    path("", views.start, name="start"),
]
