"""The way back from a picture: each farthest goal with all that leads to it, from then to now."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from django.core import signing
from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from sasaeai.areas.viewer import Viewer
from sasaeai.ui import dates, wording
from sasaeai.visions import places, queries
from sasaeai.visions.models import Goal, Indicator, Measurement, Step, Vision

SALT = "visions.stood"
WHOLE = 100


class Mark(NamedTuple):
    """How near a goal is by one indicator, in words and as a bar of a hundred."""

    indicator: Indicator
    figure: str
    source: str
    now: int | None = None
    aim: int | None = None
    wanted: str = ""


class Card(NamedTuple):
    """A goal on the board."""

    goal: Goal
    above: Goal | None
    marks: list[Mark]
    steps: list[Step]
    unsettled: int
    stood: str


class Cell(NamedTuple):
    """What is to be reached by one time, of one row."""

    horizon: str
    cards: list[Card]


class Row(NamedTuple):
    """A farthest goal with all that leads to it; without one: goals of which nobody has said yet what for."""

    root: Goal | None
    cells: list[Cell]
    steps: list[tuple[Goal, Step]]


def goals_of(viewer: Viewer, vision: Vision) -> QuerySet[Goal]:
    """Return the goals of a picture with their measures and steps."""
    measured = Measurement.objects.order_by("-on", "-created_at")
    indicators = Indicator.objects.order_by("created_at").prefetch_related(
        Prefetch("measurements", measured)
    )
    steps = Step.objects.filter(done_on=None).order_by("created_at")
    waiting = Count("rewrites", filter=Q(rewrites__settled_at=None))
    return (
        queries.visible_to(viewer)
        .filter(vision=vision)
        .annotate(waiting=waiting)
        .prefetch_related(Prefetch("indicators", indicators), Prefetch("steps", steps))
        .order_by("order", "created_at")
    )


def rows(viewer: Viewer, vision: Vision) -> list[Row]:
    """Return the open goals of a picture as the board shows them."""
    goals = [goal for goal in goals_of(viewer, vision) if goal.state == Goal.State.OPEN]
    known = {goal.pk: goal for goal in goals}
    # What served a goal that was closed waits to be hung under another.
    below: dict[UUID | None, list[Goal]] = {}
    for goal in goals:
        below.setdefault(goal.above_id if goal.above_id in known else None, []).append(goal)
    tops = below.get(None, [])
    far = [goal for goal in tops if goal.horizon == Goal.Horizon.THEN]
    loose = [goal for goal in tops if goal.horizon != Goal.Horizon.THEN]
    made = [_row(goal, _with_all_below([goal], below), known) for goal in far]
    return [*made, _row(None, _with_all_below(loose, below), known)] if loose else made


def goals_in(row: Row) -> list[Goal]:
    """Return the goals of a row, from then to now."""
    return [one.goal for cell in row.cells for one in cell.cards]


class Time(NamedTuple):
    """A column of the board, with about when it is."""

    horizon: str
    label: str
    about: str


def axis(vision: Vision, today: date) -> list[Time]:
    """Return the columns of the board; three years and one are counted from the newest edition."""
    made = next((one.made_on for one in vision.editions.all()), today)
    days = {
        Goal.Horizon.THEN: vision.then_on,
        Goal.Horizon.THREE_YEARS: made.replace(year=made.year + 3, day=1),
        Goal.Horizon.ONE_YEAR: made.replace(year=made.year + 1, day=1),
        Goal.Horizon.NOW: today,
    }
    return [Time(one.value, str(one.label), dates.month_of(day)) for one, day in days.items()]


def _with_all_below(goals: Iterable[Goal], below: Mapping[UUID | None, list[Goal]]) -> list[Goal]:
    found: list[Goal] = []
    for goal in goals:
        found += [goal, *_with_all_below(below.get(goal.pk, ()), below)]
    return found


def _row(
    root: Goal | None,
    goals: list[Goal],
    known: Mapping[UUID, Goal],
) -> Row:
    cards = [card(goal, known) for goal in goals]
    cells = [
        Cell(horizon, [one for one in cards if one.goal.horizon == horizon])
        for horizon in Goal.Horizon.values
    ]
    steps = [(goal, step) for goal in goals for step in goal.steps.all()]
    return Row(root, cells, steps)


def card(goal: Goal, known: Mapping[UUID, Goal]) -> Card:
    """Return a goal as the board shows it."""
    return Card(
        goal,
        known.get(goal.above_id) if goal.above_id else None,
        [mark(indicator) for indicator in goal.indicators.all()],
        list(goal.steps.all()),
        getattr(goal, "waiting", 0),
        keep(goal),
    )


def mark(indicator: Indicator) -> Mark:
    """Return how near a goal is by what was measured last, or by where it began."""
    unit, target = indicator.unit, indicator.target
    wanted = "" if target is None else figure(target, indicator.target_of, unit)
    last = next(iter(indicator.measurements.all()), None)
    if last is not None:
        value, of, named = last.value, last.of, last.source or indicator.source
        on = dates.long_day(last.on)
    elif indicator.baseline is not None and indicator.baseline_on is not None:
        value, of, named = indicator.baseline, indicator.baseline_of, indicator.source
        on = _("はじめの数、%(day)s") % {"day": dates.long_day(indicator.baseline_on)}
    else:
        return Mark(indicator, "", "", wanted=wanted)
    return Mark(
        indicator,
        figure(value, of, unit),
        wording.told([named or _("書かれていません"), on]),
        _share(value, of or target),
        _share(target, indicator.target_of) if of else None,
        wanted,
    )


def figure(value: Decimal, of: int | None, unit: str) -> str:
    """Return a number as n of N, with what is counted; a share never stands without its whole."""
    number = plain(value)
    if not of:
        return _("%(number)s%(unit)s") % {"number": number, "unit": unit}
    told = {"number": number, "of": of, "unit": unit, "share": _share(value, of)}
    return _("%(number)s ／ %(of)s%(unit)s（%(share)s％）") % told


def plain(value: Decimal) -> str:
    """Return a number without a zero behind the point."""
    return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"


def _share(value: Decimal | None, of: Decimal | int | None) -> int | None:
    return None if value is None or not of else max(0, min(WHOLE, round(WHOLE * value / of)))


def keep(goal: Goal) -> str:
    """Return, to travel with a form, what stands in a goal as the page is opened."""
    return signing.dumps(places.told(goal), salt=SALT, compress=True)


def kept(token: str) -> dict[str, str]:
    """Return what stood in a goal as the page was opened; raise BadSignature for what is not ours."""
    stood: dict[str, str] = signing.loads(token, salt=SALT)
    return stood


def closed(viewer: Viewer, vision: Vision) -> list[Goal]:
    """Return the goals that were reached or let go, the last first."""
    found = queries.visible_to(viewer).filter(vision=vision).exclude(state=Goal.State.OPEN)
    return list(found.order_by("-closed_on", "order"))
