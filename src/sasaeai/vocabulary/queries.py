"""Reading the town's words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from sasaeai.areas.viewer import Viewer
from sasaeai.vocabulary.models import Kind, Term


@dataclass(frozen=True, slots=True)
class KindCount:
    """A code list as the overview shows it."""

    kind: Kind
    terms: int
    own: int
    to_verify: int


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
