"""A file of boundaries held against the town's areas: those of this town, found by code or name."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sasaeai.areas.models import Area, Municipality
from sasaeai.areas.models.area import Level
from sasaeai.calc.geography import representative_point
from sasaeai.exchange import kept, queries
from sasaeai.exchange.ground import Ground
from sasaeai.exchange.models import StagedRow
from sasaeai.exchange.previews import Choice, Preview
from sasaeai.exchange.readers.messages import Refused, about_file
from sasaeai.exchange.readers.prefectures import PREFECTURES
from sasaeai.exchange.readers.readings import Reading
from sasaeai.exchange.readers.shapes import Shape
from sasaeai.exchange.readers.towns import fold, is_of

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
    source = queries.source(town.pk, choice.kind, choice.source)
    found.seen = source.updated_at if source else None
    ground = queries.ground(town)
    fresh: list[Outline] = []
    rows: list[StagedRow] = []
    for line in ours:
        area = _known(line, ground, ours, level=choice.level)
        if area is None:
            fresh.append(line)
        else:
            rows += _drawn(found, area, line)
    found.rows = [*_new(found, fresh, ground, level=choice.level), *rows]
    return found


def _outline(shape: Shape, reading: Reading, town: Municipality) -> Outline | None:
    """Return a shape as this town's area, or None where it is another town's."""
    if not shape.code and any(_is_municipal(other.code) for other in reading.records):
        return None  # 所属未定地 among the towns of a prefecture
    if _is_municipal(shape.code) and not is_of(shape.code[:5], municipality_code=town.code):
        return None
    name = _own_name(shape.name, town, alone=len(reading.records) == 1)
    if name is None:
        return None
    code = "" if shape.code[:5] == town.code[:5] and len(shape.code) <= 6 else shape.code
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


def _known(line: Outline, ground: Ground, lines: Sequence[Outline], *, level: str) -> Area | None:
    if not line.name:
        return ground.root
    below = [
        area for area in ground.areas if area.parent_id is not None and level in ("", area.level)
    ]
    if line.code and Counter(other.code for other in lines)[line.code] == 1:
        by_code = [area for area in below if area.code == line.code]
        if by_code:
            return by_code[0]
    named = [area for area in below if fold(area.name) == fold(line.name)]
    return next((area for area in named if not line.code or area.code in ("", line.code)), None)


def _drawn(found: Preview, area: Area, line: Outline) -> Iterator[StagedRow]:
    stood = kept.values_of(area)
    changed = []
    if area.boundary != line.boundary:
        area.boundary = line.boundary
        changed.append("boundary")
    if line.code and not area.code:
        area.code = line.code[:20]
        changed.append("code")
    if changed:
        yield found.change(area, changed, stood=stood)
    else:
        found.unchanged += 1


def _new(
    found: Preview, lines: Sequence[Outline], ground: Ground, *, level: str
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
            name=(line.name or line.code)[:80],
            code=line.code[:20],
            boundary=line.boundary,
        )
        yield found.add(area)
