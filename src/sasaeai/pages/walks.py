"""The sheet of a 宝探し walk: a pale map to write on, what is known, and lines to fill."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sasaeai.areas import maps
from sasaeai.areas import queries as areas
from sasaeai.areas.maps import Pin
from sasaeai.areas.models import Area
from sasaeai.areas.viewer import Viewer
from sasaeai.assets import times
from sasaeai.assets.models import Asset
from sasaeai.pages.actions import print_walk
from sasaeai.pages.found import KINDS, Seen, State, blank_rows
from sasaeai.pages.queries import WALK_NUMBER, Spot, known_before_walk
from sasaeai.paper.content import Kind, Known, Map, Shape, WalkSheet
from sasaeai.paper.pdf import set_pdf
from sasaeai.ui import dates, wording

KNOWN = 12
UPRIGHT, ACROSS = (180.0, 190.0), (267.0, 115.0)
SHAPES: dict[str, Shape] = {
    Asset.Kind.PLACE: "square",
    Asset.Kind.THING: "diamond",
    Asset.Kind.INFO: "triangle",
    Asset.Kind.MONEY: "hexagon",
}


def walk_sheet(viewer: Viewer, area: Area, *, at: datetime) -> bytes:
    """Return the walk's sheet as PDF and keep what stands on it; only what is public goes out."""
    spots, others = known_before_walk(viewer, area, count=KNOWN)
    walk = print_walk(viewer, area, [spot.asset for spot in spots], number=_number(area, at))
    known = list(enumerate(spots, start=1))
    town = areas.municipality_of(viewer)
    kinds = {spot.asset.kind: spot.asset.get_kind_display() for _number, spot in known}
    legend: list[Kind] = [{"shape": SHAPES[kind], "label": kinds[kind]} for kind in kinds]
    sheet: WalkSheet = {
        "town": town.name,
        "title": _("%(area)sの宝探し") % {"area": area.name},
        "date": dates.full_day(at.date()),
        "note": _("歩いて、聞いて、書きこんでください"),
        "telephone": {"label": _("困ったとき"), "number": town.phone} if town.phone else None,
        "sheet": walk.number,
        "map": _map(viewer, area, known),
        "legend": legend,
        "kinds": _("種類には、%(kinds)sのどれかを書きます。")
        % {"kinds": wording.told(label for _kind, label in KINDS)},
        "others": _others(others),
        "states": [str(label) for label in State.labels],
        "known": [_known(number, spot.asset) for number, spot in known],
        "blank_rows": blank_rows(len(known)),
    }
    return set_pdf("walk", sheet, printed_at=at)


def _others(number: int) -> str:
    """Return what the sheet leaves out, so that nobody takes it for all there is."""
    said = ngettext(
        "番号のついたもののほかに、この地区には、場所の分かるものが%(number)s件書いてあります。",
        "番号のついたもののほかに、この地区には、場所の分かるものが%(number)s件書いてあります。",
        number,
    )
    return said % {"number": number} if number else ""


def _number(area: Area, at: datetime) -> str:
    """Return the number by which the paper is typed back: the area and the day."""
    steps = [str(int(step)) for step in area.path.split(".") if step]
    # A code of other signs could not be typed on every keyboard.
    code = area.code if WALK_NUMBER.fullmatch(area.code) else ""
    return f"{code or '-'.join(steps[1:] or steps)}-{at:%m%d}"


def _map(viewer: Viewer, area: Area, known: list[tuple[int, Spot]]) -> Map:
    pins = [Pin(*spot.point, number, SHAPES[spot.asset.kind]) for number, spot in known]
    inner = list(areas.children(viewer, area))
    landmarks = areas.landmarks(viewer, maps.box_of([area]))
    alt = _("%(area)sの地図。番号は次の紙と同じです。") % {"area": area.name}
    frame = UPRIGHT if maps.is_tall(area) else ACROSS
    return maps.sheet_map(area, inner, pins, landmarks, frame=frame, alt=alt)


def _known(number: int, asset: Asset) -> Known:
    return {
        "number": number,
        "shape": SHAPES[asset.kind],
        "kind": asset.get_kind_display(),
        "name": asset.name,
        "whose": asset.owner.name if asset.owner else "",
        "when": times.said(asset),
    }


def summary(lines: Iterable[Mapping[str, Any]], seen: Collection[Seen]) -> str:
    """Return what was typed in by kind: 「場所3件、モノ2件、活動1件を書きました。…」."""
    labels = {kind.value: str(kind.label) for kind in Asset.Kind} | {"activity": _("活動")}
    counted = Counter(line["kind"] for line in lines)
    parts = [
        _("%(kind)s%(number)s件") % {"kind": label, "number": counted[kind]}
        for kind, label in labels.items()
        if counted[kind]
    ]
    said = []
    if parts:
        written = _("%(kinds)sを書きました。確かめるまでは、職員だけに見えます。")
        said.append(written % {"kinds": wording.told(parts)})
    if seen:
        looked = ngettext(
            "はじめから書いてあった%(number)s件のようすを記録しました。",
            "はじめから書いてあった%(number)s件のようすを記録しました。",
            len(seen),
        )
        said.append(looked % {"number": len(seen)})
    return " ".join(said)
