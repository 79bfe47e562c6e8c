"""The form of a need: whose names it shows is noted, and no name goes where helpers read."""

import pytest
from django.urls import reverse

from sasaeai.areas.models import Role
from sasaeai.audit.models import Entry
from tests.factories.areas import Town
from tests.factories.needs import make_need
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
TAKE_UP = "/needs/take-up/"


def looks() -> list[tuple[list[str], list[str]]]:
    return [*Entry.objects.filter(verb="people.look").values_list("subjects", "fields")]


def test_form_that_offers_a_person_notes_the_look(town: Town) -> None:
    person = make_person(town, nickname="柿の木のおばあちゃん")
    page = town.client(Role.COORDINATOR2).get(f"{TAKE_UP}?person={person.pk}").content.decode()
    assert ("柿の木のおばあちゃん" in page, looks()) == (
        True,
        [([str(person.pk)], ["name", "nickname"])],
    )


def test_form_that_shows_nobody_notes_nothing(town: Town) -> None:
    make_person(town, nickname="柿の木のおばあちゃん")
    client = town.client(Role.COORDINATOR2)
    client.get(TAKE_UP)
    client.post(TAKE_UP, {"who": "梅の木のおばあちゃん"})
    assert looks() == []


def test_names_that_words_find_are_noted_where_the_form_shows_them(town: Town) -> None:
    found = [make_person(town, family_name="佐久間", given_name=name) for name in ("一", "二")]
    page = town.client(Role.COORDINATOR2).post(TAKE_UP, {"who": "佐久間"}).content.decode()
    (look,) = looks()
    assert ("佐久間 一" in page, {*look[0]}) == (True, {str(person.pk) for person in found})


def test_form_that_mends_a_need_notes_whose_it_is(town: Town) -> None:
    person = make_person(town, nickname="柿の木のおばあちゃん")
    need = make_need(town, person=person)
    town.client(Role.COORDINATOR2).get(reverse("needs:change", args=[need.pk]))
    assert looks() == [([str(person.pk)], ["name", "nickname"])]
