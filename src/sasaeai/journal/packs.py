"""引き継ぎ: all that goes on when a posting is handed over, as far as whoever opens it may see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sasaeai.activities import queries as activities
from sasaeai.activities.models import Activity
from sasaeai.areas import queries as areas
from sasaeai.areas import succession
from sasaeai.areas.models import Posting
from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import COORDINATORS, STAFF
from sasaeai.journal import queries, rules, stories
from sasaeai.journal.models import Entry, Story, Word
from sasaeai.matching import queries as matching
from sasaeai.matching.models import Match
from sasaeai.needs import queries as needs
from sasaeai.needs.models import Need
from sasaeai.organisations import queries as organisations
from sasaeai.organisations.models import Approach, Organisation
from sasaeai.people import queries as people
from sasaeai.people.cards import Card
from sasaeai.people.models import Person
from sasaeai.visions import queries as visions
from sasaeai.visions.models import Goal, Vision
from sasaeai.voices import queries as voices
from sasaeai.voices.models import Voice

KIND = "posting"
# Whoever was met in so many days is somebody a successor should know of.
LATELY, GONE = timedelta(days=180), timedelta(days=365)
# From when on before its end a posting is handed over to another body.
HANDED = timedelta(days=31)
EVERY = ~Q(pk__in=())
MOST = 50
# What only whoever knows can tell; nothing of it is guessed from the records.
QUESTIONS: tuple[Promise, ...] = (
    _("会うときに、先に知っておいてほしい方"),
    _("鍵や当番など、紙になっていない約束"),
    _("いま、そっと見守っていること"),
    _("困ったときに力になってくださる方"),
    _("やらないと決めたことと、そのわけ"),
)


class Met(NamedTuple):
    """A person somebody worked with, and how to meet them; their row only where the whole record is seen."""

    card: Card
    person: Person | None


class Due(NamedTuple):
    """Something promised or unfinished: what, by when (none: no day yet), where it stands."""

    what: str
    on: date | None
    url: str


@dataclass(frozen=True)
class Pack:
    """Everything of one posting, in the order in which a successor reads it."""

    posting: Posting
    visions: list[Vision]
    goals: list[Goal]
    people: list[Met]
    organisations: list[Organisation]
    approaches: list[Approach]
    due: list[Due]
    voices: list[Voice]
    stories: list[Story]
    words: list[Word]
    # Whether it is of the viewer's own body; and what stays with the body it is of, counted, in words.
    is_ours: bool
    closed: list[str]

    @property
    def cards(self) -> list[Card]:
        """The persons that are shown."""
        return [met.card for met in self.people]

    @property
    def unasked(self) -> list[str]:
        """The questions of which nothing is noted yet."""
        noted = {word.about for word in self.words}
        return [str(question) for question in QUESTIONS if str(question) not in noted]


def postings(viewer: Viewer) -> QuerySet[Posting]:
    """Return the postings the viewer may hand over or take over: of the own body, in the own areas, not long gone."""
    within = Q(user=viewer.user)
    for post in rules.posts(viewer):
        within |= Q(employer=post.employer, area__path__startswith=post.path)
    return _recent(viewer).filter(within)


def to_open(viewer: Viewer) -> QuerySet[Posting]:
    """Return the postings of which the viewer may open what goes on: those of `postings`, and a predecessor's.

    The predecessor may have been of another body: of the same role in the same area, or followed by nobody
    and so in the care of the 第1層. The rows of a pack are those the viewer may see in any case.
    """
    over = succession.waiting(viewer, by="user", shared=EVERY)
    for post in rules.posts(viewer):
        if post.role in COORDINATORS:
            over |= Q(role=post.role, area__path__startswith=post.path)
    ends = Q(until__lte=viewer.today + HANDED)
    own = postings(viewer).order_by().values("pk")
    return _recent(viewer).filter(Q(pk__in=own) | (over & ends))


def _recent(viewer: Viewer) -> QuerySet[Posting]:
    recent = Q(until=None) | Q(until__gte=viewer.today - GONE)
    return (
        areas.postings(viewer)
        .filter(recent, role__in=STAFF)
        .order_by("area__path", "user__name", "-since")
    )


def is_own(viewer: Viewer, posting: Posting) -> bool:
    """Return whether a posting is the viewer's own or of the viewer's body; `postings` says so in rows."""
    return posting.user_id == viewer.user or any(
        post.employer == posting.employer_id and posting.area.path.startswith(post.path)
        for post in rules.posts(viewer)
    )


def words(posting: Posting) -> list[Word]:
    """Return what is to be told in person with a posting: first what was not told yet."""
    noted = (
        posting.words.filter(dropped_on=None).select_related("written_by").order_by("created_at")
    )
    return sorted(noted, key=lambda word: word.said_on is not None)


def pack(viewer: Viewer, posting: Posting) -> Pack:
    """Return all that goes on with a posting; what the viewer may not see is not in it."""
    every = Entry.objects.filter(by=posting.user_id, area__path__startswith=posting.area.path)
    written = every.filter(pk__in=queries.visible_to(viewer).values("pk"))
    since = min(viewer.today, posting.until or viewer.today) - LATELY
    lately = written.filter(on__gte=since)
    promised, ours = _promised(viewer, posting), is_own(viewer, posting)
    return Pack(
        posting,
        [one for one in visions.visions(viewer) if _lies_on_the_way(one, posting)],
        list(visions.open_goals(viewer, posting.area).filter(horizon__in=queries.NEAR)[:MOST]),
        _met(viewer, lately),
        list(organisations.listed(viewer).filter(entries__in=lately).distinct().order_by("name", "id")[:MOST]),
        list(organisations.chosen_approaches(viewer, everybody=True).filter(by=posting.user_id)[:MOST]),
        _in_order(
            [
                *_steps(written),
                *_needs(viewer, posting),
                *_matches(viewer, posting),
                *_trials(viewer, posting),
                *map(_answer, promised),
            ]
        ),
        promised,
        list(stories.visible_to(viewer).filter(area__path__startswith=posting.area.path)[:MOST]),
        words(posting) if ours else [],
        ours,
        _closed(viewer, posting, every, since),
    )  # fmt: skip


def _closed(viewer: Viewer, posting: Posting, every: QuerySet[Entry], since: date) -> list[str]:
    """Return how much of each kind is not in the viewer's pack; a zero is not told."""
    seen = people.visible_to(viewer).values("pk")
    met = Person.objects.filter(entries__in=every.filter(on__gte=since)).exclude(pk__in=seen)
    steps = _open(every).exclude(pk__in=queries.visible_to(viewer).values("pk"))
    heard = Voice.objects.filter(heard_by=posting.user_id, withdrawn_on=None, answered_on=None)
    unread = heard.exclude(follow_up_on=None).exclude(pk__in=voices.visible_to(viewer).values("pk"))
    notes = (
        posting.words.filter(said_on=None, dropped_on=None).count()
        if not is_own(viewer, posting)
        else 0
    )
    counted = (
        (gettext("人：%(number)s人"), met.distinct().count()),
        (gettext("次の一手：%(number)s件"), steps.count()),
        (gettext("声へのお返事：%(number)s件"), unread.count()),
        (gettext("申し送り：%(number)s件"), notes),
    )
    return [told % {"number": number} for told, number in counted if number]


def _lies_on_the_way(vision: Vision, posting: Posting) -> bool:
    """Return whether a picture is that of the posting's area or of one above it."""
    return posting.area.path.startswith(vision.area.path)


def _met(viewer: Viewer, entries: QuerySet[Entry]) -> list[Met]:
    named = people.visible_to(viewer).filter(entries__in=entries).distinct()
    rows = {one.pk: one for one in named.prefetch_related("has", "avoids")[:MOST]}
    cards = people.cards(viewer, rows.values())
    return [Met(card, rows[card.id] if card.wholly else None) for card in cards]


def _steps(written: QuerySet[Entry]) -> list[Due]:
    return [
        Due(one.next_step, one.next_on, one.get_absolute_url()) for one in _open(written)[:MOST]
    ]


def _open(written: QuerySet[Entry]) -> QuerySet[Entry]:
    return written.filter(next_done_on=None).exclude(next_step="")


def _needs(viewer: Viewer, posting: Posting) -> list[Due]:
    owned: Iterable[Need] = needs.visible_to(viewer).filter(owner=posting.user_id, closed_on=None)
    return [Due(one.what, one.answer_by, one.get_absolute_url()) for one in list(owned)[:MOST]]


def _matches(viewer: Viewer, posting: Posting) -> list[Due]:
    """Return the requests that wait for an answer, and the first days that were promised."""
    told = {
        Match.State.ASKED: gettext("%(what)sのお願いへのお返事"),
        Match.State.AGREED: gettext("%(what)sのはじめての日"),
    }
    waits = Q(state=Match.State.ASKED)
    begins = Q(state=Match.State.AGREED) & (Q(first_on=None) | Q(first_on__gte=viewer.today))
    mine = matching.visible_to(viewer).filter(
        waits | begins, asked_by=posting.user_id, need__closed_on=None
    )
    return [
        Due(
            told[Match.State(one.state)] % {"what": one.need.what},
            one.answer_by if one.state == Match.State.ASKED else one.first_on,
            one.get_absolute_url(),
        )
        for one in mine.order_by("asked_on", "id")[:MOST]
    ]


def _trials(viewer: Viewer, posting: Posting) -> list[Due]:
    """Return the trials of the posting's area, by the day on which one looks back on them."""
    here = activities.visible_to(viewer).filter(
        state=Activity.State.TRIAL, area__path__startswith=posting.area.path
    )
    told = gettext("%(name)sのお試しのふりかえり")
    return [
        Due(told % {"name": one.name}, one.review_on, one.get_absolute_url())
        for one in here.order_by("review_on", "id")[:MOST]
    ]


def _promised(viewer: Viewer, posting: Posting) -> list[Voice]:
    """Return the voices to which whoever holds the posting promised an answer."""
    waiting = voices.visible_to(viewer).filter(heard_by=posting.user_id, answered_on=None)
    return list(waiting.exclude(follow_up_on=None).order_by("follow_up_on", "id")[:MOST])


def _answer(voice: Voice) -> Due:
    told = gettext("%(area)sの声へのお返事") % {"area": voice.area.name}
    return Due(told, voice.follow_up_on, voice.get_absolute_url())


def _in_order(due: Iterable[Due]) -> list[Due]:
    return sorted(due, key=lambda one: (one.on is None, one.on or date.max, one.what))


def word_of(viewer: Viewer, pk: UUID) -> Word | None:
    """Return a 申し送り of a posting the viewer may hand over."""
    held = postings(viewer).order_by().values("pk")
    return Word.objects.select_related("posting__area").filter(pk=pk, posting__in=held).first()
