"""A file of boundaries held against the town's areas: those of this town, found by code or name."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sasaeai.areas.models import Area, Municipality
from sasaeai.areas.models.area import Level
from sasaeai.calc.geography import Boundary, bounding_box, representative_point
from sasaeai.exchange import afar, queries
from sasaeai.exchange.afar import Spot
from sasaeai.exchange.ground import Ground
from sasaeai.exchange.models import StagedRow
from sasaeai.exchange.previews import Choice, Preview
from sasaeai.exchange.readers.messages import Message, Refused, about_file, cut_short
from sasaeai.exchange.readers.prefectures import PREFECTURES
from sasaeai.exchange.readers.readings import Reading
from sasaeai.exchange.readers.shapes import Shape
from sasaeai.exchange.readers.towns import fold, is_of
from sasaeai.exchange.spoken import Spoken

LONGEST_NAME = 80
_PREFECTURE = re.compile(f"^({'|'.join(PREFECTURES)})")
_COUNTY = re.compile(r"^[^\d]{1,5}郡")
_CITY = re.compile(r"^.{1,6}?[市区町村]")
_CENSUS = range(9, 12)  # digits of a KEY_CODE of the census: municipality and small area


@dataclass(frozen=True, slots=True)
class Outline:
    """One area of a file that belongs to this town; an empty name is the town itself."""

    name: str
    code: str
    boundary: dict[str, Any]
    parts: int


def preview(reading: Reading, choice: Choice, town: Municipality) -> Preview:
    """Return which areas would get a boundary and which would be new."""
    ours = [line for shape in reading.records if (line := _outline(shape, reading, town))]
    if not ours:
        sentence = _(
            "%(town)sの区域がこのファイルにありません。市区町村のコードと名前を確かめてください。"
        )
        raise Refused(sentence % {"town": town.name or town.code})
    found = Preview(_of_this_town(reading, ours), choice.source)
    spoken = Spoken(found, choice, town.pk)
    ground = queries.ground(town)
    below = [one for one in ground.areas if one.parent_id and choice.level in ("", one.level)]
    found.messages += _far(ours, ground)
    found.messages += cut_short((line.name for line in ours), most=LONGEST_NAME)
    known = Known(ours, below)
    spoken.keep(_there_all_the_same(reading, known, town))
    fresh: list[Outline] = []
    rows: list[StagedRow] = []
    taken: set[UUID] = set()
    for line in ours:
        area = known.area(line) if line.name else ground.root
        if area is None:
            fresh.append(line)
            continue
        if area.pk in taken:
            sentence = _(
                "「%(name)s」の形が、このファイルに二つあります。どちらか一つにして、もう一度選んでください。"
            )
            raise Refused(sentence % {"name": area.name})
        taken.add(area.pk)
        rows += _drawn(found, spoken, area, line)
    renamed = _renamed(spoken.lost(below), fresh)
    for index, area in renamed.items():
        rows += _drawn(found, spoken, area, fresh[index])
    fresh = [line for index, line in enumerate(fresh) if index not in renamed]
    found.messages += _like(fresh, below)
    found.rows = [*_new(spoken, fresh, ground, level=choice.level), *rows, *spoken.missing(below)]
    return found


def _there_all_the_same(reading: Reading, known: "Known", town: Municipality) -> list[Area]:
    """Return the areas that the file names, though their shapes cannot be taken."""
    named = (
        (_own_name(name or code, town, alone=False), code) for code, name in reading.refused_names
    )
    areas = (known.area(Outline(name, code, {}, 1)) for name, code in named if name)
    return [area for area in areas if area]


def _renamed(lost: Iterable[Area], fresh: Sequence[Outline]) -> dict[int, Area]:
    """Return which new lines, by their order, are as one that is lost: it is called otherwise."""
    before: dict[str, list[Area]] = defaultdict(list)
    after: dict[str, list[int]] = defaultdict(list)
    for area in lost:
        before[_as_drawn(area.boundary)].append(area)
    for index, line in enumerate(fresh):
        after[_as_drawn(line.boundary)].append(index)
    return {
        after[drawn][0]: before[drawn][0]
        for drawn in before
        if len(before[drawn]) == len(after.get(drawn, ())) == 1
    }


def _as_drawn(boundary: dict[str, Any] | None) -> str:
    return json.dumps(boundary, sort_keys=True)


def _like(lines: Sequence[Outline], areas: Sequence[Area]) -> list[Message]:
    """Return what to say of new areas that have the shape of one that is there."""
    there = {_as_drawn(area.boundary): area.name for area in areas if area.boundary}
    sentence = _(
        "「%(new)s」は、町の「%(area)s」と同じ形です。別の区域として加えます。"
        "名前が変わっただけなら、先に町の「%(area)s」の名前を直して、もう一度このファイルを選んでください。"
    )
    return [
        about_file("warning", sentence % {"new": line.name, "area": there[drawn]})
        for line in lines
        if (drawn := _as_drawn(line.boundary)) in there
    ]


def _outline(shape: Shape, reading: Reading, town: Municipality) -> Outline | None:
    """Return a shape as this town's area, or None where it is another town's."""
    if not shape.code and any(_is_municipal(other.code) for other in reading.records):
        return None  # 所属未定地 among the towns of a prefecture
    if _is_municipal(shape.code) and not is_of(shape.code[:5], municipality_code=town.code):
        return None
    code = "" if shape.code[:5] == town.code[:5] and len(shape.code) <= 6 else shape.code
    # What has a code alone is called by it; only the town's own code is the town's.
    name = _own_name(shape.name or code, town, alone=len(reading.records) == 1)
    if name is None:
        return None
    boundary = json.loads(json.dumps(shape.geometry))  # tuples as they come back from a table
    return Outline(name, code, boundary, shape.parts)


def _is_municipal(code: str) -> bool:
    """Say whether a code begins with a municipality's five digits."""
    if not code.isdecimal() or (len(code) not in (5, 6) and len(code) not in _CENSUS):
        return False
    return 1 <= int(code[:2]) <= len(PREFECTURES) and int(code[2:5]) >= 100


def _own_name(text: str, town: Municipality, *, alone: bool) -> str | None:
    """Return the name inside the town ('' for the town itself), None for another town's area."""
    prefecture = _PREFECTURE.match(text)
    rest = text[prefecture.end() :] if prefecture else text
    if prefecture and (not rest or prefecture[0] != PREFECTURES[int(town.code[:2]) - 1]):
        return None
    rest = _COUNTY.sub("", rest) if prefecture else rest
    if town.name and fold(rest).startswith(fold(town.name)):
        return rest[len(town.name) :]
    if not prefecture:
        return text
    city = _CITY.match(rest)
    # A town that is not founded yet has no name to compare with: a dry run believes the file.
    if town.name or not city:
        return None
    return "" if alone else rest[city.end() :]


def _of_this_town(reading: Reading, ours: Sequence[Outline]) -> Reading:
    """Return the reading without the features of other towns, which are counted as skipped."""
    taken = sum(line.parts for line in ours)
    others = reading.rows - reading.refused - taken
    sentence = ngettext(
        "ほかの市区町村の区域%(number)s件は、読みとばしました。",
        "ほかの市区町村の区域%(number)s件は、読みとばしました。",
        others,
    ) % {"number": others}
    return replace(
        reading,
        rows=taken + reading.refused,
        skipped=others,
        duplicates=taken - len(ours),
        with_location=taken,
        messages=[*reading.messages, *([about_file("info", sentence)] if others else [])],
    )


def _far(lines: Sequence[Outline], ground: Ground) -> list[Message]:
    """Return what to say of areas far outside of the town, or of the border that the file itself gives it."""
    spots = [Spot(line.name or ground.name, representative_point(line.boundary)) for line in lines]
    before = ground.root.boundary if ground.root else None
    own = next((Boundary(line.boundary) for line in lines if not line.name), None)
    # Whatever does not hold the town as it was is no border of it.
    if own and not (before and own.contains(representative_point(before))):
        own = None
    return afar.remarks(spots, ground, border=own)


class Known:
    """The areas that lines of a file are, by code or else by name."""

    def __init__(self, lines: Sequence[Outline], areas: Sequence[Area]) -> None:
        self._codes = Counter(line.code for line in lines)
        self._names = Counter(fold(line.name) for line in lines)
        self._coded: dict[str, list[Area]] = defaultdict(list)
        self._named: dict[str, list[Area]] = defaultdict(list)
        for area in areas:
            self._coded[area.code].append(area)
            self._named[fold(area.name)].append(area)

    def area(self, line: Outline) -> Area | None:
        """Return the area that a line is, None where it is new."""
        by_code = self._coded.get(line.code)
        if line.code and by_code and self._codes[line.code] <= 1:
            return by_code[0]
        name = fold(line.name)
        named = self._named.get(name, [])
        # Of one name there may be several; one alone is meant, whatever other files number it by.
        if len(named) == 1 and self._names[name] == 1:
            return named[0]
        return next((area for area in named if not line.code or area.code in ("", line.code)), None)


def _drawn(found: Preview, spoken: Spoken, area: Area, line: Outline) -> Iterator[StagedRow]:
    is_town = area.parent_id is None
    if is_town and area.boundary and _shrinks(area.boundary, line.boundary):
        found.messages.append(_much_smaller(area))
    wanted = {"boundary": line.boundary, "code": area.code or line.code[:20]}
    if not is_town and fold(line.name) != fold(area.name) and line.name != line.code:
        if spoken.is_own(area):
            wanted["name"] = line.name[:LONGEST_NAME]
        else:
            found.messages.append(_called_otherwise(area, line))
    yield from spoken.hold(area, wanted)


def _called_otherwise(area: Area, line: Outline) -> Message:
    sentence = _(
        "「%(area)s」は、このファイルではコードが同じで「%(name)s」です。名前は「%(area)s」のまま残します。"
        "ファイルのほうが正しいときは、画面で直してください。"
    )
    return about_file("warning", sentence % {"area": area.name, "name": line.name})


def _shrinks(before: dict[str, Any], now: dict[str, Any]) -> bool:
    """Say whether an outline would reach over less than half of what it does now."""
    west, south, east, north = bounding_box(now)
    old_west, old_south, old_east, old_north = bounding_box(before)
    return (east - west) * (north - south) < (old_east - old_west) * (old_north - old_south) / 2


def _much_smaller(town: Area) -> Message:
    sentence = _(
        "「%(town)s」そのものの境界が、いまよりずっと小さくなります。町の一部の図形ではないか、確かめてください。"
    )
    return about_file("warning", sentence % {"town": town.name})


def _new(
    spoken: Spoken, lines: Sequence[Outline], ground: Ground, *, level: str
) -> Iterator[StagedRow]:
    """Put each new area below the smallest one that holds it, else below the town."""
    levels = [
        level or (Level.TOWN if len(line.code) in _CENSUS else Level.DISTRICT) for line in lines
    ]
    points = [representative_point(line.boundary) for line in lines]
    for line, own, point in zip(lines, levels, points, strict=True):
        (above,) = ground.containing([point], above=own)
        parent = above or ground.root
        area = Area(
            parent=parent,
            level=own,
            name=(line.name or line.code)[:LONGEST_NAME],
            code=line.code[:20],
            boundary=line.boundary,
        )
        yield spoken.add(area)
