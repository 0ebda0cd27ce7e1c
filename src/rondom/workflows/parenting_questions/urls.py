from django.urls import path

from rondom.workflows.parenting_questions.views import (
    asking,
    bundles,
    codebook,
    enrolment,
    groups,
    pools,
    reading,
    signals,
)

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
    path("opvoedvragen/<int:pk>/codeboek/", codebook.codebook, name="codebook"),
    path("opvoedvragen/<int:pk>/codeboek/samen/", codebook.code_twice, name="code_twice"),
    path("opvoedvragen/<int:pk>/codeboek/<slug:code>/", codebook.theme, name="theme"),
    path("opvoedvragen/<int:pk>/signalen/", signals.signals, name="signals"),
    path("opvoedvragen/<int:pk>/signalen/tellen/", signals.count, name="count"),
    path("opvoedvragen/<int:pk>/signalen/grenzen/", signals.thresholds, name="thresholds"),
    path("opvoedvragen/<int:pk>/signalen/samennemen/", bundles.take_together, name="take_together"),
    path("opvoedvragen/<int:pk>/bundel/<int:bundle_pk>/", bundles.bundle, name="bundle"),
    path("opvoedvragen/<int:pk>/bundel/<int:bundle_pk>/verder/", bundles.go_on, name="go_on"),
    path("opvoedvragen/<int:pk>/groepen/", groups.groups, name="groups"),
    path("opvoedvragen/<int:pk>/bundel/<int:bundle_pk>/groep/", groups.start_group, name="start_group"),
    path("opvoedvragen/<int:pk>/groep/<int:group_pk>/", groups.group, name="group"),
    path("opvoedvragen/<int:pk>/groep/<int:group_pk>/wijzigen/", groups.change_group, name="change_group"),
    path("opvoedvragen/<int:pk>/groep/<int:group_pk>/verder/", groups.move_group, name="move_group"),
    path("opvoedvragen/<int:pk>/groep/<int:group_pk>/ouders/", enrolment.enrolments, name="enrolments"),
    path("groep/mijn-plek/", enrolment.my_place, name="my_place"),
    path("groep/<str:entrance>/", enrolment.join, name="join"),
    path("vraag/terug/", asking.what_became, name="what_became"),
    path("vraag/<str:entrance>/", asking.ask_as_parent, name="ask_as_parent"),
]
