from django.urls import path

from sasaeai.reports.views import binder, month, report, template

app_name = "reports"
urlpatterns = [
    path("", month.index, name="month"),
    path("behind/", month.rows, name="behind"),
    path("write/", month.write, name="write"),
    path("sheet/", month.sheet, name="sheet"),
    path("sent/", report.sent, name="sent"),
    path("evidence/", binder.binder, name="binder"),
    path("evidence/records/", binder.records, name="records"),
    path("evidence/sheet/", binder.sheet, name="binder_sheet"),
    path("evidence/<int:year>/<slug:item>/", binder.answer, name="answer"),
    path("templates/", template.index, name="templates"),
    path("templates/<uuid:pk>/", template.template, name="template"),
    path("templates/<uuid:pk>/fill/", template.fill, name="fill"),
    path("templates/<uuid:pk>/put-away/", template.put_away, name="put_away"),
    path("templates/<uuid:pk>/bring-back/", template.bring_back, name="bring_back"),
    path("<uuid:pk>/", report.report, name="report"),
    path("<uuid:pk>/behind/", report.rows, name="report_behind"),
    path("<uuid:pk>/sheet/", report.sheet, name="report_sheet"),
    path("<uuid:pk>/filled/", report.filled, name="report_filled"),
    path("<uuid:pk>/take-back/", report.take_back, name="take_back"),
    path("<uuid:pk>/correct/", report.correct, name="correct"),
]
