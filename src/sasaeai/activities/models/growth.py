"""How an activity came to be and grew: what it was born from, who runs it, what it uses, each step."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sasaeai.accounts.models import User
from sasaeai.activities.models.activity import Activity
from sasaeai.assets.models import Asset
from sasaeai.base.models import Record
from sasaeai.needs.models import Issue, Need
from sasaeai.people.models import Person


class Stage(Record):
    """あゆみ: from which day on an activity stood so, and in which words."""

    activity = models.ForeignKey(
        Activity, models.CASCADE, related_name="stages", verbose_name=_("活動")
    )
    state = models.CharField(_("様子"), max_length=10, choices=Activity.State)
    # Where nobody knows since when, the day on which it was written down tells.
    on = models.DateField(_("いつから"))
    resumes_on = models.DateField(_("また始まる日"), null=True, blank=True)
    review_on = models.DateField(_("ふりかえる日"), null=True, blank=True)
    words = models.CharField(_("ひとこと"), max_length=300, blank=True)
    # How the activity stood before, so that a slip can be taken back.
    stood = models.JSONField(default=dict, blank=True, editable=False)
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("書いた人"))

    class Meta:
        verbose_name = _("あゆみ")
        ordering = ["on", "created_at"]

    def __str__(self) -> str:
        return f"{self.on} {self.get_state_display()}"


class Origin(Record):
    """もと: one thing an activity was born from, and since when that is known; voices stand beside."""

    activity = models.ForeignKey(
        Activity, models.CASCADE, related_name="origins", verbose_name=_("活動")
    )
    need = models.ForeignKey(
        Need, models.PROTECT, null=True, related_name="+", verbose_name=_("ニーズ")
    )
    issue = models.ForeignKey(
        Issue, models.PROTECT, null=True, related_name="+", verbose_name=_("地域課題")
    )
    asset = models.ForeignKey(
        Asset, models.PROTECT, null=True, related_name="+", verbose_name=_("資源")
    )
    other = models.ForeignKey(
        Activity, models.PROTECT, null=True, related_name="+", verbose_name=_("もとの活動")
    )
    on = models.DateField(_("つながった日"))
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("書いた人"))

    class Meta:
        verbose_name = _("もと")
        ordering = ["on", "created_at"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(need__isnull=False, issue=None, asset=None, other=None)
                    | Q(need=None, issue__isnull=False, asset=None, other=None)
                    | Q(need=None, issue=None, asset__isnull=False, other=None)
                    | Q(need=None, issue=None, asset=None, other__isnull=False)
                ),
                name="activities_born_from_one",
            ),
            models.CheckConstraint(
                condition=Q(other=None) | ~Q(other=F("activity")),
                name="activities_born_from_another",
            ),
            *(
                models.UniqueConstraint(
                    fields=["activity", name], name=f"activities_born_from_{name}_once"
                )
                for name in ("need", "issue", "asset", "other")
            ),
        ]

    def __str__(self) -> str:
        return str(self.on)

    @property
    def thing(self) -> Need | Issue | Asset | Activity:
        """What it is: one of the four, as the table makes sure."""
        return self.known or self.activity

    @property
    def known(self) -> Need | Issue | Asset | Activity | None:
        """What it is, once it was read; none where the reader may not see it."""
        return self.need or self.issue or self.asset or self.other


class Organiser(Record):
    """開いている方: a resident who runs an activity, and their part in it."""

    activity = models.ForeignKey(
        Activity, models.CASCADE, related_name="organisers", verbose_name=_("活動")
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("どなた"))
    part = models.CharField(_("受けもつこと"), max_length=80, blank=True)
    since = models.DateField(_("いつから"), null=True, blank=True)

    class Meta:
        verbose_name = _("開いている方")
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "person"], name="activities_organiser_once")
        ]

    def __str__(self) -> str:
        return self.part


class Use(Record):
    """使うもの: an asset that an activity uses, at which hours and on which terms."""

    activity = models.ForeignKey(
        Activity, models.CASCADE, related_name="uses", verbose_name=_("活動")
    )
    asset = models.ForeignKey(
        Asset, models.PROTECT, related_name="uses", verbose_name=_("使うもの")
    )
    times = models.JSONField(_("使う曜日と時間"), default=dict, blank=True)
    terms = models.CharField(_("使うときの約束"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("使うもの")
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "asset"], name="activities_use_once")
        ]

    def __str__(self) -> str:
        return self.terms
