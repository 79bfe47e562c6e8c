from django.urls import path

from sasaeai.assets import listed_pages
from sasaeai.assets.views import asset, half_lives, listing
from sasaeai.assets.views.room import ROOM

app_name = "assets"
urlpatterns = [
    path("", listing.index, name="list"),
    path("export/", listing.export, name="export"),
    path("new/", asset.add, name="add"),
    path("half-lives/", half_lives.half_lives, name="half_lives"),
    path("<uuid:pk>/", asset.asset, name="asset"),
    path("<uuid:pk>/photo/", asset.photo, name="photo"),
    path("<uuid:pk>/change/", asset.change, name="change"),
    path("<uuid:pk>/retire/", asset.retire, name="retire"),
    path("<uuid:pk>/bring-back/", asset.bring_back, name="bring_back"),
    *listed_pages.paths(ROOM),
]
