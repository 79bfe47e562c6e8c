"""意味づけ: which goal a means serves and how. A table for each kind of means stands in its own room or, for rooms below, here."""

from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from sasaeai.accounts.models import User
from sasaeai.assets.models import Asset
from sasaeai.base.models import Record
from sasaeai.visions.models.goal import Goal
from sasaeai.vocabulary.models import Term


class Meaning(Record):
    """A means hangs under a goal, and in words why; `means` is the key of the room's own."""

    means: Any
    means_id: UUID
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="+", verbose_name=_("目標"))
    words = models.CharField(_("どう役に立ちますか"), max_length=200)
    given_on = models.DateField(_("意味づけた日"))
    given_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("意味づけた人")
    )

    class Meta:
        abstract = True
        verbose_name = _("意味づけ")
        ordering = ["given_on", "created_at"]

    def __str__(self) -> str:
        return self.words


class AssetMeaning(Meaning):
    means = models.ForeignKey(
        Asset, models.CASCADE, related_name="meanings", verbose_name=_("資源")
    )

    class Meta(Meaning.Meta):
        verbose_name = _("意味づけ（資源）")
        constraints = [
            models.UniqueConstraint(fields=["goal", "means"], name="visions_asset_serves_once")
        ]


class InstrumentMeaning(Meaning):
    """The 制度・事業 are the town's dated list of kind `instrument`."""

    means = models.ForeignKey(Term, models.CASCADE, related_name="meanings", verbose_name=_("道具"))

    class Meta(Meaning.Meta):
        verbose_name = _("意味づけ（道具）")
        constraints = [
            models.UniqueConstraint(fields=["goal", "means"], name="visions_instrument_serves_once")
        ]
