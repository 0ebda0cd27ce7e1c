from django.urls import path

from rondom.cores.plan.views import actions, files, goals, half_way, indicators, lists, plans

app_name = "plan"
PLAN = "plannen/<int:pk>"
GOAL = f"{PLAN}/doelen/<int:goal_pk>"
ACTION = f"{PLAN}/acties/<int:action_pk>"
INDICATOR = f"{PLAN}/indicatoren/<int:indicator_pk>"
urlpatterns = [
    path("plannen/", plans.listing, name="plans"),
    path("plannen/kring/<int:circle_pk>/", plans.of_circle, name="of_circle"),
    path("plannen/kring/<int:circle_pk>/nieuw/", plans.start, name="start"),
    path(f"{PLAN}/", plans.show, name="plan"),
    path(f"{PLAN}/wijzigen/", plans.change, name="change"),
    path(f"{PLAN}/voor-wie/", plans.share, name="share"),
    path(f"{PLAN}/stand/", plans.move, name="move"),
    path(f"{PLAN}/stoppen/", plans.stop, name="stop"),
    path(f"{PLAN}/verder/", plans.resume, name="resume"),
    path(f"{PLAN}/terugkijken/tussenstand/", half_way.look, name="half_way"),
    path(f"{PLAN}/terugkijken/evaluatie/", plans.evaluate, name="evaluate"),
    path(f"{PLAN}/terugblikken/<int:evaluation_pk>/", plans.correct, name="correct"),
    path(f"{PLAN}/geschiedenis/<int:version_pk>/weghalen/", plans.forget, name="forget"),
    path(f"{PLAN}/geschiedenis/", plans.history, name="history"),
    path(f"{PLAN}/bord/", lists.board, name="board"),
    path(f"{PLAN}/acties/", lists.actions, name="actions"),
    path(f"{PLAN}/tijdlijn/", lists.timeline, name="timeline"),
    path(f"{PLAN}/plan.pdf", files.pdf, name="pdf"),
    path(f"{PLAN}/acties.xlsx", files.xlsx, name="xlsx"),
    path(f"{PLAN}/doelen/nieuw/", goals.add, name="add_goal"),
    path(f"{GOAL}/", goals.show, name="goal"),
    path(f"{GOAL}/wijzigen/", goals.change, name="change_goal"),
    path(f"{GOAL}/omhoog/", goals.up, name="goal_up"),
    path(f"{GOAL}/stand/", goals.move, name="move_goal"),
    path(f"{GOAL}/loslaten/", goals.drop, name="drop_goal"),
    path(f"{GOAL}/cijfer/", goals.score, name="score_goal"),
    path(f"{GOAL}/acties/nieuw/", actions.add, name="add_action"),
    path(f"{GOAL}/indicatoren/nieuw/", indicators.add, name="add_indicator"),
    path(f"{ACTION}/", actions.show, name="action"),
    path(f"{ACTION}/wijzigen/", actions.change, name="change_action"),
    path(f"{ACTION}/stand/", actions.move, name="move_action"),
    path(f"{ACTION}/stoppen/", actions.stop, name="stop_action"),
    path(f"{ACTION}/obstakel/", actions.obstacle, name="obstacle"),
    path(f"{INDICATOR}/wijzigen/", indicators.change, name="change_indicator"),
    path(f"{INDICATOR}/aantal/", indicators.count, name="count"),
]
