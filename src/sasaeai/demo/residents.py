"""Residents who gave the coordinators a name or nickname: gifts, consents, breaks; and who asks."""

import random
from dataclasses import dataclass

from sasaeai.demo import people_names
from sasaeai.demo.chance import stream, weighted
from sasaeai.demo.geography import Area, Geography
from sasaeai.demo.patterns import short
from sasaeai.demo.people_names import Name
from sasaeai.demo.population import homes
from sasaeai.demo.resident_words import GIFTS, STORIES
from sasaeai.demo.rhythm import Weekly, times

HELPERS = {"sasae": 250, "tonari": 14}
ASKERS = {"sasae": 212, "tonari": 8}
BOTH = {"sasae": 40, "tonari": 2}
THIS_YEAR = 2026
FIRST_PHONE = 7001
NICKNAME_ONLY = 0.34
WITH_PHONE = 0.8
ON_BREAK = 0.09
RECORDED_BY = {
    "kawanishi-area": "swc-kawasemi", "kitano-area": "swc-kawasemi", "honmachi-area": "shakyo",
    "minamidai-area": "shakyo", "tonari-area": "t-shakyo",
}  # fmt: skip
RECIPIENTS = ("city", "shakyo", "hokatsu", "minsei", "neighbourhood", "helper")
ITEMS = ("name", "area", "phone", "gift")
MEANS = {"oral": 0.6, "paper": 0.4}
HOUSEHOLDS = {"alone": 0.52, "older_couple": 0.26, "alone_by_day": 0.13, "together": 0.09}
TRUST_OF_HELPERS = {2: 0.34, 1: 0.54, 0: 0.12}
TRUST_OF_ASKERS = {2: 0.2, 1: 0.6, 0: 0.2}
TRUST_OF_BOTH = {2: 0.3, 1: 0.7}
HAS = {"dog": 0.06, "cat": 0.06, "smoke": 0.05, "hearing": 0.06}
HELPERS_AVOID = {"dog": 0.06, "cat": 0.05, "smoke": 0.12, "stairs": 0.08, "heavy": 0.14}
ASKERS_AVOID = {"smoke": 0.10, "dog": 0.04}
WOMEN_AVOID_MEN = 0.10
GLAD_OF = {"bulky_trash": ("heavy", "stairs"), "shopping": ("heavy",), "snow": ("heavy",),
           "trash": ("stairs",), "pet": ("dog", "cat")}  # fmt: skip
REACH = {"": "walk", "自": "bicycle", "車": "car"}
GIFTS_EACH = {1: 2, 2: 4, 3: 4, 4: 3, 5: 2}
GIFTS_OF_BOTH = {3: 2, 4: 3, 5: 2}
TWO_TIMES = 0.6
ASKED = 0.6
SAID_OF_OTHERS = {"no": 0.6, "later": 0.4}
ASKED_ABOUT = ("trash", "talk", "shopping_accompany", "garden", "snow", "minor_repair", "clinic",
               "digital", "watch_visit", "salon", "bedding", "pet", "meal_prep")  # fmt: skip


@dataclass(frozen=True)
class Gift:
    """What someone can do (can) or would like (wish), when, how far, how often at most."""

    kind: str
    words: str
    categories: tuple[str, ...]
    times: tuple[Weekly, ...]
    reach: str
    reach_minutes: int
    most_per_week: int
    trained_days_ago: int | None


@dataclass(frozen=True)
class Consent:
    """What may be told to whom: given so many days ago; withdrawn is days ago or None."""

    recipient: str
    items: tuple[str, ...]
    means: str
    given_days_ago: int
    withdrawn_days_ago: int | None


@dataclass(frozen=True)
class Answer:
    """What somebody said when asked whether they might do something."""

    category: str
    said: str
    days_ago: int


@dataclass(frozen=True)
class Resident:
    """One resident's card: a nickname, a name, or both; days are counted from today."""

    key: str
    municipality: str
    nickname: str
    name: Name | None
    sex: str
    area: str
    birth_year: int | None
    phone: str
    household: str
    gifts: tuple[Gift, ...]
    consents: tuple[Consent, ...]
    answers: tuple[Answer, ...]
    recorded_by: str
    recorded_days_ago: int
    break_from: int | None
    break_until: int | None
    asks: bool
    # Whoever asked for help is once asked what they might give; others gave from the first day.
    gives_since_days_ago: int | None
    trust: int
    with_companion: bool
    has: tuple[str, ...]
    avoids: tuple[str, ...]

    @property
    def asked_to_give_days_ago(self) -> int | None:
        """When whoever asks was asked what they might give."""
        if self.gives_since_days_ago is not None:
            return self.gives_since_days_ago
        return self.answers[0].days_ago if self.asks and self.answers else None

    @property
    def called(self) -> str:
        """What neighbours call this person."""
        return self.nickname or (self.name.family + "さん" if self.name else "")

    def placed_gifts(self) -> list[tuple[Gift, str]]:
        """Return each gift with its category: each once, the words say the rest."""
        placed: dict[tuple[str, str], Gift] = {}
        for gift in self.gifts:
            free = [code for code in gift.categories if (gift.kind, code) not in placed]
            if free:
                placed[gift.kind, free[0]] = gift
        return [(gift, code) for (_kind, code), gift in placed.items()]


@dataclass(frozen=True)
class _Part:
    """Whether somebody gives, asks, or both."""

    gives: bool
    asks: bool


def residents(seed: int, land: Geography) -> tuple[Resident, ...]:
    """Return the residents of both municipalities, the seed stories' own first."""
    rng = stream(seed, "residents")
    told = [line.split("|") for line in STORIES.strip().splitlines()]
    giving = sum(bool(words[6]) for words in told)
    left = [
        *(("sasae", part) for part in _parts("sasae", giving, len(told) - giving)),
        *(("tonari", part) for part in _parts("tonari", 0, 0)),
    ]
    return (
        *(_told(rng, words, number=n, land=land) for n, words in enumerate(told, 1)),
        *(
            _resident(rng, town, part, number=n, land=land)
            for n, (town, part) in enumerate(left, len(told) + 1)
        ),
    )


def _parts(town: str, giving: int, asking: int) -> list[_Part]:
    """Return the parts of a town's residents, but for those the stories tell of."""
    return [
        *[_Part(gives=True, asks=False)] * (HELPERS[town] - BOTH[town] - giving),
        *[_Part(gives=True, asks=True)] * BOTH[town],
        *[_Part(gives=False, asks=True)] * (ASKERS[town] - asking),
    ]


def _told(rng: random.Random, words: list[str], *, number: int, land: Geography) -> Resident:
    name, kana, nickname, sex, block, born, gifts, recorded = words
    can = [line.split("|") for line in GIFTS.strip().splitlines()]
    return Resident(
        key=f"sasae-resident-{number}", municipality="sasae", nickname=nickname,
        name=Name(*name.split(), *kana.split()) if name else None, sex=sex, area=block,
        birth_year=int(born), phone=f"042-000-{FIRST_PHONE + number:04d}", household="",
        gifts=tuple(_gift(rng, line) for line in can if line[0] in gifts.split("/")),
        consents=(_consent(rng, "helper"),), answers=(),
        recorded_by=_recorder(land.area(block), land), recorded_days_ago=int(recorded),
        break_from=None, break_until=None, asks=False, gives_since_days_ago=None, trust=1,
        with_companion=not gifts, has=(_said(sex),), avoids=(),
    )  # fmt: skip


def _resident(
    rng: random.Random, town: str, part: _Part, *, number: int, land: Geography
) -> Resident:
    blocks = land.blocks_of(town)
    block = rng.choices(blocks, weights=[homes(b) * b.slope for b in blocks])[0]
    sex, age = rng.choice("fffmm"), _age(rng, part)
    unnamed = rng.random() < NICKNAME_ONLY
    name = None if unnamed else people_names.name(rng, sex=sex, age=age)
    away = _break(rng) if part.gives and not part.asks else (None, None)
    recorded = rng.randint(210, 1100) if part.asks else rng.randint(60, 1100)
    since = rng.randint(60, 170) if part.gives and part.asks else None
    gifts = _gifts(rng, GIFTS_OF_BOTH if part.asks else GIFTS_EACH) if part.gives else ()
    answers = _answers(rng, gifts, since or recorded)
    return Resident(
        key=f"{town}-resident-{number}", municipality=town,
        nickname=people_names.called(rng, name, sex=sex, place=short(block.name)), name=name,
        sex=sex, area=block.key,
        birth_year=None if unnamed and rng.random() < 0.7 else THIS_YEAR - age,
        phone=f"042-000-{FIRST_PHONE + number:04d}" if rng.random() < WITH_PHONE else "",
        household=weighted(rng, HOUSEHOLDS) if part.asks else "", gifts=gifts,
        consents=_consents(rng), answers=answers,
        recorded_by=_recorder(block, land), recorded_days_ago=recorded, break_from=away[0],
        break_until=away[1], asks=part.asks, gives_since_days_ago=since,
        trust=weighted(rng, _trust(part)),
        with_companion=rng.random() < (0.3 if part.gives else 0.6),
        has=(_said(sex), *_some(rng, HAS)), avoids=_avoids(rng, part, sex, gifts),
    )  # fmt: skip


def _trust(part: _Part) -> dict[int, float]:
    if part.gives and part.asks:
        return TRUST_OF_BOTH
    return TRUST_OF_HELPERS if part.gives else TRUST_OF_ASKERS


def _age(rng: random.Random, part: _Part) -> int:
    middle, spread = (73, 10) if part.gives else (82, 6)
    return min(97, max(16 if part.gives else 66, round(rng.gauss(middle, spread))))


def _break(rng: random.Random) -> tuple[int | None, int | None]:
    if rng.random() >= ON_BREAK:
        return None, None
    return -rng.randint(1, 40), rng.choice((None, 12, 38, 90))


def _recorder(block: Area, land: Geography) -> str:
    return RECORDED_BY[land.above(block.key)[2].key]


def _said(sex: str) -> str:
    return "woman" if sex == "f" else "man"


def _some(rng: random.Random, shares: dict[str, float]) -> tuple[str, ...]:
    return tuple(code for code, share in shares.items() if rng.random() < share)


def _avoids(rng: random.Random, part: _Part, sex: str, gifts: tuple[Gift, ...]) -> tuple[str, ...]:
    shares = HELPERS_AVOID if part.gives else ASKERS_AVOID
    men = not part.gives and sex == "f" and rng.random() < WOMEN_AVOID_MEN
    given = {code for gift in gifts for code in gift.categories}
    # Nobody offers what they would rather not do.
    glad = {code for gift, codes in GLAD_OF.items() if gift in given for code in codes}
    found = (*_some(rng, shares), *(("man",) if men else ()))
    return tuple(code for code in found if code not in glad)


def _gifts(rng: random.Random, each: dict[int, int]) -> tuple[Gift, ...]:
    lines = [line.split("|") for line in GIFTS.strip().splitlines()]
    weights = {number: float(line[6].rstrip("*")) for number, line in enumerate(lines)}
    chosen: dict[int, None] = {}
    for _ in range(weighted(rng, each)):
        chosen[weighted(rng, weights)] = None
    return tuple(_gift(rng, lines[number]) for number in chosen)


def _gift(rng: random.Random, words: list[str]) -> Gift:
    what, categories, kind, when, far, most, weight = words
    way, free = rng.choice(far.split("/")), when.split("/")
    free = rng.sample(free, min(len(free), 2 if rng.random() < TWO_TIMES else 1))
    trained = rng.randint(40, 700) if weight.endswith("*") else None
    return Gift(
        kind, what, tuple(categories.split(",")), times(",".join(free)),
        REACH[way.rstrip("0123456789")], int(way.lstrip("自車")), int(most), trained,
    )  # fmt: skip


def _answers(rng: random.Random, gifts: tuple[Gift, ...], longest: int) -> tuple[Answer, ...]:
    """Return what they said to one question after another, what they do give among it."""
    if rng.random() >= ASKED:
        return ()
    gave = {gift.categories[0]: "yes" if gift.kind == "can" else "wants" for gift in gifts}
    others = rng.sample(ASKED_ABOUT, rng.randint(2, 6) if gifts else rng.randint(1, 3))
    said = {code: weighted(rng, SAID_OF_OTHERS) for code in others} | gave
    day = rng.randint(5, max(6, longest)) if gifts else rng.randint(5, 200)
    return tuple(Answer(code, answer, day) for code, answer in said.items())


def _consents(rng: random.Random) -> tuple[Consent, ...]:
    chosen = rng.sample(RECIPIENTS, rng.choice((0, 1, 1, 2, 3)))
    return tuple(_consent(rng, recipient) for recipient in chosen)


def _consent(rng: random.Random, recipient: str) -> Consent:
    items = tuple(item for item in ITEMS if item == "area" or rng.random() < 0.6)
    given = rng.randint(5, 700)
    withdrawn = rng.randint(1, given) if rng.random() < 0.07 else None
    means = weighted(rng, MEANS)
    return Consent(recipient, items, means, given, withdrawn)
