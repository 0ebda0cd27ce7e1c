from django.urls import path

from rondom.ui import views

app_name = "ui"
urlpatterns = [path("onderdelen/", views.components, name="components")]
