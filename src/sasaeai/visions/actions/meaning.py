"""Saying which goal a means serves, and how: the same for every kind of means, in this room and above."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sasaeai.areas.viewer import Viewer
from sasaeai.audit import actions as audit
from sasaeai.base.errors import DomainError, keep_seen, once
from sasaeai.base.models import held
from sasaeai.visions import meanings, queries, rules
from sasaeai.visions.meanings import AnyMeaning
from sasaeai.visions.models import Goal, InstrumentMeaning, Meaning
from sasaeai.visions.now import goal_now, whoever
from sasaeai.vocabulary.models import Kind

TWICE = gettext_lazy(
    "この目標には、もうつないであります。意味を変えるときは、そこを直してください。"
)
# Of one kind of means under one goal: a page lists them all, and the purpose check speaks up long before.
MEANINGS = 50
CHANGED = ("goal", "words", "updated_at")


@transaction.atomic
def give_meaning(viewer: Viewer, meaning: AnyMeaning) -> AnyMeaning:
    """Hang a means under a goal that is still aimed at, with words."""
    meaning.given_on, meaning.given_by_id = viewer.today, whoever(viewer)
    _check(viewer, meaning)
    with once(TWICE):
        meaning.save(force_insert=True)
    _record(viewer, "visions.give_meaning", meaning)
    return meaning


@transaction.atomic
def change_meaning(
    viewer: Viewer, meaning: AnyMeaning, *, seen: datetime, changed: Sequence[str]
) -> AnyMeaning:
    """Say anew which goal a means serves and how, unless it was changed after it was `seen`."""
    keep_seen(_now(meaning).updated_at, seen)
    _check(viewer, meaning)
    with once(TWICE):
        meaning.save(update_fields=CHANGED)
    _record(viewer, "visions.change_meaning", meaning, fields=changed)
    return meaning


@transaction.atomic
def take_back_meaning(viewer: Viewer, meaning: Meaning) -> str:
    """Take a means from under a goal; return the receipt by which it is brought back."""
    current = _now(meaning)
    _permit(viewer, current.goal)
    token = meanings.receipt(current)
    _record(viewer, "visions.take_back_meaning", current)
    current.delete()
    return token


@transaction.atomic
def bring_back_meaning(viewer: Viewer, model: type[AnyMeaning], token: str) -> AnyMeaning:
    """Hang a means under a goal again, as it was before it was taken back."""
    told = meanings.from_receipt(model, token)
    goal = queries.visible_to(viewer).filter(pk=told["goal_id"]).first()
    if goal is None or meanings.means_of(viewer, model, told["means_id"]) is None:
        raise DomainError(_("つないであったものか目標が、もうありません。"))
    _permit(viewer, goal)
    meaning = model(**told)
    _keep_open(goal_now(goal))
    _keep_room(meaning, goal)
    with once(TWICE):
        meaning.save(force_insert=True)
    _record(viewer, "visions.bring_back_meaning", meaning)
    return meaning


def _check(viewer: Viewer, meaning: Meaning) -> None:
    goal = goal_now(meaning.goal)
    _permit(viewer, goal)
    _keep_open(goal)
    _keep_room(meaning, goal)
    means = meaning.means
    if means.municipality_id != viewer.municipality:
        raise DomainError(_("この町のものだけを、目標につなげます。"))
    if isinstance(meaning, InstrumentMeaning) and means.kind != Kind.INSTRUMENT:
        raise DomainError(_("道具箱にある制度・事業の中から選んでください。"))


def _keep_open(goal: Goal) -> None:
    if goal.state != Goal.State.OPEN:
        raise DomainError(_("この目標は終わっています。目指している目標を選んでください。"))


def _keep_room(meaning: Meaning, goal: Goal) -> None:
    beside = type(meaning)._default_manager.filter(goal=goal).exclude(pk=meaning.pk)  # noqa: SLF001 -- the manager of whichever table it is
    if beside.count() >= MEANINGS:
        raise DomainError(
            _(
                "ひとつの目標につなげるのは%(most)s件までです。つないであるものを外すか、もっと近い目標を選んでください。"
            )
            % {"most": MEANINGS}
        )


def _permit(viewer: Viewer, goal: Goal) -> None:
    if not rules.may_serve(viewer, goal):
        raise DomainError(_("受け持ちの地区か、その上の地区の目標を選んでください。"))


def _now(meaning: AnyMeaning) -> AnyMeaning:
    rows = type(meaning)._default_manager.all()  # noqa: SLF001 -- the manager of whichever table it is
    found = held(rows, [meaning.pk]).get(meaning.pk)
    if found is None:
        raise DomainError(_("この意味づけは、たったいま外されました。"))
    return found


def _record(viewer: Viewer, verb: str, meaning: Meaning, *, fields: Sequence[str] = ()) -> None:
    audit.record(viewer.actor, verb, kind=queries.KIND, subjects=[meaning.goal_id], fields=fields)
