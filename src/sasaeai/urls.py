"""Every room's door, under its own name."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("sasaeai.accounts.urls")),
]
