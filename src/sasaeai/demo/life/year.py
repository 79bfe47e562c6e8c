"""Two years in the demo town: what was said, what was asked, who helped; by the seed and by the day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sasaeai.demo.chance import stream
from sasaeai.demo.life import (
    begun,
    growing,
    handing_on,
    journal,
    needs,
    pictures,
    roots,
    serving,
    sessions,
    stories,
    tales,
    voices,
)
from sasaeai.demo.life.answering import of_need
from sasaeai.demo.life.days import Days
from sasaeai.demo.life.growing import Stage
from sasaeai.demo.life.handing_on import Referral
from sasaeai.demo.life.helping import Helping
from sasaeai.demo.life.journal import Entry
from sasaeai.demo.life.matches import Match
from sasaeai.demo.life.nearby import Known, Nearby
from sasaeai.demo.life.needs import Asking, Need
from sasaeai.demo.life.pictures import NO_PICTURES, Pictures
from sasaeai.demo.life.places import Places
from sasaeai.demo.life.roots import Roots
from sasaeai.demo.life.sessions import Session
from sasaeai.demo.life.stories import Stories
from sasaeai.demo.life.tales import Tale
from sasaeai.demo.life.voices import Hearing, Voice
from sasaeai.demo.residents import Resident
from sasaeai.demo.town import Town

STORIES_IN = "sasae"


@dataclass(frozen=True)
class Life:
    """What the last two years brought, and what was done for it."""

    voices: tuple[Voice, ...] = ()
    needs: tuple[Need, ...] = ()
    referrals: tuple[Referral, ...] = ()
    matches: tuple[Match, ...] = ()
    pictures: Pictures = NO_PICTURES
    entries: tuple[Entry, ...] = ()
    tales: tuple[Tale, ...] = ()
    # By the key of an asset or activity the day on which it was written down.
    begun: dict[str, int] = field(default_factory=dict)
    stages: dict[str, tuple[Stage, ...]] = field(default_factory=dict)
    sessions: tuple[Session, ...] = ()
    roots: Roots = field(default_factory=Roots)

    def __add__(self, other: "Life") -> "Life":
        return Life(
            self.voices + other.voices,
            self.needs + other.needs,
            self.referrals + other.referrals,
            self.matches + other.matches,
        )


def life(seed: int, town: Town, today: date) -> Life:
    """Return the life of both towns until this day; the same seed and day give the same."""
    places, days = Places(town), Days(today)
    told = {STORIES_IN: stories.told(town, days)}
    parts = [
        _of_town(seed, key, told.get(key, Stories()), places=places, days=days)
        for key in needs.COUNTS
    ]
    whole = sum(parts, Life())
    since = begun.drawn(seed, town, voices=whole.voices, matches=whole.matches)
    whole = replace(whole, voices=begun.in_time(whole.voices, since))
    known = pictures.drawn(seed, places, days, whole.voices)
    stages = growing.drawn(seed, town.activities, since)
    goals = [goal for vision in known.visions for goal in vision.goals]
    served = serving.of_matches(
        stream(seed, "match meanings"), goals, places=places, needs=whole.needs, matches=whole.matches
    )  # fmt: skip
    given = (*serving.in_time(known.meanings, since, goals=goals, places=places), *served)
    grown = roots.drawn(seed, places, voices=whole.voices, begun=since)
    near = Nearby(
        places,
        known,
        Known(whole.voices, whole.needs, whole.matches, since, grown.organisers),
    )
    return replace(
        whole,
        pictures=replace(known, meanings=given),
        entries=tuple(
            one for team in journal.TEAMS for one in journal.drawn(seed, near, days, team)
        ),
        tales=tales.told(places, known, days, whole.voices),
        begun=since,
        stages=stages,
        sessions=sessions.drawn(seed, town, days, stages),
        roots=grown,
    )


def _of_town(seed: int, key: str, told: Stories, *, places: Places, days: Days) -> Life:
    rng = stream(seed, f"life {key}")
    known = [one for one in places.town.residents if one.municipality == key]
    asks = [one for one in known if one.asks]
    asking = Asking(rng, places, days)
    handed = handing_on.drawn(asking, asks) if key == STORIES_IN else []
    count = needs.COUNTS[key] - len(told.needs) - len(handed)
    helping = Helping(rng, known, places=places, days=days)
    settled = [
        helping.settle(replace(need, key=f"{key}-need-{n}"))
        for n, need in enumerate(asking.needs(count, asks), 1)
    ]
    waiting = needs.spread(rng, [need for need, _found in settled])
    rows = [*told.needs, *(need for need, _referral in handed), *waiting]
    return Life(
        voices=tuple(_voices(Hearing(rng, places, days), key, rows, told.voices, known)),
        needs=tuple(rows),
        referrals=tuple(referral for _need, referral in handed),
        matches=(*told.matches, *(match for _need, found in settled for match in found)),
    )


def _voices(
    hearing: Hearing,
    key: str,
    rows: Sequence[Need],
    told: Sequence[Voice],
    known: Sequence[Resident],
) -> list[Voice]:
    """Return everything said in one town, the oldest first."""
    people = {one.key: one for one in known}
    heard = {voice.lead for voice in told}
    asked = [
        of_need(hearing, need, people.get(need.person or ""))
        for need in rows
        if need.key not in heard
    ]
    others = hearing.others(key, voices.COUNTS[key] - len(asked) - len(told))
    every = sorted([*told, *asked, *others], key=lambda one: one.heard_on)
    due = voices.promised(hearing.rng, every, _roles(hearing.places))
    return [replace(one, key=f"{key}-voice-{n}") for n, one in enumerate(due, 1)]


def _roles(places: Places) -> Mapping[str, str]:
    return {posting.staff: posting.role for posting in places.town.office.postings}
