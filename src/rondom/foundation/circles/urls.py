from django.urls import path

from rondom.foundation.circles import views

app_name = "circles"
urlpatterns = [
    path("kringen/<int:pk>/leden/", views.members, name="members"),
    path("kringen/<int:pk>/leden/<int:user_pk>/weg/", views.remove, name="remove"),
    path("kringen/<int:pk>/logboek/", views.log, name="log"),
    path("logboek/", views.site_log, name="site_log"),
]
