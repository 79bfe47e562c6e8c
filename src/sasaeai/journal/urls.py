from django.urls import path

from sasaeai.journal.views import entry, listing

app_name = "journal"
urlpatterns = [
    path("", listing.index, name="list"),
    path("log/", entry.log, name="log"),
    path("pointed/", entry.point, name="pointed"),
    path("<uuid:pk>/", entry.entry, name="entry"),
    path("<uuid:pk>/change/", entry.change, name="change"),
    path("<uuid:pk>/take-back/", entry.take_back, name="take_back"),
    path("<uuid:pk>/settle/", entry.settle, name="settle"),
    path("<uuid:pk>/unsettle/", entry.unsettle, name="unsettle"),
    path("<uuid:pk>/move/", entry.move, name="move"),
]
