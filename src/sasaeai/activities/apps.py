from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActivitiesConfig(AppConfig):
    name = "sasaeai.activities"
    label = "activities"
    verbose_name = _("活動")

    def ready(self) -> None:
        """Let the words of an activity follow the names and visibilities of organiser and place."""
        from sasaeai.activities import actions  # noqa: PLC0415 -- there are no models any earlier
        from sasaeai.search import actions as search  # noqa: PLC0415 -- there are no models any earlier

        search.follow("organisation", actions.renew_naming)
        search.follow("asset", actions.renew_naming)
