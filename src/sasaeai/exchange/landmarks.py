"""A file of landmarks held against the town: what lies in it, its parts put together, cut to the town."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sasaeai.areas.models import Landmark, Municipality
from sasaeai.calc import clipping
from sasaeai.calc.geography import Box, distance_m, representative_point
from sasaeai.exchange import queries
from sasaeai.exchange.ground import Ground
from sasaeai.exchange.models import StagedRow
from sasaeai.exchange.previews import Choice, Preview
from sasaeai.exchange.readers.landmarks import Sketch
from sasaeai.exchange.readers.messages import Message, Refused, a_few, about_file, length
from sasaeai.exchange.readers.readings import Reading
from sasaeai.exchange.spoken import Spoken

BEYOND = 0.1  # of the town's width: drawings show as much of what lies around it
PLACED = (
    Landmark.Kind.STATION,
    Landmark.Kind.GREEN,
    Landmark.Kind.HILL,
)  # in one place, as no river is
APART_METRES = 1000
FINEST_M = 2.0  # nothing smaller shows on any drawing
Said = tuple[str, str]


def preview(reading: Reading, choice: Choice, town: Municipality) -> Preview:
    """Return which landmarks would be new to this town, and which would be drawn anew."""
    ground = queries.ground(town)
    ours = _of_this_town(reading, ground, town)
    groups: dict[Said, list[Sketch]] = {}
    for sketch in ours:
        groups.setdefault((sketch.kind, sketch.name), []).append(sketch)
    found = Preview(_counted(reading, ours, groups), choice.source)
    box = _around(ground)
    drawn = [_drawn(town, said, sketches, box) for said, sketches in groups.items()]
    known, spoken = queries.landmarks(town), Spoken(found, choice, town.pk)
    outside = {(sketch.kind, sketch.name) for sketch in reading.records} - groups.keys()
    spoken.keep(_there_all_the_same(known.values(), {*reading.refused_names, *outside}))
    found.rows = _compared(spoken, drawn, known)
    return found


def _there_all_the_same(known: Iterable[Landmark], named: set[Said]) -> list[Landmark]:
    """Return those that the file names, by name alone where nobody can tell of what kind it is."""
    return [one for one in known if named & {(one.kind, one.name), ("", one.name)}]


def _compared(
    spoken: Spoken, drawn: Sequence[Landmark], known: Mapping[Said, Landmark]
) -> Iterator[StagedRow]:
    """Yield what becomes of landmarks: known by kind and name, else by the place of one that is lost."""
    fresh = []
    for mark in drawn:
        row = known.get((mark.kind, mark.name))
        if row is None:
            fresh.append(mark)
        else:
            yield from spoken.hold(row, {"shape": mark.shape, "kana": mark.kana or row.kana})
    renamed = _renamed(spoken.lost(known.values()), fresh)
    for mark in fresh:
        if before := renamed.get(mark.pk):
            yield from spoken.hold(
                before, {"name": mark.name, "shape": mark.shape, "kana": mark.kana}
            )
        else:
            yield spoken.add(mark)
    yield from spoken.missing(known.values())


def _renamed(lost: Iterable[Landmark], fresh: Iterable[Landmark]) -> dict[UUID, Landmark]:
    """Return by their ids which new landmarks stand where one of their kind is lost: it is called otherwise."""
    before, after = (_by_place(some) for some in (lost, fresh))
    return {
        after[place][0].pk: before[place][0]
        for place in before
        if len(before[place]) == len(after.get(place, ())) == 1
    }


def _by_place(marks: Iterable[Landmark]) -> dict[tuple[str, str], list[Landmark]]:
    found: dict[tuple[str, str], list[Landmark]] = defaultdict(list)
    for mark in marks:
        found[mark.kind, json.dumps(mark.shape, sort_keys=True)].append(mark)
    return found


def _of_this_town(reading: Reading, ground: Ground, town: Municipality) -> list[Sketch]:
    boundaries = [area.boundary for area in ground.areas if area.boundary]
    if not boundaries:
        raise Refused(
            _(
                "町の境界がまだないので、どれが町の目印か分かりません。先に「区域の境界」を取り込んでください。"
            )
        )
    sketches: Sequence[Sketch] = reading.records
    meets = clipping.meeting([sketch.geometry for sketch in sketches], boundaries)
    ours = [sketch for sketch, is_here in zip(sketches, meets, strict=True) if is_here]
    if not ours:
        sentence = _(
            "%(town)sの中にある目印が、このファイルにはありません。町のファイルか確かめてください。"
        )
        raise Refused(sentence % {"town": town.name or town.code})
    return ours


def _counted(
    reading: Reading, ours: Sequence[Sketch], groups: Mapping[Said, Sequence[Sketch]]
) -> Reading:
    """Return the reading without what lies outside the town, which is counted as skipped."""
    outside = len(reading.records) - len(ours)
    sentence = ngettext(
        "町の外にある%(number)s件は、読みとばしました。",
        "町の外にある%(number)s件は、読みとばしました。",
        outside,
    ) % {"number": outside}
    parts = len(ours) - len(groups)
    return replace(
        reading,
        rows=len(ours) + reading.refused,
        skipped=outside,
        duplicates=parts,
        with_location=len(ours),
        messages=[
            *reading.messages,
            *([about_file("info", sentence)] if outside else []),
            *_joined(groups),
            *_apart(groups),
        ],
    )


def _joined(groups: Mapping[Said, Sequence[Sketch]]) -> list[Message]:
    """Return what to say of marks that come in several parts."""
    names = [
        _("%(name)sの%(number)s件") % {"name": _called(said), "number": len(parts)}
        for said, parts in groups.items()
        if len(parts) > 1
    ]
    if not names:
        return []
    sentence = ngettext(
        "同じ種別で同じ名前のものは、1つの目印にまとめました（%(names)s）。",
        "同じ種別で同じ名前のものは、それぞれ1つの目印にまとめました（%(names)s）。",
        len(names),
    )
    return [about_file("info", sentence % {"names": a_few(names)}, each=names)]


def _apart(groups: Mapping[Said, Sequence[Sketch]]) -> list[Message]:
    """Return what to say of marks of one name that lie too far from each other to be one."""
    sentence = _(
        "%(name)sは、たがいに%(length)s離れたところにあります。ちがうものなら、ファイルで名前を分けて、もう一度選んでください。"
    )
    return [
        about_file("warning", sentence % {"name": _called(said), "length": length(metres)})
        for said, parts in groups.items()
        if said[0] in PLACED and said[1] and (metres := _spread(parts)) > APART_METRES
    ]


def _spread(parts: Sequence[Sketch]) -> float:
    """Return how far from the first of the parts the farthest lies."""
    first, *others = (representative_point(part.geometry) for part in parts)
    return max((distance_m(first, point) for point in others), default=0)


def _called(said: Said) -> str:
    kind, name = said
    return _("「%(name)s」") % {"name": name or Landmark.Kind(kind).label}


def _around(ground: Ground) -> Box:
    """Return the box of all that is drawn of the town, with a little of what lies beyond."""
    drawn = [area for area in ground.areas if area.boundary]
    west, south = min(area.west or 0 for area in drawn), min(area.south or 0 for area in drawn)
    east, north = max(area.east or 0 for area in drawn), max(area.north or 0 for area in drawn)
    across, up = (east - west) * BEYOND, (north - south) * BEYOND
    return west - across, south - up, east + across, north + up


def _drawn(town: Municipality, said: Said, sketches: Sequence[Sketch], box: Box) -> Landmark:
    """Return the parts of one landmark as one row, cut to the surroundings of the town."""
    whole = clipping.merged([sketch.geometry for sketch in sketches])
    kana = next((sketch.kana for sketch in sketches if sketch.kana), "")
    shape = clipping.cut(whole, box=box, tolerance_m=FINEST_M) or whole
    return Landmark(municipality=town, kind=said[0], name=said[1], kana=kana, shape=shape)
