"""Reading the town's words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from sasaeai.areas.viewer import Viewer
from sasaeai.vocabulary.models import Kind, Policy, PolicyRule, Term


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
    """Return who helps with each of these categories on this day; one query for all of them."""
    known = {term.pk: term for term in terms}
    begun: dict[UUID, PolicyRule] = {}
    coming: dict[UUID, PolicyRule] = {}
    for rule in PolicyRule.objects.filter(term__in=known).order_by("since"):
        if rule.since <= day:
            begun[rule.term_id] = rule
        else:
            coming.setdefault(rule.term_id, rule)
    return {
        pk: Standing(
            Policy(begun[pk].policy) if pk in begun else term.starting_policy,
            term.starting_policy,
            begun.get(pk),
            coming.get(pk),
        )
        for pk, term in known.items()
    }


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
    begun = PolicyRule.objects.filter(term=OuterRef("pk"), since__lte=day).order_by("-since")
    policy = Coalesce(Subquery(begun.values("policy")[:1]), "policy")
    return terms.filter(kind=Kind.SUPPORT_CATEGORY).alias(on_day=policy).filter(on_day=Policy.REFER)
