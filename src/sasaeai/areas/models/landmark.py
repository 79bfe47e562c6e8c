"""目印: what shows people where they are on a drawing of the town, whatever the areas are."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sasaeai.areas.models.municipality import Municipality
from sasaeai.base.models import Record


class Landmark(Record):
    """One river, railway, station … whole: all its parts are one shape, so that a page asks once."""

    class Kind(models.TextChoices):
        RIVER = "river", _("川・水路")
        RAILWAY = "railway", _("線路")
        STATION = "station", _("駅")
        ROAD = "road", _("大きな道")
        GREEN = "green", _("公園・緑地")
        HILL = "hill", _("山・丘")

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="landmarks", verbose_name=_("市町村")
    )
    kind = models.CharField(_("目印の種別"), max_length=10, choices=Kind)
    # Woods and small streams have none: they are one row of their kind.
    name = models.CharField(_("名前"), max_length=80, blank=True)
    kana = models.CharField(_("ふりがな"), max_length=120, blank=True)
    shape = models.JSONField(_("図形"))
    west = models.FloatField(editable=False)
    south = models.FloatField(editable=False)
    east = models.FloatField(editable=False)
    north = models.FloatField(editable=False)

    class Meta:
        verbose_name = _("目印")
        ordering = ["kind", "name"]
        constraints = [
            # It also leads from a municipality to its rows.
            models.UniqueConstraint(
                fields=["municipality", "kind", "name"], name="areas_landmark_once"
            )
        ]

    def __str__(self) -> str:
        return self.name or str(self.get_kind_display())
