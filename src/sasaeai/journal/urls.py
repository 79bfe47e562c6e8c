from django.urls import path

from sasaeai.journal.views import listing

app_name = "journal"
urlpatterns = [
    path("", listing.index, name="list"),
]
