"""The figures of a report as its page and its sheet show them, from numbers by key and what each is called."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sasaeai.matching.models import Match
from sasaeai.reports.scopes import Scope
from sasaeai.ui import dates, wording
from sasaeai.vocabulary.models import Kind, Term

# Under which name an entry keeps the words of these lists.
KINDS: dict[str, str] = {
    Kind.SC_FUNCTION: "functions",
    Kind.CONTACT_MEANS: "means",
    Kind.SC_TASK: "tasks",
    Kind.WORK_COORDINATOR_TASK: "tasks",
    Kind.SC_ACTIVITY_TYPE: "types",
    Kind.COUNTERPART: "counterparts",
}
# Meetings of which the indicators ask who was there.
MEETINGS = ("types.council1", "types.council2", "types.liaison", "types.care_conf")
# What changed, each with what it is of.
CHANGED: tuple[tuple[str, str, Promise, Promise], ...] = (
    (
        "voices.answered",
        "voices",
        _("聴いた声に、お返事ができた"),
        _("この期間に聴いた声のうち、期間の終わりまでにお返事したもの"),
    ),
    (
        "needs.connected",
        "needs",
        _("お願いが、つながった"),
        _("この期間に受けたニーズのうち、期間の終わりまでに引き受ける方が決まったもの"),
    ),
    (
        "people.both",
        "people",
        _("頼む側にも、頼まれる側にもなった人"),
        _("4月からの実人数。頼んだ方と引き受けた方をあわせたうち、両方になった方"),
    ),
)
FIXED: dict[str, str | Promise] = {
    "stories": _("物語"),
    "assets.new": _("新しく書いた資源"),
    "assets.renewed": _("確かめた資源"),
    "assets.rested": _("引退した資源"),
    "asked": _("お願いしたこと"),
    "asked.agreed": _("引き受けてくださった"),
    "asked.happened": _("実際に行われた"),
    "asked.waiting": _("お返事を待っている"),
    **{f"asked.{why.value}": why.label for why in Match.Why},
    "entries": _("記録の実数"),
    "unfiled": _("どの機能にも入れていない記録"),
    "voices": _("聴いた声"),
    "needs": _("受けたニーズ"),
    "people": _("頼んだ方と引き受けた方"),
    **{key: name for key, _of, name, _note in CHANGED},
}
OF_ASSETS = ("assets.new", "assets.renewed", "assets.rested")
OF_ASKED = ("asked", "asked.agreed", "asked.happened", "asked.waiting")
WHY_NOT = tuple(f"asked.{why.value}" for why in Match.Why)
# Where people are counted: what leaves the house shows no small number of them.
OF_PEOPLE = ("people", "people.both")
Address = Callable[[str], str]


class Figure(NamedTuple):
    """One number, what it is called, and where the rows behind it, and behind its whole, are listed."""

    key: str
    label: str
    number: int
    url: str
    of: int | None = None
    note: str = ""
    of_url: str = ""

    @property
    def percent(self) -> int | None:
        return round(100 * self.number / self.of) if self.of else None


class Line(NamedTuple):
    """A row of the table of functions by means."""

    head: Figure
    cells: list[Figure]


class Board(NamedTuple):
    """All figures of a report in their places."""

    changed: list[Figure]
    stories: Figure
    table: list[Line]
    means: list[Figure]
    entries: Figure
    unfiled: Figure
    lists: list[tuple[str, list[Figure]]]
    meetings: list[Figure]
    assets: list[Figure]
    asked: list[Figure]
    why_not: list[Figure]


def labels(terms: Iterable[Term], numbers: Mapping[str, int], *, scope: Scope) -> dict[str, str]:
    """Return what the figures of entries are called, in the order of the town's lists.

    A term that did not hold at the end of the period is named only where something stands under it.
    """
    called = {}
    for term in terms:
        key = f"{KINDS[term.kind]}.{term.code}"
        if term.holds_on(scope.until) or numbers.get(key):
            called[key] = str(term)
    return called


def numbers_of(terms: Iterable[Term]) -> dict[str, UUID]:
    """Return the number of each term by the key of its figure."""
    return {f"{KINDS[term.kind]}.{term.code}": term.pk for term in terms}


def called(key: str, named: Mapping[str, str]) -> str:
    """Return what a figure is called; of a key that nothing is known of, the key."""
    if key in FIXED:
        return str(FIXED[key])
    if "/" in key:
        month, _slash, of = key.partition("/")
        return wording.placed(called(of, named), dates.month_of(date.fromisoformat(f"{month}-01")))
    if key.startswith("cross."):
        function, means = key.removeprefix("cross.").split(".", 1)
        parts = (named.get(f"functions.{function}", function), named.get(f"means.{means}", means))
        return " × ".join(parts)
    return named.get(key, key)


def board(numbers: Mapping[str, int], named: Mapping[str, str], *, address: Address) -> Board:
    """Return the figures in their places."""

    def figure(key: str) -> Figure:
        return Figure(key, called(key, named), numbers.get(key, 0), address(key))

    def shown(name: str, *, used: bool = False) -> list[Figure]:
        keys = [key for key in named if key.startswith(f"{name}.")]
        return [figure(key) for key in keys if numbers.get(key) or not used]

    means = shown("means", used=True)
    return Board(
        changed=[
            figure(key)._replace(of=numbers.get(of, 0), note=str(note), of_url=figure(of).url)
            for key, of, _name, note in CHANGED
        ],
        stories=figure("stories"),
        table=[
            Line(head, [figure(f"cross.{_code(head)}.{_code(one)}") for one in means])
            for head in shown("functions")
        ],
        means=means,
        entries=figure("entries"),
        unfiled=figure("unfiled"),
        lists=[
            (str(title), shown(name, used=True))
            for name, title in (
                ("tasks", _("活動範囲")),
                ("types", _("何をしたか")),
                ("counterparts", _("だれと")),
            )
        ],
        meetings=[figure(key) for key in MEETINGS if key in named],
        assets=[figure(key) for key in OF_ASSETS],
        asked=[figure(key) for key in OF_ASKED],
        why_not=[figure(key) for key in WHY_NOT if numbers.get(key)],
    )


def _code(figure: Figure) -> str:
    return figure.key.partition(".")[2]
