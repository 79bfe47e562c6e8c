"""目標: what is to be reached on the way to the picture, worked back from it; the first small steps."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sasaeai.accounts.models import User
from sasaeai.areas.models import Municipality
from sasaeai.base.models import LONGEST_TEXT, Record
from sasaeai.visions.models.vision import Vision
from sasaeai.voices.models import Voice


class Goal(Record):
    """One goal of a vision; it serves the one above it, the farthest serve the picture itself."""

    class Horizon(models.TextChoices):
        THEN = "then", _("そのとき")
        THREE_YEARS = "three_years", _("3年後")
        ONE_YEAR = "one_year", _("1年後")
        NOW = "now", _("今")

    class State(models.TextChoices):
        OPEN = "open", _("目指している")
        REACHED = "reached", _("届いた")
        LET_GO = "let_go", _("やめた")

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="goals", verbose_name=_("市町村")
    )
    vision = models.ForeignKey(
        Vision, models.PROTECT, related_name="goals", verbose_name=_("あるべき姿")
    )
    above = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="below",
        verbose_name=_("どの目標のためですか"),
    )
    horizon = models.CharField(_("いつごろ"), max_length=12, choices=Horizon)
    words = models.CharField(_("目標"), max_length=120)
    why = models.TextField(
        _("そうなると、だれがどう助かりますか"), max_length=LONGEST_TEXT, blank=True
    )
    due_on = models.DateField(_("いつまでに"), null=True, blank=True)
    owner = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("受けもつ人"),
    )
    # Residents and organisations keep goals too.
    owner_words = models.CharField(_("受けもつ人（職員でない方）"), max_length=80, blank=True)
    order = models.PositiveSmallIntegerField(_("並び順"), default=0)
    state = models.CharField(_("ようす"), max_length=10, choices=State, default=State.OPEN)
    closed_on = models.DateField(_("届いた日・やめた日"), null=True, blank=True)
    closing_words = models.CharField(_("届いたようす・やめたわけ"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("目標")
        ordering = ["vision", "order", "created_at"]
        indexes = [models.Index(fields=["municipality", "state"], name="visions_goals")]
        constraints = [
            models.CheckConstraint(
                condition=Q(above=None) | ~Q(above=F("id")), name="visions_goal_serves_another"
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_on=None)
                | ~Q(state="open") & Q(closed_on__isnull=False),
                name="visions_goal_closed_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.words

    def get_absolute_url(self) -> str:
        return reverse("visions:goal", args=[self.pk])


class Rewrite(Record):
    """書き直し: what somebody wrote of a goal that another changed meanwhile; both stay until one is chosen."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="rewrites", verbose_name=_("目標"))
    # By the names of the goal's fields: what this one wrote, and what stood when the page was opened.
    wrote = models.JSONField(_("書いたこと"))
    stood = models.JSONField(_("そのときのようす"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("書いた人"))
    settled_at = models.DateTimeField(_("決めた日時"), null=True, blank=True)
    settled_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("決めた人"),
    )

    class Meta:
        verbose_name = _("書き直し")
        ordering = ["created_at"]

    def __str__(self) -> str:
        return str(self.created_at)


class Step(Record):
    """はじめの一歩: the smallest thing that can be started for a goal."""

    class Size(models.IntegerChoices):
        LITTLE = 1, _("少し")
        MIDDLE = 2, _("まあまあ")
        MUCH = 3, _("とても")

    class WantedBy(models.TextChoices):
        RESIDENTS = "residents", _("住民の方がやりたいと言っている")
        ORGANISATION = "organisation", _("団体やお店がやりたいと言っている")
        COORDINATOR = "coordinator", _("コーディネーターがやりたい")
        NOBODY = "nobody", _("まだいない")

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="steps", verbose_name=_("目標"))
    what = models.CharField(_("何を"), max_length=120)
    effect = models.PositiveSmallIntegerField(
        _("目標に近づきそうか"), choices=Size, default=Size.MIDDLE
    )
    ease = models.PositiveSmallIntegerField(_("すぐできそうか"), choices=Size, default=Size.MIDDLE)
    wanted_by = models.CharField(
        _("やりたい人"), max_length=15, choices=WantedBy, default=WantedBy.NOBODY
    )
    # The wish it came from: the words stay in `voices`.
    voice = models.ForeignKey(
        Voice,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="steps",
        verbose_name=_("もとの声"),
    )
    who = models.CharField(_("だれが"), max_length=80, blank=True)
    start_on = models.DateField(_("いつ始める"), null=True, blank=True)
    done_on = models.DateField(_("できた日"), null=True, blank=True)

    class Meta:
        verbose_name = _("はじめの一歩")
        ordering = ["goal", "created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(effect__range=(1, 3), ease__range=(1, 3)), name="visions_step_sizes"
            )
        ]

    def __str__(self) -> str:
        return self.what
