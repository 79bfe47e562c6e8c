"""How the areas of both towns want to be: pictures by edition, who agreed, and what serves their goals.

A few faults stand in the plans on purpose, so that 目的の点検 has something to show; all else is clean:

- a goal that only counts holding the council: kawanishi-area 「協議体を年6回ひらく」
- a means that serves no goal any more: 「柏木SCだより」, whose goal was reached
- a goal that nothing serves: kawanishi-area 「「できること」を40人から聴く」
- an indicator measured five months ago, to be measured every three: kawanishi-area 「頼み先のある町」
- an indicator without a first figure: minamidai-area 「運ぶ手のある階段」
- an indicator never measured: kitano-area 「広間をあけてもらった月」
- a date that runs backwards: honmachi-area 「店番をしてみたい人が二十人になる」
- a means with too many goals: 「ささえ市社協のボランティアルーム」 with six
- a picture made without residents: tenjin
- a goal without a first step: wakaba 「歩いたあとに寄れる店が、二軒ある」
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sasaeai.demo.chance import stream
from sasaeai.demo.life import goals, serving, vision_words
from sasaeai.demo.life.days import Days
from sasaeai.demo.life.goals import Goal
from sasaeai.demo.life.places import Places
from sasaeai.demo.life.serving import Meaning
from sasaeai.demo.life.voices import Voice

TEN_YEARS = 10


@dataclass(frozen=True)
class Edition:
    """The picture in words, so many days ago; `taken_from` is the number of the town's edition."""

    number: int
    made_on: int
    words: str
    picture: str
    whose_words: str
    how_made: str
    made_with: tuple[str, ...]
    residents: int | None
    taken_words: str
    own_words: str
    why_changed: str
    written_by: str
    taken_from: int | None = None


@dataclass(frozen=True)
class Agreement:
    """How one group stood to an edition on a day."""

    edition: int
    on: int
    group: str
    organisation: str
    stand: str
    people: int | None
    words: str
    noted_by: str


@dataclass(frozen=True)
class Vision:
    """One area's picture, whole."""

    municipality: str
    area: str
    then_on: int
    editions: tuple[Edition, ...]
    agreements: tuple[Agreement, ...]
    goals: tuple[Goal, ...]


@dataclass(frozen=True)
class Pictures:
    """Every picture of both towns, and which means serve which goals."""

    visions: tuple[Vision, ...] = ()
    meanings: tuple[Meaning, ...] = ()


NO_PICTURES = Pictures()


def drawn(seed: int, places: Places, days: Days, voices: Sequence[Voice]) -> Pictures:
    """Return the pictures as they stand on this day."""
    rng = stream(seed, "visions")
    editions = _of_area(vision_words.EDITIONS)
    agreements = _of_area(vision_words.AGREEMENTS)
    then_on = _until(days.today, TEN_YEARS)
    visions: list[Vision] = []
    for area, lines in editions.items():
        known = tuple(_edition(places, area, line) for line in lines)
        visions.append(
            Vision(
                municipality=places.home(area), area=area, then_on=then_on, editions=known,
                agreements=tuple(_agreement(places, area, a) for a in agreements.get(area, [])),
                goals=goals.of_area(rng, area, since=known[0].made_on, places=places, days=days, voices=voices),
            )
        )  # fmt: skip
    towns = {one.area: one.editions for one in visions}
    kept = tuple(_taking(one, towns[one.municipality]) for one in visions)
    grounds = tuple(goal for one in kept for goal in one.goals)
    return Pictures(kept, serving.meanings(rng, grounds, places=places, voices=voices))


def _until(today: date, years: int) -> int:
    return (date(today.year + years, 3, 31) - today).days


def _of_area(text: str) -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    for line in text.strip().splitlines():
        area, *rest = line.split("|")
        found.setdefault(area, []).append(rest)
    return found


def _edition(places: Places, area: str, line: list[str]) -> Edition:
    number, ago, words, picture, whose, how, with_, residents, taken, own, why = line
    return Edition(
        number=int(number), made_on=-int(ago), words=words, picture=picture, whose_words=whose,
        how_made=how, made_with=tuple(with_.split(",")),
        residents=int(residents) if residents else None, taken_words=taken, own_words=own,
        why_changed=why, written_by=goals.keeper(places, area, int(ago)),
    )  # fmt: skip


def _agreement(places: Places, area: str, line: list[str]) -> Agreement:
    edition, ago, group, body, stand, people, words = line
    return Agreement(
        edition=int(edition), on=-int(ago), group=group, organisation=body, stand=stand,
        people=int(people) if people else None, words=words,
        noted_by=goals.keeper(places, area, int(ago)),
    )  # fmt: skip


def _taking(vision: Vision, towns: Sequence[Edition]) -> Vision:
    """Return the vision, each edition with the town's edition of that day where it takes words from it."""
    return replace(
        vision,
        editions=tuple(
            replace(one, taken_from=_newest(towns, one.made_on)) if one.taken_words else one
            for one in vision.editions
        ),
    )


def _newest(editions: Sequence[Edition], on: int) -> int:
    return max(one.number for one in editions if one.made_on <= on)
