"""The goals as a file: where each stands in its tree, by what numbers it is seen, what serves it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from django.db.models import Prefetch
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from sasaeai.areas.models import Area
from sasaeai.areas.viewer import Viewer
from sasaeai.insight import means
from sasaeai.insight.kinds import KINDS
from sasaeai.insight.means import Means
from sasaeai.paper.files import Column
from sasaeai.paper.sheets import Cell
from sasaeai.ui import wording
from sasaeai.visions import queries as visions
from sasaeai.visions.models import Goal, Indicator, Measurement

BETWEEN = "\n"


class Line(NamedTuple):
    """One row of the file: a goal, the goals it serves from the farthest on, its measures and means."""

    goal: Goal
    way: list[Goal]
    indicators: list[Indicator]
    means: list[Means]


def lines(viewer: Viewer, area: Area | None = None) -> list[Line]:
    """Return the goals of the town, or of an area with those within, closed ones too, by picture and place."""
    measured = Measurement.objects.order_by("-on", "-created_at")
    indicators = Indicator.objects.order_by("created_at").prefetch_related(
        Prefetch("measurements", measured)
    )
    found = visions.visible_to(viewer).prefetch_related(Prefetch("indicators", indicators))
    if area is not None:
        found = found.filter(vision__area__path__startswith=area.path)
    goals = list(found.order_by("vision__area__path", "order", "created_at"))
    known = {goal.pk: goal for goal in goals}
    served = means.of_goals(viewer, goals)
    return [
        Line(goal, _way(goal, known), list(goal.indicators.all()), served[goal.pk].means)
        for goal in goals
    ]


def _way(goal: Goal, known: Mapping[UUID, Goal]) -> list[Goal]:
    """Return the goals above one, the farthest first."""
    found: list[Goal] = []
    at = known.get(goal.above_id) if goal.above_id else None
    while at is not None and at not in found:
        found.append(at)
        at = known.get(at.above_id) if at.above_id else None
    return found[::-1]


def columns(rows: Sequence[Line]) -> list[Column[Line]]:
    """Return the columns: those of a goal, of as many indicators as one has at most, of each kind of means."""
    most = max((len(row.indicators) for row in rows), default=0)
    measures = [one for place in range(most) for one in _of_indicator(place)]
    return [*_OF_GOAL, *measures, *(_of_means(name) for name in KINDS)]


def _owner(line: Line) -> str:
    name = line.goal.owner.name if line.goal.owner else ""
    return wording.told(filter(None, [name, line.goal.owner_words]))


_OF_GOAL: tuple[Column[Line], ...] = (
    Column(_("番号"), lambda one: str(one.goal.pk), _("この仕組みでの番号（変わりません）")),
    Column(_("地区"), lambda one: one.goal.vision.area.name, _("どこのあるべき姿か")),
    Column(_("目標"), lambda one: one.goal.words),
    Column(
        _("上の目標の番号"),
        lambda one: str(one.goal.above_id or ""),
        _("どの目標のためか。空は、あるべき姿そのもののため"),
    ),
    Column(
        _("上の目標"),
        lambda one: BETWEEN.join(goal.words for goal in one.way),
        _("そのときの目標から、ひとつ上の目標まで、一行に一つ"),
    ),
    Column(_("上からの段"), lambda one: len(one.way) + 1, _("あるべき姿にいちばん近い目標が1")),
    Column(_("いつごろ"), lambda one: one.goal.get_horizon_display()),
    Column(_("いつまでに"), lambda one: one.goal.due_on),
    Column(_("そうなると、だれがどう助かるか"), lambda one: one.goal.why),
    Column(_("受けもつ人"), _owner),
    Column(_("ようす"), lambda one: one.goal.get_state_display()),
    Column(_("届いた日・やめた日"), lambda one: one.goal.closed_on),
)


def _of_indicator(place: int) -> list[Column[Line]]:
    """Return the columns of the first, second … indicator of a goal."""

    def column(name: Promise, read: Callable[[Indicator], Cell]) -> Column[Line]:
        heading = format_lazy("{}{}　{}", _("指標"), place + 1, name)
        return Column(
            heading,
            lambda line: read(line.indicators[place]) if place < len(line.indicators) else "",
        )

    return [column(name, read) for name, read in _MEASURED]


def _last(indicator: Indicator) -> Measurement | None:
    return next(iter(indicator.measurements.all()), None)


def _number(value: Decimal | None) -> Cell:
    """Return a number as a sheet counts with it, without a zero behind the point."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def _last_value(indicator: Indicator) -> Cell:
    last = _last(indicator)
    return _number(last.value) if last else None


def _last_of(indicator: Indicator) -> int | None:
    last = _last(indicator)
    return last.of if last else None


def _last_on(indicator: Indicator) -> date | None:
    last = _last(indicator)
    return last.on if last else None


def _source(indicator: Indicator) -> str:
    last = _last(indicator)
    return (last.source if last else "") or indicator.source


_MEASURED: tuple[tuple[Promise, Callable[[Indicator], Cell]], ...] = (
    (_("何をはかるか"), lambda one: one.name),
    (_("何の数か"), lambda one: one.get_counts_display()),
    (_("単位"), lambda one: one.unit),
    (_("はじめの数"), lambda one: _number(one.baseline)),
    (_("はじめの数の、何のうち"), lambda one: one.baseline_of),
    (_("はじめにはかった日"), lambda one: one.baseline_on),
    (_("さいごの数"), _last_value),
    (_("さいごの数の、何のうち"), _last_of),
    (_("さいごにはかった日"), _last_on),
    (_("目指す数"), lambda one: _number(one.target)),
    (_("目指す数の、何のうち"), lambda one: one.target_of),
    (_("出どころ"), _source),
    (_("何か月ごとにはかるか"), lambda one: one.every_months),
)


def _of_means(name: str) -> Column[Line]:
    kind = KINDS[name]
    return Column(
        format_lazy("{}{}", _("役に立っているもの："), kind.label),
        lambda line: BETWEEN.join(_said(one for one in line.means if one.kind == name)),
        _("名前とようす、どう役に立つか。一行に一つ。見られるものだけ"),
    )


def _said(found: Iterable[Means]) -> list[str]:
    return [
        _("%(name)s：%(words)s") % {"name": _named(one), "words": wording.told(one.words)}
        for one in found
    ]


def _named(one: Means) -> str:
    state = _("もう終わった") if one.is_over else one.shown.state
    return wording.placed(one.shown.name, state) if state else one.shown.name
