from django.urls import path

from sasaeai.pages.views import maps, record, resource_map, rounds, today, walk

app_name = "pages"
urlpatterns = [
    path("today/", today.today, name="today"),
    path("round/", rounds.walk_round, name="round"),
    path("round/anew/", rounds.round_anew, name="round_anew"),
    path("round/<uuid:pk>/put-away/", rounds.round_put_away, name="round_put_away"),
    path("walk/", walk.walk, name="walk"),
    path("walk/sheet/", walk.walk_sheet, name="walk_sheet"),
    path("walk/rows/", walk.walk_rows, name="walk_rows"),
    path("walk/undo/<str:token>/", walk.walk_undo, name="walk_undo"),
    path("map/print/", resource_map.print_map, name="print_map"),
    path("map/", maps.sight, name="map"),
    path("map/ground/", maps.ground, name="ground"),
    path("map/background/", maps.background, name="background"),
    path("map/tiles/<int:z>/<int:x>/<int:y>/", maps.tile, name="tile"),
    path("search/", today.search, name="search"),
    path("town/", today.town, name="town"),
    path("audit/", record.audit, name="audit"),
    path("audit/export/", record.export_audit, name="export_audit"),
]
