"""つなぐ, first half: what somebody could be helped with, and whom it was handed to."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sasaeai.accounts.models import User
from sasaeai.areas.models import Area, Employer, Municipality
from sasaeai.base.models import LONGEST_TEXT, Record
from sasaeai.contacts.models import Contact
from sasaeai.people.models import Person
from sasaeai.vocabulary.models import Term
from sasaeai.voices.models import Voice


class Need(Record):
    """A request that somebody can answer; whose it is stands in `people`, their words in `voices`."""

    class Often(models.TextChoices):
        ONCE = "once", _("一度だけ")
        WEEKLY = "weekly", _("毎週")
        FORTNIGHTLY = "fortnightly", _("2週に一度")
        MONTHLY = "monthly", _("月に一度")
        SOMETIMES = "sometimes", _("ときどき")

    class Urgency(models.TextChoices):
        TODAY = "today", _("今日中に")
        DAYS = "days", _("2、3日のうちに")
        WEEKS = "weeks", _("1、2週間のうちに")
        WHENEVER = "whenever", _("いつでも")

    class Consent(models.TextChoices):
        ORAL = "oral", _("口頭で聞いた")
        PAPER = "paper", _("紙に書いてもらった")

    class State(models.TextChoices):
        """The codes of the vocabulary's `need_status` that this house sets by itself."""

        RECEIVED = "received", _("受付")
        ARRANGING = "arranging", _("調整中")
        CONNECTED = "connected", _("つながった")
        DONE = "done", _("完了")
        LET_GO = "let_go", _("見送り")

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="needs", verbose_name=_("市町村")
    )
    area = models.ForeignKey(
        Area, models.PROTECT, related_name="needs", verbose_name=_("どこのことですか")
    )
    employer = models.ForeignKey(
        Employer, models.PROTECT, related_name="needs", verbose_name=_("受けた所属先")
    )
    # Whoever answers in any case by `answer_by`.
    owner = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("受けもつ人"))
    answer_by = models.DateField(_("いつまでにお返事するか"))
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="needs",
        verbose_name=_("どなたのことですか"),
    )
    voices = models.ManyToManyField(
        Voice, blank=True, related_name="needs", verbose_name=_("もとの声")
    )
    category = models.ForeignKey(
        Term, models.PROTECT, related_name="+", verbose_name=_("どんなこと")
    )
    what = models.CharField(_("お願いの中身"), max_length=120)
    times = models.JSONField(_("曜日と時間"), default=dict, blank=True)
    dates = models.JSONField(_("決まった日"), default=list, blank=True)
    often = models.CharField(_("どのくらい"), max_length=12, choices=Often, default=Often.ONCE)
    minutes = models.PositiveSmallIntegerField(_("1回に何分"), default=30)
    place_words = models.CharField(_("どこで"), max_length=120, blank=True)
    # What is there (a dog, stairs), and what they would rather not.
    has = models.ManyToManyField(
        Term, blank=True, related_name="+", verbose_name=_("先に知っておいてほしいこと")
    )
    avoids = models.ManyToManyField(
        Term, blank=True, related_name="+", verbose_name=_("できれば避けたいこと")
    )
    coping = models.ForeignKey(
        Term,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("いまどうしているか"),
    )
    urgency = models.CharField(_("どのくらい急ぐか"), max_length=10, choices=Urgency, blank=True)
    consent = models.CharField(
        _("お手伝いの方に伝えてよいか"), max_length=10, choices=Consent, blank=True
    )
    state = models.CharField(_("ようす"), max_length=10, choices=State, default=State.RECEIVED)
    closed_on = models.DateField(_("終えた日"), null=True, blank=True)
    closing = models.ForeignKey(
        Term, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("わけ")
    )
    # Whoever asked may read this.
    closing_words = models.TextField(_("ご本人への言葉"), max_length=LONGEST_TEXT, blank=True)
    # Which answers these words became: reopened on the same day, they are taken back with them.
    closing_answers = models.JSONField(default=list, blank=True, editable=False)
    # Why neighbours are asked although the list says to call somebody else.
    overruled_because = models.CharField(_("近所に頼むわけ"), max_length=300, blank=True)
    # What that reason was given for, as `rules.why_referred` names it: what comes later needs one of its own.
    overruled_for = models.JSONField(default=list, blank=True, editable=False)
    # The town's words that stood in what was said: they stay when the words are taken back.
    alarms = models.ManyToManyField(
        Term, blank=True, editable=False, related_name="+", verbose_name=_("気になる言葉")
    )

    class Meta:
        verbose_name = _("ニーズ")
        ordering = ["answer_by", "id"]
        indexes = [
            models.Index(fields=["municipality", "state", "answer_by", "id"], name="needs_waiting"),
            models.Index(fields=["municipality", "category"], name="needs_by_category"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(state__in=["done", "let_go"]),
                name="needs_closed_is_closed",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return reverse("needs:need", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.closed_on is None

    def is_due_on(self, day: date) -> bool:
        """Return whether whoever asked is owed an answer by this day and nobody has said yes."""
        return self.is_open and self.state != self.State.CONNECTED and self.answer_by <= day

    @property
    def days_on(self) -> list[date]:
        return [date.fromisoformat(day) for day in self.dates]


class Referral(Record):
    """つないだ先: whom a need was handed to, and when."""

    need = models.ForeignKey(
        Need, models.CASCADE, related_name="referrals", verbose_name=_("ニーズ")
    )
    contact = models.ForeignKey(
        Contact, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("連絡先")
    )
    to_words = models.CharField(_("どなたに"), max_length=120, blank=True)
    on = models.DateField(_("つないだ日"))
    words = models.CharField(_("伝えたこと"), max_length=300, blank=True)
    referred_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("つないだ人")
    )

    class Meta:
        verbose_name = _("つないだ先")
        ordering = ["-on", "-created_at"]

    def __str__(self) -> str:
        return self.to_words or str(self.contact or "")


class Issue(Record):
    """地域課題: what several needs and voices of an area have in common, with its evidence."""

    class State(models.TextChoices):
        NOTED = "noted", _("まとめた")
        RAISED = "raised", _("話し合いに上げた")
        MERGED = "merged", _("ほかの課題に合わせた")

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="issues", verbose_name=_("市町村")
    )
    area = models.ForeignKey(
        Area, models.PROTECT, related_name="issues", verbose_name=_("どこの課題ですか")
    )
    employer = models.ForeignKey(
        Employer, models.PROTECT, related_name="issues", verbose_name=_("まとめた所属先")
    )
    title = models.CharField(_("地域課題"), max_length=120)
    words = models.TextField(_("どんなことが起きているか"), max_length=LONGEST_TEXT, blank=True)
    category = models.ForeignKey(
        Term, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("どんなこと")
    )
    state = models.CharField(_("ようす"), max_length=10, choices=State, default=State.NOTED)
    # As counted on `figure_on`, whatever becomes of the rows: needs, unmet, voices, of how many.
    figure = models.JSONField(_("そのときの数"), default=dict, blank=True)
    figure_on = models.DateField(_("数えた日"))
    raised_on = models.DateField(_("話し合いに上げた日"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        verbose_name=_("合わせた先"),
    )
    # What merging it changed, so that it can be taken out again: what it `brought` into the other,
    # and how the other `stood` before, with its figure.
    merging = models.JSONField(default=dict, blank=True, editable=False)
    # Taken back on the same day, it gives its needs back to that one.
    split_from = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("分けたもとの課題"),
    )
    needs = models.ManyToManyField(
        Need, blank=True, related_name="issues", verbose_name=_("もとのニーズ")
    )
    voices = models.ManyToManyField(
        Voice, blank=True, related_name="issues", verbose_name=_("もとの声")
    )
    noted_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("まとめた人")
    )

    class Meta:
        verbose_name = _("地域課題")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["municipality", "state"], name="needs_issues")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False)
                | ~Q(state="merged") & Q(merged_into=None),
                name="needs_merged_issue_says_where",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("needs:issue", args=[self.pk])
