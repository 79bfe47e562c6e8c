"""One person, two directions: what each can and would like to do, and what each agreed to."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sasaeai.accounts.models import User
from sasaeai.areas.models import Area, Employer, Municipality
from sasaeai.base.models import LONGEST_TEXT, Record
from sasaeai.vocabulary.models import Term


class Item(models.TextChoices):
    """What of a record a consent can name; the codes of the vocabulary's `consent_item`."""

    NICKNAME = "nickname", _("呼び名")
    NAME = "name", _("名前とふりがな")
    PHONE = "phone", _("電話番号")
    EMAIL = "email", _("メールアドレス")
    ADDRESS = "address", _("住所")
    BIRTH_YEAR = "birth_year", _("生まれた年")
    HOUSEHOLD = "household", _("世帯")
    GIFTS = "gifts", _("できること・やってみたいこと")
    NOTES = "notes", _("覚え書き")


class Person(Record):
    """Somebody who lives here; may be only a nickname and an area."""

    class Trust(models.IntegerChoices):
        """How well this town knows somebody who goes to others' homes."""

        HEARD = 0, _("まだ会っていない")
        MET = 1, _("会って話した")
        SHOWN = 2, _("本人確認をした")

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="people", verbose_name=_("市町村")
    )
    area = models.ForeignKey(Area, models.PROTECT, related_name="people", verbose_name=_("地区"))
    # Seen by postings of this body; others need the person's consent.
    employer = models.ForeignKey(
        Employer, models.PROTECT, related_name="people", verbose_name=_("記録した所属先")
    )
    recorded_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("記録した人")
    )
    nickname = models.CharField(_("呼び名"), max_length=40, blank=True)
    family_name = models.CharField(_("姓"), max_length=40, blank=True)
    given_name = models.CharField(_("名"), max_length=40, blank=True)
    family_kana = models.CharField(_("姓のふりがな"), max_length=60, blank=True)
    given_kana = models.CharField(_("名のふりがな"), max_length=60, blank=True)
    # The only letter of a name kept in clear: lists are grouped by it.
    first_kana = models.CharField(_("頭文字"), max_length=1, blank=True, editable=False)
    birth_year = models.PositiveSmallIntegerField(_("生まれた年"), null=True, blank=True)
    phone = models.CharField(_("電話番号"), max_length=20, blank=True)
    email = models.EmailField(_("メールアドレス"), blank=True)
    address = models.CharField(_("住所"), max_length=200, blank=True)
    # 支援措置など: the address is shown to nobody, whatever the rule says.
    hides_address = models.BooleanField(_("住所をだれにも見せない"), default=False)
    household = models.ForeignKey(
        Term, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("世帯")
    )
    notes = models.TextField(_("覚え書き"), max_length=LONGEST_TEXT, blank=True)
    # What others should know before they meet, and what this person would rather not.
    has = models.ManyToManyField(
        Term, blank=True, related_name="+", verbose_name=_("先に知っておいてほしいこと")
    )
    avoids = models.ManyToManyField(
        Term, blank=True, related_name="+", verbose_name=_("できれば避けたいこと")
    )
    trust = models.PositiveSmallIntegerField(
        _("どのくらい知っている方か"), choices=Trust, default=Trust.HEARD
    )
    # None: nobody has asked yet.
    with_companion = models.BooleanField(_("はじめての訪問の付き添い"), null=True, blank=True)
    # Once, gently: whoever asks for help is asked what they might give.
    asked_to_give_on = models.DateField(_("できることを聞いた日"), null=True, blank=True)
    paused_from = models.DateField(_("お休みのはじまり"), null=True, blank=True)
    paused_until = models.DateField(_("お休みのおわり"), null=True, blank=True)

    class Meta:
        verbose_name = _("人")
        ordering = ["area__path", "first_kana", "id"]
        indexes = [
            models.Index(fields=["municipality", "area", "first_kana", "id"], name="people_by_area")
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(nickname="") | ~Q(family_name=""),
                name="people_is_called_something",
                violation_error_message=_("呼び名か姓のどちらかを書いてください。"),
            ),
            models.CheckConstraint(
                condition=Q(paused_until=None)
                | Q(paused_from=None)
                | Q(paused_until__gte=F("paused_from")),
                name="people_pause_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.called

    @property
    def called(self) -> str:
        """What this person is called on a page: the full name, else the nickname."""
        return f"{self.family_name} {self.given_name}".strip() or self.nickname

    def get_absolute_url(self) -> str:
        return reverse("people:person", args=[self.pk])


class NameKey(models.Model):
    """A keyed hash by which a person is found: whole name, kana or number, never a part."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="keys", verbose_name=_("人"))
    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="+", verbose_name=_("市町村")
    )
    # Whoever sees by consent finds only by what was consented to.
    item = models.CharField(_("項目"), max_length=10, choices=Item)
    digest = models.CharField(_("鍵"), max_length=64)

    class Meta:
        verbose_name = _("さがす鍵")
        constraints = [
            models.UniqueConstraint(fields=["person", "item", "digest"], name="people_key_once")
        ]
        indexes = [models.Index(fields=["municipality", "digest"], name="people_by_key")]

    def __str__(self) -> str:
        return self.digest[:8]


class Gift(Record):
    """できること・やってみたいこと."""

    class Kind(models.TextChoices):
        CAN = "can", _("できること")
        WANTS = "wants", _("やってみたいこと")

    class Reach(models.TextChoices):
        WALK = "walk", _("歩いて")
        BICYCLE = "bicycle", _("自転車で")
        CAR = "car", _("車で")

    person = models.ForeignKey(Person, models.CASCADE, related_name="gifts", verbose_name=_("人"))
    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="+", verbose_name=_("市町村")
    )
    kind = models.CharField(_("種類"), max_length=10, choices=Kind, default=Kind.CAN)
    category = models.ForeignKey(
        Term, models.PROTECT, related_name="+", verbose_name=_("どんなこと")
    )
    words = models.CharField(_("ご本人の言葉"), max_length=200, blank=True)
    times = models.JSONField(_("できる曜日と時間"), default=dict, blank=True)
    reach = models.CharField(_("どうやって行くか"), max_length=10, choices=Reach, blank=True)
    reach_minutes = models.PositiveSmallIntegerField(_("何分まで"), null=True, blank=True)
    # What the town lets only those do who have learned it.
    trained_on = models.DateField(_("学んだ日"), null=True, blank=True)
    # Kept when taken back, so that taking back can be undone.
    ended_on = models.DateField(_("やめた日"), null=True, blank=True)
    most_per_week = models.PositiveSmallIntegerField(_("週に何回まで"), null=True, blank=True)

    class Meta:
        verbose_name = _("できること・やってみたいこと")
        ordering = ["kind", "category__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "category"],
                condition=Q(ended_on=None),
                name="people_gift_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.category_id}"


class Answer(Record):
    """What somebody said when asked, one question at a time, whether they might do something."""

    class Said(models.TextChoices):
        YES = "yes", _("できる")
        WANTS = "wants", _("やってみたい")
        NO = "no", _("できない")
        LATER = "later", _("またこんど")

    person = models.ForeignKey(Person, models.CASCADE, related_name="answers", verbose_name=_("人"))
    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="+", verbose_name=_("市町村")
    )
    category = models.ForeignKey(
        Term, models.PROTECT, related_name="+", verbose_name=_("どんなこと")
    )
    said = models.CharField(_("答え"), max_length=10, choices=Said)
    said_on = models.DateField(_("聞いた日"))

    class Meta:
        verbose_name = _("聞いた答え")
        ordering = ["-said_on", "category__order"]
        constraints = [
            models.UniqueConstraint(fields=["person", "category"], name="people_answer_once")
        ]

    def __str__(self) -> str:
        return f"{self.category_id} {self.said}"


class Consent(Record):
    """What a person agreed may be passed on: which items, to whom, what for, how, until when."""

    class Means(models.TextChoices):
        VOICE = "voice", _("口頭で")
        PAPER = "paper", _("書面で")

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="consents", verbose_name=_("人")
    )
    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="+", verbose_name=_("市町村")
    )
    items = models.JSONField(_("どの項目を"), default=list)
    recipient = models.ForeignKey(Term, models.PROTECT, related_name="+", verbose_name=_("だれに"))
    recipient_employer = models.ForeignKey(
        Employer,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("その所属先"),
    )
    purpose = models.CharField(_("何のために"), max_length=200)
    means = models.CharField(_("どうやって確かめたか"), max_length=10, choices=Means)
    given_on = models.DateField(_("同意の日"))
    until = models.DateField(_("いつまで"), null=True, blank=True)
    withdrawn_on = models.DateField(_("取りやめた日"), null=True, blank=True)
    recorded_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("確かめた人")
    )

    class Meta:
        verbose_name = _("同意")
        ordering = ["-given_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("given_on")),
                name="people_consent_ends_after_start",
                violation_error_message=_("おわりの日は、同意の日か、それより後にしてください。"),
            )
        ]
        indexes = [
            models.Index(fields=["recipient_employer", "person"], name="people_consent_of_body")
        ]

    def __str__(self) -> str:
        return f"{self.given_on} {self.purpose}"


class Opening(Record):
    """A record opened with a reason by somebody whom the rule shows only counts."""

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="openings", verbose_name=_("人")
    )
    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="+", verbose_name=_("市町村")
    )
    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("見た人"))
    reason = models.CharField(_("理由"), max_length=300)
    until = models.DateTimeField(_("いつまで"))

    class Meta:
        verbose_name = _("理由を書いて開いた記録")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["user", "person", "until"], name="people_opening_of_user")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.until:%Y-%m-%d}"
