"""A gathering or a service: how it stands, and what residents look up of it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sasaeai.assets.models import Asset
from sasaeai.assets.models.freshness import CheckOf, Listed, SuggestionOf
from sasaeai.needs.models import Issue, Need
from sasaeai.organisations.models import Organisation
from sasaeai.people.models import Person
from sasaeai.voices.models import Voice


class Activity(Listed):
    class State(models.TextChoices):
        IDEA = "idea", _("アイデア")
        PREPARING = "preparing", _("準備中")
        TRIAL = "trial", _("お試し中")
        ACTIVE = "active", _("活動中")
        PAUSED = "paused", _("お休み中")
        ENDED = "ended", _("終わった")

    # Residents themselves first; a group, or words, beside them.
    people = models.ManyToManyField(
        Person,
        through="Organiser",
        related_name="activities",
        verbose_name=_("開いている住民の方"),
    )
    organiser = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name=_("開いている団体"),
    )
    organiser_words = models.CharField(_("開いている人（言葉で）"), max_length=120, blank=True)
    place = models.ForeignKey(
        Asset,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name=_("場所"),
    )
    place_words = models.CharField(_("場所（言葉で）"), max_length=200, blank=True)
    # What it was born from: the words stay in `voices`.
    voices = models.ManyToManyField(
        Voice, blank=True, editable=False, related_name="activities", verbose_name=_("もとの声")
    )
    # What else it was born from, each with its day: see `Origin`.
    needs = models.ManyToManyField(
        Need,
        through="Origin",
        through_fields=("activity", "need"),
        related_name="activities",
        verbose_name=_("もとのニーズ"),
    )
    issues = models.ManyToManyField(
        Issue,
        through="Origin",
        through_fields=("activity", "issue"),
        related_name="activities",
        verbose_name=_("応える地域課題"),
    )
    assets = models.ManyToManyField(
        Asset,
        through="Origin",
        through_fields=("activity", "asset"),
        related_name="grown",
        verbose_name=_("もとの資源"),
    )
    born_from = models.ManyToManyField(
        "self",
        through="Origin",
        through_fields=("activity", "other"),
        symmetrical=False,
        related_name="branches",
        verbose_name=_("もとの活動"),
    )
    who_may_come = models.CharField(_("来られる人"), max_length=200, blank=True)
    # "mon wed" — from the times, so that a day can be asked for.
    weekdays = models.CharField(max_length=40, blank=True, editable=False)
    state = models.CharField(_("様子"), max_length=10, choices=State, default=State.ACTIVE)
    # The end is a date, never a deletion. A rest may be written before it begins: `rests.state_on`
    # tells how it stands on a day.
    state_since = models.DateField(_("いつから"), null=True, blank=True)
    resumes_on = models.DateField(_("また始まる日"), null=True, blank=True)
    # A trial says when one looks back on it: go on, try longer, or end.
    review_on = models.DateField(_("ふりかえる日"), null=True, blank=True)

    class Meta:
        verbose_name = _("活動")
        ordering = ["name", "id"]
        indexes = [
            models.Index(fields=["municipality", "name", "id"], name="activities_by_name"),
            models.Index(
                fields=["municipality", "state", "check_due_on"], name="activities_by_due"
            ),
            models.Index(
                fields=["municipality", "source", "source_id"], name="activities_by_source"
            ),
            models.Index(
                fields=["municipality", "review_on"],
                condition=Q(state="trial"),
                name="activities_to_review",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(resumes_on=None)
                | Q(state="paused")
                & (Q(state_since=None) | Q(resumes_on__gt=models.F("state_since"))),
                name="activities_resume_after_rest",
            ),
            models.CheckConstraint(
                condition=Q(state="trial", review_on__isnull=False)
                | ~Q(state="trial") & Q(review_on=None),
                name="activities_trial_is_looked_back_on",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("activities:activity", args=[self.pk])


class ActivityCheck(CheckOf):
    listed = models.ForeignKey(
        Activity, models.CASCADE, related_name="checks", verbose_name=_("活動")
    )

    class Meta(CheckOf.Meta):
        verbose_name = _("確かめた記録")


class ActivitySuggestion(SuggestionOf):
    listed = models.ForeignKey(
        Activity, models.CASCADE, related_name="suggestions", verbose_name=_("活動")
    )

    class Meta(SuggestionOf.Meta):
        verbose_name = _("知らせ")
        indexes = [models.Index(fields=["municipality", "state"], name="activities_suggestions")]
