"""Sums of months that are over: counted once, so that looking back over years asks for no entry again."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sasaeai.areas.models import Area, Employer, Municipality
from sasaeai.base.models import Record
from sasaeai.vocabulary.models import Term


class MonthlySum(Record):
    """月の数: how often something was in one month, of one area and body, under a term or at all."""

    class Measure(models.TextChoices):
        ENTRIES = "entries", _("日々の記録")
        FUNCTION = "function", _("日々の記録（機能）")
        TASK = "task", _("日々の記録（活動範囲）")
        TYPE = "type", _("日々の記録（月報の行）")
        MEANS = "means", _("日々の記録（手段）")
        HEARD = "heard", _("聴いた声")
        ANSWERS = "answers", _("お返事")
        CONNECTED = "connected", _("つながったニーズ")
        STORIES = "stories", _("物語")
        MEASURED = "measured", _("はかった指標")
        BEGUN = "begun", _("始まった活動")

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="+", verbose_name=_("市町村")
    )
    area = models.ForeignKey(Area, models.CASCADE, related_name="+", verbose_name=_("区域"))
    # An activity and what was measured are nobody's alone.
    employer = models.ForeignKey(
        Employer, models.CASCADE, null=True, related_name="+", verbose_name=_("所属先")
    )
    # Its first day.
    month = models.DateField(_("月"))
    measure = models.CharField(_("何の数か"), max_length=10, choices=Measure)
    term = models.ForeignKey(
        Term, models.CASCADE, null=True, related_name="+", verbose_name=_("用語")
    )
    count = models.PositiveIntegerField(_("数"))

    class Meta:
        verbose_name = _("月の数")
        indexes = [models.Index(fields=["municipality", "month", "measure"], name="insight_sums")]
        constraints = [
            models.CheckConstraint(condition=models.Q(count__gt=0), name="insight_sum_of_something")
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.measure} {self.count}"


class CountedMonth(Record):
    """数えた月: a month whose sums are stored, and up to which entry of the record book they hold."""

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="+", verbose_name=_("市町村")
    )
    month = models.DateField(_("月"))
    upto = models.PositiveBigIntegerField(_("記録のどこまで"))

    class Meta:
        verbose_name = _("数えた月")
        constraints = [
            models.UniqueConstraint(fields=["municipality", "month"], name="insight_month_once")
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"
