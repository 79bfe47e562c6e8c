"""Every code list as dated terms that a town can rename and extend."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sasaeai.areas.models import Municipality
from sasaeai.base.models import Record


class Policy(models.TextChoices):
    ALLOW = "allow", _("だれでも手伝える")
    TRAIN = "train", _("学んだ人が手伝う")
    REFER = "refer", _("専門のところへつなぐ")


class Term(Record):
    """One entry of one code list in one town; the code is national, the label is the town's."""

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="terms", verbose_name=_("市町村")
    )
    kind = models.CharField(_("一覧"), max_length=40)
    code = models.SlugField(_("コード"), max_length=40)
    label = models.CharField(_("呼び名"), max_length=120)
    label_en = models.CharField(_("英語の呼び名"), max_length=120, blank=True)
    description = models.TextField(_("説明"), blank=True)
    # A town's own term rolls up to the national one it belongs to.
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("上の用語"),
    )
    order = models.PositiveSmallIntegerField(_("並び順"), default=0)
    policy = models.CharField(_("手伝う人"), max_length=10, choices=Policy, blank=True)
    since = models.DateField(_("いつから"), null=True, blank=True)
    until = models.DateField(_("いつまで"), null=True, blank=True)
    source = models.CharField(_("出どころ"), max_length=200, blank=True)
    to_verify = models.BooleanField(_("要確認"), default=False)

    class Meta:
        verbose_name = _("用語")
        ordering = ["kind", "order", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "kind", "code"], name="vocabulary_code_once"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(since=None) | Q(until__gte=F("since")),
                name="vocabulary_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        english = (get_language() or "").startswith("en")
        return self.label_en if english and self.label_en else self.label
