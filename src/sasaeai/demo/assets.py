"""What the towns already have: 600 assets of ささえ市 and 40 of となり町."""

import random
from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry

from sasaeai.demo import asset_words, gift_words, place_words, thing_words
from sasaeai.demo.access import Access, access
from sasaeai.demo.chance import apportion, deal, shuffled, stream, weighted
from sasaeai.demo.geography import Area, Geography, closed_ground, spot_in
from sasaeai.demo.organisations import Organisation, address
from sasaeai.demo.patterns import (
    Pattern,
    nearby,
    patterns,
    plain_times,
    slots,
    unseen,
    yen,
)  # fmt: skip
from sasaeai.demo.population import homes
from sasaeai.demo.rhythm import Weekly, times

COUNTS = {"sasae": 600, "tonari": 40}
KINDS = {"place": 0.42, "thing": 0.22, "person": 0.18, "money": 0.07, "info": 0.11}
WORDS = {"place": place_words.PLACES, "thing": thing_words.THINGS, "person": gift_words.PEOPLE,
         "money": gift_words.MONEY, "info": gift_words.INFO}  # fmt: skip
VISIBILITY = {"public": 0.60, "professionals": 0.15, "council": 0.10, "staff": 0.15}
ORIGINS = {"existing": 0.52, "found": 0.26, "connected": 0.12, "grown": 0.06, "created": 0.04}
HOW = {"visit": 0.45, "phone": 0.30, "talk": 0.18, "paper": 0.07}
OUTDOORS = (
    "公園", "畑", "農園", "梅林", "ベンチ", "境内", "石", "ゲートボール場", "グラウンド", "広場", "中庭", "芝生", "店先", "まえ",
)  # fmt: skip
UPSTAIRS = ("二階",)
NOT_ON_MAPS = ("person", "money")
PRIVATE_PHONES = 5001
NEVER_CHECKED = 0.05
PRIVATE_PEOPLE = 0.7
OPEN_OWNERS = ("@municipality", "@shakyo")


@dataclass(frozen=True)
class Asset:
    """One asset; owner is an organisation's key or None, then owner_words says whose it is."""

    key: str
    municipality: str
    kind: str
    name: str
    description: str
    categories: tuple[str, ...]
    owner: str | None
    owner_words: str
    area: str
    address: str
    lon: float | None
    lat: float | None
    times: tuple[Weekly, ...]
    terms: str
    fee_yen: int | None
    access: Access | None
    contact: str
    phone: str
    private_contact: str
    private_phone: str
    visibility: str
    confidential: bool
    origin: str
    checked_days_ago: int | None
    checked_how: str


@dataclass(frozen=True)
class _Draft:
    kind: str
    name: str
    block: Area
    pattern: Pattern
    slots: dict[str, str]
    origin: str = ""
    visibility: str = ""
    checked: int | None = None


@dataclass(frozen=True)
class _Ground:
    land: Geography
    known: tuple[Organisation, ...]
    closed: BaseGeometry


def assets(seed: int, land: Geography, known: tuple[Organisation, ...]) -> tuple[Asset, ...]:
    """Return the assets of both municipalities, the seed stories' own first."""
    ground = _Ground(land, known, closed_ground(land))
    seen: set[str] = set()
    drafts = {town: _drafts(seed, town, land, seen) for town in COUNTS}
    rng = stream(seed, "asset facts")
    numbered = [(town, draft) for town, some in drafts.items() for draft in some]
    return tuple(
        _asset(rng, draft, key=f"{town}-asset-{n}", town=town, number=n, ground=ground)
        for n, (town, draft) in enumerate(numbered, 1)
    )


def _drafts(seed: int, town: str, land: Geography, seen: set[str]) -> list[_Draft]:
    rng = stream(seed, f"assets {town}")
    told = _told(land) if town == "sasae" else []
    seen.update(draft.name for draft in told)
    counts = apportion(COUNTS[town], list(KINDS.values()))
    drawn: list[_Draft] = []
    for kind, count in zip(KINDS, counts, strict=True):
        wanted = count - sum(draft.kind == kind for draft in told)
        drawn += _of_kind(
            rng, kind, count=wanted, blocks=land.blocks_of(town), land=land, seen=seen
        )
    return _with_visibility(rng, told, drawn)


def _told(land: Geography) -> list[_Draft]:
    return [_story(line.split("|"), land) for line in asset_words.STORIES.strip().splitlines()]


def _story(words: list[str], land: Geography) -> _Draft:
    kind, name, block, categories, owner, about, when, terms, fee, origin, seen_by, checked = words
    home = name.endswith("さんち")
    pattern = Pattern(
        (name,), 1, (), tuple(categories.split(",")), (f"={owner}",), (about,), (when,), terms,
        yen(fee), private=home, confidential=home,
    )  # fmt: skip
    return _Draft(kind, name, land.area(block), pattern, {}, origin, seen_by, yen(checked))


def _of_kind(
    rng: random.Random,
    kind: str,
    *,
    count: int,
    blocks: tuple[Area, ...],
    land: Geography,
    seen: set[str],
) -> list[_Draft]:
    known = [p for p in patterns(WORDS[kind]) if _suited(p, blocks)]
    shares = apportion(count, [p.weight for p in known])
    queue = [p for p, n in zip(known, shares, strict=True) for _ in range(n)]
    drafts: list[_Draft] = []
    while len(drafts) < count:
        pattern = queue.pop() if queue else rng.choice(known)
        draft = _drawn(rng, kind, pattern, blocks=blocks, land=land, seen=seen)
        drafts += [draft] if draft else []
    return drafts


def _suited(pattern: Pattern, blocks: tuple[Area, ...]) -> list[Area]:
    where = pattern.characters
    return [b for b in blocks if not where or b.character in where or b.key in where]


def _drawn(
    rng: random.Random,
    kind: str,
    pattern: Pattern,
    *,
    blocks: tuple[Area, ...],
    land: Geography,
    seen: set[str],
) -> _Draft | None:
    suited = _suited(pattern, blocks)
    block = rng.choices(suited, weights=[homes(b) ** 0.5 for b in suited])[0]
    filled = slots(rng, block, land)

    def draw() -> str:
        filled.update({k: v for k, v in slots(rng, block, land).items() if k not in "町丁地"})
        return rng.choice(pattern.names).format(**filled)

    name = unseen(seen, draw)
    return _Draft(kind, name, block, pattern, dict(filled)) if name else None


def _with_visibility(rng: random.Random, told: list[_Draft], drawn: list[_Draft]) -> list[_Draft]:
    total = dict(
        zip(VISIBILITY, apportion(len(told) + len(drawn), list(VISIBILITY.values())), strict=True)
    )
    for draft in told:
        total[draft.visibility] -= 1
    hidden = [v for v, n in total.items() if v != "public" for _ in range(n)]
    ranked = sorted(shuffled(rng, drawn), key=lambda draft: _openness(rng, draft))
    values = [*shuffled(rng, hidden), *["public"] * total["public"]]
    marked = {d.name: v for d, v in zip(ranked, values, strict=True)}
    origins = deal(rng, ORIGINS, len(drawn))
    return [
        *told,
        *(
            _Draft(
                d.kind, d.name, d.block, d.pattern, d.slots, origin, marked[d.name], _checked(rng)
            )
            for d, origin in zip(shuffled(rng, drawn), origins, strict=True)
        ),
    ]


def _openness(rng: random.Random, draft: _Draft) -> int:
    if draft.pattern.private or (draft.kind == "person" and rng.random() < PRIVATE_PEOPLE):
        return 0
    if any(owner in OPEN_OWNERS for owner in draft.pattern.owners):
        return 2
    private_hands = any(not owner.startswith("@") for owner in draft.pattern.owners)
    return 1 if rng.random() < (0.6 if private_hands else 0.25) else 2


def _checked(rng: random.Random) -> int | None:
    if rng.random() < NEVER_CHECKED:
        return None
    return min(900, max(3, round(rng.lognormvariate(4.6, 1.05))))


def _asset(
    rng: random.Random, draft: _Draft, *, key: str, town: str, number: int, ground: _Ground
) -> Asset:
    pattern, block = draft.pattern, draft.block
    owner, owner_words = _owner(rng, draft, ground)
    when = times(plain_times(rng.choice(pattern.times)))
    desk = owner or nearby(rng, "hokatsu", block=block, land=ground.land, known=ground.known)
    placed = draft.kind not in NOT_ON_MAPS
    lon, lat = spot_in(rng, block, avoid=ground.closed) if placed else (None, None)
    return Asset(
        key=key, municipality=town, kind=draft.kind, name=draft.name,
        description=rng.choice(pattern.about).format(**draft.slots), categories=pattern.categories,
        owner=owner.key if owner else None, owner_words=owner_words, area=block.key,
        address=address(rng, block) if placed else "", lon=lon, lat=lat,
        times=when, terms=pattern.terms.format(**draft.slots),
        fee_yen=pattern.fee_yen,
        access=_access(rng, draft) if draft.kind == "place" else None,
        contact=desk.name if desk else "", phone=desk.phone if desk else "",
        private_contact=owner.leader.full if owner else owner_words,
        private_phone=f"042-000-{PRIVATE_PHONES + number:04d}",
        visibility=draft.visibility, confidential=pattern.confidential, origin=draft.origin,
        checked_days_ago=draft.checked,
        checked_how=weighted(rng, HOW) if draft.checked else "",
    )  # fmt: skip


def _access(rng: random.Random, draft: _Draft) -> Access:
    outdoors = any(word in draft.name for word in OUTDOORS)
    upstairs = any(word in draft.name for word in UPSTAIRS)
    return access(rng, draft.block.slope, outdoors=outdoors, upstairs=upstairs)


def _owner(rng: random.Random, draft: _Draft, ground: _Ground) -> tuple[Organisation | None, str]:
    words = rng.choice(draft.pattern.owners)
    if draft.slots and draft.name.startswith(f"{draft.slots['姓']}さん"):
        return None, f"{draft.slots['姓']}さん"
    if words.startswith("="):
        found = next((org for org in ground.known if org.key == words[1:]), None)
        return found, "" if found else words[1:]
    if words.startswith("@"):
        owner = nearby(rng, words[1:], block=draft.block, land=ground.land, known=ground.known)
        return owner, "" if owner else "持ち主に確かめ中"
    return None, words.format(**draft.slots)
