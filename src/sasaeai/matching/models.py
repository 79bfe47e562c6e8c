"""つなぐ, second half: who was asked for what, what they said, and each time that it happened."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sasaeai.accounts.models import User
from sasaeai.activities.models import Activity, Opening
from sasaeai.areas.models import Municipality
from sasaeai.assets.models import Asset
from sasaeai.base.models import LONGEST_TEXT, Record
from sasaeai.needs.models import Need
from sasaeai.organisations.models import Organisation
from sasaeai.people.models import Gift, Person
from sasaeai.visions.models import Meaning


class Match(Record):
    """A need and one answer to it: a person, an organisation, a place or an activity."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("候補")
        ASKED = "asked", _("お願いしている")
        AGREED = "agreed", _("引き受けてくださった")
        DONE = "done", _("来てくださっている")
        THANKED = "thanked", _("お礼を伝えた")
        ENDED = "ended", _("終わった")
        DECLINED = "declined", _("今回は難しい")

    class Why(models.TextChoices):
        """Why it was declined; later proposals respect it."""

        BUSY = "busy", _("いまは忙しい")
        TIME = "time", _("時間が合わない")
        FAR = "far", _("遠い")
        NOT_THIS = "not_this", _("こういうことは難しい")
        NOT_THEM = "not_them", _("この組み合わせは避けたい")
        SILENT = "silent", _("返事がなかった")
        OTHER = "other", _("言わなくてよい")

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="matches", verbose_name=_("市町村")
    )
    need = models.ForeignKey(Need, models.PROTECT, related_name="matches", verbose_name=_("ニーズ"))
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="matches",
        verbose_name=_("手伝う方"),
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="matches",
        verbose_name=_("団体"),
    )
    asset = models.ForeignKey(
        Asset, models.PROTECT, null=True, blank=True, related_name="matches", verbose_name=_("資源")
    )
    activity = models.ForeignKey(
        Activity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="matches",
        verbose_name=_("活動"),
    )
    state = models.CharField(_("ようす"), max_length=10, choices=State, default=State.PROPOSED)
    # As it stood when they were asked: reasons, in the words of that day.
    reasons = models.JSONField(_("選んだわけ"), default=list, blank=True)
    asked_on = models.DateField(_("お願いした日"), null=True, blank=True)
    answer_by = models.DateField(_("お返事をいつまで待つか"), null=True, blank=True)
    agreed_on = models.DateField(_("引き受けた日"), null=True, blank=True)
    # The half hours that were agreed on, as a week; a day where it happens once.
    times = models.JSONField(_("約束した曜日と時間"), default=dict, blank=True)
    first_on = models.DateField(_("はじめての日"), null=True, blank=True)
    companion = models.CharField(_("はじめに付き添う人"), max_length=80, blank=True)
    thanked_on = models.DateField(_("お礼を伝えた日"), null=True, blank=True)
    ended_on = models.DateField(_("終わった日"), null=True, blank=True)
    why = models.CharField(_("難しいわけ"), max_length=10, choices=Why, blank=True)
    # Neither side says why: they are not proposed to each other again.
    apart = models.BooleanField(_("もう組み合わせない"), default=False)
    words = models.TextField(_("覚え書き"), max_length=LONGEST_TEXT, blank=True)
    asked_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("お願いした人")
    )

    class Meta:
        verbose_name = _("マッチング")
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["municipality", "state", "answer_by"], name="matching_waiting"),
            models.Index(fields=["person", "state"], name="matching_of_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(person=None, organisation=None, asset=None, activity__isnull=False)
                    | Q(person=None, organisation=None, asset__isnull=False, activity=None)
                    | Q(person=None, organisation__isnull=False, asset=None, activity=None)
                    | Q(person__isnull=False, organisation=None, asset=None, activity=None)
                ),
                name="matching_answers_one",
            ),
            models.UniqueConstraint(
                fields=["need", "person"],
                condition=~Q(state__in=["declined", "ended"]),
                name="matching_person_once",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(agreed_on=None) | Q(ended_on__gte=F("agreed_on")),
                name="matching_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.need_id} {self.get_state_display()}"

    def get_absolute_url(self) -> str:
        return reverse("matching:match", args=[self.pk])

    @property
    def is_living(self) -> bool:
        """Whether it goes on; what was asked once, has happened and was thanked for ends with its need."""
        if self.state == self.State.THANKED and self.need.often == Need.Often.ONCE:
            return self.need.is_open
        return self.state not in {self.State.ENDED, self.State.DECLINED}

    @property
    def is_somewhere(self) -> bool:
        """Whether a place, a thing or an activity answers: somebody goes there, nobody comes."""
        return self.asset_id is not None or self.activity_id is not None

    def get_state_said(self) -> str:
        """Return how it stands, in words that fit what answers."""
        said = SOMEWHERE.get(self.state) if self.is_somewhere else None
        if self.state == self.State.DONE and self.need.often == Need.Often.ONCE:
            said = ONCE_DONE
        return str(said or self.get_state_display())


# What happened once goes on no more.
ONCE_DONE: Promise = _("済んだ")
# What is said of a place, of which nobody says that it took something on.
SOMEWHERE: dict[str, Promise] = {
    Match.State.ASKED: _("たずねている"),
    Match.State.AGREED: _("使えることになった"),
    Match.State.DONE: _("使っている"),
}


class Ask(Record):
    """One time somebody was asked: a call or a slip, and what they said."""

    class Said(models.TextChoices):
        YES = "yes", _("引き受けてくださった")
        THINKS = "thinks", _("考えて折り返し")
        NO = "no", _("今回は難しい")
        AWAY = "away", _("留守だった")

    match = models.ForeignKey(
        Match, models.CASCADE, related_name="asks", verbose_name=_("マッチング")
    )
    asked_at = models.DateTimeField(_("お願いした日時"))
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("聞いた人"))
    said = models.CharField(_("お返事"), max_length=10, choices=Said, blank=True)
    said_at = models.DateTimeField(_("お返事の日時"), null=True, blank=True)
    # What was written down of them because they said yes: it goes again with the yes.
    learned = models.ForeignKey(
        Gift,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("このお返事で書き足したこと"),
    )

    class Meta:
        verbose_name = _("お願い")
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d} {self.said}"

    def get_said_said(self) -> str:
        """Return what was said, in words that fit what was asked; nothing before there was an answer."""
        said = SAID_SOMEWHERE.get(self.said) if self.match.is_somewhere else None
        return str(said or self.get_said_display())


# What is said when one has asked for a place.
SAID_SOMEWHERE: dict[str, Promise] = {
    Ask.Said.YES: _("使えることになった"),
    Ask.Said.THINKS: _("確かめて折り返し"),
    Ask.Said.AWAY: _("つながらなかった"),
}


class Visit(Record):
    """One time that it happened."""

    match = models.ForeignKey(
        Match, models.CASCADE, related_name="visits", verbose_name=_("マッチング")
    )
    on = models.DateField(_("いつ"))
    minutes = models.PositiveSmallIntegerField(_("何分"), null=True, blank=True)
    words = models.CharField(_("ひとこと"), max_length=200, blank=True)
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("書いた人"))

    class Meta:
        verbose_name = _("一回ごと")
        ordering = ["-on", "-created_at"]
        constraints = [models.UniqueConstraint(fields=["match", "on"], name="matching_once_a_day")]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d}"


class Invitation(Record):
    """声かけ: one person who was asked whether an 出番 is something for them, and what they said."""

    opening = models.ForeignKey(
        Opening, models.CASCADE, related_name="invitations", verbose_name=_("出番")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="invitations", verbose_name=_("声をかけた方")
    )
    # As it stood when they were asked: reasons, in the words of that day.
    reasons = models.JSONField(_("選んだわけ"), default=list, blank=True)
    asked_at = models.DateTimeField(_("声をかけた日時"))
    asked_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("声をかけた人")
    )
    said = models.CharField(_("お返事"), max_length=10, choices=Ask.Said, blank=True)
    said_at = models.DateTimeField(_("お返事の日時"), null=True, blank=True)

    class Meta:
        verbose_name = _("声かけ")
        ordering = ["-asked_at"]
        indexes = [models.Index(fields=["person", "asked_at"], name="matching_invited")]
        constraints = [
            models.UniqueConstraint(fields=["opening", "person"], name="matching_invited_once"),
            models.CheckConstraint(
                condition=Q(said="", said_at=None) | ~Q(said="") & Q(said_at__isnull=False),
                name="matching_reply_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d} {self.said}"

    def get_absolute_url(self) -> str:
        return reverse("matching:invitation", args=[self.pk])

    @property
    def waits(self) -> bool:
        """Whether no yes and no no was said so far."""
        return self.said not in {Ask.Said.YES, Ask.Said.NO}


class Pace(Record):
    """How many are asked at once in this town, how often one person, and how long they rest."""

    municipality = models.OneToOneField(
        Municipality, models.CASCADE, related_name="pace", verbose_name=_("市町村")
    )
    wave = models.PositiveSmallIntegerField(_("一度に何人まで聞くか"), default=2)
    asks = models.PositiveSmallIntegerField(_("ひとりに4週間で何回まで聞くか"), default=4)
    rest_days = models.PositiveSmallIntegerField(_("聞いたあと何日お休みするか"), default=3)
    answer_days = models.PositiveSmallIntegerField(_("お返事を何日待つか"), default=2)

    class Meta:
        verbose_name = _("お願いの頻度")

    def __str__(self) -> str:
        return f"{self.wave}/{self.asks}/{self.rest_days}/{self.answer_days}"


class MatchMeaning(Meaning):
    """意味づけ of a match: which goal it serves, and how; never required."""

    means = models.ForeignKey(
        Match, models.CASCADE, related_name="meanings", verbose_name=_("マッチング")
    )

    class Meta(Meaning.Meta):
        constraints = [
            models.UniqueConstraint(fields=["goal", "means"], name="matching_match_serves_once")
        ]
