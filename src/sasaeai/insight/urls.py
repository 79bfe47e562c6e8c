from django.urls import path

from sasaeai.insight.views import purpose

app_name = "insight"
urlpatterns = [
    path("purpose/", purpose.town, name="purposes"),
    path("purpose/<uuid:pk>/", purpose.vision, name="purpose"),
]
