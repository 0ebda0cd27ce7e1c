from django.urls import path

from rondom.cores.measure.views import answering

app_name = "measure"
urlpatterns = [
    path("meedoen/", answering.enter, name="enter"),
    path("meedoen/verder/", answering.resume, name="resume"),
    path("meedoen/vragen/<slug:name>/", answering.page, name="page"),
    path("meedoen/versturen/", answering.send, name="send"),
    path("meedoen/klaar/", answering.done, name="done"),
    path("meedoen/weg/", answering.leave, name="leave"),
    path("meedoen/taal/", answering.language, name="language"),
    path("meedoen/bij/<str:token>/", answering.entrance, name="entrance"),
]
