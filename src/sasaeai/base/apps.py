from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "sasaeai.base"
    label = "base"
