from django.urls import path

from sasaeai.activities.views import activity, checks, listing, suggestions

app_name = "activities"
urlpatterns = [
    path("", listing.index, name="list"),
    path("export/", listing.export, name="export"),
    path("new/", activity.add, name="add"),
    path("checks/<uuid:pk>/take-back/", checks.take_back_check, name="take_back_check"),
    path("suggestions/", suggestions.suggestions, name="suggestions"),
    path("suggestions/<uuid:pk>/", suggestions.answer, name="answer"),
    path("suggestions/<uuid:pk>/take-back/", suggestions.take_back_answer, name="take_back_answer"),
    path("<uuid:pk>/", activity.activity, name="activity"),
    path("<uuid:pk>/photo/", activity.photo, name="photo"),
    path("<uuid:pk>/change/", activity.change, name="change"),
    path("<uuid:pk>/check/", checks.check, name="check"),
    path("<uuid:pk>/state/", activity.set_state, name="set_state"),
]
