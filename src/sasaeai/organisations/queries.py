"""Reading organisations, their ties and the 働きかけ."""

import re
from collections import Counter
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import DateField, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from sasaeai.areas.models import Area
from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import STAFF, visibilities_for
from sasaeai.calc.text import fold
from sasaeai.organisations.models import Approach, Membership, Organisation, Tie
from sasaeai.people import queries as people
from sasaeai.people.cards import Card
from sasaeai.search import queries as search
from sasaeai.ui import wording
from sasaeai.vocabulary import queries as vocabulary
from sasaeai.vocabulary.models import Kind, Term

# 「今はむずかしい」 alone is not going on, unless it was agreed to speak again on a day.
GOING_ON = ~Q(state=Approach.State.NOT_NOW) | Q(next_on__isnull=False)
ANY_STATE = "all"
PAGE_KEYS = ("kind__order", "kind__code", "name", "id")
APPROACH_KEYS = ("due", "id")
NAMES = 20
FOUND_PEOPLE = 20
PRIVATE = ("contact_name", "contact_phone", "notes")
WITH_AREA = re.compile(r"(.+)[（(](.+)[）)]")


def visible_to(viewer: Viewer) -> QuerySet[Organisation]:
    """Return the organisations the viewer may see, retired ones included."""
    return Organisation.objects.filter(
        municipality_id=viewer.municipality, visibility__in=visibilities_for(viewer)
    ).select_related("area", "kind")


def listed(viewer: Viewer) -> QuerySet[Organisation]:
    """Return the visible organisations that are still active."""
    return visible_to(viewer).filter(retired_on=None)


def narrowed(
    organisations: QuerySet[Organisation],
    *,
    area: Area | None = None,
    kind: Term | None = None,
    category: Term | None = None,
) -> QuerySet[Organisation]:
    """Return those of the organisations that fit the filters of the list."""
    if area is not None:
        organisations = organisations.filter(area__path__startswith=area.path)
    if kind is not None:
        organisations = organisations.filter(kind=kind)
    if category is not None:
        organisations = organisations.filter(categories=category)
    return organisations


def helping_with(viewer: Viewer, category: Term) -> QuerySet[Organisation]:
    """Return the visible, active organisations that can help with a category, its parent or a part of it."""
    family = Q(term=category.pk) | Q(term__parent=category.pk)
    if category.parent_id is not None:
        family |= Q(term=category.parent_id)
    # By their ids: whoever can help with two of them is one organisation.
    able = Organisation.categories.through.objects.filter(family).values("organisation")
    return listed(viewer).filter(pk__in=able).defer("area__boundary").prefetch_related("categories")


def categories(viewer: Viewer, *, keep: UUID | None = None) -> QuerySet[Term]:
    """Return what one can help with today, and what the organisation to keep has though it has ended."""
    today = vocabulary.of_kind(viewer.municipality, Kind.SUPPORT_CATEGORY, viewer.today)
    had = Organisation.categories.through.objects.filter(organisation=keep).values("term")
    known = Term.objects.filter(Q(pk__in=today.values("pk")) | Q(pk__in=had))
    return known.select_related("parent").order_by("order", "code")


def retired(viewer: Viewer) -> QuerySet[Organisation]:
    """Return the visible organisations that are no longer active."""
    return visible_to(viewer).exclude(retired_on=None)


def kinds(viewer: Viewer, *, keep: UUID | None = None) -> QuerySet[Term]:
    """Return the kinds in the order of the 要綱, and the one to keep though it may have ended."""
    today = vocabulary.of_kind(viewer.municipality, Kind.ORG_TYPE, viewer.today)
    return Term.objects.filter(Q(pk__in=today.values("pk")) | Q(pk=keep)).order_by("order", "code")


def found(viewer: Viewer, words: str) -> QuerySet[Organisation]:
    """Return the visible, active organisations whose text holds all the words."""
    return holding(listed(viewer), words, municipality=viewer.municipality)


def holding(
    organisations: QuerySet[Organisation], words: str, *, municipality: UUID
) -> QuerySet[Organisation]:
    """Return those of the organisations whose text holds all the words; all where there are none."""
    if not words.strip():
        return organisations
    return organisations.filter(
        pk__in=search.matching("organisation", words, municipality=municipality)
    )


def named(viewer: Viewer, name: str) -> Organisation | None:
    """Return the active organisation the viewer sees under this name, if there is just one.

    Where several share it, 「名前（地区）」 tells them apart, as `names` offers it.
    """
    name = name.strip()
    same = list(listed(viewer).filter(name=name)[:2])
    parts = WITH_AREA.fullmatch(name)
    if not same and parts:
        same = list(listed(viewer).filter(name=parts[1].strip(), area__name=parts[2])[:2])
    return same[0] if len(same) == 1 else None


def names(viewer: Viewer, words: str) -> list[tuple[str, Organisation]]:
    """Return the first visible organisations that hold the words, each as `named` finds it."""
    rows = list(found(viewer, words).order_by("name", "id")[:NAMES])
    number = Counter(row.name for row in rows)
    return [
        (wording.placed(row.name, row.area.name) if number[row.name] > 1 else row.name, row)
        for row in rows
    ]


def alike(viewer: Viewer, organisation: Organisation) -> Organisation | None:
    """Return another organisation of the same name, however it is written, to look before adding."""
    same = search.matching("organisation", organisation.name, municipality=viewer.municipality)
    others = visible_to(viewer).filter(pk__in=same.filter(title=fold(organisation.name)))
    return others.exclude(pk=organisation.pk).order_by("created_at").first()


class Member(NamedTuple):
    """A membership, and what the viewer may see of the person."""

    membership: Membership
    card: Card


def _members(viewer: Viewer, organisation: Organisation) -> QuerySet[Membership]:
    return (
        Membership.objects.filter(organisation=organisation)
        .filter(person__in=people.visible_to(viewer).values("pk"))
        .select_related("person__area", "person__employer", "person__household")
        .order_by("created_at")
    )


def member_cards(viewer: Viewer, organisation: Organisation) -> list[Member]:
    """Return the members whom the viewer sees by a name, each as far as the rule of access shows.

    A part in an organisation tells who somebody is: without a name of theirs it is not told.
    """
    rows = list(_members(viewer, organisation))
    cards = people.cards(viewer, [row.person for row in rows]) if rows else []
    return [Member(row, card) for row, card in zip(rows, cards, strict=True) if card.is_named]


def member(viewer: Viewer, organisation: Organisation, pk: UUID) -> Membership | None:
    """Return one membership, of a person whom the viewer sees by a name."""
    listed = (one.membership for one in member_cards(viewer, organisation))
    return next((row for row in listed if row.pk == pk), None)


def member_count(organisation: Organisation) -> int:
    """Return how many members are known, whoever may see their records."""
    return Membership.objects.filter(organisation=organisation).count()


def joinable(viewer: Viewer, words: str) -> list[Card]:
    """Return the persons of this whole name or number whom the viewer sees by a name."""
    if not words.strip():
        return []
    cards = people.cards(viewer, people.found(viewer, words)[:FOUND_PEOPLE])
    return [card for card in cards if card.is_named]


def ties(viewer: Viewer, organisation: Organisation) -> QuerySet[Tie]:
    """Return the ties to organisations that the viewer may see as well."""
    seen = visible_to(viewer).values("pk")
    return (
        Tie.objects.filter(
            Q(one=organisation, other__in=seen) | Q(other=organisation, one__in=seen)
        )
        .select_related("one__area", "other__area")
        .order_by("created_at")
    )


def partner(tie: Tie, organisation: Organisation) -> Organisation:
    """Return the other end of a tie: it is one tie, from whichever side it is read."""
    return tie.other if tie.one_id == organisation.pk else tie.one


def approaches(viewer: Viewer) -> QuerySet[Approach]:
    """Return the municipality's 働きかけ, for staff only; `due` puts those without a date last."""
    if not viewer.is_any(*STAFF):
        return Approach.objects.none()
    never = Value(date.max, output_field=DateField())
    return (
        Approach.objects.filter(municipality_id=viewer.municipality)
        .select_related("organisation__area", "by")
        .annotate(due=Coalesce("next_on", never))
        .order_by("due", "-created_at")
    )


def approaches_to(viewer: Viewer, organisation: Organisation) -> QuerySet[Approach]:
    """Return what was asked of one organisation, the newest first."""
    return approaches(viewer).filter(organisation=organisation).order_by("-created_at")


def goes_on(approach: Approach) -> bool:
    """Return whether a 働きかけ is among those still going on."""
    return approach.state != Approach.State.NOT_NOW or approach.next_on is not None


def chosen_approaches(
    viewer: Viewer, *, everybody: bool = False, state: str = ""
) -> QuerySet[Approach]:
    """Return the viewer's own or everybody's 働きかけ in one or any state, else those still going on."""
    rows = approaches(viewer)
    if state != ANY_STATE:
        rows = rows.filter(Q(state=state) if state else GOING_ON)
    return rows if everybody else rows.filter(by_id=viewer.user)


def due_approaches(viewer: Viewer, *, within_days: int = 7) -> QuerySet[Approach]:
    """Return the viewer's own 働きかけ whose next date has come or comes soon, however they stand."""
    return chosen_approaches(viewer).filter(
        next_on__lte=viewer.today + timedelta(days=within_days),
    )
