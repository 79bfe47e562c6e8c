"""物語: what was before, what happened, who moved, what changed, what comes next."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sasaeai.accounts.models import User
from sasaeai.activities.models import Activity
from sasaeai.areas.models import Area, Employer, Municipality
from sasaeai.areas.visibility import Visibility
from sasaeai.base.models import LONGEST_TEXT, Record
from sasaeai.visions.models import Goal
from sasaeai.voices.models import Voice


class Story(Record):
    """A change as those saw it who were there; the words of others stay in `voices`."""

    class Consent(models.TextChoices):
        ORAL = "oral", _("口頭で聞いた")
        PAPER = "paper", _("紙に書いてもらった")
        NOBODY = "nobody", _("人は写っていない")

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="stories", verbose_name=_("市町村")
    )
    area = models.ForeignKey(
        Area, models.PROTECT, related_name="stories", verbose_name=_("どこのことですか")
    )
    employer = models.ForeignKey(
        Employer, models.PROTECT, related_name="stories", verbose_name=_("書いた所属先")
    )
    title = models.CharField(_("題"), max_length=60)
    on = models.DateField(_("いつのこと"))
    before = models.TextField(_("それまでは"), max_length=LONGEST_TEXT)
    happened = models.TextField(_("何がありましたか"), max_length=LONGEST_TEXT, blank=True)
    who = models.CharField(_("だれが動きましたか"), max_length=200, blank=True)
    changed = models.TextField(_("何が変わりましたか"), max_length=LONGEST_TEXT, blank=True)
    next = models.TextField(_("これから"), max_length=LONGEST_TEXT, blank=True)
    goal = models.ForeignKey(
        Goal,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="stories",
        verbose_name=_("どの目標のことですか"),
    )
    activities = models.ManyToManyField(
        Activity, blank=True, related_name="stories", verbose_name=_("活動")
    )
    voices = models.ManyToManyField(Voice, blank=True, related_name="stories", verbose_name=_("声"))
    photo = models.ImageField(_("写真"), upload_to="stories/%Y/%m", blank=True)
    photo_words = models.CharField(_("写真の説明"), max_length=120, blank=True)
    photo_consent = models.CharField(
        _("写っている方の同意"), max_length=10, choices=Consent, blank=True
    )
    photo_consent_on = models.DateField(_("同意を聞いた日"), null=True, blank=True)
    visibility = models.CharField(
        _("だれに見せるか"), max_length=20, choices=Visibility, default=Visibility.STAFF
    )
    written_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("書いた人")
    )

    class Meta:
        verbose_name = _("物語")
        verbose_name_plural = _("物語")
        ordering = ["-on", "-created_at"]
        indexes = [models.Index(fields=["municipality", "on"], name="journal_stories")]
        constraints = [
            models.CheckConstraint(
                condition=Q(photo="") | ~Q(photo_consent=""), name="journal_photo_with_consent"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("journal:story", args=[self.pk])
