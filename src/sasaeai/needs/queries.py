"""Reading needs: what waits for help, whom it concerns as far as the viewer may know, alarm words."""

from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from sasaeai.accounts.models import User
from sasaeai.areas import queries as areas
from sasaeai.areas.models import Area, Employer
from sasaeai.areas.viewer import Viewer
from sasaeai.calc.hours import DAYS, week_from_json
from sasaeai.calc.naming import named_politely
from sasaeai.contacts import alarms
from sasaeai.needs import rules
from sasaeai.needs.models import Need, Referral
from sasaeai.people import queries as people
from sasaeai.people import rules as people_rules
from sasaeai.people.cards import Card
from sasaeai.people.models import Person
from sasaeai.people.weeks import PARTS, week_said
from sasaeai.ui import wording
from sasaeai.vocabulary import queries as vocabulary
from sasaeai.vocabulary.models import Term
from sasaeai.vocabulary.queries import Standing
from sasaeai.voices import queries as voices
from sasaeai.voices import rules as voice_rules
from sasaeai.voices.models import Voice

KIND = "need"
PAGE_KEYS = ("answer_by", "id")
SEVERAL = 5
# So many names a warning tells: it is no way to look through the names of an area.
TOLD = 3
SOON = 7
USUAL, YEAR = 8, timedelta(days=365)
# 「解決できず、困っている」 of the code list `coping`: what nobody answers yet.
UNMET = "unresolved"


def visible_to(viewer: Viewer) -> QuerySet[Need]:
    """Return the needs the viewer may read today, in the viewer's areas or below.

    Those that the viewer's body took up; of others, those that may be passed on.
    """
    seen = Q(pk__in=())
    for post in rules.posts(viewer):
        passed_on = Q(employer_id=post.employer) | ~Q(consent="")
        seen |= Q(area__path__startswith=post.path) & passed_on
    here = Need.objects.filter(seen, municipality_id=viewer.municipality)
    return here.select_related("area", "category__parent", "coping", "employer", "owner", "closing")


def narrowed(
    needs: QuerySet[Need],
    *,
    viewer: Viewer,
    area: Area | None = None,
    category: Term | None = None,
    waits: str = "",
) -> QuerySet[Need]:
    """Return those of the needs that fit the filters of the list."""
    if area is not None:
        needs = needs.filter(area__path__startswith=area.path)
    if category is not None:
        needs = needs.filter(Q(category=category) | Q(category__parent=category))
    if waits != "all":
        needs = needs.filter(closed_on=None)
    if waits == "mine":
        needs = needs.filter(owner=viewer.user)
    elif waits == "unmet":
        needs = needs.filter(coping__code=UNMET)
    return needs


def due(viewer: Viewer) -> QuerySet[Need]:
    """Return the viewer's own open needs whose answer is due within a week, or was."""
    soon = viewer.today + timedelta(days=SOON)
    mine = visible_to(viewer).filter(owner=viewer.user, closed_on=None, answer_by__lte=soon)
    return mine.exclude(state=Need.State.CONNECTED).order_by(*PAGE_KEYS)


def taking_areas(viewer: Viewer) -> QuerySet[Area]:
    """Return the areas of which the viewer takes up needs."""
    within = Q(pk__in=())
    for post in rules.posts(viewer):
        within |= Q(path__startswith=post.path)
    return areas.visible_to(viewer).filter(within)


def own_employers(viewer: Viewer) -> QuerySet[Employer]:
    """Return the bodies for which the viewer takes up needs."""
    return areas.employers(viewer).filter(pk__in={post.employer for post in rules.posts(viewer)})


def owners(viewer: Viewer, need: Need) -> QuerySet[User]:
    """Return who may own a need: those of its body who are responsible for its area today."""
    posted = areas.posted_in(viewer, need.area).filter(employer=need.employer_id)
    return User.objects.filter(pk__in=posted.order_by().values("user"), is_active=True).order_by(
        "name"
    )


def usual_categories(viewer: Viewer) -> list[UUID]:
    """Return what is asked for most in the viewer's areas, over the last year."""
    since = viewer.today - YEAR
    asked = visible_to(viewer).filter(created_at__date__gte=since).order_by()
    counted = asked.values("category").annotate(number=Count("pk")).order_by("-number", "category")
    return list(counted.values_list("category", flat=True)[:USUAL])


def persons_called(viewer: Viewer, words: str) -> list[UUID]:
    """Return the visible persons of this whole name or number; nobody where nothing is asked."""
    if not words.strip():
        return []
    return list(people.found(viewer, words).values_list("pk", flat=True)[:SEVERAL])


def persons_among(viewer: Viewer, ids: Iterable[object]) -> QuerySet[Person]:
    """Return the visible ones of these persons; what is no id names nobody."""
    return people.visible_to(viewer).filter(pk__in=[one for one in map(_uuid, ids) if one])


def _uuid(value: object) -> UUID | None:
    try:
        return UUID(str(value))
    except ValueError:
        return None


def called(cards: Iterable[Card]) -> dict[UUID, str]:
    """Return what the viewer may call each of these persons, with where they live."""
    return {card.id: wording.placed(card.called, card.area.name) for card in cards}


def cards_among(viewer: Viewer, ids: Iterable[object]) -> list[Card]:
    """Return what the viewer may see of the visible ones of these persons."""
    return people.cards(viewer, persons_among(viewer, ids))


class Named(NamedTuple):
    """Names that stand in a text, and of the families among them whoever is called so."""

    names: list[str]
    cards: list[Card]


def names_in(viewer: Viewer, text: str, *, area: Area | None, person: Person | None) -> Named:
    """Return a few names that stand in a text: of whoever it is about, of families of the area, of others."""
    about = people.cards(viewer, [person] if person else [])
    found = [name for card in about for name in people.names_in(card, text)]
    families = people.families_in(viewer, text, area=area) if area else []
    others = sorted({one.family_name for one in families} - {*found})
    said = (
        name for name in named_politely(text) if not any(one in name for one in (*found, *others))
    )
    names = [*found, *others, *said][:TOLD]
    called = [one for one in families if one.family_name in names]
    return Named(names, people.cards(viewer, called))


class Said(NamedTuple):
    """The times of a need as its form asks for them."""

    days: list[str]
    parts: list[str]
    start: time | None
    end: time | None
    on: date | None


def times_said(need: Need) -> Said:
    """Return a need's week as days with parts of the day, or with from when until when."""
    on = date.fromisoformat(need.dates[0]) if need.dates else None
    week = week_from_json(need.times)
    days = [name for day, name in enumerate(DAYS) if week.intervals(day)]
    if not days:
        return Said([], [], None, None, on)
    stretches = week.intervals(DAYS.index(days[0]))
    parts = [name for name, part in PARTS.items() if _holds(stretches, part)]
    if week_said(days, parts) == week:
        return Said(days, parts, None, None, on)
    start, end = stretches[0][0], stretches[-1][1]
    return Said(days, [], _clock(start), _clock(end), on)


def _holds(stretches: Iterable[tuple[int, int]], part: tuple[int, int]) -> bool:
    return any(start <= part[0] and part[1] <= end for start, end in stretches)


def _clock(slot: int) -> time:
    return time(slot // 2 % 24, slot % 2 * 30)


def person_card(viewer: Viewer, need: Need) -> Card | None:
    """Return what the viewer may see of whoever asks; nothing where nobody is named or visible."""
    if need.person_id is None:
        return None
    seen = people.visible_to(viewer).filter(pk=need.person_id)
    cards = people.cards(viewer, seen)
    return cards[0] if cards else None


def may_ask_to_give(viewer: Viewer, need: Need) -> bool:
    """Return whether whoever asks has never been asked what they might give, and the viewer may ask."""
    person = need.person
    return person is not None and (
        person.asked_to_give_on is None and people_rules.may_change(viewer, person)
    )


def voices_of(viewer: Viewer, need: Need) -> list[Voice]:
    """Return the voices the need came from, as far as the viewer may read them today."""
    return list(voices.visible_to(viewer).filter(needs=need).order_by("heard_on", "id"))


def to_answer(viewer: Viewer, need: Need) -> list[Voice]:
    """Return the voices of a need that the viewer may answer, once or once more."""
    heard = voices.visible_to(viewer).filter(needs=need).order_by("pk")
    return [voice for voice in heard if voice_rules.may_change(viewer, voice)]


def initial_of(viewer: Viewer, voice: Voice | None) -> dict[str, object]:
    """Return what a form may take over from the voice a need comes from.

    A nickname only where somebody is known by it; a promise of an answer only where its day is yet to come.
    """
    if voice is None:
        return {}
    categories = list(voice.categories.all())
    taken: dict[str, object] = {
        "area": voice.area_id,
        "category": categories[0].pk if categories else None,
    }
    if persons_called(viewer, voice.called):
        taken["who"] = voice.called
    if voice.answered_on is None and voice.follow_up_on and voice.follow_up_on >= viewer.today:
        taken["answer_by"] = voice.follow_up_on
    return taken


def helped_by(viewer: Viewer, need: Need) -> Standing:
    """Return who helps with what is asked, as it counts today."""
    return vocabulary.standing(need.category, viewer.today)


def why_referred(viewer: Viewer, need: Need) -> list[str]:
    """Return what sends a need to somebody whose work it is today."""
    policy, found = helped_by(viewer, need).policy, alarms_of(need, viewer.today)
    return rules.why_referred(need, policy=policy, alarms=found)


def is_referred(viewer: Viewer, need: Need) -> bool:
    """Return whether no neighbour is proposed for a need today."""
    return bool({*why_referred(viewer, need)} - {*need.overruled_for})


def referrals(need: Need) -> QuerySet[Referral]:
    """Return whom a need was handed to, the last one first."""
    return need.referrals.select_related("contact", "referred_by").order_by("-on", "-created_at")


def alarms_of(need: Need, day: date) -> list[Term]:
    """Return the alarm words of a need: what stands in it and in the words it came from, and what was kept.

    The words of every voice count, also of one that whoever looks may not read; of one that was taken
    back what was kept of it, which is no more than the town's own word.
    """
    return _alarms_among(need, alarms.listed(need.municipality_id, day))


def alarming_among(viewer: Viewer, needs: Iterable[Need]) -> list[Need]:
    """Return those of the needs, with their voices and alarm words fetched, that hold an alarm word today."""
    words = alarms.listed(viewer.municipality, viewer.today)
    return [need for need in needs if _alarms_among(need, words)] if words else []


def _alarms_among(need: Need, words: Sequence[Term]) -> list[Term]:
    said = [voice.words for voice in need.voices.all() if voice.withdrawn_on is None]
    found = {word.pk for word in alarms.found_in([need.what, need.place_words, *said], words)}
    kept = {word.pk for word in need.alarms.all()}
    return [word for word in words if word.pk in found | kept]
