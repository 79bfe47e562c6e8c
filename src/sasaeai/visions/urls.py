from django.urls import path

from sasaeai.visions.views import meaning, vision

app_name = "visions"
urlpatterns = [
    path("", vision.index, name="list"),
    path("toolbox/", vision.toolbox, name="toolbox"),
    path("<uuid:pk>/", vision.vision, name="vision"),
    path("goals/<uuid:pk>/", vision.goal, name="goal"),
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
