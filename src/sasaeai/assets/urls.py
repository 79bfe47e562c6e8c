from django.urls import path

from sasaeai.assets.views import asset, checks, listing, suggestions

app_name = "assets"
urlpatterns = [
    path("", listing.index, name="list"),
    path("export/", listing.export, name="export"),
    path("new/", asset.add, name="add"),
    path("half-lives/", checks.half_lives, name="half_lives"),
    path("checks/<uuid:pk>/take-back/", checks.take_back_check, name="take_back_check"),
    path("suggestions/", suggestions.suggestions, name="suggestions"),
    path("suggestions/<uuid:pk>/", suggestions.answer, name="answer"),
    path("suggestions/<uuid:pk>/take-back/", suggestions.take_back_answer, name="take_back_answer"),
    path("<uuid:pk>/", asset.asset, name="asset"),
    path("<uuid:pk>/photo/", asset.photo, name="photo"),
    path("<uuid:pk>/change/", asset.change, name="change"),
    path("<uuid:pk>/check/", checks.check, name="check"),
    path("<uuid:pk>/retire/", asset.retire, name="retire"),
    path("<uuid:pk>/bring-back/", asset.bring_back, name="bring_back"),
]
