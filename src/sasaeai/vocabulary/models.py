"""Every code list as dated terms that a town can rename and extend."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sasaeai.areas.models import Municipality
from sasaeai.base.models import LONGEST_TEXT, Record


class Kind(models.TextChoices):
    """The code lists; which of them a town may extend is said in rules."""

    SC_FUNCTION = "sc_function", _("コーディネート機能")
    SC_TASK = "sc_task", _("コーディネーターの活動範囲①〜⑥")
    COUNCIL_ROLE = "council_role", _("協議体の役割")
    WORK_COORDINATOR_TASK = "work_coordinator_task", _("就労的活動支援コーディネーターの活動")
    SC_ACTIVITY_TYPE = "sc_activity_type", _("月報の行")
    CONTACT_MEANS = "contact_means", _("やりとりの手段")
    COUNTERPART = "counterpart", _("やりとりの相手")
    MEETING_KIND = "meeting_kind", _("会議の種類")
    ASSET_KIND = "asset_kind", _("資源の種類")
    ASSET_ORIGIN = "asset_origin", _("資源がどうしてここにあるか")
    ASSET_STATUS = "asset_status", _("資源のようす")
    ASSET_VISIBILITY = "asset_visibility", _("だれに見せるか")
    BARRIER_FREE = "barrier_free", _("バリアフリー")
    SUPPORT_CATEGORY = "support_category", _("困りごとと手伝いの分類")
    COPING = "coping", _("いまどうしているか")
    TRAIT = "trait", _("たがいに知っておきたいこと")
    ALARM_WORD = "alarm_word", _("すぐに人へつなぐ言葉")
    VOICE_KIND = "voice_kind", _("声の種類")
    ORG_TYPE = "org_type", _("団体の種類")
    HELP_SOURCE = "help_source", _("自助・互助・共助・公助")
    GATHERING_MAIN_ACTIVITY = "gathering_main_activity", _("通いの場のおもな活動")
    GATHERING_OPERATOR = "gathering_operator", _("通いの場の運営主体")
    GATHERING_PLACE = "gathering_place", _("通いの場の開催場所")
    GATHERING_FREQUENCY = "gathering_frequency", _("通いの場の開催頻度")
    GATHERING_PURPOSE_TYPE = "gathering_purpose_type", _("通いの場の類型")
    GATHERING_SUPPORT = "gathering_support", _("通いの場への支援")
    SOUGOU_SERVICE = "sougou_service", _("総合事業のサービス")
    SCHEME_TYPE = "scheme_type", _("お礼のかたち")
    PAID_STATUS = "paid_status", _("働きかた")
    TRANSPORT_LEGAL_BASIS = "transport_legal_basis", _("送迎の法律上の扱い")
    ROLE = "role", _("役割の呼び名")
    AREA_LEVEL = "area_level", _("区域の段階")
    HOUSEHOLD = "household", _("世帯")
    CONSENT_SCOPE = "consent_scope", _("同意した相手")
    CONSENT_ITEM = "consent_item", _("同意した項目")
    NEED_STATUS = "need_status", _("ニーズのようす")
    MATCH_RESULT = "match_result", _("つないだ結果")
    INSTRUMENT = "instrument", _("道具箱：使える制度・事業")


class Policy(models.TextChoices):
    ALLOW = "allow", _("だれでも手伝える")
    TRAIN = "train", _("学んだ人が手伝う")
    REFER = "refer", _("専門のところへつなぐ")


class Term(Record):
    """One entry of one code list in one town; the code is national, the label is the town's."""

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="terms", verbose_name=_("市町村")
    )
    kind = models.CharField(_("一覧"), max_length=40, choices=Kind)
    code = models.SlugField(_("コード"), max_length=40)
    label = models.CharField(_("呼び名"), max_length=120)
    # Laid over the label where residents read it.
    kana = models.CharField(_("ふりがな"), max_length=160, blank=True)
    # What the national list calls it; empty for a term of the town's own.
    national_label = models.CharField(_("もとの呼び名"), max_length=120, blank=True, editable=False)
    label_en = models.CharField(_("英語の呼び名"), max_length=120, blank=True)
    description = models.TextField(_("説明"), max_length=LONGEST_TEXT, blank=True)
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

    @property
    def reading(self) -> str:
        """How what the reader is shown is read: nothing in English."""
        return self.kana if str(self) == self.label else ""

    @property
    def is_own(self) -> bool:
        return not self.national_label

    @property
    def starting_policy(self) -> Policy:
        """Who helps with this category before the town has said anything: as with the one above it, else all."""
        if self.policy or self.parent is None:
            return Policy(self.policy or Policy.ALLOW)
        return self.parent.starting_policy

    def holds_on(self, day: date) -> bool:
        """Return whether the term is in force on this day."""
        return (self.since is None or self.since <= day) and (
            self.until is None or self.until >= day
        )

    def get_absolute_url(self) -> str:
        return reverse("vocabulary:kind", args=[self.kind])


class PolicyRule(Record):
    """Who helps with one support category in this town from a day on, and why."""

    term = models.ForeignKey(
        Term, models.CASCADE, related_name="policy_rules", verbose_name=_("用語")
    )
    policy = models.CharField(_("手伝う人"), max_length=10, choices=Policy)
    since = models.DateField(_("いつから"))
    why = models.CharField(_("わけ"), max_length=300)

    class Meta:
        verbose_name = _("手伝う人の決まり")
        ordering = ["term", "-since"]
        constraints = [
            models.UniqueConstraint(fields=["term", "since"], name="vocabulary_policy_once_a_day"),
            models.CheckConstraint(condition=~Q(why=""), name="vocabulary_policy_says_why"),
        ]

    def __str__(self) -> str:
        return self.get_policy_display()
