from django.urls import path

from sasaeai.ui import views

app_name = "ui"
urlpatterns = [
    path("styleguide/", views.styleguide, name="styleguide"),
    path("language/", views.language, name="language"),
    path("stay/", views.stay, name="stay"),
]
