"""Reading the town's words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf

from sasaeai.areas.viewer import Viewer
from sasaeai.vocabulary.models import Kind, Policy, PolicyRule, Term

# A town's own term lies below a national one, and that below its group.
ABOVE = ("parent", "parent__parent")


@dataclass(frozen=True, slots=True)
class KindCount:
    """A code list as the overview shows it."""

    kind: Kind
    terms: int
    own: int
    to_verify: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Who helps with one category on a day: by which rule of the town, and what comes next."""

    policy: Policy
    start: Policy
    rule: PolicyRule | None = None
    coming: PolicyRule | None = None
    # The category above it that decides, where nothing was said of this one.
    above: Term | None = None

    @property
    def rule_of_town(self) -> PolicyRule | None:
        """The rule by which the town does otherwise than it started with."""
        return self.rule if self.policy != self.start else None


@dataclass(frozen=True, slots=True)
class Line:
    """A term as a list shows it; of a support category also who helps."""

    term: Term
    standing: Standing | None


def visible_to(viewer: Viewer) -> QuerySet[Term]:
    """Return the town's terms with their parents, ended ones included; nothing without a posting."""
    if not viewer.posts:
        return Term.objects.none()
    return (
        Term.objects.filter(municipality_id=viewer.municipality)
        .select_related("parent")
        .order_by("kind", "order", "code")
    )


def in_force(terms: QuerySet[Term], today: date) -> QuerySet[Term]:
    """Return those of the terms that hold on this day."""
    return terms.filter(Q(since=None) | Q(since__lte=today), Q(until=None) | Q(until__gte=today))


def of_kind(municipality: UUID, kind: str, today: date) -> QuerySet[Term]:
    """Return one list's terms as they hold on this day, in the order of the list."""
    terms = Term.objects.filter(municipality_id=municipality, kind=kind)
    return in_force(terms, today).select_related("parent").order_by("order", "code")


def whole_kind(viewer: Viewer, kind: str) -> QuerySet[Term]:
    """Return one list's terms as the viewer reads them, ended ones included."""
    return visible_to(viewer).filter(kind=kind)


def national_in_force(viewer: Viewer, kind: str) -> QuerySet[Term]:
    """Return the national terms of one list to which a term of the town's own may belong."""
    terms = of_kind(viewer.municipality, kind, viewer.today)
    return terms.exclude(national_label="")


def by_code(municipality: UUID, kind: str) -> dict[str, Term]:
    """Return all terms of one list by code, ended ones included."""
    return {
        term.code: term for term in Term.objects.filter(municipality_id=municipality, kind=kind)
    }


def kind_counts(viewer: Viewer) -> Sequence[KindCount]:
    """Return every code list with the number of terms that hold today."""
    rows = (
        in_force(visible_to(viewer), viewer.today)
        .order_by()
        .values("kind")
        .annotate(
            terms=Count("pk"),
            own=Count("pk", filter=Q(national_label="")),
            unsure=Count("pk", filter=Q(to_verify=True)),
        )
    )
    counted = {row["kind"]: row for row in rows}
    return [
        KindCount(kind, row["terms"], row["own"], row["unsure"])
        if (row := counted.get(kind))
        else KindCount(kind, 0, 0, 0)
        for kind in Kind
    ]


def policy_rules(term: Term) -> QuerySet[PolicyRule]:
    """Return what the town said of who helps with a category, the last day first."""
    return term.policy_rules.order_by("-since")


def standings(terms: Iterable[Term], day: date) -> dict[UUID, Standing]:
    """Return who helps with each of these categories on this day; two queries for all of them.

    Of a category of which nobody said anything it is whoever helps with the one above it.
    """
    ids = [term.pk for term in terms]
    known = Term.objects.filter(pk__in=ids).select_related(ABOVE[-1])
    lines = {term.pk: list(_upwards(term)) for term in known}
    begun: dict[UUID, PolicyRule] = {}
    coming: dict[UUID, PolicyRule] = {}
    asked = {term.pk for line in lines.values() for term in line}
    for rule in PolicyRule.objects.filter(term__in=asked).order_by("since"):
        if rule.since <= day:
            begun[rule.term_id] = rule
        else:
            coming.setdefault(rule.term_id, rule)
    return {pk: _standing(line, begun, coming) for pk, line in lines.items()}


def _upwards(term: Term | None) -> Iterator[Term]:
    while term is not None:
        yield term
        term = term.parent


def _standing(
    line: Sequence[Term], begun: Mapping[UUID, PolicyRule], coming: Mapping[UUID, PolicyRule]
) -> Standing:
    """Return who helps with the first of this line: the first of it of which something is said decides."""
    said = [place for place, one in enumerate(line) if one.pk in begun or one.policy]
    at = said[0] if said else 0
    rule = begun.get(line[at].pk)
    return Standing(
        Policy(rule.policy) if rule else line[at].starting_policy,
        line[0].starting_policy,
        rule,
        next((coming[one.pk] for one in line[: at + 1] if one.pk in coming), None),
        line[at] if at else None,
    )


def standing(term: Term, day: date) -> Standing:
    """Return who helps with this category on this day."""
    return standings([term], day)[term.pk]


def lines(viewer: Viewer, terms: Iterable[Term]) -> list[Line]:
    """Return these terms, each support category with who helps today."""
    shown = list(terms)
    helped = standings((term for term in shown if term.kind == Kind.SUPPORT_CATEGORY), viewer.today)
    return [Line(term, helped.get(term.pk)) for term in shown]


def referred(terms: QuerySet[Term], day: date) -> QuerySet[Term]:
    """Return those of the categories that are left to professionals on this day."""
    said: list[Subquery | NullIf] = []
    for above in ("", *(f"{one}__" for one in ABOVE)):
        begun = PolicyRule.objects.filter(term=OuterRef(f"{above}pk"), since__lte=day)
        said += [
            Subquery(begun.order_by("-since").values("policy")[:1]),
            NullIf(f"{above}policy", Value("")),
        ]
    return (
        terms.filter(kind=Kind.SUPPORT_CATEGORY)
        .alias(on_day=Coalesce(*said))
        .filter(on_day=Policy.REFER)
    )
