"""Reading what was done: what may be counted, whose words may be read, what was promised."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F, Q, QuerySet

from sasaeai.accounts.models import User
from sasaeai.activities import queries as activities
from sasaeai.activities.models import Activity
from sasaeai.areas import queries as areas
from sasaeai.areas.models import Area, Employer, Posting
from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import STAFF
from sasaeai.assets import queries as assets
from sasaeai.assets.models import Asset
from sasaeai.journal import left, rules
from sasaeai.journal.models import Entry, Sequel, TakenBack
from sasaeai.needs import queries as needs
from sasaeai.needs.models import Need
from sasaeai.organisations import queries as organisations
from sasaeai.organisations.models import Approach, Organisation
from sasaeai.people import queries as people
from sasaeai.people.cards import Card
from sasaeai.ui import wording
from sasaeai.visions.models import Goal
from sasaeai.vocabulary import queries as vocabulary
from sasaeai.vocabulary.models import Term
from sasaeai.voices import queries as voices
from sasaeai.voices.models import Voice, VoiceAnswer

KIND = "entry"
PAGE_KEYS = ("newest_first", "id")
FEW, SOON, GOALS = 5, 7, 12
# Goals one works for these days.
NEAR = (Goal.Horizon.NOW, Goal.Horizon.ONE_YEAR)
BETWEEN_NAMES = re.compile(r"[、，,\n]")
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


def with_links(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Return the entries with whom and what they link, whatever their number."""
    return entries.prefetch_related("organisations", "people", "peers", "assets", "activities")


def whole(viewer: Viewer) -> QuerySet[Entry]:
    """Return the readable entries with all that their own page shows."""
    return with_links(listed(visible_to(viewer))).select_related("follows", "employer")


def voices_of(viewer: Viewer, entry: Entry) -> list[Voice]:
    """Return what was heard meanwhile, as far as the viewer may read the words today."""
    return list(voices.visible_to(viewer).filter(entries=entry).order_by("heard_on", "id"))


def did_more(entry: Entry) -> bool:
    """Return whether an entry left anything in another room that still stands."""
    return entry.sequels.exists()


class Answer(NamedTuple):
    """A voice that was answered meanwhile; its words where the viewer's body heard it, else none."""

    voice: Voice
    words: str


def answers_of(viewer: Viewer, entry: Entry) -> list[Answer]:
    """Return what was answered meanwhile, as far as the viewer may read of it today."""
    given = VoiceAnswer.objects.filter(sequels__entry=entry).order_by("on", "created_at")
    rows = voices.visible_to(viewer).in_bulk([one.voice_id for one in given])
    return [
        Answer(voice, one.words if voices.is_own(viewer, voice) else "")
        for one in given
        if (voice := rows.get(one.voice_id))
    ]


def cards_of(viewer: Viewer, entry: Entry) -> list[Card]:
    """Return what the viewer may see of the persons an entry names."""
    return people.cards(viewer, people.visible_to(viewer).filter(entries=entry))


def arrived(viewer: Viewer, client_id: UUID | None) -> Entry:
    """Return what the viewer wrote down under this number."""
    return Entry.objects.exclude(client_id=None).get(by=viewer.user, client_id=client_id)


def persons_called(viewer: Viewer, words: str) -> list[UUID]:
    """Return the visible persons of this whole name or number; nobody where nothing is asked."""
    if not words.strip():
        return []
    return list(people.found(viewer, words).values_list("pk", flat=True)[:FEW])


def organisations_named(viewer: Viewer, words: str) -> tuple[list[Organisation], str]:
    """Return the organisations that are named as a list has them, and the names that are in none."""
    names = [name.strip() for name in BETWEEN_NAMES.split(words or "") if name.strip()]
    found = [(name, organisations.named(viewer, name)) for name in names]
    rest = wording.told(name for name, one in found if one is None)
    return [one for _name, one in found if one is not None], rest


def things_named(viewer: Viewer, name: str) -> list[Asset | Activity]:
    """Return the assets in use and the activities that go on of exactly this name."""
    asset = assets.named(viewer, name)
    same = activities.visible_to(viewer).filter(name=name).exclude(state=Activity.State.ENDED)
    return [*([asset] if asset else []), *same[:FEW]]


def by_table(rows: Iterable[Asset | Activity]) -> dict[str, list[Any]]:
    """Return assets and activities under the fields of an entry that link them."""
    found: dict[str, list[Any]] = {"assets": [], "activities": []}
    for row in rows:
        found["assets" if isinstance(row, Asset) else "activities"].append(row)
    return found


def needs_at_hand(viewer: Viewer, entry: Entry) -> QuerySet[Need]:
    """Return the open needs the viewer owns, and those an entry is about already."""
    at_hand = needs.visible_to(viewer).filter(owner=viewer.user, closed_on=None)
    return (
        needs.visible_to(viewer)
        .filter(Q(pk__in=at_hand.order_by("answer_by").values("pk")[:FEW]) | Q(entries=entry.pk))
        .distinct()
    )


def goals_here(viewer: Viewer, entry: Entry) -> QuerySet[Goal]:
    """Return a few goals one works for these days, and those an entry serves already."""
    nearest = _goals(viewer).filter(horizon__in=NEAR).order_by("vision", "order").values("pk")
    return Goal.objects.filter(Q(pk__in=nearest[:GOALS]) | Q(entries=entry.pk)).distinct()


def goals_for(viewer: Viewer, kept: UUID | None) -> QuerySet[Goal]:
    """Return the open goals of the viewer's areas and of those above them, and the one that is kept."""
    return Goal.objects.filter(Q(pk__in=_goals(viewer).values("pk")) | Q(pk=kept))


def _goals(viewer: Viewer) -> QuerySet[Goal]:
    paths = [post.path for post in rules.posts(viewer)]
    above = {path[:end] for path in paths for end in range(5, len(path) + 1, 5)}
    within = Q(vision__area__path__in=above)
    for path in paths:
        within |= Q(vision__area__path__startswith=path)
    return Goal.objects.filter(within, municipality_id=viewer.municipality, state=Goal.State.OPEN)


def known_as(viewer: Viewer, client_id: UUID | None) -> UUID | None:
    """Return the entry that arrived from the viewer under this number before, if one did."""
    if client_id is None:
        return None
    mine = Entry.objects.filter(by=viewer.user, client_id=client_id)
    return mine.values_list("pk", flat=True).first()


def was_taken_back(viewer: Viewer, client_id: UUID | None) -> bool:
    """Return whether what arrived from the viewer under this number was taken back."""
    if client_id is None:
        return False
    return TakenBack.objects.filter(by=viewer.user, client_id=client_id).exists()


def own_steps(viewer: Viewer, known: UUID | None = None) -> QuerySet[Entry]:
    """Return the next steps that are the viewer's to take, also as a successor, the nearest day first.

    And those a `known` entry has taken: what arrives twice says the same again.
    """
    taken = Sequel.objects.filter(entry=known, step__isnull=False).values("step")
    is_open = Q(next_done_on=None) | Q(pk__in=taken) if known else Q(next_done_on=None)
    mine = visible_to(viewer).filter(is_open, _to_keep(viewer)).exclude(next_step="")
    return mine.order_by(F("next_on").asc(nulls_last=True), "id")


def own_approaches(viewer: Viewer, known: UUID | None = None) -> QuerySet[Approach]:
    """Return the 働きかけ the viewer should carry on about now, and those a `known` entry carried on."""
    due = organisations.due_approaches(viewer)
    if known is None:
        return due
    carried = Sequel.objects.filter(entry=known, approach__isnull=False).values("approach")
    return organisations.chosen_approaches(viewer).filter(
        Q(pk__in=due.order_by().values("pk")) | Q(pk__in=carried)
    )


def voices_at_hand(viewer: Viewer, asked: UUID | None, known: UUID | None) -> QuerySet[Voice]:
    """Return the voices that should be answered about now, the one that is asked for, and what `known` answered."""
    due = voices.promised(viewer).order_by().values("pk")
    done = Sequel.objects.filter(entry=known, answer__isnull=False).values("answer__voice")
    wanted = Q(pk__in=due) | Q(pk=asked) | (Q(pk__in=done) if known else Q(pk__in=()))
    return _waiting(viewer, known).filter(wanted)


def voices_of_whom(viewer: Viewer, words: str, known: UUID | None) -> list[Voice]:
    """Return the voices of somebody called so that wait for an answer, or that a `known` entry answered."""
    return list(voices.of_whom(_waiting(viewer, known), words)[:FEW])


def _waiting(viewer: Viewer, known: UUID | None) -> QuerySet[Voice]:
    waiting = voices.waiting_for_answer(viewer)
    if known is None:
        return waiting
    done = Sequel.objects.filter(entry=known, answer__isnull=False).values("answer__voice")
    here = voices.visible_to(viewer)
    return here.filter(Q(pk__in=waiting.order_by().values("pk")) | Q(pk__in=done))


def approach_words(approach: Approach) -> str:
    """Return what a 働きかけ is about, and with whom."""
    return wording.placed(approach.about, approach.organisation.name)


def promised(viewer: Viewer) -> QuerySet[Entry]:
    """Return the next steps of the viewer and of predecessors whose day has come or comes within a week."""
    soon = viewer.today + timedelta(days=SOON)
    due = visible_to(viewer).filter(_to_keep(viewer), next_done_on=None, next_on__lte=soon)
    return left.with_from_whom(viewer, due.select_related("area")).order_by("next_on", "id")


def _to_keep(viewer: Viewer) -> Q:
    return Q(by=viewer.user) | left.left_to(viewer)


def initial_of(viewer: Viewer, asked: Mapping[str, Any]) -> dict[str, object]:
    """Return what the address of the form names: an asset or activity it is about, a step it takes."""
    things = [f"{kind}:{asked[kind]}" for kind in ("asset", "activity") if asked.get(kind)]
    number = _uuid(asked.get("follows"))
    steps = own_steps(viewer).filter(pk=number) if number else ()
    return {
        "things": things,
        "done": [step.pk for step in steps],
        "answered": _uuid(asked.get("voice")),
        "peers": [peer] if (peer := _uuid(asked.get("peer"))) else [],
    }


def _uuid(value: object) -> UUID | None:
    try:
        return UUID(str(value))
    except ValueError:
        return None
