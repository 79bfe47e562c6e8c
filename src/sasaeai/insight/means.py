"""What serves the goals, of every kind of means at once, as far as the viewer may see it."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from uuid import UUID

from django.db.models import Case, Value, When

from sasaeai.areas.viewer import Viewer
from sasaeai.insight.kinds import KINDS, Kind, Shown
from sasaeai.visions import board, meanings
from sasaeai.visions.models import Goal, Vision

# So many means of a row stand on a board at once.
SHOWN = 3


class Means(NamedTuple):
    """A means with what it is for in words: one meaning, or several under the goals of one row."""

    kind: str
    pk: UUID
    shown: Shown
    words: tuple[str, ...]
    is_over: bool

    @property
    def label(self) -> str:
        return str(KINDS[self.kind].label)

    @property
    def stands(self) -> str:
        """How it stands; what kind of thing it is where that does not change."""
        return self.shown.state or self.label

    @property
    def icon(self) -> str:
        return KINDS[self.kind].icon


class Served(NamedTuple):
    """What serves one goal; `hides` where something does that the viewer may not see."""

    means: list[Means]
    hides: bool


class Row(NamedTuple):
    """A row of the board: its farthest goal, what serves it all in all, and each goal with its own."""

    root: Goal | None
    means: list[Means]
    hides: bool
    goals: list[tuple[Goal, Served]]

    @property
    def first(self) -> list[Means]:
        """What a board tells at once."""
        return self.means[:SHOWN]

    @property
    def rest(self) -> list[Means]:
        """What a board tells when asked."""
        return self.means[SHOWN:]


def of_goals(viewer: Viewer, goals: Iterable[Goal]) -> Mapping[UUID, Served]:
    """Return what serves each of these goals, by kind and in the order of giving; what is over comes last."""
    shown = list(goals)
    found: dict[UUID, list[Means]] = {}
    hiding: set[UUID] = set()
    for name, kind in KINDS.items():
        given = _given(viewer, kind, shown)
        seen = kind.seen(viewer).filter(pk__in={means for _goal, means, _words, _over in given})
        told = {one.pk: kind.told(one, viewer.today) for one in seen.order_by()}
        for goal, means, words, is_over in given:
            if means in told:
                one = Means(name, means, told[means], (words,), is_over)
                found.setdefault(goal, []).append(one)
            elif not is_over:
                hiding.add(goal)
    return {
        goal.pk: Served(_over_last(found.get(goal.pk, ())), goal.pk in hiding) for goal in shown
    }


def of_vision(viewer: Viewer, vision: Vision) -> list[Row]:
    """Return the rows of a board with what serves their goals now."""
    return of_rows(viewer, board.rows(viewer, vision))


def of_rows(viewer: Viewer, rows: Iterable[board.Row]) -> list[Row]:
    """Return these rows of a board with what serves their goals now."""
    drawn = [(row.root, board.goals_in(row)) for row in rows]
    served = of_goals(viewer, [goal for _root, goals in drawn for goal in goals])
    return [_row(root, [(goal, _now(served[goal.pk])) for goal in goals]) for root, goals in drawn]


def _row(root: Goal | None, goals: list[tuple[Goal, Served]]) -> Row:
    means = _once(one for _goal, served in goals for one in served.means)
    return Row(root, means, any(served.hides for _goal, served in goals), goals)


def _now(served: Served) -> Served:
    return Served([one for one in served.means if not one.is_over], served.hides)


def _once(means: Iterable[Means]) -> list[Means]:
    """Return each means once, with all that it is for."""
    found: dict[tuple[str, UUID], Means] = {}
    for one in means:
        known = found.get((one.kind, one.pk))
        words = one.words if known is None else tuple(dict.fromkeys([*known.words, *one.words]))
        found[one.kind, one.pk] = one._replace(words=words)
    return list(found.values())


def _over_last(means: Iterable[Means]) -> list[Means]:
    return sorted(means, key=lambda one: one.is_over)


def _given(viewer: Viewer, kind: Kind, goals: list[Goal]) -> list[tuple[UUID, UUID, str, bool]]:
    """Return goal, means and words of each meaning of one kind, and whether the means is over."""
    is_over = Case(When(kind.over(viewer.today), then=Value(True)), default=Value(False))
    rows = meanings.under_goals(viewer, kind.model, goals).annotate(is_over=is_over)
    told = rows.order_by("given_on", "created_at").values_list("goal", "means", "words", "is_over")
    return list(told)
