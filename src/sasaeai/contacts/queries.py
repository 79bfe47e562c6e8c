"""Reading whom the town calls now, and for what."""

from collections.abc import Iterable, Sequence

from django.db.models import Q, QuerySet

from sasaeai.areas.models import Area
from sasaeai.areas.viewer import Viewer
from sasaeai.contacts.models import Contact
from sasaeai.vocabulary import queries as vocabulary
from sasaeai.vocabulary.models import Kind, Policy, PolicyRule, Term


def contacts(viewer: Viewer) -> QuerySet[Contact]:
    """Return whom this town calls, ended ones included."""
    here = Contact.objects.filter(municipality_id=viewer.municipality)
    return here.select_related("area").prefetch_related("terms").order_by("order", "name")


def contacts_for(viewer: Viewer, terms: Iterable[Term], area: Area | None = None) -> list[Contact]:
    """Return whom to call now for one of these words or categories, those named for it first.

    Where the town named nobody for a word, all that it has: a number that is not quite right passes
    one on. For a category nobody: 119 is no help where somebody would like a bath.
    """
    return fitting(in_force(viewer), terms, area)


def in_force(viewer: Viewer) -> list[Contact]:
    """Return whom this town calls today."""
    today = viewer.today
    return list(
        contacts(viewer).filter(
            Q(since=None) | Q(since__lte=today), Q(until=None) | Q(until__gte=today)
        )
    )


def fitting(
    known: Iterable[Contact], terms: Iterable[Term], area: Area | None = None
) -> list[Contact]:
    """Return those of the contacts that are called for one of these, as `contacts_for` does.

    Whoever is named for little else comes first: it is their work.
    """
    asked = list(terms)
    wanted = {one for term in asked for one in (term.pk, term.parent_id) if one}
    found = [(contact, {term.pk for term in contact.terms.all()}) for contact in known]
    meant = sorted((one for one in found if one[1] & wanted), key=lambda one: len(one[1]))
    for_anything = [one for one in found if not one[1]]
    is_urgent = any(term.kind == Kind.ALARM_WORD for term in asked)
    chosen = [*meant, *for_anything] or (found if is_urgent else [])
    return _nearest([contact for contact, _named in chosen], area)


def _nearest(chosen: Sequence[Contact], area: Area | None) -> list[Contact]:
    """Return the contacts without those of other areas where one is there for this area, else those last."""
    if area is None:
        return list(chosen)
    own = [one for one in chosen if one.area is not None and _lies_along(one.area, area)]
    elsewhere = [one for one in chosen if one.area is not None and one not in own]
    here = [one for one in chosen if one not in elsewhere]
    return here if own else [*here, *elsewhere]


def _lies_along(one: Area, other: Area) -> bool:
    return one.path.startswith(other.path) or other.path.startswith(one.path)


def lacking(viewer: Viewer) -> list[Term]:
    """Return the categories left to professionals, today or later, for which the town calls nobody."""
    known = in_force(viewer)
    categories = referable(viewer).filter(kind=Kind.SUPPORT_CATEGORY).select_related("parent")
    return [term for term in categories if not fitting(known, [term])]


def referable(viewer: Viewer) -> QuerySet[Term]:
    """Return what a contact may be named for: groups of alarm words, and categories to refer.

    Those too that will be referred from a later day on, so that the town is ready on that day.
    """
    terms = vocabulary.in_force(vocabulary.visible_to(viewer), viewer.today)
    groups = Q(kind=Kind.ALARM_WORD, parent=None)
    now = vocabulary.referred(terms, viewer.today).order_by()
    later = PolicyRule.objects.filter(policy=Policy.REFER, since__gt=viewer.today)
    return terms.filter(groups | Q(pk__in=now.values("pk")) | Q(pk__in=later.values("term")))
