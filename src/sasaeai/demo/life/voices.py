"""What residents said in the last two years: 1,500 voices of ささえ市 and 36 of となり町."""

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sasaeai.demo.chance import deal, weighted
from sasaeai.demo.geography import Area
from sasaeai.demo.life import idea_words, reply_words, speech, trouble_words, wish_words
from sasaeai.demo.life.days import Days
from sasaeai.demo.life.places import Places
from sasaeai.demo.life.speech import Line, Rota, slots, spoken
from sasaeai.demo.people_names import nickname
from sasaeai.demo.staff import Posting

COUNTS = {"sasae": 1500, "tonari": 36}
OLDEST = 720
KINDS = {"trouble": 0.30, "wish": 0.26, "strength": 0.17, "waste": 0.12, "idea": 0.15}
WORDS = {
    "trouble": trouble_words.TROUBLES, "wish": wish_words.WISHES,
    "strength": wish_words.STRENGTHS, "waste": idea_words.WASTES, "idea": idea_words.IDEAS,
}  # fmt: skip
MEANS = {
    "f": {"phone": 0.28, "event": 0.28, "visit": 0.18, "walk": 0.15, "came": 0.09, "letter": 0.02},
    "m": {"phone": 0.28, "event": 0.20, "visit": 0.18, "walk": 0.24, "came": 0.10},
    "d": {"phone": 0.55, "mail": 0.25, "came": 0.15, "online": 0.05},
    "s": {"phone": 0.60, "mail": 0.25, "came": 0.10, "online": 0.05},
    "c": {"phone": 0.30, "came": 0.28, "meeting": 0.27, "visit": 0.15},
    "n": {"walk": 0.42, "phone": 0.32, "came": 0.26},
    "y": {"event": 0.40, "walk": 0.25, "mail": 0.20, "line": 0.15},
    "w": {"visit": 0.60, "phone": 0.22, "meeting": 0.18},
}
TELLERS = {
    "d": ("娘さん", "別に住む娘さん", "{遠}の娘さん"), "s": ("息子さん", "{遠}の息子さん", "長男さん"),
    "c": ("民生委員さん", "{町}の民生委員さん"), "n": ("お隣の方", "ご近所の方", "班長さん"),
}  # fmt: skip
AT_HOME = ("ご自宅の縁側", "玄関先", "お茶の間", "ご自宅の台所", "庭先")
OFFICES = {"c": ("民生委員さんの定例会",), "w": ("商店会の集まり", "連絡会のあとで")}
DESKS = {"swc-kawasemi": "包括の窓口", "shakyo": "社協の窓口", "shiyakusho": "市役所の窓口",
         "t-shakyo": "社協の窓口", "t-yakuba": "役場の窓口"}  # fmt: skip
HEARD_BY = {"layer2": 0.80, "layer1": 0.11, "officer": 0.06, "work": 0.03}
WORKS = ("work", "role", "men")
CONSENT = {"oral": 0.60, "paper": 0.12, "": 0.28}
REACH = {"own": 0.2, "staff": 0.45, "council": 0.25, "public": 0.10}
CALLED, CONFIRMED, PROMISED, NEAREST = 0.55, 0.85, 0.5, 0.75
ASKING = ("trouble", "wish")
LATELY, TRIES = 1.42, 8
WAITS = (20, 44)
WITHDRAWN = 90  # one of so many
# How many promises of an answer are due within a week, at most: today should not be crowded.
DUE = {"layer2": (-2, 1, 5), "layer1": (0, 4), "officer": (3,), "work": (-1, 6)}
URGENT = ("trouble", "idea", "wish", "waste", "strength")
FRESH = 3  # days in which nothing was promised yet


@dataclass(frozen=True)
class Voice:
    """One voice; days are counted from today, past ones negative; lead is what it led to."""

    key: str
    municipality: str
    area: str
    words: str
    kind: str
    categories: tuple[str, ...]
    heard_on: int
    heard_by: str
    employer: str
    means: str
    place_words: str
    called: str
    told_by: str
    consent: str
    reach: str
    follow_up_on: int | None = None
    destination: str = ""
    lead: str = ""
    answer: str = ""
    answered_on: int | None = None
    withdrawn_on: int | None = None


class Hearing:
    """One town's residents being heard: `said` remembers every word, so that nobody says it twice."""

    def __init__(self, rng: random.Random, places: Places, days: Days) -> None:
        self.rng, self.places, self.days = rng, places, days
        self.said: set[str] = set()

    def others(self, municipality: str, count: int) -> list[Voice]:
        """Return so many voices that became no need: answered, led somewhere, or still waiting."""
        rng, places = self.rng, self.places
        blocks = places.land.blocks_of(municipality)
        homes = rng.choices(blocks, weights=[places.aged[block.key] for block in blocks], k=count)
        rotas = {kind: Rota(rng, speech.lines(words)) for kind, words in WORDS.items()}
        ages = (round(OLDEST * rng.random() ** LATELY) for _ in range(count))
        when = sorted(self.days.weekday(rng, ago) for ago in ages)
        rows = []
        for on, block, kind in zip(when, homes, deal(rng, KINDS, count), strict=True):
            line = rotas[kind].next(self.days.date(on), lambda line: True)
            if line is not None:
                line = speech.said_by(line, rng.choice("fm"))
                rows.append(_led(rng, self.heard(line, kind, block, on), line, places))
        return _withdrawn(rng, rows)

    def heard(
        self, line: Line, kind: str, block: Area, on: int, *, desk: Posting | None = None
    ) -> Voice:
        """Return a line as somebody said it on a day, to this one or one of those who worked there."""
        rng = self.rng
        desk = desk or self._desk(line, block.key, on)
        known = slots(rng, block, self.places.living_area(block.key))
        means = weighted(rng, MEANS[line.teller])
        consent = weighted(rng, CONSENT)
        return Voice(
            key="", municipality=self.places.home(block.key), area=block.key,
            words=self._unsaid(line, known, means, asks=kind in ASKING), kind=kind,
            categories=line.categories if rng.random() < CONFIRMED else (), heard_on=on,
            heard_by=desk.staff, employer=desk.employer, means=means,
            place_words=self._where(means, line.teller, desk=desk, block=block),
            called=_called(rng, line, known["町"]), told_by=_told_by(rng, line, known),
            consent=consent, reach=weighted(rng, REACH) if consent else "own",
        )  # fmt: skip

    def _unsaid(self, line: Line, known: dict[str, str], means: str, *, asks: bool) -> str:
        """Return the line in words nobody used before; after many tries, as they come."""
        words = ""
        for _ in range(TRIES):
            words = spoken(self.rng, line, known, means=means, asks=asks)
            if words not in self.said:
                break
        self.said.add(words)
        return words

    def _desk(self, line: Line, area: str, on: int) -> Posting:
        shares = dict(HEARD_BY)
        if set(line.categories) & set(WORKS):
            shares["work"] = 0.25
        role = weighted(self.rng, shares)
        found = self.places.on_duty(area, -on, roles=(role,)) or self.places.on_duty(area, -on)
        nearest = [one for one in found if one.area == found[0].area]
        return self.rng.choice(nearest if self.rng.random() < NEAREST else found)

    def _where(self, means: str, teller: str, *, desk: Posting, block: Area) -> str:
        if means == "event":
            return self.places.gathering(self.rng, block.key)
        if means == "walk":
            return self.places.corner(self.rng, block.key)
        if means == "visit":
            return self.rng.choice(AT_HOME) if teller in "fm" else ""
        if means == "meeting":
            return self.rng.choice(OFFICES[teller])
        return DESKS[desk.employer] if means == "came" else ""


def _withdrawn(rng: random.Random, voices: list[Voice]) -> list[Voice]:
    """Return the voices, a few of those long heard taken back some days later."""
    old = [place for place, one in enumerate(voices) if one.heard_on < -WAITS[0]]
    taken_back = set(rng.sample(old, len(old) // WITHDRAWN))
    return [
        replace(one, withdrawn_on=one.heard_on + rng.randint(3, 15)) if place in taken_back else one
        for place, one in enumerate(voices)
    ]


def _called(rng: random.Random, line: Line, place: str) -> str:
    if line.whose not in "fm" or rng.random() >= CALLED:
        return ""
    return nickname(rng, sex=line.whose, place=place)


def _told_by(rng: random.Random, line: Line, known: dict[str, str]) -> str:
    """Return who spoke for somebody else; nothing where people spoke for themselves."""
    if line.teller == line.whose:
        return ""
    return rng.choice(TELLERS[line.teller]).format(**known)


def _led(rng: random.Random, voice: Voice, line: Line, places: Places) -> Voice:
    """Return the voice with what became of it: recent ones wait."""
    if -voice.heard_on <= rng.randint(*WAITS):
        return voice
    hints, answer = line.rest
    destination, lead = places.led_to(rng, hints.split(",") if hints else [], voice.area)
    return answered(
        rng,
        replace(voice, destination=destination or "answered", lead=lead),
        answer or rng.choice(reply_words.HEARD),
    )


def answered(rng: random.Random, voice: Voice, words: str) -> Voice:
    """Return the voice with what was answered some days later, mostly as promised."""
    on = min(0, voice.heard_on + rng.randint(0, 12))
    due = min(on + rng.randint(0, 4), 0) if rng.random() < PROMISED else None
    return replace(voice, answer=words, answered_on=on, follow_up_on=due)


def promised(rng: random.Random, voices: Iterable[Voice], roles: Mapping[str, str]) -> list[Voice]:
    """Return the voices, those that wait with the day by which they are answered.

    Of each who heard them only a few are due within a week; `roles` says what each works as.
    """
    rows = list(voices)
    waiting: dict[str, list[int]] = defaultdict(list)
    for place in sorted(range(len(rows)), key=lambda one: URGENT.index(rows[one].kind)):
        if not rows[place].destination and rows[place].heard_on < -FRESH:
            waiting[rows[place].heard_by].append(place)
    for staff, some in waiting.items():
        # What the stories promised stays as it was promised.
        free = [place for place in some if rows[place].follow_up_on is None]
        soon = DUE[roles[staff]][len(some) - len(free) :]
        for place, due in zip(free, _dues(rng, soon, len(free)), strict=True):
            rows[place] = replace(rows[place], follow_up_on=due)
    return rows


def _dues(rng: random.Random, first: Sequence[int], count: int) -> list[int | None]:
    """Return days soon for those who come first, later ones for some of the others."""
    later = [rng.choice((None, None, rng.randint(8, 20))) for _ in range(count)]
    return [*first, *later][:count]
