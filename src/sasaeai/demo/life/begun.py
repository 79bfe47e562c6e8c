"""When each asset and activity was first written down: after the voice it came from, before it was used."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sasaeai.demo.activities import Activity
from sasaeai.demo.assets import Asset
from sasaeai.demo.chance import stream
from sasaeai.demo.life import growing, roots
from sasaeai.demo.life.matches import Match
from sasaeai.demo.life.voices import Voice
from sasaeai.demo.town import Town

LED = ("asset", "activity")
FIRST, LAST = 1, 25  # days from the voice until something came of it
LONGEST = 1400


def drawn(
    seed: int, town: Town, *, voices: Sequence[Voice], matches: Sequence[Match]
) -> dict[str, int]:
    """Return by its key the day on which each was written down, counted from today."""
    heard: dict[str, int] = {}
    for voice in sorted(voices, key=lambda one: one.heard_on):
        if voice.destination in LED:
            heard.setdefault(voice.lead, voice.heard_on)
    used = {one.target: one.asked_on for one in sorted(matches, key=lambda one: -one.asked_on)}
    told = {name: some[0].on for name, some in growing.told().items()}
    # What something grew from, or has used from its first day, was there before it.
    latest: dict[str, int] = {}
    for thing, name in roots.leading():
        if name in told:
            latest[thing] = min(latest.get(thing, 0), told[name] - 1)
    things: tuple[Asset | Activity, ...] = (*town.assets, *town.activities)
    return {
        one.key: told.get(one.name)
        or min(
            _day(seed, one, heard.get(one.key)),
            used.get(one.key, 0) - 1,
            max(latest.get(one.name, 0), heard.get(one.key, -LONGEST)),
        )
        for one in things
    }


def in_time(voices: Sequence[Voice], begun: Mapping[str, int]) -> tuple[Voice, ...]:
    """Return the voices; those heard of what was there already led to nothing new and are answered."""
    return tuple(
        replace(one, destination="answered", lead="")
        if one.destination in LED and begun[one.lead] <= one.heard_on
        else one
        for one in voices
    )


def _day(seed: int, thing: Asset | Activity, heard_on: int | None) -> int:
    rng = stream(seed, f"begun {thing.key}")
    if heard_on is not None:
        return heard_on + rng.randint(FIRST, LAST)
    # Whoever checked it knew it by then.
    return -rng.randint(thing.checked_days_ago or 1, LONGEST) - 1
