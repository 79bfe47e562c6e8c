"""An asset: something the area has, whoever owns it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sasaeai.assets.models.freshness import Listed
from sasaeai.base.models import LONGEST_TEXT
from sasaeai.organisations.models import Organisation
from sasaeai.voices.models import Voice


class Asset(Listed):
    class Kind(models.TextChoices):
        PLACE = "place", _("場所")
        THING = "thing", _("モノ")
        PERSON = "person", _("人")
        MONEY = "money", _("金")
        INFO = "info", _("情報")

    class Origin(models.TextChoices):
        EXISTING = "existing", _("もともとあった")
        FOUND = "found", _("見つけた")
        CONNECTED = "connected", _("つないだ")
        GROWN = "grown", _("広げた")
        CREATED = "created", _("新しく作った")

    kind = models.CharField(_("種類"), max_length=10, choices=Kind)
    owner = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assets",
        verbose_name=_("持ち主の団体"),
    )
    owner_words = models.CharField(_("持ち主（言葉で）"), max_length=120, blank=True)
    terms = models.TextField(_("使うときの約束"), max_length=LONGEST_TEXT, blank=True)
    address = models.CharField(_("所在地"), max_length=200, blank=True)
    longitude = models.FloatField(_("経度"), null=True, blank=True)
    latitude = models.FloatField(_("緯度"), null=True, blank=True)
    # Placed by its 町丁 only: the point is the town's, not the door's.
    placed_by_address = models.BooleanField(_("町丁の代表点で置いた"), default=False)
    # Somebody's home and the like: shown as its area, never as a pin or an address.
    confidential = models.BooleanField(_("場所を伏せる"), default=False)
    barrier_free = models.JSONField(_("バリアフリー"), default=list, blank=True)
    capacity = models.PositiveSmallIntegerField(_("何人くらい"), null=True, blank=True)
    origin = models.CharField(
        _("どうしてここにあるか"), max_length=10, choices=Origin, default=Origin.EXISTING
    )
    # Where it began: the words stay in `voices`, and whoever may read them there reads them here.
    source_voice = models.ForeignKey(
        Voice,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="assets",
        verbose_name=_("もとの声"),
    )
    retired_on = models.DateField(_("引退した日"), null=True, blank=True)

    class Meta:
        verbose_name = _("資源")
        ordering = ["name", "id"]
        indexes = [
            models.Index(
                fields=["municipality", "retired_on", "name", "id"], name="assets_by_name"
            ),
            models.Index(
                fields=["municipality", "retired_on", "check_due_on"], name="assets_by_due"
            ),
            # Holds all that counting the kinds needs.
            models.Index(
                fields=["municipality", "retired_on", "kind", "visibility", "area"],
                name="assets_by_kind",
            ),
            models.Index(fields=["municipality", "source", "source_id"], name="assets_by_source"),
            # Holds all that the map needs to count what lies in a square, or to find the nearest.
            models.Index(
                fields=[
                    "municipality",
                    "retired_on",
                    "longitude",
                    "latitude",
                    "confidential",
                    "kind",
                    "visibility",
                    "check_due_on",
                    "area",
                    "open_parts",
                    "month_days",
                    "id",
                ],
                name="assets_on_map",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(longitude=None, latitude=None)
                | Q(longitude__range=(122, 154), latitude__range=(20, 46)),
                name="assets_point_in_japan",
            ),
            # A person's card is never a pin.
            models.CheckConstraint(
                condition=~Q(kind="person") | Q(longitude=None), name="assets_person_is_no_pin"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("assets:asset", args=[self.pk])
