from django.urls import path

from rondom.demo import views

app_name = "demo"
urlpatterns = [
    path("demo/", views.start, name="start"),
    path("demo/inloggen/<slug:name>/", views.sign_in, name="sign_in"),
]
