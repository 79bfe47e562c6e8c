"""Nobody alone: who could be called, and who works on what is alike in another area."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from sasaeai.accounts.models import User
from sasaeai.areas.models import Employer, Posting, Role
from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import COORDINATORS
from sasaeai.calc import peers as calc
from sasaeai.journal import rules
from sasaeai.journal.models import Calling, Entry
from sasaeai.ui import wording
from sasaeai.vocabulary import queries as vocabulary
from sasaeai.vocabulary.models import Kind, Term

# Until the town says otherwise.
WEEKS = 4
LATELY = timedelta(days=90)
FEW, SHARED = 5, 3
# What everybody does makes nobody alike.
EVERYBODYS = ("admin", "other")
# What is noted of a call: by which means, and with whom.
CALLED = {"means": (Kind.CONTACT_MEANS, "phone"), "counterparts": (Kind.COUNTERPART, "sc")}


class Colleague(NamedTuple):
    """Somebody to call, where they work, and when they last did something with a peer, as far as it is known."""

    user: User
    area: str
    # Its telephone is theirs at work.
    employer: Employer | None
    last: date | None


class Kindred(NamedTuple):
    """Somebody who works on what is alike, where, and on what."""

    user: User
    area: str
    employer: Employer | None
    because: str


def weeks(viewer: Viewer) -> int:
    """Return after how many weeks without a peer somebody is thought of in this town, today."""
    said = Calling.objects.filter(municipality_id=viewer.municipality, since__lte=viewer.today)
    newest = said.order_by("-since").first()
    return newest.weeks if newest else WEEKS


def to_call(viewer: Viewer) -> list[Colleague]:
    """Return the coordinators of the 第1層's areas who had no contact with a peer for long; nobody is ranked."""
    if not viewer.is_any(Role.COORDINATOR1):
        return []
    posted = {post.user_id: post for post in _posted(viewer) if _cares_for(viewer, post)}
    met = calc.last_met(posted, _meetings(viewer))
    begun = {user: post.since for user, post in posted.items()}
    lonely = calc.alone(met, begun, today=viewer.today, weeks=weeks(viewer))
    found = [
        Colleague(posted[user].user, posted[user].area.name, posted[user].employer, met[user])
        for user in lonely
    ]
    return sorted(found, key=lambda one: (one.area, one.user.name))


def kindred(viewer: Viewer) -> list[Kindred]:
    """Return who works on what is alike elsewhere in the town: from what both filed and aimed at lately."""
    if viewer.user is None or not rules.may_log(viewer):
        return []
    posted = {post.user_id: post for post in _posted(viewer)}
    works = _subjects(viewer)
    own = works.pop(viewer.user, {})
    others = {user: subjects for user, subjects in works.items() if user in posted}
    names = own | {key: name for subjects in others.values() for key, name in subjects.items()}
    found = calc.alike(own, others, few=FEW)
    return [
        Kindred(
            posted[user].user,
            posted[user].area.name,
            posted[user].employer,
            wording.listed(names[key] for key in subjects[:SHARED]),
        )
        for user, subjects in _typed(found)
    ]


def call_noted(viewer: Viewer) -> dict[str, UUID]:
    """Return what the one-minute log is sent once somebody was called, but whom: nothing is left to fill in."""
    post = rules.posts(viewer)[0]
    listed = vocabulary.in_force(vocabulary.visible_to(viewer), viewer.today)
    terms = {
        (term.kind, term.code): term.pk for term in listed.filter(kind__in=dict(CALLED.values()))
    }
    noted = {name: terms[mark] for name, mark in CALLED.items() if mark in terms}
    where = {"near": post.area} | ({"employer": post.employer} if post.employer else {})
    return where | noted


def _typed(found: Iterable[calc.Alike]) -> list[tuple[UUID, list[UUID]]]:
    return [
        (one.person, [key for key in one.subjects if isinstance(key, UUID)])
        for one in found
        if isinstance(one.person, UUID)
    ]


def _posted(viewer: Viewer) -> QuerySet[Posting]:
    """Return today's coordinators of the town, the widest posting of each last."""
    working = Posting.objects.filter(
        Q(until=None) | Q(until__gte=viewer.today),
        municipality_id=viewer.municipality,
        role__in=COORDINATORS,
        since__lte=viewer.today,
        user__is_active=True,
    )
    return (
        working.select_related("user", "area", "employer")
        .defer("area__boundary")
        .order_by("-area__path", "since")
    )


def _cares_for(viewer: Viewer, posting: Posting) -> bool:
    return posting.user_id != viewer.user and viewer.covers(posting.area.path, Role.COORDINATOR1)


def _meetings(viewer: Viewer) -> list[tuple[UUID, UUID, date]]:
    """Return who did something with whom in the last months, whatever it was."""
    since = viewer.today - LATELY
    met = Entry.peers.through.objects.filter(
        entry__municipality=viewer.municipality, entry__on__gte=since
    )
    return list(met.values_list("entry__by", "user", "entry__on"))


def _subjects(viewer: Viewer) -> dict[UUID, dict[UUID, str]]:
    """Return on what each writer of the town worked lately: kinds of work but 事務, and goals."""
    entries = Entry.objects.filter(
        municipality_id=viewer.municipality, on__gte=viewer.today - LATELY
    )
    kinds = Term.objects.filter(municipality_id=viewer.municipality, kind=Kind.SC_ACTIVITY_TYPE)
    named = {term.pk: str(term) for term in kinds.exclude(code__in=EVERYBODYS)}
    works: dict[UUID, dict[UUID, str]] = {}
    filed = entries.exclude(types=None)
    for user, term in filed.values_list("by", "types").distinct():
        if term in named:
            works.setdefault(user, {})[term] = named[term]
    aimed = entries.exclude(goals=None).values_list("by", "goals", "goals__words").distinct()
    for user, goal, said in aimed:
        works.setdefault(user, {})[goal] = said
    return works
