"""Who helped whom: each need in the order it came, asked for within the town's pace, kept or let go."""

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from sasaeai.demo.chance import weighted
from sasaeai.demo.life import elsewhere, reply_words, visiting
from sasaeai.demo.life.able import Able, Neighbours
from sasaeai.demo.life.days import Days
from sasaeai.demo.life.diaries import Diaries, Diary, Promise
from sasaeai.demo.life.matches import Ask, Match
from sasaeai.demo.life.needs import ONCE, Need
from sasaeai.demo.life.places import Places
from sasaeai.demo.residents import Resident

SAID = {"yes": 0.62, "no": 0.29, "silent": 0.09}
# Whoever only received so far is glad to be asked.
GLAD = {"yes": 0.9, "no": 0.1}
WHY = {"busy": 0.32, "time": 0.22, "far": 0.10, "not_this": 0.14, "other": 0.18, "not_them": 0.04}
PENDING = {"": 0.55, "thinks": 0.28, "away": 0.17}
CLOSING = {"no_helper": 0.42, "declined": 0.30, "no_place": 0.10, "to_professional": 0.10,
           "duplicate": 0.08}  # fmt: skip
PLACES = ("salon", "exercise", "men", "dementia", "multi_gen", "role")
MOST_ASKS = 5
AGREED_ONLY, THANKED, PARTED, REMARKED = 0.2, 0.25, 0.12, 0.12
ELSEWHERE_FIRST, MOSTLY_FIRST = 0.12, 0.8
ANSWER_DAYS, ASKS_AGAIN = 2, 7
EARLIER, REFUSED_BEFORE, WAVES = -7, 0.6, (1, 1, 2)


class Helping:
    """One town's needs on their way: `settle` takes them in the order they were said."""

    def __init__(
        self, rng: random.Random, known: Sequence[Resident], *, places: Places, days: Days
    ) -> None:
        self.rng, self.places, self.days = rng, places, days
        self.neighbours = Neighbours(known, places)
        self.diaries: Diaries = defaultdict(Diary)
        self.due: set[str] = set()

    def settle(self, need: Need) -> tuple[Need, list[Match]]:
        """Return the need as it ended or goes on, with everybody and everything asked for it."""
        if need.state == "received":
            return need, []
        if need.state == "arranging":
            return self._asked(need)
        if need.state == "let_go":
            return self._let_go(need, weighted(self.rng, CLOSING))
        return self._met(need)

    def _met(self, need: Need) -> tuple[Need, list[Match]]:
        """Return a need that somebody answered; let go where in the end nobody could."""
        on = self._first_day(need)
        if self.rng.random() < ELSEWHERE_FIRST:
            found = elsewhere.turn_to(self.rng, need, on, places=self.places, days=self.days)
            if found is not None:
                return _ended(self.rng, need, [found]), [found]
        matches = self._until_yes(need, on)
        if matches and matches[-1].apart:
            matches += self._until_yes(need, (matches[-1].ended_on or on) + 1)
        if matches and matches[-1].state != "declined" and not matches[-1].apart:
            return _ended(self.rng, need, matches), matches
        on = max([on, *(match.asked_on + ANSWER_DAYS for match in matches)])
        found = elsewhere.turn_to(self.rng, need, on, places=self.places, days=self.days)
        if found is None:
            return _given_up(self.rng, need, "no_helper", matches), matches
        return _ended(self.rng, need, [*matches, found]), [*matches, found]

    def _first_day(self, need: Need) -> int:
        late = need.state == "connected" and self.rng.random() < AGREED_ONLY
        return -self.rng.randint(2, 5) if late else self.days.workday(need.said_on + 1)

    def _until_yes(self, need: Need, on: int) -> list[Match]:
        """Return who was asked one after the other until somebody said yes."""
        found: list[Match] = []
        for _ in range(MOST_ASKS):
            on = self.days.workday(on)
            chosen = self._choose(need, on, found)
            if chosen is None:
                return found
            said = weighted(self.rng, GLAD if chosen.standing.only_received else SAID)
            match = self._yes(need, chosen, on) if said == "yes" else None
            found.append(match or self._no(need, chosen, on, said="no" if said == "yes" else said))
            if match is not None or on >= -1:
                return found
            on += self.rng.randint(1, 3)
        return found

    def _choose(self, need: Need, on: int, asked: Sequence[Match]) -> Able | None:
        """Return whom a coordinator would ask now: mostly who stands first on the list."""
        past = {match.target for match in asked}
        for desk in self._desks(need, on):
            within = self.places.areas_of(desk, -on)
            found = self.neighbours.able(need, on, self.diaries, within=within)
            order = [one for one in found if one.helper.key not in past]
            if order:
                place = 0 if self.rng.random() < MOSTLY_FIRST else min(1, len(order) - 1)
                return replace(order[place], asked_by=desk)
        return None

    def _desks(self, need: Need, on: int) -> list[str]:
        """Return who asks: whoever answers for the need, else who works in the whole 圏域."""
        on_duty = self.places.on_duty(need.area, -on, employer=need.employer)
        return list(dict.fromkeys([need.owner, on_duty[-1].staff]))

    def _new(self, need: Need, chosen: Able, on: int, *, said: str, after: int | None) -> Match:
        self.diaries[chosen.helper.key].asked_on.append(on)
        hour = self.rng.randint(9, 16)
        return Match(
            need=need.key, kind="person", target=chosen.helper.key, asked_by=chosen.asked_by,
            asked_on=on, standing=chosen.standing,
            answer_by=on + ANSWER_DAYS,
            asks=(Ask(on, hour, chosen.asked_by, said, after),),
            words=self.rng.choice(reply_words.MATCH_WORDS) if self.rng.random() < REMARKED else "",
        )  # fmt: skip

    def _no(self, need: Need, chosen: Able, on: int, *, said: str) -> Match:
        why = "silent" if said == "silent" else weighted(self.rng, WHY)
        told = self.rng.choice(("", "away")) if said == "silent" else "no"
        match = self._new(
            need, chosen, on, said=told, after=self.rng.randint(0, 6) if told else None
        )
        if why == "not_them" and need.person:
            self.diaries[chosen.helper.key].apart.add(need.person)
        return replace(match, state="declined", why=why, words="")

    def _yes(self, need: Need, chosen: Able, on: int) -> Match | None:
        """Return the match of somebody who agreed; None where no half hour is free for both."""
        diary = self.diaries[chosen.helper.key]
        common = chosen.standing.common
        made = visiting.promise(self.rng, need, common, on, days=self.days, diary=diary)
        if made is None:
            return None
        match = replace(
            self._new(need, chosen, on, said="yes", after=self.rng.randint(0, 20)),
            state="agreed", agreed_on=min(on + self.rng.randint(0, 1), -1), times=made.times,
            first_on=made.first_on, companion=self._companion(need, chosen),
        )  # fmt: skip
        match = self._kept(need, match)
        self._note(need, match, made)
        return match

    def _kept(self, need: Need, match: Match) -> Match:
        first_on = match.first_on or 0
        if need.state == "connected":
            visits = visiting.kept(self.rng, need, first_on, days=self.days, most=None)
            return _goes_on(self.rng, replace(match, visits=visits))
        if first_on >= 0:
            return match
        most = visiting.how_often(self.rng, need)
        parts = most > 1 and need.said_on < -60 and self.rng.random() < PARTED
        visits = visiting.kept(self.rng, need, first_on, days=self.days, most=1 if parts else most)
        return _over(self.rng, replace(match, visits=visits), parts=parts)

    def _note(self, need: Need, match: Match, made: Promise) -> None:
        """Write into the helper's diary what was promised and done."""
        diary = self.diaries[match.target]
        diary.promises.append(replace(made, last_on=match.ended_on))
        diary.visits += [visit.on for visit in match.visits]
        if match.visits:
            diary.did.setdefault(need.category, match.visits[0].on)
            diary.met |= {need.person} if need.person else set()
        if match.apart and need.person:
            diary.apart.add(need.person)

    def _companion(self, need: Need, chosen: Able) -> str:
        asker = self.neighbours.by_key.get(need.person or "")
        if not (chosen.helper.with_companion or (asker is not None and asker.with_companion)):
            return ""
        return self.rng.choice(reply_words.COMPANIONS).format(姓=self.places.family_of(need.owner))

    def _asked(self, need: Need) -> tuple[Need, list[Match]]:
        """Return a need for which somebody is being asked; received where there is nobody yet."""
        found: list[Match] = []
        if need.said_on < EARLIER and self.rng.random() < REFUSED_BEFORE:
            before = self._choose(need, self.days.workday(need.said_on + 1), found)
            if before is not None:
                found.append(self._no(need, before, self.days.workday(need.said_on + 1), said="no"))
        for _ in range(self.rng.choice(WAVES)):
            found += self._pending(need, found)
        waits = any(match.state == "asked" for match in found)
        return replace(need, state="arranging" if waits else "received"), found

    def _pending(self, need: Need, asked: Sequence[Match]) -> list[Match]:
        """Return an ask that waits for its answer; of each who asks, one answer at most is due."""
        for on in (self.rng.choice((-1, -2, -3)), -1):
            chosen = self._choose(need, on, asked)
            if chosen is not None and (on == -1 or chosen.asked_by not in self.due):
                self.due |= {chosen.asked_by} if on < -1 else set()
                said = weighted(self.rng, PENDING)
                return [self._new(need, chosen, on, said=said, after=3 if said else None)]
        return []

    def _let_go(self, need: Need, closing: str) -> tuple[Need, list[Match]]:
        if closing == "no_place" and need.category not in PLACES:
            closing = "no_helper"
        found: list[Match] = []
        for number in range(self.rng.randint(1, 3) if closing == "no_helper" else 0):
            on = self.days.workday(need.said_on + 1 + 3 * number)
            chosen = self._choose(need, on, found)
            if chosen is not None:
                found.append(self._no(need, chosen, on, said=self.rng.choice(("no", "silent"))))
        return _given_up(self.rng, need, closing, found), found


def _goes_on(rng: random.Random, match: Match) -> Match:
    if not match.visits:
        return match
    if rng.random() < THANKED:
        return replace(match, state="thanked", thanked_on=match.visits[-1].on)
    return replace(match, state="done")


def _over(rng: random.Random, match: Match, *, parts: bool) -> Match:
    """Return a match that came to its end some days after the last time."""
    last = match.visits[-1].on if match.visits else match.asked_on
    ended = min(-1, last + rng.randint(1, 6))
    if parts:
        return replace(
            match, state="ended", ended_on=ended, apart=True, words=reply_words.NOT_THEM_WORDS
        )
    thanked = rng.randint(last, ended) if match.visits and rng.random() < 0.86 else None
    return replace(match, state="ended", ended_on=ended, thanked_on=thanked)


def _ended(rng: random.Random, need: Need, matches: Sequence[Match]) -> Need:
    """Return the need that was met: over, or going on."""
    if need.state == "connected" or matches[-1].state != "ended":
        return replace(need, state="connected", answer_by=max(need.answer_by, ASKS_AGAIN))
    closed = max(match.ended_on or match.asked_on for match in matches)
    words = rng.choice(_how_it_ended(need))
    return replace(need, state="done", closed_on=closed, closing_words=words)


def _how_it_ended(need: Need) -> tuple[str, ...]:
    if need.often == ONCE:
        return reply_words.DONE + reply_words.DONE_AT_ONCE
    if need.line.months:
        return reply_words.DONE_FOR_THE_SEASON
    return reply_words.DONE + reply_words.DONE_IN_TIME


def _given_up(rng: random.Random, need: Need, closing: str, matches: Sequence[Match]) -> Need:
    """Return the need that was let go, with words for whoever asked."""
    last = max([need.said_on + 2, *(match.asked_on + ANSWER_DAYS for match in matches)])
    words = rng.choice(reply_words.LET_GO_WORDS[closing])
    return replace(
        need, state="let_go", closed_on=min(-1, last + rng.randint(0, 6)), closing=closing,
        closing_words=words,
    )  # fmt: skip
