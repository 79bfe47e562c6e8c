from django.urls import path

from sasaeai.visions.views import goal, meaning, measure, vision

app_name = "visions"
urlpatterns = [
    path("", vision.index, name="list"),
    path("begin/", vision.begin, name="begin"),
    path("toolbox/", vision.toolbox, name="toolbox"),
    path("first-steps/", measure.first_steps, name="first_steps"),
    path("of/<uuid:pk>/", vision.of_area, name="of_area"),
    path("<uuid:pk>/", vision.vision, name="vision"),
    path("<uuid:pk>/then/", vision.set_then, name="set_then"),
    path("<uuid:pk>/editions/", vision.editions, name="editions"),
    path("<uuid:pk>/editions/write/", vision.write_edition, name="write_edition"),
    path("editions/<uuid:pk>/take-back/", vision.take_back_edition, name="take_back_edition"),
    path("<uuid:pk>/agreements/note/", vision.note_agreement, name="note_agreement"),
    path("agreements/<uuid:pk>/take-back/", vision.take_back_agreement, name="take_back_agreement"),
    path("<uuid:pk>/goals/add/", goal.add, name="add_goal"),
    path("<uuid:pk>/goals/add-many/", goal.add_many, name="add_goals"),
    path("goals/take-back/<str:token>/", goal.take_back, name="take_back_goals"),
    path("goals/<uuid:pk>/", goal.goal, name="goal"),
    path("goals/<uuid:pk>/change/", goal.change, name="change_goal"),
    path("goals/<uuid:pk>/move/", goal.move, name="move_goal"),
    path("goals/<uuid:pk>/move-back/<str:token>/", goal.move_back, name="move_back"),
    path("goals/<uuid:pk>/shift/<slug:way>/", goal.shift, name="shift_goal"),
    path("goals/<uuid:pk>/close/", goal.close, name="close_goal"),
    path("goals/<uuid:pk>/reopen/", goal.reopen, name="reopen_goal"),
    path("rewrites/<uuid:pk>/take-back/", goal.take_back_settling, name="take_back_settling"),
    path("rewrites/<uuid:pk>/<slug:way>/", goal.settle, name="settle_rewrite"),
    path("goals/<uuid:pk>/indicators/add/", measure.add_indicator, name="add_indicator"),
    path("indicators/<uuid:pk>/change/", measure.change_indicator, name="change_indicator"),
    path(
        "indicators/<uuid:pk>/take-back/", measure.take_back_indicator, name="take_back_indicator"
    ),
    path("indicators/<uuid:pk>/measure/", measure.measure, name="measure"),
    path(
        "measurements/<uuid:pk>/take-back/",
        measure.take_back_measurement,
        name="take_back_measurement",
    ),
    path("goals/<uuid:pk>/steps/add/", measure.add_step, name="add_step"),
    path("steps/<uuid:pk>/change/", measure.change_step, name="change_step"),
    path("steps/<uuid:pk>/finish/", measure.finish_step, name="finish_step"),
    path(
        "steps/<uuid:pk>/take-back-finishing/",
        measure.take_back_finishing,
        name="take_back_finishing",
    ),
    path("steps/<uuid:pk>/take-back/", measure.take_back_step, name="take_back_step"),
    path("meanings/<slug:kind>/of/<uuid:target>/", meaning.index, name="meanings"),
    path("meanings/<slug:kind>/of/<uuid:target>/give/", meaning.give, name="give_meaning"),
    path("meanings/<slug:kind>/<uuid:pk>/change/", meaning.change, name="change_meaning"),
    path("meanings/<slug:kind>/<uuid:pk>/take-back/", meaning.take_back, name="take_back_meaning"),
    path(
        "meanings/<slug:kind>/bring-back/<str:token>/",
        meaning.bring_back,
        name="bring_back_meaning",
    ),
]
