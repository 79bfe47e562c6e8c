"""記録から残ったこと: what one entry left in another room, kept so that it is taken back with it."""

from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sasaeai.activities.models import ActivityCheck
from sasaeai.assets.models import Check
from sasaeai.base.models import Record
from sasaeai.journal.models.entry import Entry
from sasaeai.organisations.models import Approach, Tie
from sasaeai.voices.models import Voice, VoiceAnswer

# Each is of exactly one of these.
KINDS = ("voice", "answer", "asset_check", "activity_check", "tie", "step", "approach")


def _one_of_all() -> Q:
    """Return the condition that exactly one of the keys is set."""
    ways = [Q(**{f"{other}__isnull": other != kind for other in KINDS}) for kind in KINDS]
    return reduce(or_, ways)


class Sequel(Record):
    """One thing an entry did in another room, or to another entry; it goes where that thing goes."""

    entry = models.ForeignKey(
        Entry, models.CASCADE, related_name="sequels", verbose_name=_("日々の記録")
    )
    voice = models.ForeignKey(
        Voice, models.CASCADE, null=True, related_name="+", verbose_name=_("聴いた声")
    )
    answer = models.ForeignKey(
        VoiceAnswer, models.CASCADE, null=True, related_name="sequels", verbose_name=_("お返事")
    )
    asset_check = models.ForeignKey(
        Check, models.CASCADE, null=True, related_name="+", verbose_name=_("確かめた記録（資源）")
    )
    activity_check = models.ForeignKey(
        ActivityCheck,
        models.CASCADE,
        null=True,
        related_name="+",
        verbose_name=_("確かめた記録（活動）"),
    )
    tie = models.ForeignKey(
        Tie, models.CASCADE, null=True, related_name="+", verbose_name=_("つながり")
    )
    # The entry whose next step was taken.
    step = models.ForeignKey(
        Entry, models.CASCADE, null=True, related_name="kept_by", verbose_name=_("前の記録")
    )
    approach = models.ForeignKey(
        Approach, models.CASCADE, null=True, related_name="+", verbose_name=_("働きかけ")
    )
    # How the 働きかけ stood before, and when the entry left it: what was changed later is let be.
    state_before = models.CharField(_("前の様子"), max_length=10, blank=True)
    next_before = models.DateField(_("前の次の日"), null=True)
    left_at = models.DateTimeField(_("書いた日時"), null=True)

    class Meta:
        verbose_name = _("記録から残ったこと")
        ordering = ["created_at"]
        constraints = [
            models.CheckConstraint(condition=_one_of_all(), name="journal_sequel_of_one")
        ]

    def __str__(self) -> str:
        return str(self.entry_id)
