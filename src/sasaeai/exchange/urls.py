from django.urls import path

from sasaeai.exchange import views

app_name = "exchange"
urlpatterns = [
    path("imports/", views.imports, name="imports"),
    path("imports/<uuid:pk>/", views.one_import, name="import"),
    path("imports/<uuid:pk>/progress/", views.import_progress, name="import_progress"),
    path("imports/<uuid:pk>/columns/", views.import_columns, name="import_columns"),
    path("imports/<uuid:pk>/apply/", views.import_apply, name="import_apply"),
    path("imports/<uuid:pk>/undo/", views.import_undo, name="import_undo"),
    path("imports/<uuid:pk>/drop/", views.import_drop, name="import_drop"),
    path("imports/<uuid:pk>/stop/", views.import_stop, name="import_stop"),
    path("imports/<uuid:pk>/again/", views.import_again, name="import_again"),
    path("exports/", views.exports, name="exports"),
]
