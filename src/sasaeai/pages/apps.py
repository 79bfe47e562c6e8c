from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "sasaeai.pages"
    label = "pages"
