from django.urls import path

from sasaeai.people.views import agreements, listing, opening, person, questions

app_name = "people"
urlpatterns = [
    path("", listing.index, name="list"),
    path("export/", listing.export, name="export"),
    path("new/", person.add, name="add"),
    path("<uuid:pk>/", person.card, name="person"),
    path("<uuid:pk>/edit/", person.change, name="change"),
    path("<uuid:pk>/pause/", person.pause, name="pause"),
    path("<uuid:pk>/resume/", person.resume, name="resume"),
    path("<uuid:pk>/open/", opening.open_record, name="open"),
    path("<uuid:pk>/gifts/new/", agreements.add_gift, name="add_gift"),
    path("<uuid:pk>/ask/", questions.ask, name="ask"),
    path("<uuid:pk>/answer/", questions.answer, name="answer"),
    path("<uuid:pk>/not-today/", questions.not_today, name="not_today"),
    path("<uuid:pk>/meeting/", questions.meeting, name="meeting"),
    path("gifts/<uuid:pk>/edit/", agreements.change_gift, name="change_gift"),
    path("gifts/<uuid:pk>/end/", agreements.end_gift, name="end_gift"),
    path("gifts/<uuid:pk>/bring-back/", agreements.bring_back_gift, name="bring_back_gift"),
    path("<uuid:pk>/consents/new/", agreements.give_consent, name="give_consent"),
    path("consents/<uuid:pk>/withdraw/", agreements.withdraw_consent, name="withdraw_consent"),
    path("consents/<uuid:pk>/restore/", agreements.restore_consent, name="restore_consent"),
]
