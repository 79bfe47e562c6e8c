"""Reading voices: the words as far as those who said them agreed, and what waits for an answer."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from sasaeai.areas import queries as areas
from sasaeai.areas import succession
from sasaeai.areas.models import Area, Employer, Role
from sasaeai.areas.models.area import Level
from sasaeai.areas.viewer import Viewer
from sasaeai.audit import queries as record_book
from sasaeai.calc import slip_numbers
from sasaeai.calc.refusal import Refusal
from sasaeai.calc.text import nfkc
from sasaeai.contacts import alarms
from sasaeai.search import queries as search
from sasaeai.vocabulary import queries as vocabulary
from sasaeai.vocabulary.models import Kind, Term
from sasaeai.voices import rules, tokens
from sasaeai.voices.models import Link, Reach, Slip, Voice, VoiceAnswer

KIND = "voice"
PAGE_KEYS = ("newest_first", "id")
# What waits is listed by how long it does.
# Said of what is there: 強み・自慢 and もったいない.
OF_WHAT_IS_THERE = ("strength", "waste")
WAITING_KEYS = {"destination": ("heard_on", "id"), "answer": ("follow_up_on", "id")}
# Where somebody looks after what was said; need by need, the town's words ask there for whom to call.
CARED_FOR = (Voice.Destination.ANSWERED, Voice.Destination.NEED)
TILES = 8
RECENT = 40
SOON = 7
ONLY_WRITTEN_AND_SEEN = (
    "voices.hear", "voices.take_slip", "voices.look", "voices.look_up", "voices.export",
)  # fmt: skip
# Who reads what residents of an area say: the nearest of the first role that anybody has there.
READERS = (Role.COORDINATOR2, Role.COORDINATOR1, Role.OFFICER)


def visible_to(viewer: Viewer) -> QuerySet[Voice]:
    """Return the voices whose words the viewer may read today, in the viewer's areas or below.

    Those that the viewer's body heard; of others, those whose words may go to all who work here.
    What was withdrawn is shown to nobody.
    """
    seen = Q(pk__in=())
    for post in rules.posts(viewer):
        agreed = Q(employer_id=post.employer) | ~Q(reach=Reach.OWN)
        seen |= Q(area__path__startswith=post.path) & agreed
    here = Voice.objects.filter(seen, municipality_id=viewer.municipality, withdrawn_on=None)
    return here.select_related("area", "kind", "means", "employer", "heard_by")


def arrived(viewer: Viewer, client_id: UUID | None) -> Voice:
    """Return what the viewer wrote down under this number, also where the words are shown no more."""
    numbered = Voice.objects.exclude(client_id=None)
    return numbered.get(heard_by=viewer.user, client_id=client_id)


def may_read(viewer: Viewer, voice: Voice) -> bool:
    """Return whether the viewer may read these words today."""
    return visible_to(viewer).filter(pk=voice.pk).exists()


def to_take_up(viewer: Viewer, number: str) -> Voice | None:
    """Return the voice of this number as far as the viewer may take it up; None where there is none."""
    try:
        pk = UUID(number)
    except ValueError:
        return None
    heard = visible_to(viewer).prefetch_related("categories").filter(pk=pk).first()
    return heard if heard and rules.may_change(viewer, heard) else None


def tells_of_what_is_there(voice: Voice) -> bool:
    """Return whether it was said of what is there rather than of what is missing."""
    return voice.kind is not None and voice.kind.code in OF_WHAT_IS_THERE


def withdrawn(viewer: Viewer) -> QuerySet[Voice]:
    """Return the voices that were taken back today and that the viewer may give back, without their words.

    What somebody took back at their own page, nobody else gives back; and what a slip of the finger took
    is noticed on the same day: later the word of whoever asked for it stands.
    """
    return _taken_back(viewer).filter(withdrawn_by_self=False, withdrawn_on=viewer.today)


def taken_back(viewer: Viewer, pk: UUID) -> Voice | None:
    """Return a voice of the viewer's own body that was taken back, whenever and by whom, without its words."""
    return _taken_back(viewer).filter(pk=pk).first()


def _taken_back(viewer: Viewer) -> QuerySet[Voice]:
    here = Voice.objects.filter(_own(viewer), municipality_id=viewer.municipality)
    return here.exclude(withdrawn_on=None).defer("words").select_related("area")


def _own(viewer: Viewer) -> Q:
    """Return the condition that the viewer's body heard it in an area of the viewer's."""
    mine = Q(pk__in=())
    for post in rules.posts(viewer):
        mine |= Q(area__path__startswith=post.path, employer_id=post.employer)
    return mine


def is_own(viewer: Viewer, voice: Voice) -> bool:
    """Return whether the viewer's body heard it in an area of the viewer's, and so knows whose it is."""
    return rules.may_change(viewer, voice)


def narrowed(
    voices: QuerySet[Voice],
    *,
    viewer: Viewer,
    area: Area | None = None,
    kind: Term | None = None,
    waits: str = "",
    words: str = "",
) -> QuerySet[Voice]:
    """Return those of the voices that fit the filters of the list."""
    if area is not None:
        voices = voices.filter(area__path__startswith=area.path)
    if kind is not None:
        voices = voices.filter(kind=kind)
    if waits == "destination":
        voices = voices.filter(destination="")
    elif waits == "answer":
        voices = voices.filter(follow_up_on__isnull=False, answered_on=None)
    elif waits == "unread":
        voices = voices.filter(pk__in=unread(viewer))
    elif waits == "alarm":
        voices = voices.filter(pk__in=alarming(viewer))
    if words.strip():
        found = search.matching(KIND, words, municipality=viewer.municipality)
        voices = voices.filter(pk__in=found)
    return voices


def alarms_of(voice: Voice, day: date) -> list[Term]:
    """Return the town's words, as they count on this day, that stand in what was said."""
    if voice.withdrawn_on is not None:
        return []
    return alarms.found_in([voice.words], alarms.listed(voice.municipality_id, day))


def alarms_in(viewer: Viewer, words: str) -> list[Term]:
    """Return the town's words, as they count today, that stand in what is being written."""
    return alarms.found_in([words], alarms.listed(viewer.municipality, viewer.today))


def alarming(viewer: Viewer) -> QuerySet[Voice]:
    """Return the voices in which a word stands after which nobody waits, and that nobody cares for yet.

    Whoever answered does, and whoever asks for help by a need; not whoever counted it in an issue. They are
    looked for anew each time: the town's words are others tomorrow.
    """
    waiting = visible_to(viewer).filter(answered_on=None).exclude(destination__in=CARED_FOR)
    found = _alarmed(viewer, waiting.values_list("pk", "words"))
    return visible_to(viewer).filter(pk__in=found).order_by(*PAGE_KEYS)


def alarming_among(viewer: Viewer, voices: Iterable[Voice]) -> list[UUID]:
    """Return the numbers of those of the voices after which nobody waits and that nobody cares for yet."""
    waiting = (
        one for one in voices if one.answered_on is None and one.destination not in CARED_FOR
    )
    return _alarmed(viewer, ((one.pk, one.words) for one in waiting))


def _alarmed(viewer: Viewer, told: Iterable[tuple[UUID, str]]) -> list[UUID]:
    """Return the numbers of those in whose words one of the town's alarm words stands today."""
    words = alarms.listed(viewer.municipality, viewer.today)
    return alarms.alarmed(told, words) if words else []


def promised(viewer: Viewer) -> QuerySet[Voice]:
    """Return the promises of an answer whose day has come or comes within a week.

    The viewer's own, those a predecessor left, and those to whoever wrote themselves: all of the body keep them.
    """
    unfollowed = succession.waiting(viewer, by="heard_by")
    left = succession.taken_over(viewer, by="heard_by") | unfollowed
    mine = Q(heard_by=viewer.user) | (Q(heard_by=None) & _own(viewer)) | left
    told = ExpressionWrapper(unfollowed, output_field=BooleanField())
    due = visible_to(viewer).filter(mine, answered_on=None).annotate(is_unfollowed=told)
    return due.filter(follow_up_on__lte=viewer.today + timedelta(days=SOON)).order_by(
        "follow_up_on", "id"
    )


def waiting_for_answer(viewer: Viewer) -> QuerySet[Voice]:
    """Return the voices of the viewer's body that were promised an answer and have none yet."""
    mine = visible_to(viewer).filter(_own(viewer), answered_on=None, follow_up_on__isnull=False)
    return mine.order_by("follow_up_on", "id")


def of_whom(voices: QuerySet[Voice], words: str) -> QuerySet[Voice]:
    """Return those of the voices of somebody called just so, or of the slip of this number."""
    called = nfkc(words).strip()
    try:
        numbered = Q(slip__number=slip_numbers.read(words))
    except Refusal:
        numbered = Q(pk__in=())
    return voices.filter(Q(called__in=[called, words.strip()]) | numbered)


def hearing_areas(viewer: Viewer) -> QuerySet[Area]:
    """Return the areas in which the viewer hears residents."""
    within = Q(pk__in=())
    for post in rules.posts(viewer):
        within |= Q(path__startswith=post.path)
    return areas.visible_to(viewer).filter(within)


def nearest_areas(viewer: Viewer) -> list[Area]:
    """Return the few areas to choose from at once: where the viewer heard somebody last, then the others."""
    recent = Voice.objects.filter(municipality_id=viewer.municipality, heard_by=viewer.user)
    last = recent.order_by("-created_at").values_list("area", flat=True)[:RECENT]
    order: dict[UUID, None] = dict.fromkeys(last)
    here = {
        area.pk: area
        for area in hearing_areas(viewer)
        .filter(Q(pk__in=order) | ~Q(level=Level.TOWN), parent__isnull=False)
        .defer("boundary")
    }
    chosen = [here[pk] for pk in order if pk in here]
    others = sorted(_ends(here.values()), key=lambda area: area.path)
    return [*chosen, *(area for area in others if area.pk not in order)][:TILES]


def _ends(areas: Iterable[Area]) -> list[Area]:
    """Return the areas that none of the others lies in."""
    rows = list(areas)
    above = {area.parent_id for area in rows}
    return [area for area in rows if area.pk not in above]


def categories(viewer: Viewer) -> QuerySet[Term]:
    """Return the categories that a voice may be filed under today, in the order of their list."""
    return vocabulary.of_kind(viewer.municipality, Kind.SUPPORT_CATEGORY, viewer.today)


def own_employers(viewer: Viewer) -> QuerySet[Employer]:
    """Return the bodies for which the viewer hears residents."""
    return areas.employers(viewer).filter(pk__in={post.employer for post in rules.posts(viewer)})


def unread(viewer: Viewer) -> QuerySet[Voice]:
    """Return what residents wrote themselves to the viewer's body and nobody of it has opened."""
    came = Voice.objects.filter(heard_by=None, read_on=None, withdrawn_on=None)
    return came.filter(_own(viewer), municipality_id=viewer.municipality)


def looked_after_by(viewer: Viewer, area: Area) -> Employer | None:
    """Return the body that reads what residents of an area say, if anybody does today."""
    here = areas.posted_in(viewer, area).filter(role__in=READERS, user__is_active=True)
    here = here.exclude(employer__until__lt=viewer.today)
    # The nearest come first, and a sort leaves equals in their order.
    nearest = sorted(here, key=lambda posting: READERS.index(Role(posting.role)))
    return nearest[0].employer if nearest else None


def slip_numbered(viewer: Viewer, number: str) -> Slip | None:
    """Return the slip of this number in the viewer's town, whoever printed it."""
    slips = Slip.objects.filter(municipality_id=viewer.municipality, number=number)
    return slips.select_related("employer", "area", "voice__area", "voice__employer").first()


def slip_of(viewer: Viewer, pk: UUID) -> Slip | None:
    """Return a slip whose words were typed in for the viewer's body."""
    slips = Slip.objects.filter(
        municipality_id=viewer.municipality, employer__in=own_employers(viewer)
    )
    return slips.filter(pk=pk, voice__isnull=False).select_related("voice__area").first()


def was_touched(voice: Voice) -> bool:
    """Return whether anybody did more to a voice than write it down and look, as the record book tells."""
    return record_book.was_touched(
        voice.municipality_id, voice.pk, since=voice.created_at, besides=ONLY_WRITTEN_AND_SEEN
    )


def answers_of(voice: Voice) -> QuerySet[VoiceAnswer]:
    """Return what was answered to a voice, the oldest first."""
    return voice.answers.order_by("on", "created_at")


def open_link(voice: Voice, on: date) -> Link | None:
    """Return the private link of a voice that still opens its page on this day."""
    return voice.links.filter(stopped_at=None, expires_on__gte=on).first()


def voice_behind(viewer: Viewer, token: str) -> Link | None:
    """Return the link with the voice that a token opens today; none of one unknown, stopped or expired.

    All four are one question to one index, and so answered alike.
    """
    links = Link.objects.filter(
        digest=tokens.digest(token), stopped_at=None, expires_on__gte=viewer.today
    )
    links = links.filter(voice__municipality_id=viewer.municipality)
    return links.select_related("voice__area", "voice__employer", "voice__slip").first()
