"""What was answered to whoever said something: once, or again when there is more to tell."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sasaeai.accounts.models import User
from sasaeai.base.models import LONGEST_TEXT, Record
from sasaeai.voices.models.voice import Voice


class VoiceAnswer(Record):
    """One answer to a voice, and the day it was given; the voice keeps the day of the newest."""

    voice = models.ForeignKey(Voice, models.CASCADE, related_name="answers", verbose_name=_("声"))
    words = models.TextField(_("お返事したこと"), max_length=LONGEST_TEXT)
    on = models.DateField(_("お返事した日"))
    # Nobody where it was kept before it was noted who did.
    given_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("お返事した人")
    )

    class Meta:
        verbose_name = _("お返事")
        ordering = ["on", "created_at"]

    def __str__(self) -> str:
        return self.words
