from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssetsConfig(AppConfig):
    name = "sasaeai.assets"
    label = "assets"
    verbose_name = _("資源")

    def ready(self) -> None:
        """Let the words of an asset follow the name and the visibility of its owner."""
        from sasaeai.assets import actions  # noqa: PLC0415 -- there are no models any earlier
        from sasaeai.search import actions as search  # noqa: PLC0415 -- there are no models any earlier

        search.follow("organisation", actions.renew_owned)
