from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from sasaeai.ui import sentences


class UiConfig(AppConfig):
    name = "sasaeai.ui"
    verbose_name = _("見た目")

    def ready(self) -> None:
        """Give Django's own form fields sentences that say what to do."""
        sentences.teach()
