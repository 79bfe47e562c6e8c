from django.urls import path

from sasaeai.needs.views import issue, listing, need

app_name = "needs"
urlpatterns = [
    path("", listing.index, name="list"),
    path("export/", listing.export, name="export"),
    path("take-up/", need.take_up, name="take_up"),
    path("issues/", issue.index, name="issues"),
    path("issues/propose/<uuid:area>/<uuid:category>/", issue.propose, name="propose_issue"),
    path("issues/<uuid:pk>/", issue.issue, name="issue"),
    path("issues/<uuid:pk>/change/", issue.change, name="change_issue"),
    path("issues/<uuid:pk>/merge/", issue.merge, name="merge_issue"),
    path("issues/<uuid:pk>/take-back-merging/", issue.take_back_merging, name="take_back_merging"),
    path("issues/<uuid:pk>/split/", issue.split, name="split_issue"),
    path("issues/<uuid:pk>/take-back/", issue.take_back_issue, name="take_back_issue"),
    path("issues/<uuid:pk>/raise/", issue.raise_up, name="raise_issue"),
    path("issues/<uuid:pk>/take-back-raising/", issue.take_back_raising, name="take_back_raising"),
    path("<uuid:pk>/", need.need, name="need"),
    path("<uuid:pk>/change/", need.change, name="change"),
    path("<uuid:pk>/take-back/", need.take_back_need, name="take_back_need"),
    path("<uuid:pk>/hand-over/", need.hand_over, name="hand_over"),
    path("<uuid:pk>/close/", need.close, name="close"),
    path("<uuid:pk>/reopen/", need.reopen, name="reopen"),
    path("<uuid:pk>/refer/", need.refer, name="refer"),
    path("<uuid:pk>/overrule/", need.overrule, name="overrule"),
    path("<uuid:pk>/overrule/take-back/", need.take_back_overruling, name="take_back_overruling"),
    path(
        "<uuid:pk>/referrals/<uuid:referral>/take-back/",
        need.take_back_referral,
        name="take_back_referral",
    ),
]
