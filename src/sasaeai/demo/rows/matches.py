"""Who was asked for what, what they said, and each time that it happened."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from sasaeai.calc.matching import Bar
from sasaeai.demo.life import matches
from sasaeai.demo.rows.loaded import Loaded
from sasaeai.matching import intake, words
from sasaeai.matching.models import Ask, Match, Visit
from sasaeai.matching.queries import Candidate

NOTED = 17 * 60 + 20  # of the day: when it was noted that it happened


def add(loaded: Loaded) -> int:
    """Write down every match with its asks and visits, the oldest first; return how many."""
    made = 0
    for key in loaded.municipalities:
        drawn = sorted(
            (one for one in loaded.life.matches if loaded.needs[one.need].municipality_id == loaded.municipalities[key].pk),
            key=lambda one: one.asked_on,
        )  # fmt: skip
        rows = [_row(loaded, one) for one in drawn]
        pairs = list(zip(drawn, rows, strict=True))
        loaded.matches |= {f"{one.need} {one.target}": row for one, row in pairs}
        made += len(
            intake.add_many(
                loaded.actor(key),
                rows,
                asks=[ask for one, row in pairs for ask in _asks(loaded, one, row)],
                visits=[visit for one, row in pairs for visit in _visits(loaded, one, row)],
            )
        )
    return made


def _row(loaded: Loaded, drawn: matches.Match) -> Match:
    return Match(
        need=loaded.needs[drawn.need],
        **{drawn.kind: _target(loaded, drawn)},
        state=drawn.state,
        reasons=_reasons(drawn, is_timed=bool(loaded.needs[drawn.need].times)),
        asked_on=loaded.day(drawn.asked_on),
        answer_by=loaded.day_or_none(drawn.answer_by),
        agreed_on=loaded.day_or_none(drawn.agreed_on),
        times=drawn.times.to_json(),
        first_on=loaded.day_or_none(drawn.first_on),
        companion=drawn.companion,
        thanked_on=loaded.day_or_none(drawn.thanked_on),
        ended_on=loaded.day_or_none(drawn.ended_on),
        why=drawn.why,
        apart=drawn.apart,
        words=drawn.words,
        asked_by=loaded.users[drawn.asked_by],
        created_at=_first_asked(loaded, drawn),
    )


def _first_asked(loaded: Loaded, drawn: matches.Match) -> datetime:
    """Return when it was written down that they were asked: with the first ask."""
    if drawn.asks:
        return loaded.moment(drawn.asks[0].on, drawn.asks[0].hour * 60)
    return loaded.written(f"{drawn.need} {drawn.target}", drawn.asked_on)


def _target(loaded: Loaded, drawn: matches.Match) -> Any:  # noqa: ANN401 -- a row of one of four tables
    tables: dict[str, Mapping[str, Any]] = {
        "person": loaded.people,
        "organisation": loaded.organisations,
        "activity": loaded.activities,
    }
    return tables[drawn.kind][drawn.target]


def _reasons(drawn: matches.Match, *, is_timed: bool) -> list[str]:
    """Return what spoke for asking somebody, in the words of `matching`."""
    one = drawn.standing
    if one is None:
        return []
    return words.reasons(
        Candidate(
            person=uuid4(), bars=Bar(0), metres=one.metres, reach="", common=one.common,
            is_timed=is_timed, skill=one.skill, asks=one.asks, met=one.met, only_received=one.only_received,
            rest_days=0,
        )
    )  # fmt: skip


def _asks(loaded: Loaded, drawn: matches.Match, row: Match) -> Iterator[Ask]:
    for one in drawn.asks:
        at = loaded.moment(one.on, one.hour * 60)
        after = one.said_after
        yield Ask(
            match=row,
            asked_at=at,
            created_at=at,
            asked_by=loaded.users[one.asked_by],
            said=one.said,
            said_at=None if after is None else min(at + timedelta(hours=after), timezone.now()),
        )


def _visits(loaded: Loaded, drawn: matches.Match, row: Match) -> Iterator[Visit]:
    by = loaded.users[drawn.asked_by]
    for one in drawn.visits:
        yield Visit(
            match=row,
            on=loaded.day(one.on),
            minutes=one.minutes,
            words=one.words,
            noted_by=by,
            created_at=loaded.moment(one.on, NOTED),
        )
