"""意味づけ of activities: which goal one serves, and how; never required."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sasaeai.activities.models.activity import Activity
from sasaeai.visions.models import Meaning


class ActivityMeaning(Meaning):
    means = models.ForeignKey(
        Activity, models.CASCADE, related_name="meanings", verbose_name=_("活動")
    )

    class Meta(Meaning.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["goal", "means"], name="activities_activity_serves_once"
            )
        ]
