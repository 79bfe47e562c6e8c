"""Every room's door, under its own name."""

from django.urls import include, path

from sasaeai.pages.views.today import home

urlpatterns = [
    path("", home, name="home"),
    path("", include("sasaeai.pages.urls")),
    path("", include("sasaeai.ui.urls")),
    path("accounts/", include("sasaeai.accounts.urls")),
    path("areas/", include("sasaeai.areas.urls")),
    path("activities/", include("sasaeai.activities.urls")),
    path("assets/", include("sasaeai.assets.urls")),
    path("contacts/", include("sasaeai.contacts.urls")),
    path("exchange/", include("sasaeai.exchange.urls")),
    path("insight/", include("sasaeai.insight.urls")),
    path("journal/", include("sasaeai.journal.urls")),
    path("organisations/", include("sasaeai.organisations.urls")),
    path("people/", include("sasaeai.people.urls")),
    path("portal/", include("sasaeai.portal.urls")),
    path("visions/", include("sasaeai.visions.urls")),
    path("reports/", include("sasaeai.reports.urls")),
    path("vocabulary/", include("sasaeai.vocabulary.urls")),
    path("voices/", include("sasaeai.voices.urls")),
    path("needs/", include("sasaeai.needs.urls")),
    path("matching/", include("sasaeai.matching.urls")),
]
