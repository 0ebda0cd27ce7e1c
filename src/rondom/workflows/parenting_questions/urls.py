from django.urls import path

from rondom.workflows.parenting_questions.views import asking, pools, reading

app_name = "parenting_questions"
urlpatterns = [
    path("opvoedvragen/", pools.pools, name="pools"),
    path("opvoedvragen/nieuw/", pools.add_pool, name="add_pool"),
    path("opvoedvragen/kring/<int:circle_pk>/", pools.of_circle, name="of_circle"),
    path("opvoedvragen/<int:pk>/", pools.pool, name="pool"),
    path("opvoedvragen/<int:pk>/vragen/", reading.questions, name="questions"),
    path("opvoedvragen/<int:pk>/vraag/", asking.ask, name="ask"),
    path("opvoedvragen/<int:pk>/nalezen/", reading.screen, name="screen"),
    path("opvoedvragen/<int:pk>/thema/", reading.code, name="code"),
    path("vraag/terug/", asking.what_became, name="what_became"),
    path("vraag/<str:entrance>/", asking.ask_as_parent, name="ask_as_parent"),
]
