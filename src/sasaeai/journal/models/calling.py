"""声をかける間かく: after how many weeks without a peer somebody is thought of."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sasaeai.areas.models import Municipality
from sasaeai.base.models import Record


class Calling(Record):
    """How long is long, in this town, from a day on."""

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="callings", verbose_name=_("市町村")
    )
    weeks = models.PositiveSmallIntegerField(_("何週間"))
    since = models.DateField(_("いつから"))

    class Meta:
        verbose_name = _("声をかける間かく")
        ordering = ["-since"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "since"], name="journal_calling_a_day"),
            models.CheckConstraint(
                condition=Q(weeks__gte=1, weeks__lte=26), name="journal_calling_in_weeks"
            ),
        ]

    def __str__(self) -> str:
        return str(self.weeks)
