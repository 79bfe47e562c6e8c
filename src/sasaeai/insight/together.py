"""だれとだれが: which bodies of an area do something together, by what was written down of them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sasaeai.activities.models import Activity, Use
from sasaeai.areas.models import Area
from sasaeai.areas.viewer import Viewer
from sasaeai.calc.network import Body, Network, Pair, draw
from sasaeai.journal import queries as journal
from sasaeai.journal.models import Entry
from sasaeai.organisations import queries as organisations
from sasaeai.organisations.models import Organisation, Tie
from sasaeai.ui import wording

# Whoever stands in one picture; the table below it has everybody.
DRAWN, LATELY = 40, timedelta(days=730)
# So many gaps stand open; the others are folded.
OPEN = 3
SIZE, MARGIN = 320, 40
# Which kinds stand for what in the picture, each with a shape of its own.
SHAPES = {
    "activity": (gettext_lazy("住民・地縁"), {"neighbourhood", "senior_club", "minsei", "volunteer", "npo", "resident"}),
    "place": (gettext_lazy("福祉・医療・行政"), {"swc", "shakyo", "care_provider", "hokatsu", "medical", "municipality"}),
    "thing": (gettext_lazy("お店・企業"), {"company", "coop", "chamber", "meal_vendor", "mobile_shop", "finance_post", "lifeline", "silver", "housekeeper_agency", "transport_group"}),
    "info": (gettext_lazy("学校・寺社ほか"), set()),
}  # fmt: skip
# The groups that the 要綱 names; between which of them there should be a tie.
NAMED = (
    "neighbourhood", "senior_club", "minsei", "volunteer", "npo", "shakyo", "swc", "company", "coop",
    "silver", "chamber", "care_provider", "housekeeper_agency",
)  # fmt: skip


class Dot(NamedTuple):
    """A body in the picture: where, which shape, under which number."""

    organisation: Organisation
    number: int
    shape: str
    x: int
    y: int


class Line(NamedTuple):
    x1: int
    y1: int
    x2: int
    y2: int
    width: int


class Row(NamedTuple):
    """One tie in the table: between whom, and how it is known."""

    one: Organisation
    other: Organisation
    how: str


class Gap(NamedTuple):
    """Two kinds of bodies that never met, told of the best tied body of each; whoever is tied best is asked first."""

    first: Organisation
    other: Organisation


@dataclass(frozen=True, slots=True)
class Together:
    """The picture of an area with its table, and where nobody is tied."""

    dots: list[Dot]
    lines: list[Line]
    rows: list[Row]
    alone: list[Organisation]
    gaps: list[Gap]
    folded: list[Gap]
    keys: list[tuple[str, str]]
    undrawn: int


def of_area(viewer: Viewer, area: Area) -> Together:
    """Return who works with whom in an area, as far as the viewer may see the bodies."""
    here = organisations.visible_to(viewer).filter(
        area__path__startswith=area.path, retired_on=None
    )
    known = {str(one.pk): one for one in here.select_related("kind")}
    ways = _ways(viewer, {one.pk for one in known.values()})
    bodies = [Body(pk, one.kind.code, one.name) for pk, one in known.items()]
    told = [pair for pair, how in ways.items() for _number in range(sum(how.values()))]
    whole = draw(bodies, told, kinds=NAMED)
    dots = _dots(known, bodies, whole.ties)
    gaps = _gaps(known, bodies, whole)
    return Together(
        dots=dots,
        lines=_lines(dots, whole.ties),
        rows=[Row(known[one], known[other], _how(ways[one, other])) for one, other in whole.ties],
        alone=[known[body.id] for body in whole.alone],
        gaps=gaps[:OPEN],
        folded=gaps[OPEN:],
        keys=[(shape, str(label)) for shape, (label, _codes) in SHAPES.items()],
        undrawn=len(bodies) - len(dots),
    )


def _gaps(known: Mapping[str, Organisation], bodies: list[Body], whole: Network) -> list[Gap]:
    """Return where nobody is tied; first where both sides know most others, for there a word goes farthest."""
    ties = Counter(one for pair in whole.ties for one in pair)
    best: dict[str, Body] = {}
    for body in sorted(bodies, key=lambda body: (-ties[body.id], body.name, body.id)):
        best.setdefault(body.kind, body)
    found = [
        sorted((best[one], best[other]), key=lambda body: -ties[body.id])
        for one, other in whole.apart
    ]
    found.sort(key=lambda pair: (-min(ties[one.id] for one in pair), -ties[pair[0].id]))
    return [Gap(known[first.id], known[other.id]) for first, other in found]


def _ways(viewer: Viewer, here: set[UUID]) -> Mapping[Pair, Mapping[str, int]]:
    """Return how each two of these bodies are known to work together, and how often."""
    found: defaultdict[Pair, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one, other, how in (*_tied(here), *_logged(viewer, here), *_placed(here)):
        if one != other and {one, other} <= here:
            pair = (str(min(one, other, key=str)), str(max(one, other, key=str)))
            found[pair][how] += 1
    return found


def _tied(here: set[UUID]) -> Iterable[tuple[UUID, UUID, str]]:
    rows = Tie.objects.filter(one__in=here, other__in=here).order_by("created_at")
    return rows.values_list("one", "other", "words")


def _logged(viewer: Viewer, here: set[UUID]) -> Iterable[tuple[UUID, UUID, str]]:
    """Return which bodies were named together in what was done lately."""
    entries = journal.counted(viewer).filter(on__gte=viewer.today - LATELY)
    rows = Entry.organisations.through.objects.filter(
        entry__in=entries.order_by().values("pk"), organisation__in=here
    )
    named: defaultdict[UUID, list[UUID]] = defaultdict(list)
    for entry, organisation in rows.order_by("pk").values_list("entry", "organisation"):
        named[entry].append(organisation)
    return [
        (one, other, LOGGED) for bodies in named.values() for one, other in combinations(bodies, 2)
    ]


def _placed(here: set[UUID]) -> Iterable[tuple[UUID, UUID, str]]:
    """Return who runs an activity at a place, or with a thing, that another owns."""
    going = ~Q(state=Activity.State.ENDED)
    places = Activity.objects.filter(going, organiser__in=here, place__owner__in=here)
    uses = Use.objects.filter(
        ~Q(activity__state=Activity.State.ENDED),
        activity__organiser__in=here,
        asset__owner__in=here,
    )
    found = [
        *places.order_by("pk").values_list("organiser", "place__owner"),
        *uses.order_by("pk").values_list("activity__organiser", "asset__owner"),
    ]
    return [(one, other, PLACED) for one, other in found if one and other]


LOGGED, PLACED = "logged", "placed"


def _how(ways: Mapping[str, int]) -> str:
    told = []
    for how, number in ways.items():
        if how == LOGGED:
            told.append(_("日々の記録%(number)s件") % {"number": number})
        else:
            told.append(_("場所やものを使っている") if how == PLACED else how)
    return wording.told(told)


def _dots(
    known: Mapping[str, Organisation], bodies: list[Body], ties: Mapping[Pair, int]
) -> list[Dot]:
    """Return those who stand in the picture: the first ones round the circle of all who are tied."""
    tied = {one for pair in ties for one in pair}
    spots = draw([body for body in bodies if body.id in tied], ties).spots[:DRAWN]
    if len(spots) == DRAWN:
        spots = draw([spot.body for spot in spots], ties).spots
    middle = SIZE + MARGIN
    return [
        Dot(
            known[spot.body.id], number, _shape(spot.body.kind),
            round(middle + SIZE * spot.x), round(middle + SIZE * spot.y),
        )
        for number, spot in enumerate(spots, start=1)
    ]  # fmt: skip


def _shape(kind: str) -> str:
    return next((shape for shape, (_label, codes) in SHAPES.items() if kind in codes), "info")


def _lines(dots: Iterable[Dot], ties: Mapping[Pair, int]) -> list[Line]:
    places = {str(dot.organisation.pk): dot for dot in dots}
    return [
        Line(places[one].x, places[one].y, places[other].x, places[other].y, min(2 + number, 8))
        for (one, other), number in ties.items()
        if one in places and other in places
    ]
