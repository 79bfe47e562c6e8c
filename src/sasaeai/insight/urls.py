from django.urls import path

from sasaeai.insight.views import exporting, lineage, means, purpose, sums, together

app_name = "insight"
urlpatterns = [
    path("together/", together.index, name="together"),
    path("together/<uuid:pk>/", together.area, name="together_in"),
    path("sums/", sums.index, name="sums"),
    path("purpose/", purpose.town, name="purposes"),
    path("purpose/<uuid:pk>/", purpose.vision, name="purpose"),
    path("means/<uuid:pk>/", means.of_vision, name="means"),
    path("means/of/<uuid:pk>/", means.of_goal, name="goal_means"),
    path("means/of/<uuid:pk>/choose/", means.choose, name="choose_means"),
    path("board/<uuid:pk>/sheet/", means.sheet, name="board_sheet"),
    path("goals/export/", exporting.goals, name="export_goals"),
    path("lineage/<slug:kind>/<uuid:pk>/", lineage.line, name="lineage"),
    path("lineage/<slug:kind>/<uuid:pk>/story/", lineage.sheet, name="story_sheet"),
]
