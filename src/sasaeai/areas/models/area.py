"""Areas: a tree of responsibility, and the same ground composed of smaller pieces."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sasaeai.areas.models.municipality import Municipality
from sasaeai.base.models import Record


class Level(models.TextChoices):
    MUNICIPALITY = "municipality", _("市町村")
    LIVING_AREA = "living_area", _("日常生活圏域")
    DISTRICT = "district", _("地区")
    TOWN = "town", _("町丁・字")


class LevelName(Record):
    """What this town calls a level: 圏域, 地区, 小学校区, 町会 …"""

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="level_names", verbose_name=_("市町村")
    )
    level = models.CharField(_("段階"), max_length=20, choices=Level)
    name = models.CharField(_("この町での呼び名"), max_length=40)

    class Meta:
        verbose_name = _("段階の呼び名")
        constraints = [
            models.UniqueConstraint(fields=["municipality", "level"], name="areas_level_name_once")
        ]

    def __str__(self) -> str:
        return self.name


class Area(Record):
    """A piece of the town somebody is responsible for; `path` holds its place in the tree."""

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="areas", verbose_name=_("市町村")
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("上の区域"),
    )
    level = models.CharField(_("段階"), max_length=20, choices=Level)
    name = models.CharField(_("名前"), max_length=80)
    kana = models.CharField(_("ふりがな"), max_length=120, blank=True)
    code = models.CharField(_("コード"), max_length=20, blank=True)
    # "0001.0003." — every area below one begins with that one's path.
    path = models.CharField(max_length=80, editable=False)
    since = models.DateField(_("はじまり"), null=True, blank=True)
    until = models.DateField(_("おわり"), null=True, blank=True)
    boundary = models.JSONField(_("境界"), null=True, blank=True)
    west = models.FloatField(null=True, editable=False)
    south = models.FloatField(null=True, editable=False)
    east = models.FloatField(null=True, editable=False)
    north = models.FloatField(null=True, editable=False)
    longitude = models.FloatField(_("代表点の経度"), null=True, blank=True)
    latitude = models.FloatField(_("代表点の緯度"), null=True, blank=True)

    class Meta:
        verbose_name = _("区域")
        ordering = ["path"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "path"], name="areas_path_once"),
            models.UniqueConstraint(
                fields=["municipality"], condition=Q(parent=None), name="areas_one_root"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(since=None) | Q(until__gte=F("since")),
                name="areas_area_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("areas:area", args=[self.pk])


class AreaPart(Record):
    """An area composed of pieces: this share of that piece, for figures that name the version."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="parts", verbose_name=_("区域"))
    piece = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("町丁・字"))
    weight = models.DecimalField(_("割合"), max_digits=5, decimal_places=4, default=1)
    since = models.DateField(_("はじまり"), null=True, blank=True)
    until = models.DateField(_("おわり"), null=True, blank=True)

    class Meta:
        verbose_name = _("区域の内訳")
        constraints = [
            models.UniqueConstraint(fields=["area", "piece", "since"], name="areas_part_once"),
            models.CheckConstraint(
                condition=Q(weight__gt=0) & Q(weight__lte=1), name="areas_weight_is_share"
            ),
            models.CheckConstraint(condition=~Q(area=F("piece")), name="areas_part_is_other"),
        ]

    @property
    def percent(self) -> str:
        """The share in percent, without needless zeros."""
        return f"{(self.weight * 100).normalize():f}"

    def __str__(self) -> str:
        return f"{self.area_id} ⊃ {self.piece_id}"
