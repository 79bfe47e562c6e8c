from django.urls import path

from sasaeai.vocabulary import views

app_name = "vocabulary"
urlpatterns = [
    path("", views.index, name="index"),
    path("export/", views.export, name="export"),
    path("<slug:kind>/", views.kind, name="kind"),
    path("<slug:kind>/add/", views.add, name="add"),
    path("terms/<uuid:pk>/rename/", views.rename, name="rename"),
    path("terms/<uuid:pk>/end/", views.end, name="end"),
    path("terms/<uuid:pk>/reopen/", views.reopen, name="reopen"),
    path("terms/<uuid:pk>/policy/", views.policy, name="policy"),
    path(
        "terms/<uuid:pk>/policy/<uuid:rule>/take-back/",
        views.take_back_policy,
        name="take_back_policy",
    ),
]
