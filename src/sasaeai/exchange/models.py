"""Where lists come from, what each import did, and what a row said when it was last taken in."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sasaeai.areas.models import Municipality
from sasaeai.base.models import Record


class Kind(models.TextChoices):
    FACILITIES = "facilities", _("場所（施設・店など）")
    ORGANISATIONS = "organisations", _("団体")
    GATHERINGS = "gatherings", _("通いの場")
    BOUNDARIES = "boundaries", _("区域の境界")
    TOWNS = "towns", _("町丁目の位置")
    LANDMARKS = "landmarks", _("目印（川・線路・駅など）")


class Source(Record):
    """A list somebody keeps elsewhere; its newer editions are known by this name."""

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="+", verbose_name=_("市町村")
    )
    kind = models.CharField(_("種類"), max_length=20, choices=Kind)
    name = models.CharField(_("出どころ"), max_length=120)
    file_name = models.CharField(_("さいごのファイル"), max_length=200)

    class Meta:
        verbose_name = _("出どころ")
        ordering = ["kind", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "kind", "name"], name="exchange_source_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Import(Record):
    """One edition of a source that was taken in: its counts, its remarks, what it created."""

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="+", verbose_name=_("市町村")
    )
    source = models.ForeignKey(
        Source, models.CASCADE, related_name="imports", verbose_name=_("出どころ")
    )
    file_name = models.CharField(_("ファイル"), max_length=200)
    sha256 = models.CharField(_("ファイルの指紋"), max_length=64)
    encoding = models.CharField(_("文字コード"), max_length=20)
    counts = models.JSONField(_("件数"))
    messages = models.JSONField(_("気づいたこと"), default=list)
    # What an undo would take out again: ids only, the rooms keep the rows.
    created = models.JSONField(_("加えたもの"), default=list)
    user = models.UUIDField(_("取り込んだ人"), null=True)

    class Meta:
        verbose_name = _("取り込み")
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["municipality", "-created_at"], name="exchange_imports_newest")
        ]

    def __str__(self) -> str:
        return self.source.name

    def get_absolute_url(self) -> str:
        return reverse("exchange:import", args=[self.pk])


class TakenRow(Record):
    """What a source last said of one row: only what it says anew is changed, so that a correction
    made here by hand outlives the next edition.
    """

    source = models.ForeignKey(
        Source, models.CASCADE, related_name="rows", verbose_name=_("出どころ")
    )
    subject = models.UUIDField(_("対象"))
    said = models.JSONField(_("書いてあったこと"))

    class Meta:
        verbose_name = _("取り込んだ行")
        constraints = [
            models.UniqueConstraint(fields=["source", "subject"], name="exchange_taken_row_once")
        ]

    def __str__(self) -> str:
        return str(self.subject)
