"""Counting what was done from the rows themselves. A figure is the number of rows behind its key, by `behind`.

Keys: `entries`, `unfiled` (under no function), `functions.a`, `means.visit`, `cross.a.visit`, `tasks.1`,
`types.listen`, `counterparts.elder`; `voices`, `voices.answered`; `needs`, `needs.connected`; `people`,
`people.both`; `stories`; `assets.new`, `assets.renewed`, `assets.rested`; `asked`, `asked.agreed` and so on.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet

from sasaeai.assets.models import Asset, Check
from sasaeai.calc import tallies
from sasaeai.calc.tallies import Cross, Filed
from sasaeai.journal.models import Entry, Story
from sasaeai.matching.models import Match
from sasaeai.needs.models import Need
from sasaeai.people.models import Person
from sasaeai.reports.scopes import Scope
from sasaeai.voices.models import Voice

FUNCTIONS = "functions"
LISTS = (FUNCTIONS, "tasks", "types", "counterparts")
# What became of those who were asked in the period.
GOING_ON = (Match.State.DONE, Match.State.THANKED, Match.State.ENDED)
OUTCOMES: dict[str, Q] = {
    "asked.agreed": Q(agreed_on__isnull=False),
    "asked.happened": Q(agreed_on__isnull=False, state__in=GOING_ON),
    "asked.waiting": Q(state=Match.State.ASKED),
    **{f"asked.{why.value}": Q(state=Match.State.DECLINED, why=why) for why in Match.Why},
}
Rows = QuerySet[Any]


def entries(scope: Scope) -> QuerySet[Entry]:
    """Return what this body did in this area and period."""
    return Entry.objects.filter(scope.here, on__range=(scope.since, scope.until))


def begun_on(scope: Scope) -> date | None:
    """Return the day of the first entry this body wrote here, if there is one."""
    first: date | None = Entry.objects.filter(scope.here).aggregate(first=Min("on"))["first"]
    return first


class Dated(NamedTuple):
    """One entry: its number, its day, and its words by code."""

    pk: UUID
    on: date
    filed: Filed


def filed(scope: Scope) -> list[Filed]:
    """Return each entry with its words, by code: one query for the entries and one for each list."""
    return [one.filed for one in dated(scope)]


def dated(scope: Scope) -> list[Dated]:
    """Return each entry with its words and its day."""
    rows = entries(scope)
    done = rows.values_list("pk", "on", "means__code")
    words: dict[str, dict[UUID, set[str]]] = {name: defaultdict(set) for name in LISTS}
    for name in LISTS:
        named = rows.filter(**{f"{name}__isnull": False}).order_by()
        for entry, code in named.values_list("pk", f"{name}__code"):
            words[name][entry].add(code)
    return [
        Dated(pk, on, Filed(code, {name: frozenset(words[name].get(pk, ())) for name in LISTS}))
        for pk, on, code in done
    ]


def of_entries(rows: Sequence[Filed]) -> tuple[Cross, dict[str, int]]:
    """Return the table of functions by means, and the figures counted from entries by their keys."""
    table = tallies.crossed(rows, FUNCTIONS)
    figures = {"entries": table.total, "unfiled": table.outside}
    figures |= _keyed("means", table.columns)
    figures |= {f"cross.{word}.{means}": number for (word, means), number in table.cells.items()}
    for name in LISTS:
        figures |= _keyed(name, tallies.tallied(rows, name))
    return table, figures


def _keyed(name: str, numbers: Mapping[str, int]) -> dict[str, int]:
    return {f"{name}.{word}": number for word, number in numbers.items()}


def keys_of(one: Filed) -> list[str]:
    """Return the keys of the figures one entry counts in."""
    return [key for key, number in of_entries([one])[1].items() if number]


def figures(scope: Scope) -> dict[str, int]:
    """Return every figure of a report by its key; what is none has none."""
    _table, counted = of_entries(filed(scope))
    return {**of_changes(scope), **counted}


def of_changes(scope: Scope) -> dict[str, int]:
    """Return the figures of what changed, which are counted from other rooms' rows."""
    return {key: behind(scope, key).count() for key in CHANGES}


def voices(scope: Scope) -> QuerySet[Voice]:
    """Return what was heard in the period and not taken back."""
    heard = Voice.objects.filter(scope.here, withdrawn_on=None)
    return heard.filter(heard_on__range=(scope.since, scope.until))


def needs(scope: Scope) -> QuerySet[Need]:
    """Return what was taken up in the period."""
    taken = Need.objects.filter(scope.here)
    return taken.filter(created_at__date__range=(scope.since, scope.until))


def asked(scope: Scope) -> QuerySet[Match]:
    """Return who was asked in the period, for needs of this body here."""
    mine = Match.objects.filter(
        municipality=scope.municipality,
        need__employer=scope.employer,
        need__area__path__startswith=scope.area.path,
    )
    return mine.filter(asked_on__range=(scope.since, scope.until))


def agreed(scope: Scope) -> QuerySet[Match]:
    """Return what was taken on for needs of this body here until the end of the period."""
    return Match.objects.filter(
        municipality=scope.municipality,
        need__employer=scope.employer,
        need__area__path__startswith=scope.area.path,
        agreed_on__lte=scope.until,
    )


def _asking(scope: Scope) -> Q:
    wanted = Need.objects.filter(scope.here, created_at__date__range=scope.year)
    return Q(pk__in=wanted.filter(person__isnull=False).values("person"))


def _giving(scope: Scope) -> Q:
    given = agreed(scope).filter(agreed_on__range=scope.year)
    return Q(pk__in=given.filter(person__isnull=False).values("person"))


def people(scope: Scope) -> QuerySet[Person]:
    """Return who asked for something or took something on since the 年度 began: each once."""
    here = Person.objects.filter(municipality=scope.municipality)
    return here.filter(_asking(scope) | _giving(scope))


def stories(scope: Scope) -> QuerySet[Story]:
    """Return the stories of the period."""
    return Story.objects.filter(scope.here, on__range=(scope.since, scope.until))


def assets(scope: Scope) -> QuerySet[Asset]:
    """Return what there is in the area, whoever wrote it down: an asset belongs to no body of ours."""
    return Asset.objects.filter(scope.within)


def _renewed(scope: Scope) -> QuerySet[Asset]:
    sure = Check.objects.filter(result__in=Check.SURE, on__range=(scope.since, scope.until))
    return assets(scope).filter(Exists(sure.filter(listed=OuterRef("pk"))))


def _connected(scope: Scope) -> QuerySet[Need]:
    return needs(scope).filter(Exists(agreed(scope).filter(need=OuterRef("pk"))))


def behind(scope: Scope, key: str) -> Rows:
    """Return the rows a figure counts; raises LookupError for a key that names none."""
    if key in CHANGES:
        rows: Rows = CHANGES[key](scope)
        return rows
    name, _dot, code = key.partition(".")
    done = entries(scope)
    if key == "entries":
        return done
    if key == "unfiled":
        return done.filter(functions=None)
    if name == "means" and code:
        return done.filter(means__code=code)
    if name == "cross" and "." in code:
        function, means = code.split(".", 1)
        return _under(done, FUNCTIONS, [function]).filter(means__code=means)
    if name in LISTS and code:
        return _under(done, name, [code])
    raise LookupError(key)


def _under(rows: QuerySet[Entry], name: str, codes: Iterable[str]) -> QuerySet[Entry]:
    through = getattr(Entry, name).through
    return rows.filter(Exists(through.objects.filter(entry=OuterRef("pk"), term__code__in=codes)))


def _outcome(key: str) -> Any:  # noqa: ANN401 -- a function as in CHANGES
    return lambda scope: asked(scope).filter(OUTCOMES[key])


CHANGES: dict[str, Any] = {
    "voices": voices,
    "voices.answered": lambda scope: voices(scope).filter(answered_on__lte=scope.until),
    "needs": needs,
    "needs.connected": _connected,
    "people": people,
    "people.both": lambda scope: people(scope).filter(_asking(scope), _giving(scope)),
    "stories": stories,
    "assets.new": lambda scope: assets(scope).filter(
        created_at__date__range=(scope.since, scope.until)
    ),
    "assets.renewed": _renewed,
    "assets.rested": lambda scope: assets(scope).filter(
        retired_on__range=(scope.since, scope.until)
    ),
    "asked": asked,
    **{key: _outcome(key) for key in OUTCOMES},
}


def written_since(scope: Scope, report: Any) -> QuerySet[Entry]:  # noqa: ANN401 -- a sent Report
    """Return the entries of the period that were written or mended after a report of it was sent."""
    later = Q(created_at__gt=report.sent_at) | Q(updated_at__gt=report.sent_at)
    ordered = entries(scope).filter(later).order_by("newest_first", "id")
    return ordered.select_related("area", "means")


def next_steps(scope: Scope) -> QuerySet[Entry]:
    """Return what was noted as the next step and is not done yet, the nearest day first."""
    open_steps = entries(scope).exclude(next_step="").filter(next_done_on=None)
    return open_steps.order_by(F("next_on").asc(nulls_last=True), "id")
