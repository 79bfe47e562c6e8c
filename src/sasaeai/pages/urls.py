from django.urls import path

from sasaeai.pages import views

app_name = "pages"
urlpatterns = [
    path("today/", views.today, name="today"),
    path("round/", views.walk_round, name="round"),
    path("search/", views.search, name="search"),
    path("town/", views.town, name="town"),
    path("audit/", views.audit, name="audit"),
]
