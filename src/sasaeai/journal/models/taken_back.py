"""取り消した記録の番号: under which number an entry came from a device before it was taken back."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sasaeai.accounts.models import User
from sasaeai.areas.models import Municipality
from sasaeai.base.models import Record


class TakenBack(Record):
    """That what has this number was taken back: a device that never heard so may send it again."""

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="+", verbose_name=_("市町村")
    )
    by = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name=_("書いた人"))
    client_id = models.UUIDField(_("端末での番号"))

    class Meta:
        verbose_name = _("取り消した記録の番号")
        constraints = [
            models.UniqueConstraint(fields=["by", "client_id"], name="journal_taken_back_once")
        ]

    def __str__(self) -> str:
        return str(self.client_id)
