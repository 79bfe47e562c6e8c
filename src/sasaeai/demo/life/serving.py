"""意味づけ as it is drawn: which means serve which goals, and how."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sasaeai.demo.activities import Activity
from sasaeai.demo.assets import Asset
from sasaeai.demo.life.goals import Goal, Hung, keeper
from sasaeai.demo.life.places import Places
from sasaeai.demo.life.voices import Voice

THEMES = {
    "help": ("cleaning", "trash", "minor_repair", "sewing", "bulky_trash", "snow"),
    "out": ("transport", "shopping_accompany", "shopping_delivery", "shopping", "accompany"),
    "role": ("role", "work", "men", "garden", "digital"),
    "watch": ("watch", "watch_call", "disaster", "consult", "meal_delivery"),
    "gather": ("salon", "talk", "exercise", "dementia", "multi_gen", "meal_prep"),
}
SAID = {
    "help": ("頼まれごとを、近所どうしで引き受けている", "五分のことを、気軽に言える先になっている", "頼んだ人が、次は手を貸しにくる"),
    "out": ("出かける足と連れが、ここで見つかる", "歩く仲間ができ、行ける所がふえている", "重い荷物を持たずに、選んで買える"),
    "role": ("得意なことを、人に見せる日になっている", "手と口を動かすうちに、教える側になる", "座ったままでも、まかされる仕事がある"),
    "watch": ("いつもの顔が見えない日に、気づける", "何かあったときの知らせ先を、みんなが知っている", "気になる声が、ここから包括に届く"),
    "gather": ("ひとりの昼に、行く先がある", "はじめての人の席を、ひとつ空けている", "帰りに、次の約束ができている"),
}  # fmt: skip
LONG_AGO = 420


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
    grown = [
        one for one in places.town.activities if one.key in leads - known and one.state != "ended"
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
    above = {goal.above for goal in goals if goal.state == "open"}
    # Where nothing serves a goal as it is written, nothing is to serve it.
    leaves = [one for one in goals if one.state == "open" and one.key not in above and one.hung]
    for activity in grown:
        theme = _theme(activity)
        near = min(leaves, key=lambda goal: _distance(goal, activity, theme, places))
        yield _meaning(rng, near, Hung("activity", activity.key, rng.choice(SAID[theme])), places)


def _theme(activity: Activity) -> str:
    return next(
        theme
        for category in activity.categories
        for theme, codes in THEMES.items()
        if category in codes
    )


def _distance(
    goal: Goal, activity: Activity, theme: str, places: Places
) -> tuple[bool, bool, int, int]:
    rings = places.rings[activity.area]
    ring = rings.index(goal.area) if goal.area in rings else len(rings)
    counted = goal.indicators and goal.indicators[0].counts == "doing"
    return bool(counted), ring == len(rings), int(goal.theme != theme), ring


def _meaning(rng: random.Random, goal: Goal, hung: Hung, places: Places) -> Meaning:
    oldest = min(LONG_AGO, -goal.since - 1)
    on = goal.closed_on - 30 if goal.closed_on is not None else -rng.randint(12, oldest)
    given_by = keeper(places, goal.area, -on)
    return Meaning(hung.kind, hung.name, goal.key, hung.words, on, given_by)
