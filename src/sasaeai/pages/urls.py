from django.urls import path

from sasaeai.pages import views

app_name = "pages"
urlpatterns = [
    path("today/", views.today, name="today"),
    path("round/", views.walk_round, name="round"),
    path("round/anew/", views.round_anew, name="round_anew"),
    path("round/<uuid:pk>/put-away/", views.round_put_away, name="round_put_away"),
    path("walk/", views.walk, name="walk"),
    path("walk/sheet/", views.walk_sheet, name="walk_sheet"),
    path("walk/rows/", views.walk_rows, name="walk_rows"),
    path("walk/undo/<str:token>/", views.walk_undo, name="walk_undo"),
    path("search/", views.search, name="search"),
    path("town/", views.town, name="town"),
    path("audit/", views.audit, name="audit"),
    path("audit/export/", views.export_audit, name="export_audit"),
]
