"""Where lists come from, what each import did, and what a row said when it was last taken in."""

from datetime import datetime

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sasaeai.areas.models import Municipality
from sasaeai.base.models import Record


class Kind(models.TextChoices):
    FACILITIES = "facilities", _("場所（施設・店など）")
    CARE_PROVIDERS = "care-providers", _("介護サービス事業所")
    ORGANISATIONS = "organisations", _("団体")
    GATHERINGS = "gatherings", _("通いの場")
    BOUNDARIES = "boundaries", _("区域の境界")
    TOWNS = "towns", _("町丁目の位置")
    LANDMARKS = "landmarks", _("目印（川・線路・駅など）")
    POPULATION = "population", _("人口（町丁ごと・年齢ごと）")


PLACES = (Kind.FACILITIES, Kind.CARE_PROVIDERS)
"""Kinds of lists whose rows become places."""
GROUND = (Kind.BOUNDARIES, Kind.TOWNS, Kind.POPULATION)
"""Kinds of files that bring areas."""


class Source(Record):
    """A list somebody keeps elsewhere; its newer editions are known by this name."""

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="+", verbose_name=_("市町村")
    )
    kind = models.CharField(_("種類"), max_length=20, choices=Kind)
    name = models.CharField(_("出どころ"), max_length=120)
    file_name = models.CharField(_("さいごのファイル"), max_length=200)
    mapping = models.JSONField(_("列の読み方"), default=dict)

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
    """One edition of a source: read, looked at, taken in, and perhaps taken back."""

    class State(models.TextChoices):
        READING = "reading", _("読んでいます")
        READ = "read", _("まだ取り込んでいません")
        REFUSED = "refused", _("読めませんでした")
        APPLIED = "applied", _("取り込みました")
        UNDONE = "undone", _("取り消しました")

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="+", verbose_name=_("市町村")
    )
    # What the person who brought the file said of it.
    kind = models.CharField(_("種類"), max_length=20, choices=Kind)
    source_name = models.CharField(_("出どころ"), max_length=120)
    file_name = models.CharField(_("ファイル"), max_length=200)
    visibility = models.CharField(_("だれに見せるか"), max_length=20, blank=True)
    level = models.CharField(_("区域の段階"), max_length=20, blank=True)
    # What headings mean, as somebody said of this edition or of one before.
    mapping = models.JSONField(_("列の読み方"), default=dict)
    user = models.UUIDField(_("取り込んだ人"), null=True)
    state = models.CharField(_("様子"), max_length=10, choices=State, default=State.READING)
    # What reading it came to.
    sha256 = models.CharField(_("ファイルの指紋"), max_length=64)
    encoding = models.CharField(_("文字コード"), max_length=20, blank=True)
    header_row = models.PositiveIntegerField(_("見出しの行"), default=0)
    headings = models.JSONField(_("見出し"), default=list)
    refusal = models.TextField(_("読めなかったわけ"), blank=True)
    counts = models.JSONField(_("件数"), default=dict)
    messages = models.JSONField(_("気づいたこと"), default=list)
    # When the source was last taken in, as the comparing found it.
    seen = models.DateTimeField(_("比べたときの版"), null=True)
    # What became of it.
    source = models.ForeignKey(
        Source, models.CASCADE, null=True, related_name="imports", verbose_name=_("出どころ")
    )
    applied_at = models.DateTimeField(_("取り込んだ日時"), null=True)
    undone_at = models.DateTimeField(_("取り消した日時"), null=True)

    class Meta:
        verbose_name = _("取り込み")
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["municipality", "-created_at"], name="exchange_imports_newest")
        ]

    def __str__(self) -> str:
        return self.source_name

    def get_absolute_url(self) -> str:
        return reverse("exchange:import", args=[self.pk])

    def is_last_to_touch(self, row: Record | None, *, since: datetime | None) -> bool:
        """Say whether a row is here, and nobody wrote in it since this was taken in.

        `since` is when it came to stand so again, where a newer edition was taken back.
        """
        if row is None or self.applied_at is None:
            return False
        return row.updated_at <= (since or self.applied_at)


class StagedRow(Record):
    """What an import does, or did, to one row: ready to be written, and to be taken back."""

    class Change(models.TextChoices):
        ADD = "add", _("加える")
        SET = "set", _("直す")
        KEEP = "keep", _("そのまま")
        MISSING = "missing", _("ファイルにない")

    made = models.ForeignKey(
        Import, models.CASCADE, related_name="rows", verbose_name=_("取り込み")
    )
    number = models.PositiveIntegerField(_("順番"))
    change = models.CharField(_("すること"), max_length=10, choices=Change)
    subject = models.UUIDField(_("対象"))
    name = models.CharField(_("名前"), max_length=400)
    # Field by field as the table keeps it: the whole row, and of one that is here what stood where it is set.
    values = models.JSONField(_("書くこと"), default=dict, encoder=DjangoJSONEncoder)
    before = models.JSONField(_("前に書いてあったこと"), default=dict, encoder=DjangoJSONEncoder)
    categories = models.JSONField(_("分類"), null=True)
    # When the row was last written, as the comparing found it.
    seen = models.DateTimeField(_("比べたときの版"), null=True)
    # The words it is to be found by, ready for the index, and those it is found by now.
    text = models.JSONField(_("検索用の文"), null=True)
    text_before = models.JSONField(_("いまの検索用の文"), null=True)
    done = models.BooleanField(_("取り消した"), default=False)
    # When what is set had last been written before, and when what this import wrote came to stand
    # again, because what was written over it was taken back: the row, and figures of an area.
    found_at = models.DateTimeField(_("前に書かれた日時"), null=True)
    stood_at = models.DateTimeField(_("もとにもどった日時"), null=True)
    counted_at = models.DateTimeField(_("人数がもとにもどった日時"), null=True)
    # What the source says of the row now, and what it said before.
    said = models.JSONField(_("書いてあったこと"), null=True)
    said_before = models.JSONField(_("前の版に書いてあったこと"), null=True)

    class Meta:
        verbose_name = _("取り込みの行")
        constraints = [
            models.UniqueConstraint(fields=["made", "change", "number"], name="exchange_row_once")
        ]

    def __str__(self) -> str:
        return self.name


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
