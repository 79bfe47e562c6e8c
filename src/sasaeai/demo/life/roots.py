"""What activities came from, which residents run them and what they use: told, or drawn for what grew from a voice."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sasaeai.demo.activities import Activity
from sasaeai.demo.chance import stream
from sasaeai.demo.life import root_words
from sasaeai.demo.life.places import Places
from sasaeai.demo.life.voices import Voice
from sasaeai.demo.residents import Resident
from sasaeai.demo.rhythm import Weekly, times

TOWN = "sasae"


@dataclass(frozen=True)
class Organiser:
    """A resident who runs an activity: the key of one who is known, or what a new one is called."""

    activity: str
    resident: str
    called: str
    part: str
    since: int


@dataclass(frozen=True)
class Origin:
    """What an activity was born from: a need, an asset or an activity, by its key."""

    activity: str
    kind: str
    thing: str
    on: int


@dataclass(frozen=True)
class Use:
    """An asset that an activity uses; no times where it is lent as needed."""

    activity: str
    asset: str
    times: tuple[Weekly, ...]
    terms: str


@dataclass(frozen=True)
class Roots:
    """All that activities stand on."""

    organisers: tuple[Organiser, ...] = ()
    origins: tuple[Origin, ...] = ()
    uses: tuple[Use, ...] = ()


def lines(text: str) -> list[list[str]]:
    """Return the cells of each line."""
    return [line.split("|") for line in text.strip().splitlines()]


def leading() -> list[tuple[str, str]]:
    """Return by their names which asset or activity each activity came from or uses."""
    origins = [
        (thing, name) for name, kind, thing, _ago in lines(root_words.ORIGINS) if kind != "need"
    ]
    return origins + [(asset, name) for name, asset, _times, _terms in lines(root_words.USES)]


def drawn(seed: int, places: Places, *, voices: Sequence[Voice], begun: Mapping[str, int]) -> Roots:
    """Return what the activities of the city stand on, the told ones first."""
    town = places.town
    activities = {one.name: one for one in town.activities if one.municipality == TOWN}
    assets = {one.name: one.key for one in town.assets}
    told = {line[0] for line in lines(root_words.ORGANISERS)}
    known = {one.nickname: one.key for one in reversed(town.residents) if one.nickname}
    leads = {voice.lead for voice in voices if voice.destination == "activity"}
    grown = [
        one
        for one in activities.values()
        if one.key in leads and one.name not in told and one.state == "active"
    ]
    free = _Residents(places)
    return Roots(
        organisers=(
            *(
                Organiser(activities[name].key, known.get(who, ""), who, part, -int(ago))
                for name, who, part, ago in lines(root_words.ORGANISERS)
            ),
            *(row for one in grown for row in free.who_runs(seed, one, begun[one.key])),
        ),
        origins=tuple(
            Origin(
                activities[name].key, kind,
                {**assets, **{one.name: one.key for one in activities.values()}}.get(thing, thing),
                -int(ago),
            )
            for name, kind, thing, ago in lines(root_words.ORIGINS)
        ),
        uses=(
            *(
                Use(activities[name].key, assets[asset], times(when), terms)
                for name, asset, when, terms in lines(root_words.USES)
                if begun[assets[asset]] < begun[activities[name].key]
            ),
            *(row for one in grown for row in _use(seed, one, begun)),
        ),
    )  # fmt: skip


def _use(seed: int, activity: Activity, begun: Mapping[str, int]) -> Iterator[Use]:
    """Yield the place of an activity, where it was known before the activity began."""
    used = {line[0] for line in lines(root_words.USES)}
    known_since = begun.get(activity.place or "", 0)
    if activity.name not in used and known_since < begun[activity.key]:
        terms = stream(seed, f"terms {activity.key}").choice(root_words.TERMS)
        yield Use(activity.key, activity.place or "", activity.times, terms)


class _Residents:
    """Residents who run something, each of them one thing."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.taken: set[str] = set()

    def who_runs(self, seed: int, activity: Activity, begun: int) -> Iterator[Organiser]:
        """Yield a resident of the 地区 who can do or would like to do such a thing, and has no rest."""
        home = self.places.rings[activity.area][1]
        near = [
            one
            for one in self.places.town.residents
            if one.key not in self.taken
            and not one.asks
            and one.break_from is None
            and home in self.places.rings[one.area]
            and _likes(one, activity)
        ]
        if near:
            rng = stream(seed, f"organisers {activity.key}")
            one = rng.choice(near)
            self.taken.add(one.key)
            since = max(begun, -one.recorded_days_ago)
            yield Organiser(activity.key, one.key, "", rng.choice(root_words.PARTS), since)


def _likes(one: Resident, activity: Activity) -> bool:
    given = {code for gift in one.gifts for code in gift.categories}
    return bool(one.called and given & set(activity.categories))
