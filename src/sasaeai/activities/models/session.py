"""One date of an activity with sign-up, and who signed up: no account needed, by telephone too."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sasaeai.accounts.models import User
from sasaeai.activities.models.activity import Activity
from sasaeai.areas.models import Municipality
from sasaeai.base.models import Record
from sasaeai.calc import slip_numbers

MOST_PEOPLE = 10


class Session(Record):
    """申し込みの日: one date on which so many may come."""

    activity = models.ForeignKey(
        Activity, models.CASCADE, related_name="sessions", verbose_name=_("活動")
    )
    on = models.DateField(_("いつ"))
    starts = models.TimeField(_("はじまり"))
    ends = models.TimeField(_("おわり"))
    # Where it is not at the activity's own place.
    place_words = models.CharField(_("ところ"), max_length=120, blank=True)
    capacity = models.PositiveSmallIntegerField(_("何人まで"), default=20)
    closes_on = models.DateField(_("申し込みはいつまで"), null=True, blank=True)
    is_public = models.BooleanField(_("住民のページで申し込みを受ける"), default=True)
    cancelled_on = models.DateField(_("取りやめた日"), null=True, blank=True)
    cancelling_words = models.CharField(_("取りやめるわけ"), max_length=200, blank=True)
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("決めた人"))

    class Meta:
        verbose_name = _("申し込みの日")
        ordering = ["on", "starts"]
        indexes = [models.Index(fields=["activity", "on"], name="activities_sessions")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")), name="activities_session_ends_later"
            ),
            models.CheckConstraint(
                condition=Q(capacity__range=(1, 1000)), name="activities_session_has_room"
            ),
            models.CheckConstraint(
                condition=Q(closes_on=None) | Q(closes_on__lte=F("on")),
                name="activities_session_closes_before",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on}"

    def get_absolute_url(self) -> str:
        return reverse("activities:session", args=[self.pk])

    @property
    def names_until(self) -> date:
        """The last day on which it is known who had signed up."""
        return self.on + timedelta(days=settings.SIGN_UP_NAME_DAYS)

    @property
    def is_off(self) -> bool:
        """Whether it does not take place: called off, or its activity is over."""
        return self.cancelled_on is not None or self.activity.state == Activity.State.ENDED

    def has_names(self, today: date) -> bool:
        """Return whether it is still known on a day who had signed up."""
        return today <= self.names_until


class SignUp(Record):
    """申し込み: how to call somebody who comes, and how many; the number goes when the day is over, the name later."""

    class State(models.TextChoices):
        COMES = "comes", _("来る")
        WAITS = "waits", _("空きを待っている")
        CANCELLED = "cancelled", _("取り消した")

    session = models.ForeignKey(
        Session, models.CASCADE, related_name="signups", verbose_name=_("申し込みの日")
    )
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="+", verbose_name=_("市町村")
    )
    # What somebody can write down and read out; alone it opens nothing.
    number = models.CharField(_("申し込みの番号"), max_length=slip_numbers.DIGITS)
    called = models.CharField(_("お呼びする名前"), max_length=40)
    phone = models.CharField(_("電話番号"), max_length=20, blank=True)
    people = models.PositiveSmallIntegerField(_("何人で"), default=1)
    state = models.CharField(_("ようす"), max_length=10, choices=State, default=State.COMES)
    # Only of those who signed up themselves: the hash of what opens their own page.
    digest = models.CharField(max_length=64, blank=True, editable=False)
    noted_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("電話を受けた人"),
    )

    class Meta:
        verbose_name = _("申し込み")
        ordering = ["created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(people__range=(1, MOST_PEOPLE)), name="activities_signup_of_a_few"
            ),
            models.UniqueConstraint(
                fields=["municipality", "number"], name="activities_signup_number_once"
            ),
            models.UniqueConstraint(
                fields=["digest"], condition=~Q(digest=""), name="activities_signup_opens_once"
            ),
        ]

    def __str__(self) -> str:
        return self.called

    @property
    def spoken(self) -> str:
        """Return the number as it is printed and read out."""
        return slip_numbers.spoken(self.number)
