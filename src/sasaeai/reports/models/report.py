"""報告: the figures of a month or a year as they stood when they were sent, and the words to them."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sasaeai.accounts.models import User
from sasaeai.areas.models import Area, Employer, Municipality
from sasaeai.base.models import LONGEST_TEXT, Record
from sasaeai.reports.models.template import ReportKind, Template


class Report(Record):
    """What one body tells of one area and period; a sent one is never written anew, but has a next version."""

    class State(models.TextChoices):
        DRAFT = "draft", _("書きかけ")
        SENT = "sent", _("提出した")

    kind = models.CharField(_("種類"), max_length=10, choices=ReportKind)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="reports", verbose_name=_("市町村")
    )
    area = models.ForeignKey(
        Area, models.PROTECT, related_name="reports", verbose_name=_("どこのことですか")
    )
    employer = models.ForeignKey(
        Employer, models.PROTECT, related_name="reports", verbose_name=_("所属先")
    )
    since = models.DateField(_("いつから"))
    until = models.DateField(_("いつまで"))
    version = models.PositiveSmallIntegerField(_("第何版"), default=1, editable=False)
    story = models.TextField(_("物語"), max_length=LONGEST_TEXT, blank=True)
    trouble = models.TextField(_("困っていること"), max_length=LONGEST_TEXT, blank=True)
    coming = models.TextField(_("これから"), max_length=LONGEST_TEXT, blank=True)
    state = models.CharField(_("ようす"), max_length=10, choices=State, default=State.DRAFT)
    # As they were sent: figures by key, and pairs of a key and what it was called, in the order of the
    # town's lists. PostgreSQL keeps no order of an object's keys; reports sent before hold an object.
    figures = models.JSONField(_("数"), default=dict, blank=True, editable=False)
    labels = models.JSONField(_("数の呼び名"), default=list, blank=True, editable=False)
    # Which rows each figure counted, packed as in `kept.py`; empty for what was sent before they were kept.
    rows = models.JSONField(_("数えたもの"), default=dict, blank=True, editable=False)
    figures_hash = models.CharField(_("数の指紋"), max_length=64, blank=True, editable=False)
    written_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("書いた人")
    )
    sent_at = models.DateTimeField(_("提出した日時"), null=True, blank=True)
    sent_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("提出した人")
    )
    sheet = models.FileField(_("PDF"), upload_to="reports/%Y/%m", blank=True)
    sheet_hash = models.CharField(_("PDFの指紋"), max_length=64, blank=True, editable=False)
    template = models.ForeignKey(
        Template,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reports",
        verbose_name=_("様式"),
    )
    filled = models.FileField(_("様式に書きこんだもの"), upload_to="reports/%Y/%m", blank=True)
    filled_hash = models.CharField(
        _("様式に書きこんだものの指紋"), max_length=64, blank=True, editable=False
    )

    class Meta:
        verbose_name = _("報告")
        ordering = ["-since", "area__path", "-version"]
        indexes = [
            models.Index(fields=["municipality", "kind", "since"], name="reports_of_period"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "area", "employer", "since", "version"], name="reports_version_once"
            ),
            models.UniqueConstraint(
                fields=["kind", "area", "employer", "since"],
                condition=Q(state="draft"),
                name="reports_one_draft",
            ),
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="reports_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", sent_at=None)
                | Q(state="sent", sent_at__isnull=False, sent_by__isnull=False),
                name="reports_sent_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def names(self) -> dict[str, str]:
        """Return what each figure was called when it was sent, in the order of its lists."""
        return dict(self.labels)

    @property
    def is_sent(self) -> bool:
        return self.state == self.State.SENT

    def get_absolute_url(self) -> str:
        return reverse("reports:report", args=[self.pk])
