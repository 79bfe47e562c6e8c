"""Taking back with an entry what it alone did in other rooms; what somebody has built upon since is let be."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sasaeai.areas.viewer import Viewer
from sasaeai.assets import actions as assets
from sasaeai.base.models import held
from sasaeai.journal.actions.promise import unsettle
from sasaeai.journal.models import Entry, Sequel
from sasaeai.journal.models.sequel import KINDS
from sasaeai.organisations import actions as organisations
from sasaeai.organisations.models import Approach
from sasaeai.voices import actions as voices
from sasaeai.voices.models import VoiceAnswer

# What stays, as it is said to whoever takes an entry back.
NAMES: dict[str, Promise] = {
    "voice": _("聴いた声"),
    "answer": _("声へのお返事"),
    "approach": _("働きかけ"),
}
# Rows of other rooms that are told with a voice, by what a voice calls them.
TOLD_WITH = ("needs", "issues", "activities", "assets", "steps", "stories")


@transaction.atomic
def take_back_sequels(viewer: Viewer, entry: Entry) -> list[str]:
    """Take back what an entry did besides; return the names of what stays, as somebody built upon it."""
    left: dict[str, None] = {}
    for sequel in entry.sequels.select_related(*KINDS).order_by("-created_at"):
        kind = next(name for name in KINDS if getattr(sequel, f"{name}_id") is not None)
        if not BACK[kind](viewer, sequel):
            left[str(NAMES[kind])] = None
    return list(left)


def _unhear(viewer: Viewer, sequel: Sequel) -> bool:
    voice: Any = sequel.voice
    others = voice.entries.exclude(pk=sequel.entry_id).exists()
    if others or any(getattr(voice, name).exists() for name in TOLD_WITH):
        return False
    return voices.take_back_hearing(viewer, voice)


def _unanswer(viewer: Viewer, sequel: Sequel) -> bool:
    given: Any = sequel.answer
    voices.take_back_answers(viewer, [given.pk])
    return not VoiceAnswer.objects.filter(pk=given.pk).exists()


def _uncheck(viewer: Viewer, sequel: Sequel) -> bool:
    check: Any = sequel.asset_check or sequel.activity_check
    assets.take_back_check(viewer, check)
    return True


def _untie(viewer: Viewer, sequel: Sequel) -> bool:
    tie: Any = sequel.tie
    organisations.untie(viewer, tie)
    return True


def _reopen(viewer: Viewer, sequel: Sequel) -> bool:
    step: Any = sequel.step
    unsettle(viewer, step)
    return True


def _put_back(viewer: Viewer, sequel: Sequel) -> bool:
    approach: Any = sequel.approach
    current = held(Approach.objects.all(), [approach.pk])[approach.pk]
    if current.updated_at != sequel.left_at:
        return False
    current.state, current.next_on = sequel.state_before, sequel.next_before
    organisations.change_approach(viewer, current, changed=["state", "next_on"])
    return True


BACK: dict[str, Callable[[Viewer, Sequel], bool]] = {
    "voice": _unhear,
    "answer": _unanswer,
    "asset_check": _uncheck,
    "activity_check": _uncheck,
    "tie": _untie,
    "step": _reopen,
    "approach": _put_back,
}
