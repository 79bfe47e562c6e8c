"""The first small steps for a goal: written down, put right, done."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sasaeai.areas.viewer import Viewer
from sasaeai.audit import actions as audit
from sasaeai.base.errors import DomainError, keep_seen
from sasaeai.visions import queries
from sasaeai.visions.models import Goal, Step
from sasaeai.visions.now import goal_now
from sasaeai.voices import queries as voices

# Open ones of one goal: what is small and could start now is soon done, or no step.
STEPS = 20


@transaction.atomic
def add_step(viewer: Viewer, step: Step) -> Step:
    """Write down something small that could be started for a goal."""
    if goal_now(step.goal).state != Goal.State.OPEN:
        raise DomainError(
            _("この目標は終わっています。もう一度目指すことにしてから、書いてください。")
        )
    if Step.objects.filter(goal=step.goal_id, done_on=None).count() >= STEPS:
        raise DomainError(
            _(
                "はじめの一歩は、ひとつの目標に%(most)s件までです。終わったものを「できた」にしてから、書いてください。"
            )
            % {"most": STEPS}
        )
    _check_voice(viewer, step, stood=None)
    step.save(force_insert=True)
    _record(viewer, "visions.add_step", step.goal)
    return step


@transaction.atomic
def change_step(viewer: Viewer, step: Step, *, seen: datetime, changed: Sequence[str]) -> Step:
    """Save what was put right of a step, unless it was changed after it was `seen`."""
    now = _now(step)
    keep_seen(now.updated_at, seen)
    _check_voice(viewer, step, stood=now.voice_id)
    step.save()
    _record(viewer, "visions.change_step", step.goal, fields=changed)
    return step


@transaction.atomic
def finish_step(viewer: Viewer, step: Step) -> Step:
    """Let a step be done today."""
    step = _now(step)
    step.done_on = step.done_on or viewer.today
    step.save(update_fields=["done_on", "updated_at"])
    _record(viewer, "visions.finish_step", step.goal)
    return step


@transaction.atomic
def take_back_finishing(viewer: Viewer, step: Step) -> Step:
    """Let a step wait again."""
    step = _now(step)
    step.done_on = None
    step.save(update_fields=["done_on", "updated_at"])
    _record(viewer, "visions.take_back_finishing", step.goal)
    return step


@transaction.atomic
def take_back_step(viewer: Viewer, step: Step) -> None:
    """Throw away a step that was written down today; any other one stays until it is done."""
    step = _now(step)
    if timezone.localdate(step.created_at) != viewer.today:
        raise DomainError(_("取り消せるのは、今日書いた一歩だけです。変えるときは直してください。"))
    _record(viewer, "visions.take_back_step", step.goal)
    step.delete()


def _check_voice(viewer: Viewer, step: Step, *, stood: UUID | None) -> None:
    """Say no to a voice that the viewer may not read by now; the one that stood there may stay."""
    if (
        step.voice is not None
        and step.voice_id != stood
        and not voices.may_read(viewer, step.voice)
    ):
        raise DomainError(_("この声は、いまは読めません。ほかの声を選ぶか、空けてください。"))


def _now(step: Step) -> Step:
    goal_now(step.goal)
    found = Step.objects.select_related("goal").filter(pk=step.pk).first()
    if found is None:
        raise DomainError(_("この一歩は、たったいま取り消されました。"))
    return found


def _record(viewer: Viewer, verb: str, goal: Goal, *, fields: Sequence[str] = ()) -> None:
    audit.record(viewer.actor, verb, kind=queries.KIND, subjects=[goal.pk], fields=fields)
