"""意味づけ as it is drawn: which means serve which goals, and how."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sasaeai.demo.activities import Activity
from sasaeai.demo.assets import Asset
from sasaeai.demo.life import growing
from sasaeai.demo.life.goals import Goal, Hung, keeper
from sasaeai.demo.life.matches import Match
from sasaeai.demo.life.needs import Need
from sasaeai.demo.life.places import Places
from sasaeai.demo.life.serving_words import MATCHED, SAID
from sasaeai.demo.life.voices import Voice

THEMES = {
    "help": ("cleaning", "trash", "minor_repair", "sewing", "bulky_trash", "snow"),
    "out": ("transport", "shopping_accompany", "shopping_delivery", "shopping", "accompany"),
    "role": ("role", "work", "men", "garden", "digital"),
    "watch": ("watch", "watch_call", "disaster", "consult", "meal_delivery"),
    "gather": ("salon", "talk", "exercise", "dementia", "multi_gen", "meal_prep"),
}
LONG_AGO = 420
# Of matches that hold, so many have one with a meaning; the told ones all have.
EACH = 4
TOLD = ("button", "widower")
HOLDS = ("agreed", "done", "thanked")


@dataclass(frozen=True)
class Meaning:
    """A means (asset, activity, or the codes of an instrument) that serves a goal since a day."""

    kind: str
    means: str
    goal: str
    words: str
    given_on: int
    given_by: str


def meanings(
    rng: random.Random, goals: Sequence[Goal], *, places: Places, voices: Sequence[Voice]
) -> tuple[Meaning, ...]:
    """Return what hangs below the goals: as written, and besides every activity that grew from a voice."""
    written = [
        _meaning(rng, goal, Hung(hung.kind, _found(hung, goal, places), hung.words), places)
        for goal in goals
        for hung in goal.hung
    ]
    known = {one.means for one in written if one.kind == "activity"}
    leads = {voice.lead for voice in voices if voice.destination == "activity"}
    told = growing.told()
    grown = [
        one
        for one in places.town.activities
        if (one.key in leads or one.name in told) and one.key not in known and one.state != "ended"
    ]
    return (*written, *_grown(rng, grown, goals, places))


def _found(hung: Hung, goal: Goal, places: Places) -> str:
    """Return the key of what is meant: of this name in the town, else the first near by with it in its name."""
    if hung.kind == "instrument":
        return hung.name
    rows: Sequence[Asset | Activity] = (
        places.town.assets if hung.kind == "asset" else places.town.activities
    )
    here = [row for row in rows if hung.name in row.name and _is_near(row, goal, places)]
    return min(here, key=lambda row: row.name != hung.name).key


def _is_near(row: Asset | Activity, goal: Goal, places: Places) -> bool:
    rings = places.rings[row.area]
    return goal.area in rings or row.municipality in places.rings[goal.area]


def _grown(
    rng: random.Random, grown: Sequence[Activity], goals: Sequence[Goal], places: Places
) -> Iterator[Meaning]:
    for activity in grown:
        category, theme = _theme(activity.categories)
        near = min(_leaves(goals), key=lambda goal: _distance(goal, activity.area, theme, places))
        words = rng.choice(SAID[category])
        yield _meaning(rng, near, Hung("activity", activity.key, words), places)


def _leaves(goals: Sequence[Goal]) -> list[Goal]:
    """Return the nearest goals; where nothing serves a goal as it is written, nothing is to serve it."""
    above = {goal.above for goal in goals if goal.state == "open"}
    return [one for one in goals if one.state == "open" and one.key not in above and one.hung]


def of_matches(
    rng: random.Random,
    goals: Sequence[Goal],
    *,
    places: Places,
    needs: Sequence[Need],
    matches: Sequence[Match],
) -> Iterator[Meaning]:
    """Yield what some of the matches are for: the told ones, and now and then one that holds."""
    asked = {need.key: need for need in needs if need.municipality == "sasae"}
    holding = [
        one
        for one in matches
        if one.need in asked and one.state in HOLDS and _has_theme(asked[one.need].category)
    ]
    told = [one for one in matches if one.need in TOLD]
    for match in (*told, *holding[::EACH]):
        need = asked[match.need]
        _category, theme = _theme((need.category,))
        near = min(_leaves(goals), key=lambda goal: _distance(goal, need.area, theme, places))
        hung = Hung("match", f"{match.need} {match.target}", rng.choice(MATCHED[theme]))
        given = _meaning(rng, near, hung, places)
        yield _since(given, (match.agreed_on or match.asked_on) + 1, near, places)


def in_time(
    meanings: Sequence[Meaning], begun: Mapping[str, int], *, goals: Sequence[Goal], places: Places
) -> tuple[Meaning, ...]:
    """Return the meanings, none of them given before its means was there."""
    known = {goal.key: goal for goal in goals}
    return tuple(
        one
        if known[one.goal].closed_on is not None
        else _since(one, begun.get(one.means, -LONG_AGO) + 1, known[one.goal], places)
        for one in meanings
    )


def _since(meaning: Meaning, first: int, goal: Goal, places: Places) -> Meaning:
    """Return a meaning that was given on this day at the earliest, once there was the goal."""
    on = min(-1, max(meaning.given_on, first, goal.since + 1))
    return replace(meaning, given_on=on, given_by=keeper(places, goal.area, -on))


def _has_theme(category: str) -> bool:
    return any(category in codes for codes in THEMES.values())


def _theme(categories: Sequence[str]) -> tuple[str, str]:
    """Return the first of the categories that has a theme, and that theme."""
    return next(
        (category, theme)
        for category in categories
        for theme, codes in THEMES.items()
        if category in codes
    )


def _distance(goal: Goal, area: str, theme: str, places: Places) -> tuple[bool, bool, int, int]:
    rings = places.rings[area]
    ring = rings.index(goal.area) if goal.area in rings else len(rings)
    counted = goal.indicators and goal.indicators[0].counts == "doing"
    return bool(counted), ring == len(rings), int(goal.theme != theme), ring


def _meaning(rng: random.Random, goal: Goal, hung: Hung, places: Places) -> Meaning:
    oldest = min(LONG_AGO, -goal.since - 1)
    on = goal.closed_on - 30 if goal.closed_on is not None else -rng.randint(12, oldest)
    given_by = keeper(places, goal.area, -on)
    return Meaning(hung.kind, hung.name, goal.key, hung.words, on, given_by)
