from django.urls import path

from sasaeai.voices.views import device, link, listing, pointed, slips, voice

app_name = "voices"
urlpatterns = [
    path("", listing.index, name="list"),
    path("export/", listing.export, name="export"),
    path("hear/", voice.hear, name="hear"),
    path("arrive/", device.arrive, name="arrive"),
    path("key/", device.key, name="key"),
    path("pocket/", device.pocket, name="pocket"),
    path("worker.js", device.worker, name="worker"),
    path("app.webmanifest", device.manifest, name="manifest"),
    path("slips/", slips.index, name="slips"),
    path("slips/take/", slips.take, name="take_slip"),
    path("slips/print/", slips.print_sheets, name="print_slips"),
    path("slips/<uuid:pk>/take-back/", slips.take_back, name="take_back_slip"),
    path("pointed/", pointed.pointed, name="pointed"),
    path("<uuid:pk>/", voice.voice, name="voice"),
    path("<uuid:pk>/photo/", voice.photo, name="photo"),
    path("<uuid:pk>/change/", voice.change, name="change"),
    path("<uuid:pk>/categories/<uuid:term>/add/", voice.add_category, name="add_category"),
    path("<uuid:pk>/categories/<uuid:term>/drop/", voice.drop_category, name="drop_category"),
    path("<uuid:pk>/answer/", voice.answer, name="answer"),
    path(
        "<uuid:pk>/answers/<uuid:given>/take-back/",
        voice.take_back_answer,
        name="take_back_answer",
    ),
    path("<uuid:pk>/forget-reply-to/", voice.forget_reply_to, name="forget_reply_to"),
    path("<uuid:pk>/link/", link.give, name="give_link"),
    path("<uuid:pk>/withdraw/", voice.withdraw, name="withdraw"),
    path("<uuid:pk>/restore/", voice.restore, name="restore"),
]
