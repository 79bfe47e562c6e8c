"""What usually follows from what is noted, by the dated rules of `data/points.toml`: suggested, never set."""

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from sasaeai.areas.models import Role
from sasaeai.areas.viewer import Viewer
from sasaeai.calc.pointing import Arrow, Mark, pointed
from sasaeai.ui import wording
from sasaeai.vocabulary import queries as vocabulary
from sasaeai.vocabulary.models import Kind, Term

DATA = Path(__file__).parent / "data" / "points.toml"
ABOUT = ("since", "until", "roles")
# Of which field of an entry each list is.
FIELDS = {
    Kind.SC_ACTIVITY_TYPE: "types",
    Kind.SC_TASK: "tasks",
    Kind.WORK_COORDINATOR_TASK: "tasks",
    Kind.SC_FUNCTION: "functions",
}
LINKS = {
    "voice": _("聴いた声"),
    "asset": _("資源"),
    "activity": _("活動"),
    "need": _("ニーズ"),
    "goal": _("目標"),
    "person": _("会った方"),
    "organisation": _("会った団体"),
    "peer": _("なかま"),
}


class Pointed(NamedTuple):
    """A term that usually goes with what was chosen, of which field, and why in a word."""

    term: Term
    field: str
    because: str


@cache
def arrows() -> tuple[Arrow, ...]:
    """Return every rule of the file."""
    kinds = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return tuple(
        Arrow(
            (kind, code), (target, one), since=rule.get("since"), until=rule.get("until"),
            roles=frozenset(rule.get("roles", ())),
        )
        for kind, codes in kinds.items()
        for code, rules in codes.items()
        for rule in rules
        for target, ones in rule.items()
        if target not in ABOUT
        for one in ones
    )  # fmt: skip


def task_kinds(viewer: Viewer) -> list[Kind]:
    """Return the lists of tasks the viewer files under: w1–w4 who brings older people and work together."""
    kinds = [Kind.WORK_COORDINATOR_TASK] if viewer.is_any(Role.WORK_COORDINATOR) else []
    if viewer.roles - {Role.WORK_COORDINATOR}:
        kinds.insert(0, Kind.SC_TASK)
    return kinds


def pointed_by(
    viewer: Viewer, terms: Iterable[Term], *, links: Sequence[str] = ()
) -> list[Pointed]:
    """Return the terms that usually go with these and with what is linked, near ones first."""
    kinds = [Kind.SC_ACTIVITY_TYPE, *task_kinds(viewer), Kind.SC_FUNCTION]
    offered = _offered(viewer, kinds)
    known = {_mark(term): str(term) for term in terms}
    known |= {("link", link): str(LINKS[link]) for link in links}
    ways = [
        arrow
        for arrow in arrows()
        if arrow.holds(viewer.today, viewer.roles) and arrow.target in offered
    ]
    names = {mark: str(term) for mark, term in offered.items()} | known
    return [
        Pointed(offered[mark], FIELDS[Kind(mark[0])], wording.listed(names[one] for one in because))
        for mark, because in pointed(known, ways).items()
    ]


def _offered(viewer: Viewer, kinds: Iterable[Kind]) -> dict[Mark, Term]:
    """Return the terms in force of these lists by their own codes."""
    found = vocabulary.in_force(vocabulary.visible_to(viewer), viewer.today)
    return {(term.kind, term.code): term for term in found.filter(kind__in=list(kinds))}


def _mark(term: Term) -> Mark:
    """Return by which mark a term points: one of the town's own as the national one it belongs to."""
    return term.kind, term.parent.code if term.is_own and term.parent else term.code
