"""Reading persons: who may be seen, by the rule of access, and what of each."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast
from django.utils import timezone

from sasaeai.areas import queries as areas
from sasaeai.areas.models import Area, Employer
from sasaeai.areas.models.access import Access
from sasaeai.areas.viewer import Viewer
from sasaeai.calc import suppression
from sasaeai.people import keys, rules
from sasaeai.people.cards import ALL, Card, card_of
from sasaeai.people.models import Answer, Consent, Gift, Item, NameKey, Opening, Person
from sasaeai.vocabulary import queries as vocabulary
from sasaeai.vocabulary.models import Kind, Term

# Below ten a number can point at a person (domain report §6.1; the ministry masks so too).
SMALLEST_COUNT = 10
BELOW_TOWN = len("0001.0001.")  # of the path of an area right below the town
PAGE_KEYS = ("area__path", "head", "id")
PAGE_SIZE = 50
AT_ONCE = 500


def visible_to(viewer: Viewer) -> QuerySet[Person]:
    """Return the persons whose record, or part of it, the viewer may see today.

    By the body that recorded them, in the viewer's area or below; by a living consent that names
    the viewer's body; or by a reason written down within the hour. What of each: see `cards`.
    """
    return _here(viewer).filter(_wholly(viewer) | Q(Exists(_passed_on(viewer))))


def _here(viewer: Viewer) -> QuerySet[Person]:
    return Person.objects.filter(municipality_id=viewer.municipality).select_related(
        "area", "employer", "household"
    )


def _wholly(viewer: Viewer) -> Q:
    seen = Q(pk__in=())
    for post in viewer.posts:
        below = Q(area__path__startswith=post.path)
        if post.access == Access.EMPLOYER and post.employer is not None:
            seen |= below & Q(employer_id=post.employer)
        elif post.access == Access.REASON:
            seen |= below & Q(Exists(_opened(viewer).filter(person=OuterRef("pk"))))
    return seen


def _opened(viewer: Viewer) -> QuerySet[Opening]:
    return Opening.objects.filter(user=viewer.user, until__gt=timezone.now())


def _passed_on(viewer: Viewer) -> QuerySet[Consent]:
    return living_consents(viewer).filter(person=OuterRef("pk"))


def living_consents(viewer: Viewer) -> QuerySet[Consent]:
    """Return the consents that hold today and name a body of the viewer's as recipient."""
    return Consent.objects.filter(
        Q(until=None) | Q(until__gte=viewer.today),
        municipality_id=viewer.municipality,
        recipient_employer__in=rules.bodies_of(viewer),
        given_on__lte=viewer.today,
        withdrawn_on=None,
    )


def cards(viewer: Viewer, people: Iterable[Person]) -> list[Card]:
    """Return what the viewer may see of each of these visible persons, in three queries.

    Whoever sees by consent sees the items the consents name, and no others.
    """
    rows = list(people)
    agreed, gifts = _agreed(viewer, rows), _gifts(rows)
    opened = set(_opened(viewer).filter(person__in=rows).values_list("person_id", flat=True))
    return [
        card_of(
            person,
            items=ALL
            if rules.sees_wholly(viewer, person, opened=person.pk in opened)
            else agreed[person.pk],
            paused=is_paused(person, viewer.today),
            gifts=gifts[person.pk],
        )
        for person in rows
    ]


def all_cards(viewer: Viewer, *, words: str = "", area: Area | None = None) -> list[Card]:
    """Return what the viewer may see of all the persons listed, some rows at a time."""
    rows = list(listed(viewer, words=words, area=area))
    some = (rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE))
    return [card for people in some for card in cards(viewer, people)]


def _agreed(viewer: Viewer, people: list[Person]) -> dict[UUID, set[str]]:
    agreed: dict[UUID, set[str]] = defaultdict(set)
    consents = living_consents(viewer).filter(person__in=people)
    for person, items in consents.values_list("person_id", "items"):
        agreed[person].update(items)
    return agreed


def _gifts(people: list[Person]) -> dict[UUID, list[Gift]]:
    gifts: dict[UUID, list[Gift]] = defaultdict(list)
    for gift in (
        Gift.objects.filter(person__in=people, ended_on=None)
        .select_related("category")
        .order_by("kind", "category__order", "created_at")
    ):
        gifts[gift.person_id].append(gift)
    return gifts


def is_paused(person: Person, today: date) -> bool:
    """Return whether the person takes a rest on this day."""
    return (
        person.paused_from is not None
        and person.paused_from <= today
        and (person.paused_until is None or today <= person.paused_until)
    )


def found(viewer: Viewer, words: str) -> QuerySet[Person]:
    """Return the visible persons of this whole name or number, never of a part of it.

    Whoever sees by consent finds only by what the consent names.
    """
    key = NameKey.objects.filter(
        person=OuterRef("pk"), digest=keys.digest(viewer.municipality, words)
    )
    match = _wholly(viewer) & Q(Exists(key))
    for item in (Item.NICKNAME, Item.NAME, Item.PHONE):
        match |= Q(Exists(key.filter(item=item))) & _agreed_to(viewer, item)
    return _in_order(viewer, _here(viewer).filter(match))


def _agreed_to(viewer: Viewer, item: Item) -> Q:
    consents = _passed_on(viewer).alias(named=Cast("items", TextField()))
    return Q(Exists(consents.filter(named__contains=f'"{item.value}"')))


def families_in(viewer: Viewer, text: str, *, area: Area) -> list[Person]:
    """Return those persons of an area whose names the viewer sees and whose family names stand in a text."""
    digests = keys.digests_in(viewer.municipality, text)
    named = NameKey.objects.filter(person=OuterRef("pk"), item=Item.NAME, digest__in=digests)
    seen = _wholly(viewer) | _agreed_to(viewer, Item.NAME)
    people = _here(viewer).filter(seen, Exists(named), area__path__startswith=area.path)
    return [person for person in people if keys.stands_in(person.family_name, text)]


def names_in(card: Card, text: str) -> list[str]:
    """Return what somebody is called, as far as the viewer knows it, that stands in a text."""
    words = [card.nickname, *card.called.split(), *card.kana.split()] if card.is_named else []
    return sorted({word for word in words if keys.stands_in(word, text)})


def listed(viewer: Viewer, *, words: str = "", area: Area | None = None) -> QuerySet[Person]:
    """Return the visible persons of an area, or those of this whole name or number."""
    people = found(viewer, words) if words.strip() else _in_order(viewer, visible_to(viewer))
    return people if area is None else people.filter(area__path__startswith=area.path)


def _in_order(viewer: Viewer, people: QuerySet[Person]) -> QuerySet[Person]:
    """Order by what the viewer may see, for the order and the key of a page tell of the kana too.

    The kana of a nickname beside a hidden name is stored nowhere: such a person has no head here.
    """
    named = _agreed_to(viewer, Item.NAME) & ~Q(family_kana="")
    nicknamed = _agreed_to(viewer, Item.NICKNAME) & Q(family_kana="")
    head = Case(When(_wholly(viewer) | named | nicknamed, "first_kana"), default=Value(""))
    return people.annotate(head=head).order_by(*PAGE_KEYS)


class Group(NamedTuple):
    """The persons of one area under one kana row (empty where no kana is known)."""

    area: Area
    kana: str
    cards: list[Card]


def grouped(cards: Iterable[Card]) -> list[Group]:
    """Return cards by area and first kana, sorted by name within."""
    ordered = sorted(
        cards, key=lambda card: (card.area.path, card.first_kana, card.kana or card.called)
    )
    return [
        Group(alike[0].area, kana, alike)
        for (_path, kana), rows in groupby(
            ordered, key=lambda card: (card.area.path, card.first_kana)
        )
        if (alike := list(rows))
    ]


def openable(viewer: Viewer) -> QuerySet[Person]:
    """Return the persons whose record the viewer may open by writing down a reason."""
    within = Q(pk__in=())
    for post in viewer.posts:
        if post.access == Access.REASON:
            within |= Q(area__path__startswith=post.path)
    return _here(viewer).filter(within)


def found_behind_reason(viewer: Viewer, words: str, *, area: Area | None = None) -> list[Person]:
    """Return the persons of this whole name or number that need a reason first; show no name."""
    key = NameKey.objects.filter(
        person=OuterRef("pk"), digest=keys.digest(viewer.municipality, words)
    )
    closed = openable(viewer).exclude(pk__in=visible_to(viewer).values("pk"))
    if area is not None:
        closed = closed.filter(area__path__startswith=area.path)
    return list(closed.filter(Exists(key)).order_by("area__path", "id")[:PAGE_SIZE])


def alike(viewer: Viewer, person: Person) -> list[Person]:
    """Return visible persons with the same full name, nickname or number, to look before adding."""
    same = NameKey.objects.filter(person=OuterRef("pk"), digest__in=keys.telling_digests(person))
    return list(
        visible_to(viewer)
        .filter(_wholly(viewer))
        .filter(Exists(same))
        .exclude(pk=person.pk)
        .order_by("area__path", "first_kana", "id")[:5]
    )


def writing_areas(viewer: Viewer) -> QuerySet[Area]:
    """Return the areas of which the viewer writes down persons."""
    within = Q(pk__in=())
    for post in rules.writing_posts(viewer):
        within |= Q(path__startswith=post.path)
    return areas.visible_to(viewer).filter(within)


def own_employers(viewer: Viewer) -> QuerySet[Employer]:
    """Return the bodies for which the viewer writes down persons."""
    bodies = {post.employer for post in rules.writing_posts(viewer) if post.employer}
    return areas.employers(viewer).filter(pk__in=bodies)


class AreaCount(NamedTuple):
    """How many persons an area's records hold; None where the number is too small to show."""

    area: Area
    number: int | None

    def lies_along(self, chosen: Area) -> bool:
        """Return whether the area holds the chosen one or lies in it."""
        return self.area.path.startswith(chosen.path) or chosen.path.startswith(self.area.path)


def counts_by_area(viewer: Viewer) -> tuple[list[AreaCount], int | None]:
    """Return the number of persons in each area right below the town, and of all, small ones masked.

    Counted where a record itself lies, by 町丁, nearly every number would be too small to show.
    """
    rows = openable(viewer).order_by().values_list("area__path").annotate(number=Count("pk"))
    numbers: Counter[str] = Counter()
    for path, number in rows:
        numbers[path[:BELOW_TOWN]] += number
    places = list(
        Area.objects.filter(municipality_id=viewer.municipality, path__in=numbers).order_by("path")
    )
    masked = suppression.mask_list(
        [numbers[area.path] for area in places], threshold=SMALLEST_COUNT, keep_zero=True
    )
    return [
        AreaCount(area, number) for area, number in zip(places, masked.counts, strict=True)
    ], masked.total


def consents(person: UUID) -> QuerySet[Consent]:
    """Return everything a person agreed to, withdrawn and past ones included, newest first."""
    return (
        Consent.objects.filter(person=person)
        .select_related("recipient", "recipient_employer", "recorded_by")
        .order_by("-given_on", "-created_at")
    )


def openings(person: UUID) -> QuerySet[Opening]:
    """Return who opened a person's record and why, newest first."""
    return Opening.objects.filter(person=person).select_related("user").order_by("-created_at")


def openings_of_peers(viewer: Viewer) -> QuerySet[Opening]:
    """Return what was opened with a reason in the viewer's areas, for those who open so too."""
    return (
        Opening.objects.filter(person__in=openable(viewer).values("pk"))
        .select_related("user")
        .order_by("-created_at")
    )


def questions(viewer: Viewer) -> QuerySet[Term]:
    """Return what one may ask whether somebody would do it: nothing that is left to professionals."""
    categories = vocabulary.of_kind(viewer.municipality, Kind.SUPPORT_CATEGORY, viewer.today)
    left = vocabulary.referred(categories, viewer.today).order_by()
    return categories.exclude(pk__in=left.values("pk"))


def questions_left(viewer: Viewer, person: Person) -> list[Term]:
    """Return what this person has not been asked yet, left for another day, and does not give.

    What most people of the town give comes first: it is the easiest to say yes to.
    """
    settled = Answer.objects.filter(person=person).exclude(
        Q(said=Answer.Said.LATER) & ~Q(said_on=viewer.today)
    )
    given = Gift.objects.filter(person=person, ended_on=None)
    left = (
        questions(viewer)
        .exclude(pk__in=settled.values("category"))
        .exclude(pk__in=given.values("category"))
    )
    gifts = Gift.objects.filter(person__municipality_id=viewer.municipality, ended_on=None)
    usual = Counter(gifts.values_list("category", flat=True))
    return sorted(left, key=lambda term: -usual[term.pk])


def answers_today(viewer: Viewer, person: Person) -> list[Answer]:
    """Return what this person was asked today and may be asked again, the last question first."""
    answers = Answer.objects.filter(
        person=person, said_on=viewer.today, category__in=questions(viewer).order_by().values("pk")
    )
    return list(answers.select_related("category").order_by("-updated_at"))


def askable(viewer: Viewer) -> QuerySet[Person]:
    """Return the persons whose gifts the viewer sees: wholly, or by a consent that names the gifts."""
    seen = _wholly(viewer) | _agreed_to(viewer, Item.GIFTS)
    return Person.objects.filter(seen, municipality_id=viewer.municipality)


def gifts_to_ask(viewer: Viewer) -> QuerySet[Gift]:
    """Return the living gifts of those whom the viewer may ask."""
    return Gift.objects.filter(person__in=askable(viewer).values("pk"), ended_on=None)


def gifts_of(viewer: Viewer) -> QuerySet[Gift]:
    """Return the gifts of visible persons, taken back ones included."""
    return Gift.objects.filter(person__in=visible_to(viewer).values("pk")).select_related(
        "person__area", "category"
    )


def living_gifts_of(viewer: Viewer) -> QuerySet[Gift]:
    """Return the gifts of visible persons that were not taken back."""
    return gifts_of(viewer).filter(ended_on=None)


def consents_of(viewer: Viewer) -> QuerySet[Consent]:
    """Return the consents of visible persons."""
    return Consent.objects.filter(person__in=visible_to(viewer).values("pk")).select_related(
        "person__area"
    )
