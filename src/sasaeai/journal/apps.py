from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JournalConfig(AppConfig):
    name = "sasaeai.journal"
    verbose_name = _("日々の記録")
