"""Reading the lines of words: each becomes a pattern from which names and facts are put together."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from sasaeai.demo import asset_words
from sasaeai.demo.geography import Area, Geography
from sasaeai.demo.organisations import Organisation
from sasaeai.demo.people_names import FAMILY, PET_NAMES

ALIASES = {"平日": "月火水木金", "毎日": "月火水木金土日 9-17", "毎朝": "月火水木金土日 6:30-7"}
UNKNOWN_FEE = ""


@dataclass(frozen=True)
class Pattern:
    """One line of words: alternatives for the name, how often, on what ground, and its facts."""

    names: tuple[str, ...]
    weight: int
    characters: tuple[str, ...]
    categories: tuple[str, ...]
    owners: tuple[str, ...]
    about: tuple[str, ...]
    times: tuple[str, ...]
    terms: str
    fee_yen: int | None
    private: bool
    confidential: bool


def patterns(lines: str) -> list[Pattern]:
    """Return the patterns written in the lines."""
    return [_pattern(line.split("|")) for line in lines.strip().splitlines()]


def _pattern(words: list[str]) -> Pattern:
    names, weight, where, categories, owner, about, times, terms, fee = words
    return Pattern(
        names=tuple(names.split("/")), weight=int(weight.lstrip("*")),
        characters=tuple(where.split()), categories=tuple(categories.split(",")),
        owners=tuple(owner.split("/")), about=tuple(about.split("/")),
        times=tuple(times.split("/")), terms=terms, fee_yen=yen(fee),
        private=weight.startswith("*"), confidential=weight.startswith("**"),
    )  # fmt: skip


def yen(words: str) -> int | None:
    """Return the fee, or None where nobody has asked yet."""
    return None if words == UNKNOWN_FEE else int(words)


def plain_times(note: str) -> str:
    """Return the note with 平日, 毎日 and 毎朝 spelled out."""
    for alias, days in ALIASES.items():
        note = note.replace(alias, days)
    return note


def slots(rng: random.Random, block: Area, land: Geography) -> dict[str, str]:
    """Return what the slots of a pattern stand for at one 町丁目."""
    district = land.area(block.parent or "")
    place = short(block.name)
    nick = rng.choice(PET_NAMES[rng.choice("mf")].split())
    return {
        "町": place, "丁": block.name, "地": district.name, "姓": rng.choice(FAMILY)[0],
        "店": rng.choice(asset_words.SHOPS), "花": rng.choice(asset_words.FLOWERS),
        "鳥": rng.choice(asset_words.BIRDS), "呼": f"{place}の{nick}",
    }  # fmt: skip


def short(block_name: str) -> str:
    """Return the block's name as people say it: 「桜台二丁目」 → 「桜台」."""
    return block_name[:-3] if block_name.endswith("丁目") else block_name


def nearby(
    rng: random.Random, kind: str, *, block: Area, land: Geography, known: tuple[Organisation, ...]
) -> Organisation | None:
    """Return an organisation of the kind that works here, the most local first, or None."""
    rings = [area.key for area in land.above(block.key)]
    for ring in rings:
        found = [org for org in known if org.kind == kind and org.reach == ring]
        if found:
            return rng.choice(found)
    inside = {area.key for area in land.blocks_of(rings[2])}
    close = [org for org in known if org.kind == kind and org.area in inside]
    return rng.choice(close) if close else None


def unseen(seen: set[str], draw: Callable[[], str]) -> str | None:
    """Return the first of many draws that was not seen, and remember it; None when all were."""
    for _ in range(12):
        name = draw()
        if name not in seen:
            seen.add(name)
            return name
    return None
