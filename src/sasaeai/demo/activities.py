"""What goes on in the towns: 180 activities of ささえ市 and 12 of となり町."""

import random
from dataclasses import dataclass, replace

from sasaeai.demo import activity_words
from sasaeai.demo.assets import Asset
from sasaeai.demo.chance import apportion, deal, shuffled, stream
from sasaeai.demo.geography import Area, Geography
from sasaeai.demo.organisations import Organisation
from sasaeai.demo.patterns import nearby, short, slots, unseen, yen
from sasaeai.demo.population import homes
from sasaeai.demo.rhythm import Weekly, times

COUNTS = {"sasae": 180, "tonari": 12}
# Of those that began; what is an idea, in preparation or on trial is told.
STATES = {"active": 148, "paused": 18, "ended": 12}
GOING_ON = ("active", "trial")
VISIBILITY = {"public": 0.86, "professionals": 0.07, "council": 0.04, "staff": 0.03}
NEVER_CHECKED = 0.04
WITHOUT_PLACE = {"watch_call": "お電話とお宅への訪問", "cleaning": "お宅へうかがいます",
                 "trash": "お宅の玄関先", "meal_delivery": "お宅へお届けします"}  # fmt: skip
ROOMS = ("会館", "ふれあいセンター", "公民館", "児童館", "集会", "交流室", "ホール", "体育館", "遊戯室", "広間",
         "社務所", "本堂", "客間", "空き教室", "ラウンジ", "喫茶", "食堂", "相談室", "実習室")  # fmt: skip
PARKS = ("公園", "境内", "グラウンド", "中庭")
FIELDS = ("畑", "農園", "梅林", "公園")
OUTDOORS = ("公園", "朝体操", "ラジオ", "歩こう", "散歩", "さんぽ", "市", "とまり場", "見守りの朝")


@dataclass(frozen=True)
class Activity:
    """One activity; place is an asset's key or None, then place_words says where."""

    key: str
    municipality: str
    name: str
    description: str
    organiser: str | None
    organiser_words: str
    area: str
    place: str | None
    place_words: str
    categories: tuple[str, ...]
    main_activity: str
    who: str
    times: tuple[Weekly, ...]
    fee_yen: int | None
    contact: str
    phone: str
    visibility: str
    state: str
    checked_days_ago: int | None


@dataclass(frozen=True)
class _Town:
    land: Geography
    known: tuple[Organisation, ...]
    assets: tuple[Asset, ...]


@dataclass(frozen=True)
class _Pattern:
    names: tuple[str, ...]
    weight: int
    categories: tuple[str, ...]
    main: str
    organisers: tuple[str, ...]
    about: tuple[str, ...]
    times: tuple[str, ...]
    who: tuple[str, ...]
    fee_yen: int | None


def activities(
    seed: int, land: Geography, known: tuple[Organisation, ...], assets: tuple[Asset, ...]
) -> tuple[Activity, ...]:
    """Return the activities of both municipalities, the seed stories' own first."""
    town = _Town(land, known, assets)
    rows = [row for key in COUNTS for row in _of_town(seed, key, town)]
    return tuple(
        replace(row, key=f"{row.municipality}-activity-{n}") for n, row in enumerate(rows, 1)
    )


def _of_town(seed: int, key: str, town: _Town) -> list[Activity]:
    rng = stream(seed, f"activities {key}")
    told = [_told(rng, line.split("|"), town) for line in _stories(key)]
    seen = {row.name for row in told}
    wanted = COUNTS[key] - len(told)
    known = [_pattern(line.split("|")) for line in activity_words.ACTIVITIES.strip().splitlines()]
    shares = apportion(wanted, [pattern.weight for pattern in known])
    queue = [p for p, n in zip(known, shares, strict=True) for _ in range(n)]
    drawn: list[Activity] = []
    while len(drawn) < wanted:
        pattern = queue.pop() if queue else rng.choice(known)
        row = _drawn(rng, pattern, key=key, town=town, seen=seen)
        drawn += [row] if row else []
    return _growing(seed, key, town, _with_states(rng, told, drawn))


def _growing(seed: int, key: str, town: _Town, rows: list[Activity]) -> list[Activity]:
    """Return the rows with what only begins to grow, for which as many of those that go on give way."""
    if key != "sasae":
        return rows
    rng = stream(seed, "activities growing")
    lines = activity_words.GROWING.strip().splitlines()
    new = [_told(rng, line.split("|"), town) for line in lines]
    going_on = [row for row in rows if row.state == "active"]
    gone = {row.name for row in going_on[-len(new) :]}
    return [*(row for row in rows if row.name not in gone), *new]


def _stories(key: str) -> list[str]:
    return activity_words.STORIES.strip().splitlines() if key == "sasae" else []


def _pattern(words: list[str]) -> _Pattern:
    names, weight, categories, main, organisers, about, when, who, fee = words
    return _Pattern(
        tuple(names.split("/")), int(weight), tuple(categories.split(",")), main,
        tuple(organisers.split("/")), tuple(about.split("/")), tuple(when.split("/")),
        tuple(who.split("/")), yen(fee),
    )  # fmt: skip


def _told(rng: random.Random, words: list[str], town: _Town) -> Activity:
    name, organiser, block, place, categories, main, about, when, who, fee, state, checked = words
    owner = next((org for org in town.known if org.key == organiser), None)
    asset = next((a for a in town.assets if a.name == place), None)
    desk = owner or nearby(
        rng, "hokatsu", block=town.land.area(block), land=town.land, known=town.known
    )
    return Activity(
        key="", municipality="sasae", name=name, description=about,
        organiser=owner.key if owner else None, organiser_words="" if owner else organiser,
        area=block, place=asset.key if asset else None, place_words="" if asset else place,
        categories=tuple(categories.split(",")), main_activity=main, who=who, times=times(when),
        fee_yen=yen(fee), contact=desk.name if desk else "",
        phone=desk.phone if desk else "", visibility="public", state=state,
        checked_days_ago=yen(checked),
    )  # fmt: skip


def _drawn(
    rng: random.Random, pattern: _Pattern, *, key: str, town: _Town, seen: set[str]
) -> Activity | None:
    blocks = town.land.blocks_of(key)
    block = rng.choices(blocks, weights=[homes(b) ** 0.5 for b in blocks])[0]
    filled = slots(rng, block, town.land)
    name = unseen(seen, lambda: rng.choice(pattern.names).format(**filled))
    if name is None:
        return None
    owner, words = _organiser(rng, pattern, block=block, town=town, family=filled["姓"])
    desk = owner or nearby(rng, "hokatsu", block=block, land=town.land, known=town.known)
    place, place_words = _place(rng, pattern, name=name, block=block, town=town)
    when = times(rng.choice(pattern.times))
    return Activity(
        key="", municipality=key, name=name, description=rng.choice(pattern.about),
        organiser=owner.key if owner else None, organiser_words=words, area=place.area if place else block.key,
        place=place.key if place else None, place_words=place_words, categories=pattern.categories,
        main_activity=pattern.main, who=rng.choice(pattern.who), times=when,
        fee_yen=pattern.fee_yen, contact=desk.name if desk else "",
        phone=desk.phone if desk else "", visibility="public", state="active",
        checked_days_ago=_checked(rng),
    )  # fmt: skip


def _organiser(
    rng: random.Random, pattern: _Pattern, *, block: Area, town: _Town, family: str
) -> tuple[Organisation | None, str]:
    words = rng.choice(pattern.organisers)
    if not words.startswith("@"):
        return None, words.replace("{姓}", family)
    owner = nearby(rng, words[1:], block=block, land=town.land, known=_of(block, town))
    return owner, "" if owner else "地域の有志のみなさん"


def _of(block: Area, town: _Town) -> tuple[Organisation, ...]:
    home = town.land.above(block.key)[-1].key
    return tuple(org for org in town.known if org.municipality == home)


def _place(
    rng: random.Random, pattern: _Pattern, *, name: str, block: Area, town: _Town
) -> tuple[Asset | None, str]:
    for category, words in WITHOUT_PLACE.items():
        if category in pattern.categories:
            return None, words
    grounds = _grounds(pattern, name)
    nearest = _rooms(block, town, name=name, grounds=grounds)
    if nearest:
        return rng.choice(nearest), ""
    return None, f"{block.name}の{'広場' if grounds != ROOMS else '集会所'}"


def _grounds(pattern: _Pattern, name: str) -> tuple[str, ...]:
    if "garden" in pattern.categories:
        return FIELDS
    return PARKS if any(word in name for word in OUTDOORS) else ROOMS


def _rooms(block: Area, town: _Town, *, name: str, grounds: tuple[str, ...]) -> list[Asset]:
    """Return what may host it in the 町丁目, or else in those that share its name."""
    named = [
        one
        for one in town.land.blocks_of(block.parent or "")
        if short(one.name) == short(block.name) and block.name not in name
    ]
    for ring in ([block], named):
        inside = {area.key for area in ring}
        open_ones = [a for a in town.assets if a.area in inside and _may_host(a)]
        found = [a for a in open_ones if any(word in a.name for word in grounds)]
        if found:
            return found
    return []


def _may_host(asset: Asset) -> bool:
    return asset.kind == "place" and asset.visibility == "public" and not asset.confidential


def _with_states(rng: random.Random, told: list[Activity], drawn: list[Activity]) -> list[Activity]:
    begun = [row.state for row in told if row.state in STATES]
    total = len(begun) + len(drawn)
    left = dict(zip(STATES, apportion(total, list(STATES.values())), strict=True))
    for state in begun:
        left[state] -= 1
    states = shuffled(rng, [state for state, n in left.items() for _ in range(n)])
    seen_by = deal(rng, VISIBILITY, len(drawn))
    return [
        *told,
        *(
            replace(row, state=state, visibility=who)
            for row, state, who in zip(shuffled(rng, drawn), states, seen_by, strict=True)
        ),
    ]


def _checked(rng: random.Random) -> int | None:
    if rng.random() < NEVER_CHECKED:
        return None
    return min(900, max(3, round(rng.lognormvariate(4.2, 1.0))))
