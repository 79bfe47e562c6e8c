"""指標: how one sees that a goal comes nearer, and each time it was measured."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sasaeai.accounts.models import User
from sasaeai.base.models import Record
from sasaeai.visions.models.goal import Goal

BELOW_NOTHING = _(
    "0より小さい数は書けません。増えた分や減った分ではなく、そのときの数を書いてください。"
)


class Indicator(Record):
    class Counts(models.TextChoices):
        """What it counts: doing the means alone says nothing of the goal."""

        CHANGE = "change", _("人や暮らしの変化")
        THERE = "there", _("地区にあるもの・できるようになったこと")
        DOING = "doing", _("やった回数・量")

    goal = models.ForeignKey(
        Goal, models.CASCADE, related_name="indicators", verbose_name=_("目標")
    )
    name = models.CharField(_("何をはかりますか"), max_length=120)
    counts = models.CharField(
        _("それは、何の数ですか"), max_length=10, choices=Counts, default=Counts.CHANGE
    )
    unit = models.CharField(_("単位"), max_length=20)
    # A share is kept as n of N, never as a bare percentage.
    baseline = models.DecimalField(
        _("はじめの数"), max_digits=10, decimal_places=1, null=True, blank=True
    )
    baseline_of = models.PositiveIntegerField(_("はじめの数の、何のうち"), null=True, blank=True)
    baseline_on = models.DateField(_("はじめにはかった日"), null=True, blank=True)
    target = models.DecimalField(
        _("目指す数"), max_digits=10, decimal_places=1, null=True, blank=True
    )
    target_of = models.PositiveIntegerField(_("目指す数の、何のうち"), null=True, blank=True)
    source = models.CharField(_("出どころ"), max_length=120, blank=True)
    every_months = models.PositiveSmallIntegerField(_("何か月ごとにはかりますか"), default=6)

    class Meta:
        verbose_name = _("指標")
        ordering = ["goal", "created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(every_months__range=(1, 120)), name="visions_measured_now_and_then"
            ),
            models.CheckConstraint(
                condition=Q(baseline=None, baseline_on=None)
                | Q(baseline__isnull=False, baseline_on__isnull=False),
                name="visions_baseline_of_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Measurement(Record):
    indicator = models.ForeignKey(
        Indicator, models.CASCADE, related_name="measurements", verbose_name=_("指標")
    )
    on = models.DateField(_("はかった日"))
    value = models.DecimalField(_("数"), max_digits=10, decimal_places=1)
    of = models.PositiveIntegerField(_("何のうち"), null=True, blank=True)
    source = models.CharField(_("出どころ"), max_length=120, blank=True)
    words = models.CharField(_("気づいたこと"), max_length=200, blank=True)
    measured_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("はかった人")
    )

    class Meta:
        verbose_name = _("はかった数")
        ordering = ["-on", "-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "on"], name="visions_measured_once_a_day"),
            models.CheckConstraint(
                condition=Q(of=None) | Q(of__gte=F("value")), name="visions_part_of_the_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value}"
