from django.urls import path

from sasaeai.activities.views import activity, listing
from sasaeai.activities.views.room import ROOM
from sasaeai.assets import listed_pages

app_name = "activities"
urlpatterns = [
    path("", listing.index, name="list"),
    path("export/", listing.export, name="export"),
    path("new/", activity.add, name="add"),
    path("<uuid:pk>/", activity.activity, name="activity"),
    path("<uuid:pk>/photo/", activity.photo, name="photo"),
    path("<uuid:pk>/change/", activity.change, name="change"),
    path("<uuid:pk>/state/", activity.set_state, name="set_state"),
    *listed_pages.paths(ROOM),
]
