"""出番: what an activity looks for a helper for; small things, thirty minutes are fine."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sasaeai.accounts.models import User
from sasaeai.activities.models.activity import Activity
from sasaeai.base.models import Record
from sasaeai.vocabulary.models import Term

USUAL_MINUTES = 30


class Opening(Record):
    """出番: one thing somebody may do in an activity; filled and closed, never deleted."""

    class State(models.TextChoices):
        OPEN = "open", _("さがしています")
        FILLED = "filled", _("決まりました")
        CLOSED = "closed", _("おしまい")

    class First(models.TextChoices):
        NOTHING = "nothing", _("何もいりません")
        LEARNED = "learned", _("学んだ方に（講座や練習）")

    activity = models.ForeignKey(
        Activity, models.CASCADE, related_name="openings", verbose_name=_("活動")
    )
    what = models.CharField(_("してもらうこと"), max_length=80)
    category = models.ForeignKey(
        Term, models.PROTECT, related_name="+", verbose_name=_("どんなこと")
    )
    # A week of half hours, as people's gifts have it; empty where any time will do.
    times = models.JSONField(_("曜日と時間"), default=dict, blank=True)
    minutes = models.PositiveSmallIntegerField(_("1回に何分"), default=USUAL_MINUTES)
    people = models.PositiveSmallIntegerField(_("何人"), default=1)
    since = models.DateField(_("いつから"), null=True, blank=True)
    until = models.DateField(_("いつまで"), null=True, blank=True)
    first = models.CharField(_("はじめる前に"), max_length=10, choices=First, default=First.NOTHING)
    contact = models.CharField(_("だれに連絡するか"), max_length=80, blank=True)
    phone = models.CharField(_("連絡先の電話"), max_length=20, blank=True)
    state = models.CharField(_("ようす"), max_length=10, choices=State, default=State.OPEN)
    filled_on = models.DateField(_("人が決まった日"), null=True, blank=True)
    closed_on = models.DateField(_("おしまいにした日"), null=True, blank=True)
    offered_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("書いた人")
    )

    class Meta:
        verbose_name = _("出番")
        ordering = ["created_at"]
        indexes = [models.Index(fields=["activity", "state"], name="activities_openings")]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__range=(10, 480), people__range=(1, 50)),
                name="activities_opening_is_small",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(since=None) | Q(until__gte=F("since")),
                name="activities_opening_ends_later",
            ),
            models.CheckConstraint(
                condition=Q(state="open", filled_on=None, closed_on=None)
                | Q(state="filled", filled_on__isnull=False, closed_on=None)
                | Q(state="closed", closed_on__isnull=False),
                name="activities_opening_has_days",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return reverse("activities:opening", args=[self.pk])

    def is_over(self, today: date) -> bool:
        """Return whether its last day is past."""
        return self.until is not None and self.until < today
