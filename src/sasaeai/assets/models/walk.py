"""宝探し: the sheets that were printed for a walk, and what stood on each by which number."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sasaeai.accounts.models import User
from sasaeai.areas.models import Area, Municipality
from sasaeai.base.models import Record


class Walk(Record):
    """One sheet of a 宝探し walk: paper comes back weeks later, when the town has changed."""

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="+", verbose_name=_("市町村")
    )
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("地区"))
    number = models.CharField(_("用紙の番号"), max_length=40)
    printed_on = models.DateField(_("印刷した日"))
    printed_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("印刷した人")
    )
    returned_on = models.DateField(_("書き写した日"), null=True, blank=True)
    times_returned = models.PositiveSmallIntegerField(_("書き写した回数"), default=0)
    # How many, never who: names on the paper stay on the paper.
    walkers = models.PositiveSmallIntegerField(_("歩いた人数"), null=True, blank=True)
    # The ids of the assets that stand on it, in the order of their numbers on the paper.
    spots = models.JSONField(_("はじめから書いてある場所"), default=list)

    class Meta:
        verbose_name = _("宝探し")
        ordering = ["-printed_on", "-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "number"], name="assets_walk_once")
        ]

    def __str__(self) -> str:
        return self.number
