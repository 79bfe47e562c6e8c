from django.urls import path

from sasaeai.areas.views import area, parts, staff, town

app_name = "areas"
urlpatterns = [
    path("", area.index, name="index"),
    path("export/", area.export, name="export"),
    path("municipality/", town.municipality, name="municipality"),
    path("levels/", town.level_names, name="level_names"),
    path("employers/", town.employers, name="employers"),
    path("employers/new/", town.add_employer, name="add_employer"),
    path("employers/<uuid:pk>/", town.change_employer, name="change_employer"),
    path("access/", town.access, name="access"),
    path("staff/", staff.index, name="staff"),
    path("staff/export/", staff.export, name="export_staff"),
    path("staff/new/", staff.add, name="add_member"),
    path("staff/<uuid:pk>/", staff.member, name="member"),
    path("staff/<uuid:pk>/change/", staff.change, name="change_member"),
    path("staff/<uuid:pk>/close/", staff.close, name="close_member"),
    path("staff/<uuid:pk>/slip/", staff.slip, name="slip"),
    path("staff/<uuid:pk>/post/", staff.post, name="post"),
    path("postings/<uuid:pk>/end/", staff.end_posting, name="end_posting"),
    path("<uuid:pk>/", area.area, name="area"),
    path("<uuid:pk>/add/", area.add, name="add"),
    path("<uuid:pk>/change/", area.change, name="change"),
    path("<uuid:pk>/bring-back/", area.bring_back, name="bring_back"),
    path("<uuid:pk>/parts/", parts.parts, name="parts"),
    path("parts/<uuid:pk>/end/", parts.end_part, name="end_part"),
    path("parts/<uuid:pk>/restore/", parts.restore_part, name="restore_part"),
]
