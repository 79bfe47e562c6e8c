"""声のページ: the private address at which somebody without an account sees what became of their words."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sasaeai.base.models import Record
from sasaeai.voices.models.voice import Voice


class Link(Record):
    """One private address, known here by the hash of its token alone; of a voice only one is open."""

    voice = models.ForeignKey(Voice, models.CASCADE, related_name="links", verbose_name=_("声"))
    digest = models.CharField(_("指紋"), max_length=64, unique=True)
    expires_on = models.DateField(_("いつまで"))
    stopped_at = models.DateTimeField(_("止めた日時"), null=True)

    class Meta:
        verbose_name = _("声のページ")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["voice"], condition=Q(stopped_at=None), name="voices_one_open_link"
            )
        ]

    def __str__(self) -> str:
        return str(self.expires_on)
