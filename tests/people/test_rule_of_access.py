"""The rule in SQL equals the rule spelt out slowly, over whatever towns may hold."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sasaeai.areas.models import Area, Role
from sasaeai.areas.models.access import Access
from sasaeai.areas.viewer import Post, Viewer
from sasaeai.people import queries
from sasaeai.people.models import Consent, Item, Opening, Person
from sasaeai.vocabulary.models import Kind
from tests.factories.areas import Town, make_town
from tests.factories.people import writer
from tests.factories.vocabulary import term

DAY = timedelta(days=1)
AREAS = ("root", "west", "sakuradai", "aoume")
BODIES = ("city", "council", "centre")
near = st.integers(-3, 1)


@dataclass
class World:
    towns: tuple[Town, Town]
    today: date


posts = st.lists(
    st.tuples(
        st.sampled_from(Role),
        st.sampled_from(AREAS),
        st.sampled_from((*BODIES, None)),
        st.sampled_from(Access),
    ),
    min_size=1,
    max_size=3,
)
consents = st.lists(
    st.tuples(
        st.sampled_from((*BODIES, None)),
        near,
        st.none() | st.integers(0, 2),
        st.sampled_from((False, False, True)),
        st.sets(st.sampled_from(Item), min_size=1),
    ),
    max_size=3,
)
openings = st.lists(st.tuples(st.booleans(), st.sampled_from((-5, 5))), max_size=2)
people = st.lists(
    st.tuples(
        st.integers(0, 1), st.sampled_from(AREAS), st.sampled_from(BODIES), consents, openings
    ),
    min_size=3,
    max_size=6,
)


@pytest.fixture
def world(db: None) -> World:
    towns = make_town(), make_town("13998", "となり町")
    for town in towns:
        writer(town)
        term(town.municipality, Kind.CONSENT_SCOPE, "shakyo")
        town.users["officer"] = town.user(Role.OFFICER)
    return World(towns, timezone.localdate())


@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(posts=posts, people=people)
def test_visible_to_equals_the_rule_spelt_out(world: World, posts: list, people: list) -> None:
    town = world.towns[0]
    viewer = _viewer(world, posts)
    with transaction.atomic():
        expected = {}
        for where, area, body, agreed, opened in people:
            person = _write(world, world.towns[where], area=area, body=body)
            _agree(world, world.towns[where], person, agreed)
            _open(town, person, opened)
            items = _reference(town, viewer, where, area, body, agreed, opened)
            if items:
                expected[person.pk] = items
        seen = queries.cards(viewer, queries.visible_to(viewer))
        transaction.set_rollback(True)

    assert {card.id: set(card.items) for card in seen} == expected


def _viewer(world: World, posts: list) -> Viewer:
    town = world.towns[0]
    return Viewer(
        town.users["officer"].pk,
        "",
        town.municipality.pk,
        tuple(
            Post(
                UUID(int=1),
                role,
                "",
                area.pk,
                "",
                area.path,
                body and getattr(town, body).pk,
                access,
            )
            for role, area, body, access in (
                (role, getattr(town, name), body, access) for role, name, body, access in posts
            )
        ),
        world.today,
    )


def _write(world: World, town: Town, *, area: str, body: str) -> Person:
    return Person.objects.create(
        municipality=town.municipality,
        area=getattr(town, area),
        employer=getattr(town, body),
        recorded_by=town.users["writer"],
        nickname="よびな",
    )


def _agree(world: World, town: Town, person: Person, agreed: list) -> None:
    scope = term(town.municipality, Kind.CONSENT_SCOPE, "shakyo")
    for body, start, length, withdrawn, items in agreed:
        given_on = world.today + start * DAY
        Consent.objects.create(
            person=person,
            municipality=town.municipality,
            items=sorted(items),
            recipient=scope,
            recipient_employer=body and getattr(town, body),
            purpose="相談",
            means=Consent.Means.PAPER,
            given_on=given_on,
            until=None if length is None else given_on + length * DAY,
            withdrawn_on=given_on if withdrawn else None,
            recorded_by=town.users["writer"],
        )


def _open(town: Town, person: Person, opened: list) -> None:
    for by_viewer, minutes in opened:
        Opening.objects.create(
            person=person,
            municipality=person.municipality,
            user=town.users["officer" if by_viewer else "writer"],
            reason="問い合わせ",
            until=timezone.now() + timedelta(minutes=minutes),
        )


def _reference(
    town: Town, viewer: Viewer, where: int, area: str, body: str, agreed: list, opened: list
) -> set[Item]:
    """Return the items the viewer sees of a person, nothing where none; slow and plain."""
    if where != 0:
        return set()
    place: Area = getattr(town, area)
    items: set[Item] = set()
    is_open = any(by_viewer and minutes > 0 for by_viewer, minutes in opened)
    for post in viewer.posts:
        here = place.path[: len(post.path)] == post.path
        own = post.employer == getattr(town, body).pk
        if post.access == "employer" and here and own:
            items |= set(Item)
        if post.access == "reason" and here and is_open:
            items |= set(Item)
        if post.access in {"employer", "consent"} and post.employer is not None:
            for recipient, start, length, withdrawn, named in agreed:
                begun = start <= 0
                over = length is not None and start + length < 0
                to_us = recipient is not None and getattr(town, recipient).pk == post.employer
                if to_us and begun and not over and not withdrawn:
                    items |= named
    return items
