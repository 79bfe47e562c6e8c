"""様式: the town's own DOCX or XLSX with named fields, uploaded once, filled with the figures of a report."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sasaeai.accounts.models import User
from sasaeai.areas.models import Employer, Municipality
from sasaeai.base.models import Record


class ReportKind(models.TextChoices):
    MONTHLY = "monthly", _("月報")
    YEARLY = "yearly", _("実績報告")
    PLAN = "plan", _("来年度の計画")


class Template(Record):
    class Form(models.TextChoices):
        DOCX = "docx", _("Word")
        XLSX = "xlsx", _("Excel")

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="templates", verbose_name=_("市町村")
    )
    # None: the whole town's.
    employer = models.ForeignKey(
        Employer,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="templates",
        verbose_name=_("どこの様式ですか"),
    )
    kind = models.CharField(
        _("何の様式ですか"),
        max_length=10,
        choices=ReportKind,
        default=ReportKind.MONTHLY,
    )
    name = models.CharField(_("様式の名前"), max_length=80)
    form = models.CharField(_("かたち"), max_length=4, choices=Form, editable=False)
    file = models.FileField(_("ファイル"), upload_to="templates/%Y/%m")
    file_hash = models.CharField(_("ファイルの指紋"), max_length=64, editable=False)
    # What was found in it: known fields, unknown ones with the nearest known, what the package holds besides.
    fields = models.JSONField(_("欄"), default=list, editable=False)
    unknown = models.JSONField(_("知らない欄"), default=dict, editable=False)
    warnings = models.JSONField(_("気をつけること"), default=list, editable=False)
    uploaded_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("入れた人")
    )
    since = models.DateField(_("いつから"))
    until = models.DateField(_("いつまで"), null=True, blank=True)

    class Meta:
        verbose_name = _("様式")
        ordering = ["-since", "name"]
        indexes = [models.Index(fields=["municipality", "kind"], name="reports_templates")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="reports_template_ends"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("reports:template", args=[self.pk])
