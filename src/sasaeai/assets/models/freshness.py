"""What an asset and an activity share: what is published, how sure it is, who checked it how."""

from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sasaeai.accounts.models import User
from sasaeai.areas.models import Area, Municipality
from sasaeai.areas.visibility import Visibility
from sasaeai.base.models import LONGEST_TEXT, Record
from sasaeai.calc import day_parts
from sasaeai.ui import wording
from sasaeai.vocabulary.models import Term


class Means(models.TextChoices):
    VISIT = "visit", _("行って確かめた")
    PHONE = "phone", _("電話で確かめた")
    MET = "met", _("会った人に聞いた")
    PAPER = "paper", _("紙の返事で確かめた")
    IMPORT = "import", _("名簿を取り込んだ")


OF_TIMES = ("open_parts", "month_days")


class OfTimes(models.BigIntegerField):  # type: ignore[type-arg]  # Django's own takes none while it runs
    """When something is open, as bits of `calc.day_parts`, so that it need not be read out of `times`.

    It follows `times` whenever a row is saved or made; what sets fields of many rows calls
    `keep_times` and sets it too.
    """

    def pre_save(self, model_instance: Any, add: bool) -> int:  # noqa: ANN401, FBT001 -- Django's signature
        """Return what the row's times say, and keep it on the row."""
        keep_times(model_instance)
        bits: int = getattr(model_instance, self.attname)
        return bits


def keep_times(row: Any) -> None:  # noqa: ANN401 -- also rows of migrations
    """Set on a row what its times say."""
    row.open_parts, row.month_days = day_parts.of_json(row.times)


class Listed(Record):
    """Something residents or staff can look up; children: Asset, Activity."""

    # From the key of each child's own Check.
    checks: Any

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="+", verbose_name=_("市町村")
    )
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("地区"))
    name = models.CharField(_("名前"), max_length=120)
    kana = models.CharField(_("ふりがな"), max_length=160, blank=True)
    categories = models.ManyToManyField(
        Term, blank=True, related_name="+", verbose_name=_("どんなこと")
    )
    description = models.TextField(_("紹介"), max_length=LONGEST_TEXT, blank=True)
    times = models.JSONField(_("曜日と時間"), default=dict, blank=True)
    open_parts = OfTimes(default=0, editable=False)
    month_days = OfTimes(default=0, editable=False)
    times_words = models.CharField(_("曜日と時間（言葉で）"), max_length=200, blank=True)
    fee = models.CharField(_("費用"), max_length=120, blank=True)
    # What may be published stands apart from what must not.
    public_phone = models.CharField(_("載せてよい電話番号"), max_length=20, blank=True)
    public_contact = models.CharField(_("載せてよい連絡先の名前"), max_length=80, blank=True)
    private_phone = models.CharField(_("電話番号（載せない）"), max_length=20, blank=True)
    private_contact = models.CharField(_("連絡先の方（載せない）"), max_length=80, blank=True)
    url = models.URLField(_("ホームページ"), blank=True)
    notes = models.TextField(_("覚え書き（載せない）"), max_length=LONGEST_TEXT, blank=True)
    visibility = models.CharField(
        _("だれに見せるか"), max_length=20, choices=Visibility, default=Visibility.STAFF
    )
    photo = models.ImageField(_("写真"), upload_to="photos/%Y/%m", blank=True)
    photo_words = models.CharField(_("写真の説明"), max_length=120, blank=True)
    source = models.CharField(_("出どころ"), max_length=120, blank=True)
    source_id = models.CharField(_("出どころの番号"), max_length=120, blank=True)
    # Copied from the newest check so that lists can sort by it without a join.
    checked_on = models.DateField(_("さいごに確かめた日"), null=True, blank=True)
    checked_means = models.CharField(
        _("どうやって確かめたか"), max_length=10, choices=Means, blank=True
    )
    # The day the least sure field falls below the town's threshold.
    check_due_on = models.DateField(_("次に確かめたい日"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def source_words(self) -> str:
        """Return where it was taken from, with its number there: 「宝探し（2-1129）」."""
        numbered = self.source and self.source_id
        return wording.placed(self.source, self.source_id) if numbered else self.source


class CheckOf(Record):
    """Somebody made sure that it still holds: who, when, how; children: Check of each room."""

    # Each child's own key names its room's table.
    listed: models.ForeignKey[Any, Any]
    listed_id: UUID

    class Result(models.TextChoices):
        SAME = "same", _("変わりなかった")
        CHANGED = "changed", _("変わっていた")
        CORRECTED = "corrected", _("変わっていたので直した")
        NOT_REACHED = "not_reached", _("確かめられなかった")

    # After these what is written is known to be right; a change that was only seen leaves it wrong.
    SURE = frozenset({Result.SAME, Result.CORRECTED})

    on = models.DateField(_("確かめた日"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("確かめた人"))
    means = models.CharField(_("どうやって"), max_length=10, choices=Means)
    result = models.CharField(_("どうだったか"), max_length=12, choices=Result)
    # Which kinds of field were checked ("schedule", "phone" …); empty: all of them.
    fields = models.JSONField(_("確かめた項目"), default=list, blank=True)
    words = models.CharField(_("ひとこと"), max_length=200, blank=True)

    class Meta:
        abstract = True
        ordering = ["-on", "-created_at"]

    def __str__(self) -> str:
        return f"{self.on} {self.get_means_display()}"


class SuggestionOf(Record):
    """まちがい・変更を知らせる: what a resident told us, and what became of it."""

    # Each child's own key names its room's table.
    listed: models.ForeignKey[Any, Any]
    listed_id: UUID

    class State(models.TextChoices):
        NEW = "new", _("届いたばかり")
        TAKEN = "taken", _("直した")
        DECLINED = "declined", _("このままにした")

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="+", verbose_name=_("市町村")
    )
    words = models.TextField(_("知らせてくださったこと"), max_length=1000)
    contact = models.CharField(_("お返事先"), max_length=120, blank=True)
    state = models.CharField(_("いまの様子"), max_length=10, choices=State, default=State.NEW)
    answer = models.CharField(_("どうしたか"), max_length=300, blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("こたえた人")
    )
    answered_at = models.DateTimeField(_("こたえた日時"), null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["created_at"]

    def __str__(self) -> str:
        return self.words[:40]

    def get_absolute_url(self) -> str:
        """Return where it is answered."""
        return reverse(f"{self._meta.app_label}:answer", args=[self.pk])


class HalfLife(Record):
    """How soon half of what was known of a kind of field no longer holds: dated data of the town."""

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="half_lives", verbose_name=_("市町村")
    )
    field = models.CharField(_("項目"), max_length=20)
    label = models.CharField(_("呼び名"), max_length=40)
    days = models.PositiveSmallIntegerField(_("半分になるまでの日数"))
    source = models.CharField(_("出どころ"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("確かさの減り方")
        constraints = [
            models.UniqueConstraint(fields=["municipality", "field"], name="assets_half_life_once"),
            models.CheckConstraint(condition=Q(days__gt=0), name="assets_half_life_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.days}"
