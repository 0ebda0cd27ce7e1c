from django.urls import path

from rondom.home import views

app_name = "home"
urlpatterns = [
    path("", views.start, name="start"),
    path("overzicht/", views.neighbourhoods, name="neighbourhoods"),
    path("wie-ziet-wat/", views.who_sees_what, name="who_sees_what"),
    path("toegankelijkheid/", views.accessibility, name="accessibility"),
    path("gebruikers/", views.users, name="users"),
    path("gebruikers/uitnodigen/", views.invite_user, name="invite_user"),
    path("gebruikers/<int:pk>/", views.change_user, name="change_user"),
]
