"""申し送り: what a successor must be told in person; asked of whoever knows, never guessed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sasaeai.accounts.models import User
from sasaeai.areas.models import Posting
from sasaeai.base.models import Record


class Word(Record):
    """One thing to say when a posting is handed over, and whether it was said."""

    posting = models.ForeignKey(
        Posting, models.CASCADE, related_name="words", verbose_name=_("配置")
    )
    about = models.CharField(_("何のことを伝えますか"), max_length=80)
    # No more than what to speak of: what is too tender for paper is not put on paper.
    words = models.CharField(_("ひとこと"), max_length=200, blank=True)
    said_on = models.DateField(_("伝えた日"), null=True, blank=True)
    # Taken away by somebody, who can still put it back.
    dropped_on = models.DateField(_("消した日"), null=True, blank=True, editable=False)
    written_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("書いた人")
    )

    class Meta:
        verbose_name = _("申し送り")
        ordering = ["created_at"]

    def __str__(self) -> str:
        return self.about
