"""The municipality, partition of everything, and the bodies that employ its coordinators."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sasaeai.areas.models.role import Role
from sasaeai.base.models import Record
from sasaeai.ui import wording


class Municipality(Record):
    class Background(models.TextChoices):
        """What lies under the town's own map; only what is not in its own house comes from another host."""

        OWN = "own", _("町の境界と目印だけ（外へは何も取りに行きません）")
        GSI = "gsi", _("国土地理院の地理院タイル（淡色地図）")
        FILE = "file", _("この町のサーバーに置いた地図のファイル（外へは何も取りに行きません）")

    code = models.CharField(_("全国地方公共団体コード"), max_length=6, unique=True)
    name = models.CharField(_("名前"), max_length=80)
    kana = models.CharField(_("ふりがな"), max_length=120, blank=True)
    prefecture = models.CharField(_("都道府県"), max_length=20, blank=True)
    office = models.CharField(_("担当課"), max_length=80, blank=True)
    phone = models.CharField(_("住民の方への電話番号"), max_length=20, blank=True)
    hours = models.CharField(_("電話を受ける時間"), max_length=120, blank=True)
    # By role and language, where the town has words of its own: {"viewer": {"ja": "包括の職員"}}.
    role_names = models.JSONField(_("役割の呼び名"), default=dict, blank=True, editable=False)
    portal_open = models.BooleanField(_("住民の方のページを開く"), default=True)

    background = models.CharField(
        _("地図の背景"), max_length=10, choices=Background, default=Background.OWN
    )
    background_file = models.CharField(
        _("背景にする地図のファイル"), max_length=120, blank=True, editable=False
    )

    class Meta:
        verbose_name = _("市町村")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("areas:municipality")

    def role_name(self, role: str) -> str:
        """Return what this town calls a role, the usual name where it has no word of its own."""
        own = self.role_names.get(role, {}).get(get_language() or "ja")
        return str(own or Role(role).label)

    def role_choices(self) -> list[tuple[str, str]]:
        """Return the roles as choices of a form, in this town's words."""
        return [(role.value, self.role_name(role)) for role in Role]


class Employer(Record):
    """A body that employs coordinators: the town itself, a 社協, the corporation of a 包括."""

    class Kind(models.TextChoices):
        """What a body is to the persons it asks; the codes are those of a consent's recipients."""

        CITY = "city", _("市町村")
        SHAKYO = "shakyo", _("社会福祉協議会")
        HOKATSU = "hokatsu", _("地域包括支援センターを受け持つところ")

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="employers", verbose_name=_("市町村")
    )
    name = models.CharField(_("名前"), max_length=120)
    # One body may be two: a 社協 that runs a 包括. Empty where nobody has said yet.
    kinds = models.JSONField(_("どういうところか"), default=list, blank=True)
    # Where whoever was asked on paper rings back (the town's own number where there is none), and peers call.
    phone = models.CharField(_("電話番号"), max_length=20, blank=True)
    since = models.DateField(_("契約のはじまり"), null=True, blank=True)
    until = models.DateField(_("契約のおわり"), null=True, blank=True)

    class Meta:
        verbose_name = _("所属先")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "name"], name="areas_employer_once"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(since=None) | Q(until__gte=F("since")),
                name="areas_employer_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def kind_labels(self) -> str:
        """Return what kinds of body this is, in words."""
        return wording.told(kind.label for kind in self.Kind if kind.value in self.kinds)
