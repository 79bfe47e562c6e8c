"""Reading what was done: what may be counted, whose words may be read, what was promised."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from sasaeai.accounts.models import User
from sasaeai.areas import queries as areas
from sasaeai.areas.models import Area, Employer, Posting
from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import STAFF
from sasaeai.journal import rules
from sasaeai.journal.models import Entry
from sasaeai.vocabulary import queries as vocabulary
from sasaeai.vocabulary.models import Term

KIND = "entry"
PAGE_KEYS = ("newest_first", "id")
# Under which name one of the several terms of an entry is asked for.
SEVERAL = {"function": "functions", "task": "tasks", "type": "types", "counterpart": "counterparts"}


def counted(viewer: Viewer) -> QuerySet[Entry]:
    """Return the entries the viewer may count, whoever wrote them: in the viewer's areas or below."""
    within = Q(pk__in=())
    for post in rules.posts(viewer):
        within |= Q(area__path__startswith=post.path)
    return Entry.objects.filter(within, municipality_id=viewer.municipality)


def visible_to(viewer: Viewer) -> QuerySet[Entry]:
    """Return the entries whose words the viewer may read: of the own body, and those for all who work here."""
    seen = Q(pk__in=())
    for post in rules.posts(viewer):
        told = Q(employer_id=post.employer) | Q(reach=Entry.Reach.STAFF)
        seen |= Q(area__path__startswith=post.path) & told
    return Entry.objects.filter(seen, municipality_id=viewer.municipality)


def narrowed(  # noqa: PLR0913 -- what a report counts by, one name each
    entries: QuerySet[Entry],
    *,
    since: date | None = None,
    until: date | None = None,
    area: Area | None = None,
    employer: Employer | None = None,
    by: User | None = None,
    means: Term | None = None,
    **several: Term | None,
) -> QuerySet[Entry]:
    """Return those of the entries that fit; `several` names one function, task, type or counterpart.

    A term narrows to itself alone, so that the figures of a list of terms add up; an area to all below it.
    """
    asked: dict[str, Any] = {
        "on__gte": since,
        "on__lte": until,
        "area__path__startswith": area and area.path,
        "employer": employer,
        "by": by,
        "means": means,
    } | {SEVERAL[name]: term for name, term in several.items()}
    return entries.filter(**{name: value for name, value in asked.items() if value is not None})


def listed(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Return the entries with all that a list shows of them, whatever their number."""
    return entries.select_related("area", "employer", "by", "means").prefetch_related(
        "functions", "tasks", "types", "counterparts", "organisations"
    )


def readable_among(viewer: Viewer, entries: Iterable[Entry]) -> set[UUID]:
    """Return the numbers of those of the entries whose words the viewer may read; their areas are fetched."""
    return {entry.pk for entry in entries if rules.may_read(viewer, entry)}


def logging_areas(viewer: Viewer) -> QuerySet[Area]:
    """Return the areas of which the viewer writes down what was done."""
    within = Q(pk__in=())
    for post in rules.posts(viewer):
        within |= Q(path__startswith=post.path)
    return areas.visible_to(viewer).filter(within)


def counting_areas(viewer: Viewer) -> QuerySet[Area]:
    """Return the areas of which the viewer counts entries; a month long past may be of an area that has ended."""
    within = Q(pk__in=())
    for post in rules.posts(viewer):
        within |= Q(path__startswith=post.path)
    return areas.with_ended(viewer).filter(within)


def own_employers(viewer: Viewer) -> QuerySet[Employer]:
    """Return the bodies for which the viewer writes down what was done."""
    return areas.employers(viewer).filter(pk__in={post.employer for post in rules.posts(viewer)})


def writers(viewer: Viewer) -> QuerySet[User]:
    """Return those who write entries in this town, or once did."""
    posted = Posting.objects.filter(municipality_id=viewer.municipality, role__in=STAFF)
    return User.objects.filter(pk__in=posted.values("user")).order_by("name", "pk")


def terms(viewer: Viewer, kinds: Sequence[str]) -> QuerySet[Term]:
    """Return the terms of these lists, ended ones included: what was done then was filed under them."""
    return vocabulary.visible_to(viewer).filter(kind__in=kinds)
