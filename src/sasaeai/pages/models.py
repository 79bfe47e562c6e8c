"""今日たしかめる: the round somebody set out on, so that page and paper stay the same."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sasaeai.accounts.models import User
from sasaeai.areas.models import Area, Municipality
from sasaeai.base.models import Record


class Round(Record):
    """What somebody set out to check, in the order to walk it; each stop keeps its number."""

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="+", verbose_name=_("市町村")
    )
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("地区"))
    made_on = models.DateField(_("ならべた日"))
    made_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("ならべた人")
    )
    # The ids of assets and activities, in the order of their numbers.
    stops = models.JSONField(_("回るところ"), default=list)

    class Meta:
        verbose_name = _("今日たしかめる")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["made_by", "area"], name="pages_round_of")]

    def __str__(self) -> str:
        return f"{self.area.name} {self.made_on}"
