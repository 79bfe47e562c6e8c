from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NeedsConfig(AppConfig):
    name = "sasaeai.needs"
    verbose_name = _("ニーズ")
