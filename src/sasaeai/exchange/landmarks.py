"""A file of landmarks held against the town: what lies in it, its parts put together, cut to the town."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sasaeai.areas.models import Landmark, Municipality
from sasaeai.calc import clipping
from sasaeai.calc.geography import Box
from sasaeai.exchange import kept, queries
from sasaeai.exchange.ground import Ground
from sasaeai.exchange.models import StagedRow
from sasaeai.exchange.previews import Choice, Preview
from sasaeai.exchange.readers.landmarks import Sketch
from sasaeai.exchange.readers.messages import Refused, about_file
from sasaeai.exchange.readers.readings import Reading

BEYOND = 0.1  # of the town's width: drawings show as much of what lies around it
FINEST_M = 2.0  # nothing smaller shows on any drawing
Said = tuple[str, str]


def preview(reading: Reading, choice: Choice, town: Municipality) -> Preview:
    """Return which landmarks would be new to this town, and which would be drawn anew."""
    ground = queries.ground(town)
    ours = _of_this_town(reading, ground, town)
    groups: dict[Said, list[Sketch]] = {}
    for sketch in ours:
        groups.setdefault((sketch.kind, sketch.name), []).append(sketch)
    found = Preview(_counted(reading, ours, len(groups)), choice.source)
    source = queries.source(town.pk, choice.kind, choice.source)
    found.seen = source.updated_at if source else None
    known = queries.landmarks(town)
    box = _around(ground)
    found.rows = [
        row
        for said, sketches in groups.items()
        for row in _held(found, known.get(said), _drawn(town, said, sketches, box))
    ]
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


def _counted(reading: Reading, ours: Sequence[Sketch], landmarks: int) -> Reading:
    """Return the reading without what lies outside the town, which is counted as skipped."""
    outside = len(reading.records) - len(ours)
    sentence = ngettext(
        "町の外にある%(number)s件は、読みとばしました。",
        "町の外にある%(number)s件は、読みとばしました。",
        outside,
    ) % {"number": outside}
    parts = len(ours) - landmarks
    joined = ngettext(
        "同じ種別で同じ名前の%(number)s件は、1つの目印にまとめました。",
        "同じ種別で同じ名前の%(number)s件は、1つの目印にまとめました。",
        parts,
    ) % {"number": parts}
    told = [(outside, sentence), (parts, joined)]
    return replace(
        reading,
        rows=len(ours) + reading.refused,
        skipped=outside,
        duplicates=parts,
        with_location=len(ours),
        messages=[
            *reading.messages,
            *(about_file("info", words) for number, words in told if number),
        ],
    )


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


def _held(found: Preview, known: Landmark | None, drawn: Landmark) -> Iterator[StagedRow]:
    if known is None:
        yield found.add(drawn)
        return
    stood = kept.values_of(known)
    wanted: dict[str, Any] = {"shape": drawn.shape, "kana": drawn.kana or known.kana}
    changed = [name for name, value in wanted.items() if value != getattr(known, name)]
    for name in changed:
        setattr(known, name, wanted[name])
    if changed:
        yield found.change(known, changed, stood=stood)
    else:
        found.unchanged += 1
