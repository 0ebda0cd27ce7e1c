from django.urls import path

from rondom.cores.measure.views import (
    answering,
    exports,
    imports,
    instruments,
    invitations,
    moderation,
    rounds,
)

app_name = "measure"
urlpatterns = [
    path("meedoen/", answering.enter, name="enter"),
    path("meedoen/verder/", answering.resume, name="resume"),
    path("meedoen/vragen/<slug:name>/", answering.page, name="page"),
    path("meedoen/versturen/", answering.send, name="send"),
    path("meedoen/klaar/", answering.done, name="done"),
    path("meedoen/weg/", answering.leave, name="leave"),
    path("meedoen/bij/<str:token>/", answering.entrance, name="entrance"),
    path("metingen/<int:pk>/", rounds.show, name="round"),
    path("metingen/<int:pk>/kader/", rounds.frame, name="frame"),
    path("metingen/<int:pk>/openen/", rounds.open_, name="open"),
    path("metingen/<int:pk>/sluiten/", rounds.close, name="close"),
    path("metingen/<int:pk>/laatste-dag/", rounds.extend, name="extend"),
    path("metingen/<int:pk>/uitnodigen/", invitations.invite, name="invite"),
    path("metingen/<int:pk>/uitnodigen/mail/", invitations.mail, name="mail"),
    path("metingen/<int:pk>/uitnodigen/<int:cell_pk>/", invitations.poster, name="poster"),
    path("metingen/<int:pk>/uitnodigen/<int:cell_pk>/codes/", invitations.codes, name="codes"),
    path("metingen/<int:pk>/open-antwoorden/", moderation.moderate, name="moderate"),
    path("metingen/<int:pk>/gegevens/", exports.export, name="export"),
    path("metingen/<int:pk>/inlezen/", imports.choose, name="import"),
    path("metingen/<int:pk>/inlezen/koppelen/", imports.match, name="import_match"),
    path("metingen/<int:pk>/inlezen/nakijken/", imports.check, name="import_check"),
    path("metingen/<int:pk>/inlezen/weghalen/", imports.drop, name="import_drop"),
    path("vragenlijsten/", instruments.listing, name="instruments"),
    path("vragenlijsten/inlezen/", instruments.add, name="add_instrument"),
    path("vragenlijsten/nemen/", instruments.take, name="take_instrument"),
    path("vragenlijsten/<int:pk>/", instruments.show, name="instrument"),
    path("vragenlijsten/<int:pk>/xlsform/", instruments.download, name="download_instrument"),
]
