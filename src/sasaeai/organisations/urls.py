from django.urls import path

from sasaeai.organisations.views import approaches, listing, organisation, together

app_name = "organisations"
urlpatterns = [
    path("", listing.index, name="list"),
    path("names/", listing.names, name="names"),
    path("export/", listing.export, name="export"),
    path("new/", organisation.add, name="add"),
    path("approaches/", approaches.index, name="approaches"),
    path("approaches/export/", approaches.export, name="export_approaches"),
    path("approaches/<uuid:pk>/", approaches.change, name="change_approach"),
    path("<uuid:pk>/", organisation.organisation, name="organisation"),
    path("<uuid:pk>/change/", organisation.change, name="change"),
    path("<uuid:pk>/retire/", organisation.retire, name="retire"),
    path("<uuid:pk>/bring-back/", organisation.bring_back, name="bring_back"),
    path("<uuid:pk>/approach/", approaches.add, name="approach"),
    path("<uuid:pk>/members/new/", together.join, name="join"),
    path("<uuid:pk>/members/again/", together.join_again, name="join_again"),
    path("<uuid:pk>/members/<uuid:membership>/leave/", together.leave, name="leave"),
    path("<uuid:pk>/ties/new/", together.tie, name="tie"),
    path("<uuid:pk>/ties/again/", together.tie_again, name="tie_again"),
    path("<uuid:pk>/ties/<uuid:tie>/untie/", together.untie, name="untie"),
]
