from django.urls import path

from sasaeai.contacts import views

app_name = "contacts"
urlpatterns = [
    path("", views.index, name="list"),
    path("add/", views.add, name="add"),
    path("<uuid:pk>/", views.change, name="change"),
]
