"""Setting goals on the way to a picture, moving them, closing them with words."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import ManyToOneRel
from django.utils import timezone
from django.utils.translation import gettext as _

from sasaeai.areas.viewer import Viewer
from sasaeai.audit import actions as audit
from sasaeai.audit import queries as record_book
from sasaeai.base.errors import DomainError
from sasaeai.visions import places, queries, receipts, rules
from sasaeai.visions.models import Goal, Rewrite, Vision
from sasaeai.visions.now import goal_now, vision_now, whoever

CLOSED = ("state", "closed_on", "closing_words", "updated_at")
# One picture with all its goals is read at once and hangs on one wall: a town's busiest has some thirty.
GOALS = 200
ONLY_MADE = {"visions.set_goal", "visions.set_goals", "visions.move_goal"}


class Kept(NamedTuple):
    """A goal as it is now, and what was written of it beside, where another wrote there too."""

    goal: Goal
    beside: list[Rewrite]


@transaction.atomic
def set_goal(viewer: Viewer, goal: Goal) -> Goal:
    """Set one goal on the way to a picture."""
    _set(viewer, goal)
    _record(viewer, "visions.set_goal", goal)
    return goal


@transaction.atomic
def set_goals(viewer: Viewer, vision: Vision, lines: Iterable[tuple[str, str]]) -> list[Goal]:
    """Set many goals at once, each by its horizon and its words."""
    goals = [_set(viewer, Goal(vision=vision, horizon=far, words=words)) for far, words in lines]
    _record(viewer, "visions.set_goals", *goals)
    return goals


def _set(viewer: Viewer, goal: Goal) -> Goal:
    vision = vision_now(goal.vision)
    if not rules.may_change(viewer, goal.vision):
        raise DomainError(_("ご自分の受け持ちの地区の目標だけを書けます。"))
    _keep_room(vision)
    goal.municipality_id = vision.municipality_id
    goal.order = places.last_order(vision) + 1
    places.check(goal)
    goal.save(force_insert=True)
    return goal


def _keep_room(vision: Vision) -> None:
    if vision.goals.filter(state=Goal.State.OPEN).count() >= GOALS:
        raise DomainError(
            _(
                "一枚の図で目指せる目標は%(most)s件までです。届いた目標を終えるか、近い目標をひとつにまとめてから、もう一度押してください。"
            )
            % {"most": GOALS}
        )


@transaction.atomic
def change_goal(viewer: Viewer, goal: Goal, *, stood: Mapping[str, str]) -> Kept:
    """Save what was written of a goal; what another wrote meanwhile in the same place stays, this beside it.

    `stood` is what stood there when the page was opened.
    """
    wrote = {name: value for name, value in places.told(goal).items() if name in stood}
    return _keep_both(viewer, goal, wrote, stood, verb="visions.change_goal")


@transaction.atomic
def move_goal(
    viewer: Viewer,
    goal: Goal,
    *,
    above: Goal | None,
    horizon: str,
    stood: Mapping[str, str],
    before: Goal | None = None,
) -> Kept:
    """Let a goal serve another one, or at another time; `before` which it stands."""
    wrote = {"above": str(above.pk) if above else "", "horizon": horizon}
    kept = _keep_both(viewer, goal, wrote, stood, verb="visions.move_goal")
    if before is not None and not kept.beside:
        _stand_before(kept.goal, before)
    return kept


@transaction.atomic
def move_back(viewer: Viewer, goal: Goal, token: str) -> Kept:
    """Let a goal stand where it stood before a move; where another moved it since, this waits beside."""
    move = receipts.move_in(token)
    return _keep_both(viewer, goal, move.stood, move.moved, verb="visions.move_goal")


@transaction.atomic
def shift_goal(viewer: Viewer, goal: Goal, *, by: int) -> Goal:
    """Let a goal change places with the one above or below it that serves the same at the same time."""
    vision_now(goal.vision)
    goal = goal_now(goal)
    beside = Goal.objects.filter(vision=goal.vision_id, above=goal.above_id, horizon=goal.horizon)
    beside = beside.filter(state=Goal.State.OPEN)
    row = places.in_order(beside)
    at = row.index(goal) if goal in row else 0
    to = max(0, min(len(row) - 1, at + by))
    if row and to != at:
        row.insert(to, row.pop(at))
        _number(row)
        _record(viewer, "visions.move_goal", goal, fields=["order"])
    return goal


def _stand_before(goal: Goal, other: Goal) -> None:
    row = places.in_order(Goal.objects.filter(vision=goal.vision_id).exclude(pk=goal.pk))
    at = next((place for place, one in enumerate(row) if one.pk == other.pk), len(row))
    _number([*row[:at], goal, *row[at:]])


def _number(row: list[Goal]) -> None:
    """Let goals stand one below another in this order; when one was mended is another matter."""
    orders = sorted(goal.order for goal in row)
    steps = orders if len({*orders}) == len(orders) else range(1, len(row) + 1)
    for goal, order in zip(row, steps, strict=True):
        Goal.objects.filter(pk=goal.pk).update(order=order)
        goal.order = order


def _keep_both(
    viewer: Viewer, goal: Goal, wrote: Mapping[str, str], stood: Mapping[str, str], *, verb: str
) -> Kept:
    vision_now(goal.vision)
    current = goal_now(goal)
    now = places.told(current)
    mine = {name: value for name, value in wrote.items() if value != stood[name]}
    # Whoever wrote the same has no other opinion.
    twice = {name for name, value in mine.items() if now[name] not in {stood[name], value}}
    places.put(current, {name: value for name, value in mine.items() if name not in twice})
    places.check(current)
    current.save(update_fields=[*places.WRITTEN, "updated_at"])
    by = whoever(viewer)
    beside = [
        Rewrite.objects.create(
            goal=current, wrote={name: mine[name]}, stood={name: stood[name]}, by_id=by
        )
        for name in sorted(twice)
    ]
    _record(viewer, verb, current, fields=sorted(mine))
    return Kept(current, beside)


@transaction.atomic
def settle_rewrite(viewer: Viewer, rewrite: Rewrite, *, take: bool) -> Goal:
    """Take what was written beside a goal into it, or leave the goal as it is; both stay known."""
    vision_now(rewrite.goal.vision)
    goal = goal_now(rewrite.goal)
    rewrite = Rewrite.objects.get(pk=rewrite.pk)
    if rewrite.settled_at is not None:
        raise DomainError(_("この書き直しは、もう決めてあります。"))
    if take:
        _swap(goal, rewrite)
    rewrite.settled_at, rewrite.settled_by_id = timezone.now(), whoever(viewer)
    rewrite.save()
    _record(viewer, "visions.settle_rewrite", goal, fields=sorted(rewrite.wrote))
    return goal


@transaction.atomic
def take_back_settling(viewer: Viewer, rewrite: Rewrite) -> Goal:
    """Let what was written beside a goal wait again, and the goal stand as it did before."""
    vision_now(rewrite.goal.vision)
    goal = goal_now(rewrite.goal)
    rewrite = Rewrite.objects.get(pk=rewrite.pk)
    if rewrite.settled_at is None:
        raise DomainError(_("この書き直しは、まだ決めていません。"))
    if timezone.localdate(rewrite.settled_at) != viewer.today:
        raise DomainError(_("元に戻せるのは、今日決めたことだけです。目標を直してください。"))
    now = places.told(goal)
    if any(now[name] == value for name, value in rewrite.wrote.items()):
        places.put(goal, rewrite.stood)
        places.check(goal)
        goal.save(update_fields=[*rewrite.wrote, "updated_at"])
    rewrite.settled_at, rewrite.settled_by = None, None
    rewrite.save()
    _record(viewer, "visions.take_back_settling", goal, fields=sorted(rewrite.wrote))
    return goal


def _swap(goal: Goal, rewrite: Rewrite) -> None:
    now = places.told(goal)
    rewrite.stood = {name: now[name] for name in rewrite.wrote}
    places.put(goal, rewrite.wrote)
    places.check(goal)
    goal.save(update_fields=[*rewrite.wrote, "updated_at"])


@transaction.atomic
def close_goal(viewer: Viewer, goal: Goal, *, state: str, words: str) -> Goal:
    """Close a goal that was reached or let go, with words; what hangs under it stays."""
    goal = goal_now(goal)
    if goal.state != Goal.State.OPEN:
        raise DomainError(_("この目標は、もう終わっています。"))
    goal.state, goal.closed_on, goal.closing_words = state, viewer.today, words
    goal.save(update_fields=CLOSED)
    _record(viewer, "visions.close_goal", goal, fields=["state", "closing_words"])
    return goal


@transaction.atomic
def reopen_goal(viewer: Viewer, goal: Goal) -> Goal:
    """Aim at a goal again; the words it was closed with stay."""
    _keep_room(vision_now(goal.vision))
    goal = goal_now(goal)
    goal.state, goal.closed_on = Goal.State.OPEN, None
    goal.save(update_fields=CLOSED)
    _record(viewer, "visions.reopen_goal", goal, fields=["state"])
    return goal


@transaction.atomic
def take_back_goals(viewer: Viewer, goals: Iterable[Goal]) -> None:
    """Throw away goals of today of which nothing has come; any other one is closed, with words."""
    gone_on = DomainError(
        _("もう動きはじめた目標があります。やめるときは「目標を終える」で、わけを残してください。")
    )
    nearest_first = sorted(goals, key=lambda goal: -places.FAR[goal.horizon])
    for goal in nearest_first:
        vision_now(goal.vision)
        known = goal_now(goal)
        is_of_today = timezone.localdate(known.created_at) == viewer.today
        touched = record_book.was_touched(
            known.municipality_id, known.pk, since=known.created_at, besides=ONLY_MADE
        )
        if not is_of_today or touched or _is_named(known):
            raise gone_on
        _record(viewer, "visions.take_back_goal", known)
        known.delete()


def _is_named(goal: Goal) -> bool:
    """Return whether a row of any table points at a goal: what hangs on it would go with it."""
    # Rooms above point at goals too, and links of many to many have no name here: those relations are hidden.
    for relation in Goal._meta.get_fields(include_hidden=True):  # noqa: SLF001 -- Django's public name for it
        if isinstance(relation, ManyToOneRel):
            pointing: type[Any] = relation.related_model
            if pointing._base_manager.filter(**{relation.field.name: goal}).exists():  # noqa: SLF001 -- Django's name for a model's manager
                return True
    return False


def _record(viewer: Viewer, verb: str, *goals: Goal, fields: Iterable[str] = ()) -> None:
    ids = [goal.pk for goal in goals]
    audit.record(viewer.actor, verb, kind=queries.KIND, subjects=ids, fields=fields)
