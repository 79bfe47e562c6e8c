"""An area's resource map on paper: its maps with their numbers, and the index that belongs to them."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sasaeai.activities import rests
from sasaeai.activities.models import Activity
from sasaeai.areas import maps
from sasaeai.areas import queries as areas
from sasaeai.areas.maps import Pin
from sasaeai.areas.models import Area, Municipality
from sasaeai.areas.models.area import Level
from sasaeai.areas.viewer import Viewer
from sasaeai.assets import times
from sasaeai.calc import layout, map_sheets
from sasaeai.calc.geography import Box, Point
from sasaeai.calc.map_sheets import Frame, Paper
from sasaeai.exchange import queries as exchange
from sasaeai.exchange.models import Kind as ListKind
from sasaeai.pages import resources
from sasaeai.pages.resources import SHAPES, Kind, Line, Resource, Section
from sasaeai.paper.content import AreaSheet, Entry, Group, Map, MapPage, Telephone
from sasaeai.paper.content import Kind as Sign
from sasaeai.paper.pdf import set_pdf
from sasaeai.ui import dates, wording

DRAWN_FROM = (ListKind.BOUNDARIES, ListKind.LANDMARKS)
# Smaller ones would be a map of every block.
SPLIT_BY = (Level.LIVING_AREA, Level.DISTRICT)


# The sheet of an index alone.
UNDRAWN = {"a4": map_sheets.A4_STANDING, "a3": map_sheets.A3_BESIDE}


class Order(NamedTuple):
    """What is to be printed: of which area, on what paper, of which kinds, and for whom."""

    area: Area
    paper: Paper
    kinds: Sequence[str]
    is_public: bool


class Share(NamedTuple):
    """What stands on one map and in its index."""

    area: Area
    resources: list[Resource]


def area_sheet(viewer: Viewer, order: Order, found: Sequence[Resource], *, at: datetime) -> bytes:
    """Return an area's resource map as PDF."""
    return set_pdf("area", content(viewer, order, found, at=at), printed_at=at)


def content(viewer: Viewer, order: Order, found: Sequence[Resource], *, at: datetime) -> AreaSheet:
    """Return what stands on the sheet: each map with its index, more maps where one is too full."""
    town, area = areas.municipality_of(viewer), order.area
    tree = list(areas.to_choose_from(viewer).filter(path__startswith=area.path))
    shares = _shares(order, found, tree)
    pages: list[MapPage] = []
    first = 1
    for share in shares:
        page, first = _page(viewer, order, share, tree=tree, first=first)
        pages.append(page)
    pages[0]["notes"] = [*_split(area, shares), *pages[0]["notes"]]
    return {
        "town": town.name,
        "title": _title(order, area),
        "date": dates.full_day(at.date()),
        "note": _("番号は地図と一覧で同じです") if first > 1 else "",
        "telephone": _telephone(town),
        "link": _link(town, area) if order.is_public else None,
        "paper": order.paper,
        "pages": pages,
        "legend": _legend(found),
        "source": _("地図の出典：%(sources)s") % {"sources": wording.told(_sources(viewer, town))},
        "stamp": "" if order.is_public else _("職員用"),
    }


def _split(area: Area, shares: Sequence[Share]) -> list[str]:
    """Return into how many maps the area was split, where it was."""
    if len(shares) < 2:
        return []
    told = _("%(area)sの地図は、番号が1枚に入りきらないので、%(number)s枚に分けました。")
    return [told % {"area": area.name, "number": len(shares)}]


def _part(area: Area, first: int, last: int) -> str:
    """Return what one of several maps is called, with the numbers that stand on it."""
    if last < first:
        return area.name
    words = {"area": area.name, "first": first, "last": last}
    return _("%(area)s（%(first)s〜%(last)s番）") % words


def _shares(order: Order, found: Sequence[Resource], tree: Sequence[Area]) -> list[Share]:
    """Return the maps that the resources need, the area's own or those of the areas below it."""
    by_path = {one.path: one for one in (*tree, order.area)}
    radius = maps.radius_of([sum(one.point is not None for one in found)])
    parts = map_sheets.parted(
        order.area.path,
        lies_in=[one.path for one in found],
        is_placed=[one.point is not None for one in found],
        below={path: _pieces(one, tree) for path, one in by_path.items()},
        room=lambda path: _room(by_path[path], found, order.paper, radius=radius),
    )
    return [Share(by_path[part.path], [found[at] for at in part.things]) for part in parts]


def _pieces(area: Area, tree: Sequence[Area]) -> list[str]:
    """Return the areas right below one that can have a map of their own."""
    return [
        one.path
        for one in tree
        if one.parent_id == area.pk and one.level in SPLIT_BY and one.west is not None
    ]


def _room(area: Area, found: Sequence[Resource], paper: Paper, *, radius: float) -> int:
    """Return how many numbers the map of an area has room for."""
    box = maps.sheet_box(area, (), [one.point for one in found if one.point])
    if box is None:
        return 0
    width, height = maps.fitted(box, _frame(box, paper)[:2])
    fits = layout.room_for(radius_mm=radius, width_mm=width, height_mm=height)
    return min(map_sheets.MOST[paper], fits)


def _frame(box: Box, paper: Paper) -> Frame:
    return map_sheets.frame_for(paper, ratio=1 / layout.height_for(box, width=1))


def _page(
    viewer: Viewer, order: Order, share: Share, *, tree: Sequence[Area], first: int
) -> tuple[MapPage, int]:
    """Return one map with its index, and the number that the next one begins with."""
    area = areas.visible_to(viewer).get(pk=share.area.pk)
    inner = list(areas.children(viewer, area))
    placed = [one for one in share.resources if one.point]
    box = maps.sheet_box(area, inner, [one.point for one in placed if one.point])
    inside = [one for one in placed if box and one.point and _holds(box, one.point)]
    radius = maps.radius_of([first - 1 + len(inside)])
    room = _room(area, inside, order.paper, radius=radius)
    on_map = resources.chosen(inside, room=room)
    groups = resources.in_order(share.resources, area, among=resources.districts(area, tree))
    sections = list(resources.numbered(groups, on_map=on_map, first=first))
    lines = [line for section in sections for line in section.lines]
    frame = _frame(box, order.paper) if box else None
    sheet = frame.sheet if frame else UNDRAWN[order.paper]
    page: MapPage = {
        "title": _title(order, area),
        "part": _part(area, first, first + len(on_map) - 1),
        "lies": sheet.lies,
        "columns": sheet.columns,
        "map_columns": frame.columns if frame else 0,
        "groups": [_group(section, viewer) for section in sections],
        "notes": _notes(order, lines, has_map=box is not None, left=len(inside) - len(on_map)),
        "map": _map(viewer, area, inner, lines, box=box, paper=order.paper),
    }
    return page, first + len(on_map)


def _holds(box: Box, point: Point) -> bool:
    west, south, east, north = box
    return west <= point[0] <= east and south <= point[1] <= north


def _map(
    viewer: Viewer,
    area: Area,
    inner: Sequence[Area],
    lines: Sequence[Line],
    *,
    box: Box | None,
    paper: Paper,
) -> Map | None:
    if box is None:
        return None
    pins = [
        Pin(*line.resource.point, line.number, SHAPES[line.resource.kind])
        for line in lines
        if line.number and line.resource.point
    ]
    alt = _("%(area)sの地図。番号は一覧と同じです。") % {"area": area.name}
    landmarks = areas.landmarks(viewer, box)
    return maps.sheet_map(area, inner, pins, landmarks, frame=_frame(box, paper)[:2], alt=alt)


def _notes(order: Order, lines: Sequence[Line], *, has_map: bool, left: int) -> list[str]:
    """Return what must be told, so that nobody takes the map for all there is."""
    apart = sum(line.number is None for line in lines)
    notes = []
    if set(order.kinds) != set(Kind.values):
        labels = wording.told(kind.label for kind in Kind if kind in order.kinds)
        notes.append(_("のせたのは、%(kinds)sだけです。") % {"kinds": labels})
    if not lines:
        notes.append(_("この区域には、のせるものがまだ書かれていません。"))
    if not has_map:
        notes.append(_("区域の境界がまだ取り込まれていないので、一覧だけの紙です。"))
    if left:
        told = ngettext(
            "番号が入りきらないので、確かめた日の新しい順に番号をつけました。ほかの%(number)s件は、番号なしで一覧にあります。",
            "番号が入りきらないので、確かめた日の新しい順に番号をつけました。ほかの%(number)s件は、番号なしで一覧にあります。",
            left,
        )
        notes.append(told % {"number": left})
    if has_map and apart > left:
        notes.append(_("番号のないものは、くわしい場所を地図にのせていません。"))
    return notes


def _group(section: Section, viewer: Viewer) -> Group:
    return {
        "heading": section.heading,
        "entries": [_entry(line, viewer) for line in section.lines],
    }


def _entry(line: Line, viewer: Viewer) -> Entry:
    listed = line.resource.listed
    stands = rests.label(listed, viewer.today) if isinstance(listed, Activity) else ""
    entry: Entry = {
        "shape": SHAPES[line.resource.kind],
        "name": listed.name,
        "when": "　".join(filter(None, (stands, times.said(listed)))),
        "place": resources.place_words(listed),
        "telephone": listed.public_phone,
        "fee": listed.fee,
    }
    return entry if line.number is None else {**entry, "number": line.number}


def _title(order: Order, area: Area) -> str:
    title = _("%(area)s 支え合い地図") if order.is_public else _("%(area)s 資源地図")
    return title % {"area": area.name}


def _telephone(town: Municipality) -> Telephone | None:
    return {"label": _("困ったとき・気づいたとき"), "number": town.phone} if town.phone else None


def _link(town: Municipality, area: Area) -> str | None:
    """Return where residents see the same on their own pages, where those are open to everybody."""
    if not (settings.PUBLIC_URL and town.portal_open):
        return None
    chosen = f"?area={area.pk}" if area.level in SPLIT_BY else ""
    return f"{settings.PUBLIC_URL}{reverse('portal:home', args=[town.code])}{chosen}"


def _sources(viewer: Viewer, town: Municipality) -> list[str]:
    """Return whose lists the map is drawn from; without any, the town's own."""
    drawn_from = exchange.sources(viewer).filter(kind__in=DRAWN_FROM)
    return [source.name for source in drawn_from] or [town.name]


def _legend(found: Sequence[Resource]) -> list[Sign]:
    used = {one.kind for one in found}
    return [{"shape": SHAPES[kind], "label": str(kind.label)} for kind in Kind if kind in used]
