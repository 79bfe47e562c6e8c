"""A table of population held against the town's areas: whose people it counts, and what is new."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sasaeai.areas.models import Area, Municipality, Population
from sasaeai.areas.models.area import Level
from sasaeai.exchange import counted, kept, queries
from sasaeai.exchange.gazette import name_in
from sasaeai.exchange.ground import Ground
from sasaeai.exchange.models import StagedRow
from sasaeai.exchange.previews import Choice, Preview
from sasaeai.exchange.readers.headcounts import Headcount
from sasaeai.exchange.readers.messages import (
    NAMED,
    Message,
    about_each,
    about_file,
    at,
    quoted,
)
from sasaeai.exchange.readers.prefectures import PREFECTURES
from sasaeai.exchange.readers.readings import Reading
from sasaeai.exchange.readers.towns import fold

LONGEST_NAME, LONGEST_CODE = 80, 20
Line: TypeAlias = tuple[Headcount, str]  # with the name of its area inside the town
Spot: TypeAlias = tuple[UUID, int]
People: TypeAlias = list[list[Any]]


def preview(reading: Reading, choice: Choice, town: Municipality) -> Preview:
    """Return which areas would get figures, and which of them the town does not have yet."""
    found = Preview(reading, choice.source)
    source = queries.source(town.pk, choice.kind, choice.source)
    found.seen = source.updated_at if source else None
    ground = queries.ground(town)
    given: dict[Spot, list[Population]] = defaultdict(list)
    for row in queries.figures(town.pk, choice.source):
        given[row.area_id, row.year].append(row)
    lines = [(line, _name(line, town)) for line in reading.records]
    placed = _placed(lines, ground)
    taken = {
        (area.pk, line.year): line.spot
        for (line, _name), area in zip(lines, placed, strict=True)
        if area is not None
    }
    fresh = _fresh(
        [line for line, area in zip(lines, placed, strict=True) if area is None],
        ground,
        found,
        taken=taken,
    )
    rows: list[StagedRow] = []
    # Of several years of a new area, the first brings it.
    coming = {area.pk for area in fresh.values()}
    for line, area in zip(lines, placed, strict=True):
        here = area or fresh.get(_ident(line))
        if here is not None:
            told = _people(line[0])
            before = counted.people(given.get((here.pk, line[0].year), ()))
            rows += _held(found, here, line[0], told=told, before=before, is_new=here.pk in coming)
            coming.discard(here.pk)
    found.rows = rows
    return found


def _name(line: Headcount, town: Municipality) -> str:
    """Return the name of an area inside the town, whatever a file puts before it."""
    name = line.name
    for before in (*PREFECTURES, town.name or line.city):
        if before and name.startswith(before) and len(name) > len(before):
            name = name.removeprefix(before)
    return name_in(town, city=line.city, name=name)[:LONGEST_NAME] or line.code[:LONGEST_CODE]


def _placed(lines: Sequence[Line], ground: Ground) -> list[Area | None]:
    """Return the town's own area for each row that is one, each area once a year."""
    found: list[Area | None] = [None] * len(lines)
    taken: set[Spot] = set()
    for way in _ways(lines, ground):
        for index, line in enumerate(lines):
            area = way(line) if found[index] is None else None
            if area is not None and (area.pk, line[0].year) not in taken:
                taken.add((area.pk, line[0].year))
                found[index] = area
    return found


def _ways(lines: Sequence[Line], ground: Ground) -> list[Callable[[Line], Area | None]]:
    """Return how an area is known, the surest first: by code, as it is spelt, as it is called."""
    below = [area for area in ground.areas if area.parent_id is not None]
    towns = [area for area in below if area.level == Level.TOWN]
    codes = Counter((line.code, line.year) for line, _name in lines)
    coded = {area.code: area for area in below if area.code}

    def by_code(line: Line) -> Area | None:
        return coded.get(line[0].code) if codes[line[0].code, line[0].year] == 1 else None

    # Spelt the same first, so that 「字本町」 does not take what is 「本町」's.
    named = [way for some in (towns, below) for way in (_spelt(some), _called(some))]
    return [by_code, *named]


def _spelt(some: Iterable[Area]) -> Callable[[Line], Area | None]:
    exact = {area.name: area for area in some}
    return lambda line: exact.get(line[1])


def _called(some: Iterable[Area]) -> Callable[[Line], Area | None]:
    folded = {fold(area.name): area for area in some}
    return lambda line: folded.get(fold(line[1]))


def _ident(line: Line) -> tuple[str, str]:
    return line[0].code, line[1]


def _fresh(
    lines: Sequence[Line], ground: Ground, found: Preview, *, taken: Mapping[Spot, str]
) -> dict[tuple[str, str], Area]:
    """Return a new 町丁 for each row of one that the town does not have; of the others it is told."""
    here = {fold(area.name): area for area in ground.areas if area.level == Level.TOWN}
    new: dict[tuple[str, str], Line] = {}
    for line in lines:
        namesake = here.get(fold(line[1]))
        if namesake is not None and line[0].point is None:
            found.refused += 1
            other = taken.get((namesake.pk, line[0].year), "")
            found.messages.append(_doubled(line, namesake, other))
        else:
            new.setdefault(_ident(line), line)
    points = [line.point for line, _name in new.values()]
    far = ground.far(points)
    placed = [None if is_far else point for point, is_far in zip(points, far, strict=True)]
    above = ground.containing(placed, above=Level.TOWN)
    made = {
        ident: Area(
            parent=parent or ground.root,
            level=Level.TOWN,
            name=name,
            code=line.code[:LONGEST_CODE],
            longitude=point[0] if point else None,
            latitude=point[1] if point else None,
        )
        for (ident, (line, name)), point, parent in zip(new.items(), placed, above, strict=True)
    }
    spots = [line.spot for (line, _name), is_far in zip(new.values(), far, strict=True) if is_far]
    found.messages += [*_added(list(new.values()), ground), *_far(spots)]
    return made


def _doubled(line: Line, area: Area, other: str) -> Message:
    sentence = _(
        "「%(name)s」は、町の「%(area)s」と同じ町丁に見えますが、そこには%(other)sの人数が入るので、この行は取り込みません。"
        "ちがう町丁なら、先に「町丁目の位置」で取り込むか、ファイルに緯度・経度を書きたしてください。"
        "同じ町丁なら、正しい1行だけを残してください。"
    ) % {"name": line[1], "area": area.name, "other": other}
    return Message(line[0].row, "", line[1], "error", at(line[0].spot, sentence))


def _added(lines: Sequence[Line], ground: Ground) -> list[Message]:
    if not lines or not any(area.level == Level.TOWN for area in ground.areas):
        return []
    sentence = ngettext(
        "%(number)s件は、町にまだない町丁なので、新しく加えます（例：%(names)s）。"
        "町にある町丁の書きちがいなら、ファイルの名前を直して、もう一度選んでください。",
        "%(number)s件は、町にまだない町丁なので、新しく加えます（例：%(names)s）。"
        "町にある町丁の書きちがいなら、ファイルの名前を直して、もう一度選んでください。",
        len(lines),
    )
    names = [name for _line, name in lines]
    words = {"number": len(names), "names": quoted(names[:NAMED])}
    return [about_file("warning", sentence % words, each=names)]


def _far(spots: Sequence[str]) -> list[Message]:
    sentence = ngettext(
        "%(number)s件は、町から遠く離れた位置なので、位置のない町丁として入れます（例：%(spots)s）。緯度・経度を確かめてください。",
        "%(number)s件は、町から遠く離れた位置なので、位置のない町丁として入れます（例：%(spots)s）。緯度・経度を確かめてください。",
        len(spots),
    )
    return about_each("warning", sentence, spots)


def _people(line: Headcount) -> list[list[Any]]:
    return counted.people(
        Population(age_from=band.low, age_to=band.high, sex=band.sex, count=people)
        for band, people in line.tally.counts.items()
    )


def _held(
    found: Preview, area: Area, line: Headcount, *, told: People, before: People, is_new: bool
) -> Iterator[StagedRow]:
    """Keep the figures of an area in a year where the source has not said the same before."""
    if told == before:
        found.unchanged += 1
        return
    words = {"area": area.name, "year": line.year, "people": f"{line.tally.whole:,}"}
    if before:
        found.updated += 1
    else:
        found.created += 1
    yield StagedRow(
        change=StagedRow.Change.SET if before else StagedRow.Change.ADD,
        subject=area.pk,
        name=_("%(area)s（%(year)s年、%(people)s人）") % words,
        values={
            counted.PEOPLE: told,
            **(kept.values_of(area) if is_new else {}),
        },
        before={counted.YEAR: line.year, counted.PEOPLE: before, counted.IS_NEW: is_new},
    )
