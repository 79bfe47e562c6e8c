"""使えるものを選ぶ: what could serve a goal where the viewer works, each leading to the form that hangs it there."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise

from sasaeai.activities import lines as activity_lines
from sasaeai.activities import queries as activities
from sasaeai.activities.models import Activity
from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import STAFF
from sasaeai.assets import lines as asset_lines
from sasaeai.assets import looks
from sasaeai.assets import queries as assets
from sasaeai.calc.text import fold
from sasaeai.insight.kinds import KINDS
from sasaeai.visions.models import Goal
from sasaeai.visions.toolbox import instruments
from sasaeai.vocabulary import queries as vocabulary

# So many of each kind are offered; words find the others.
SHOWN = 6


class Offer(NamedTuple):
    """A thing that may be chosen: how it is told, and where it is hung under the goal."""

    pk: UUID
    name: str
    text: str
    url: str
    give_url: str


class Shelf(NamedTuple):
    """What there is of one kind; `more` where it is not all."""

    kind: str
    label: str | Promise
    icon: str
    offers: list[Offer]
    more: bool


def shelves(viewer: Viewer, goal: Goal, words: str) -> list[Shelf]:
    """Return, kind by kind, what the viewer may hang under a goal and does not hang there, by words if asked."""
    here = _within(viewer, goal)
    doing = activities.brief(viewer).filter(here).exclude(state=Activity.State.ENDED)
    things = assets.brief(viewer).filter(here)
    if words:
        doing = activities.holding(doing, words, viewer=viewer)
        things = assets.holding(things, words, viewer=viewer)
    tools = vocabulary.in_force(instruments(viewer), viewer.today).order_by("order", "code")
    # A town's toolbox has few things, and none of them is in the index.
    held = [one.pk for one in tools if fold(words) in fold(f"{one} {one.description}")]
    found = [
        _shelf("activity", goal, doing.order_by("name", "pk"), activity_lines.words_of),
        _shelf("asset", goal, things.order_by("name", "pk"), asset_lines.words_of),
        _shelf("instrument", goal, tools.filter(pk__in=held), lambda one: one.description),
    ]
    return [shelf for shelf in found if shelf.offers]


def note_looks(viewer: Viewer, found: Iterable[Shelf]) -> None:
    """Write down which cards of persons were shown by name."""
    ids = [one.pk for shelf in found if shelf.kind == "asset" for one in shelf.offers]
    looks.record_list(viewer, assets.visible_to(viewer).filter(pk__in=ids))


def _within(viewer: Viewer, goal: Goal) -> Q:
    """Return the condition that a thing lies in the goal's area and where the viewer works."""
    above = goal.vision.area.path
    within = Q(pk__in=())
    for post in viewer.posts:
        narrow, wide = max(post.path, above, key=len), min(post.path, above, key=len)
        if post.role in STAFF and narrow.startswith(wide):
            within |= Q(area__path__startswith=narrow)
    return within


def _shelf(kind: str, goal: Goal, rows: QuerySet[Any], told: Callable[[Any], str]) -> Shelf:
    known = KINDS[kind]
    hung = known.given.filter(goal=goal).order_by().values("means")
    found = list(rows.exclude(pk__in=hung)[: SHOWN + 1])
    offers = [
        Offer(one.pk, str(one), told(one), _page(kind, one), f"{_give(kind, one)}?goal={goal.pk}")
        for one in found[:SHOWN]
    ]
    return Shelf(kind, known.label, known.icon, offers, len(found) > SHOWN)


def _page(kind: str, one: Any) -> str:  # noqa: ANN401 -- a row of whichever table it is
    return "" if kind == "instrument" else str(one.get_absolute_url())


def _give(kind: str, one: Any) -> str:  # noqa: ANN401 -- as above
    if kind == "activity":
        return reverse("activities:give_meaning", args=[one.pk])
    return reverse("visions:give_meaning", args=[kind, one.pk])
