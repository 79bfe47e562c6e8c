from django.urls import path

from sasaeai.exchange import views

app_name = "exchange"
urlpatterns = [
    path("imports/", views.imports, name="imports"),
    path("imports/<uuid:pk>/", views.past_import, name="import"),
    path("imports/preview/<uuid:token>/", views.import_preview, name="import_preview"),
    path("imports/preview/<uuid:token>/apply/", views.import_apply, name="import_apply"),
    path("exports/", views.exports, name="exports"),
]
