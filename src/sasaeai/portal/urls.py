from django.urls import path

from sasaeai.portal.views import listed as views
from sasaeai.portal.views import session, voice

app_name = "portal"
ACTIVITY = {"kind": "activity"}
ASSET = {"kind": "asset"}
urlpatterns = [
    path("", views.choose, name="choose"),
    path("<str:code>/", views.home, name="home"),
    path("<str:code>/areas/", views.find_area, name="areas"),
    path("<str:code>/activities/", views.activities, name="activities"),
    path("<str:code>/activities/<uuid:pk>/", views.activity, name="activity"),
    path("<str:code>/activities/<uuid:pk>/card/", views.card, ACTIVITY, name="card"),
    path("<str:code>/activities/<uuid:pk>/photo/", views.photo, ACTIVITY, name="photo"),
    path("<str:code>/activities/<uuid:pk>/tell/", views.tell, ACTIVITY, name="suggest_activity"),
    path("<str:code>/sessions/", session.sessions, name="sessions"),
    path("<str:code>/sessions/<uuid:pk>/", session.session, name="session"),
    path("<str:code>/coming/", session.find_signup, name="find_signup"),
    path("<str:code>/coming/<str:token>/", session.signed_up, name="signed_up"),
    path("<str:code>/coming/<str:token>/people/", session.change_signup, name="change_signup"),
    path("<str:code>/coming/<str:token>/cancel/", session.cancel_signup, name="cancel_signup"),
    path("<str:code>/assets/", views.assets, name="assets"),
    path("<str:code>/assets/<uuid:pk>/", views.asset, name="asset"),
    path("<str:code>/assets/<uuid:pk>/card/", views.card, ASSET, name="asset_card"),
    path("<str:code>/assets/<uuid:pk>/photo/", views.photo, ASSET, name="asset_photo"),
    path("<str:code>/assets/<uuid:pk>/tell/", views.tell, ASSET, name="suggest_asset"),
    path("<str:code>/thanks/", views.thanks, name="thanks"),
    path("<str:code>/voice/", voice.say, name="say"),
    path("<str:code>/voice/<str:token>/", voice.said, name="said"),
    path("<str:code>/voice/<str:token>/withdraw/", voice.withdraw, name="withdraw"),
    path("<str:code>/voice/<str:token>/restore/", voice.restore, name="restore"),
    path("<str:code>/print/", views.print_list, name="print"),
]
