from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "sasaeai.portal"
    label = "portal"
