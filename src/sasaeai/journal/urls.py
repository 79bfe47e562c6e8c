from django.urls import path

from sasaeai.journal.views import device, entry, handover, listing, peers, story

app_name = "journal"
urlpatterns = [
    path("", listing.index, name="list"),
    path("log/", entry.log, name="log"),
    path("arrive/", device.arrive, name="arrive"),
    path("pocket/", device.pocket, name="pocket"),
    path("worker.js", device.worker, name="worker"),
    path("pointed/", entry.point, name="pointed"),
    path("stories/", story.index, name="stories"),
    path("stories/tell/", story.tell, name="tell"),
    path("stories/<uuid:pk>/", story.story, name="story"),
    path("stories/<uuid:pk>/photo/", story.photo, name="story_photo"),
    path("stories/<uuid:pk>/change/", story.change, name="change_story"),
    path("stories/<uuid:pk>/take-back/", story.take_back, name="take_back_story"),
    path("stories/<uuid:pk>/sheet/", story.sheet, name="story_sheet"),
    path("peers/", peers.index, name="peers"),
    path("peers/calling/", peers.set_calling, name="set_calling"),
    path("handover/", handover.index, name="handovers"),
    path("handover/<uuid:pk>/", handover.handover, name="handover"),
    path("handover/<uuid:pk>/sheet/", handover.sheet, name="handover_sheet"),
    path("handover/<uuid:pk>/words/", handover.note_word, name="note_word"),
    path("words/<uuid:pk>/say/", handover.say_word, name="say_word"),
    path("words/<uuid:pk>/unsay/", handover.unsay_word, name="unsay_word"),
    path("words/<uuid:pk>/drop/", handover.drop_word, name="drop_word"),
    path("words/<uuid:pk>/restore/", handover.restore_word, name="restore_word"),
    path("<uuid:pk>/", entry.entry, name="entry"),
    path("<uuid:pk>/change/", entry.change, name="change"),
    path("<uuid:pk>/take-back/", entry.take_back, name="take_back"),
    path("<uuid:pk>/settle/", entry.settle, name="settle"),
    path("<uuid:pk>/unsettle/", entry.unsettle, name="unsettle"),
    path("<uuid:pk>/move/", entry.move, name="move"),
]
