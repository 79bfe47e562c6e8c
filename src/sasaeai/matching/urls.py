from django.urls import path

from sasaeai.activities import meaning_pages
from sasaeai.matching.meaning_form import MEANS
from sasaeai.matching.views import asking, inviting, match, pace

app_name = "matching"
urlpatterns = [
    path("pace/", pace.pace, name="pace"),
    path("needs/<uuid:pk>/", asking.candidates, name="candidates"),
    path("needs/<uuid:pk>/slip/", asking.slip, name="slip"),
    path("needs/<uuid:pk>/people/<uuid:person>/", asking.script, name="script"),
    path("needs/<uuid:pk>/people/<uuid:person>/ask/", asking.ask, name="ask"),
    path("needs/<uuid:pk>/organisations/<uuid:target>/", asking.organisation, name="organisation"),
    path(
        "needs/<uuid:pk>/organisations/<uuid:target>/ask/",
        asking.ask_organisation,
        name="ask_organisation",
    ),
    path("needs/<uuid:pk>/turn-to/<slug:kind>/<uuid:target>/", asking.turn_to, name="turn_to"),
    path("people/<uuid:pk>/counts/", match.counts, name="counts"),
    path("people/<uuid:pk>/openings/", inviting.fits, name="fits"),
    path("openings/<uuid:pk>/", inviting.for_opening, name="for_opening"),
    path("openings/<uuid:pk>/people/<uuid:person>/", inviting.call, name="call"),
    path("openings/<uuid:pk>/people/<uuid:person>/invite/", inviting.invite, name="invite"),
    path("invitations/<uuid:pk>/", inviting.invitation, name="invitation"),
    path("invitations/<uuid:pk>/said/", inviting.reply, name="reply"),
    path("invitations/<uuid:pk>/said/take-back/", inviting.take_back_reply, name="take_back_reply"),
    path(
        "invitations/<uuid:pk>/take-back/",
        inviting.take_back_invitation,
        name="take_back_invitation",
    ),
    path("<uuid:pk>/", match.match, name="match"),
    path("<uuid:pk>/take-back/", match.take_back_ask, name="take_back_ask"),
    path("<uuid:pk>/said/", match.said, name="said"),
    path(
        "<uuid:pk>/answers/<uuid:ask>/take-back/", match.take_back_answer, name="take_back_answer"
    ),
    path("<uuid:pk>/arrange/", match.arrange, name="arrange"),
    path("<uuid:pk>/visit/", match.visit, name="visit"),
    path("<uuid:pk>/visits/<uuid:visit>/take-back/", match.take_back_visit, name="take_back_visit"),
    path("<uuid:pk>/thank/", match.thank, name="thank"),
    path("<uuid:pk>/thank/take-back/", match.take_back_thanks, name="take_back_thanks"),
    path("<uuid:pk>/end/", match.end, name="end"),
    path("<uuid:pk>/take-up-again/", match.take_up_again, name="take_up_again"),
    *meaning_pages.paths(MEANS),
]
