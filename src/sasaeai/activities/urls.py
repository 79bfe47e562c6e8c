from django.urls import path

from sasaeai.activities import meaning_pages
from sasaeai.activities.meaning_form import MEANS
from sasaeai.activities.views import activity, growth, hands, listing, openings, page, sessions
from sasaeai.activities.views.room import ROOM
from sasaeai.assets import listed_pages

app_name = "activities"
urlpatterns = [
    path("", listing.index, name="list"),
    path("export/", listing.export, name="export"),
    path("new/", activity.add, name="add"),
    path("<uuid:pk>/", page.activity, name="activity"),
    path("<uuid:pk>/photo/", activity.photo, name="photo"),
    path("<uuid:pk>/change/", activity.change, name="change"),
    path("<uuid:pk>/state/", growth.set_state, name="set_state"),
    path("<uuid:pk>/state/take-back/", growth.take_back_state, name="take_back_state"),
    path("<uuid:pk>/review/", growth.review, name="review"),
    path("<uuid:pk>/origins/new/", growth.add_origin, name="add_origin"),
    path("<uuid:pk>/origins/<uuid:origin>/drop/", growth.drop_origin, name="drop_origin"),
    path("<uuid:pk>/organisers/new/", hands.join, name="join"),
    path("<uuid:pk>/organisers/<uuid:organiser>/leave/", hands.leave, name="leave"),
    path("<uuid:pk>/put-back/<str:token>/", hands.put_back, name="put_back"),
    path("<uuid:pk>/uses/new/", hands.use, name="use"),
    path("<uuid:pk>/uses/<uuid:use>/stop/", hands.stop_using, name="stop_using"),
    path("<uuid:pk>/sessions/new/", sessions.set_session, name="set_session"),
    path("openings/", openings.index, name="openings"),
    path("openings/board/", openings.board, name="board"),
    path("<uuid:pk>/openings/new/", openings.offer, name="offer_opening"),
    path("openings/<uuid:opening>/", openings.opening, name="opening"),
    path("openings/<uuid:opening>/change/", openings.change, name="change_opening"),
    path("openings/<uuid:opening>/fill/", openings.fill, name="fill_opening"),
    path("openings/<uuid:opening>/close/", openings.close, name="close_opening"),
    path("openings/<uuid:opening>/reopen/", openings.reopen, name="reopen_opening"),
    path("sessions/find/", sessions.find_signup, name="find_signup"),
    path("sessions/<uuid:session>/", sessions.session, name="session"),
    path("sessions/<uuid:session>/cancel/", sessions.cancel, name="cancel_session"),
    path("sessions/<uuid:session>/restore/", sessions.restore, name="restore_session"),
    path("sessions/<uuid:session>/door/", sessions.door, name="door"),
    path(
        "sessions/<uuid:session>/<uuid:signup>/cancel/",
        sessions.cancel_signup,
        name="cancel_signup",
    ),
    path(
        "sessions/<uuid:session>/<uuid:signup>/bring-back/",
        sessions.bring_back_signup,
        name="bring_back_signup",
    ),
    path("sessions/<uuid:session>/<uuid:signup>/admit/", sessions.admit, name="admit"),
    path(
        "sessions/<uuid:session>/<uuid:signup>/people/",
        sessions.change_people,
        name="change_people",
    ),
    *listed_pages.paths(ROOM),
    *meaning_pages.paths(MEANS),
]
