"""Many organisations and members at once."""

import pytest

from sasaeai.areas.models import Role
from sasaeai.audit.actor import Actor
from sasaeai.audit.models import Entry, Mention
from sasaeai.base.errors import DomainError
from sasaeai.organisations import intake
from sasaeai.organisations.models import Membership, Organisation
from sasaeai.people.intake import add_many as add_people
from sasaeai.people.models import Person
from sasaeai.search.models import Text
from sasaeai.vocabulary import actions as vocabulary
from sasaeai.vocabulary import queries
from sasaeai.vocabulary.models import Kind
from tests.factories.areas import Town


@pytest.fixture
def actor(town: Town) -> Actor:
    actor = town.viewer(Role.OFFICER).actor
    vocabulary.load_national(actor, town.municipality)
    return actor


def body(town: Town, name: str = "桜台町会", kind: str = Kind.ORG_TYPE) -> Organisation:
    terms = queries.by_code(town.municipality.pk, kind)
    return Organisation(area=town.sakuradai, kind=next(iter(terms.values())), name=name)


def test_many_are_added_with_one_entry_and_found(town: Town, actor: Actor) -> None:
    rows = intake.add_many(actor, [body(town), body(town, "桜の会")])

    entry = Entry.objects.get(verb="organisations.add_many")
    assert entry.subjects == [str(row.pk) for row in rows]
    assert Text.objects.filter(kind="organisation").count() == 2


def test_changed_name_is_saved_and_found(town: Town, actor: Actor) -> None:
    (row,) = intake.add_many(actor, [body(town)])
    row.name = "桜台自治会"

    intake.change_many(actor, [row], fields=["name"])

    assert Organisation.objects.get().name == "桜台自治会"
    assert Text.objects.get(subject=row.pk).title == "桜台自治会"


def test_term_of_another_list_is_no_kind(town: Town, actor: Actor) -> None:
    with pytest.raises(DomainError, match="団体の種類"):
        intake.add_many(actor, [body(town, kind=Kind.HOUSEHOLD)])


def test_area_next_door_is_refused(town: Town, next_town: Town, actor: Actor) -> None:
    row = body(town)
    row.area = next_town.sakuradai

    with pytest.raises(DomainError, match="同じ市町村の地区"):
        intake.add_many(actor, [row])


def test_members_are_noted_under_each_person(town: Town, actor: Actor) -> None:
    (row,) = intake.add_many(actor, [body(town)])
    (person,) = add_people(
        actor, [Person(area=town.sakuradai, employer=town.centre, nickname="花の先生")]
    )

    intake.join_many(actor, [Membership(organisation=row, person=person, part="会長")])

    entry = Entry.objects.get(verb="organisations.join_many")
    assert Mention.objects.filter(entry=entry, person=person.pk).exists()


def test_member_next_door_is_refused(town: Town, next_town: Town, actor: Actor) -> None:
    (row,) = intake.add_many(actor, [body(town)])
    there = next_town.viewer(Role.OFFICER).actor
    (person,) = add_people(
        there, [Person(area=next_town.sakuradai, employer=next_town.centre, nickname="隣の人")]
    )

    with pytest.raises(DomainError, match="同じ市町村の人と団体"):
        intake.join_many(actor, [Membership(organisation=row, person=person)])
