"""裏づけ: what the town answered to one item of the grant indicators in one year, and who is responsible."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sasaeai.accounts.models import User
from sasaeai.areas.models import Municipality
from sasaeai.base.models import LONGEST_TEXT, Record


class Evidence(Record):
    """The answer as the town gave it; official points are never reckoned here."""

    class Claim(models.TextChoices):
        YES = "yes", _("している")
        PARTLY = "partly", _("一部している")
        NO = "no", _("していない")
        NOT_YET = "not_yet", _("まだ答えていない")

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="evidence", verbose_name=_("市町村")
    )
    # The code of an item of `data/indicators.toml`.
    item = models.SlugField(_("項目"), max_length=40)
    # The 年度 whose work is told of.
    year = models.PositiveSmallIntegerField(_("年度"))
    claim = models.CharField(_("町の答え"), max_length=10, choices=Claim, default=Claim.NOT_YET)
    words = models.TextField(_("どこを見れば分かるか"), max_length=LONGEST_TEXT, blank=True)
    responsible = models.CharField(_("だれが答えますか"), max_length=80, blank=True)
    answered_on = models.DateField(_("答えた日"), null=True, blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("書いた人")
    )

    class Meta:
        verbose_name = _("裏づけ")
        ordering = ["year", "item"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "item", "year"], name="reports_answered_once_a_year"
            ),
            models.CheckConstraint(
                condition=Q(claim="not_yet") | Q(answered_on__isnull=False),
                name="reports_answered_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.get_claim_display()
