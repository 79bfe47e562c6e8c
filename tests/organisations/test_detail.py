"""One organisation's page: who is shown, and what the record book says of the look."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from sasaeai.areas.models import Role
from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import Visibility
from sasaeai.audit import queries as audit
from sasaeai.audit.models import Entry
from sasaeai.organisations.models import Organisation
from sasaeai.people.models import Item
from tests.factories.areas import Town
from tests.factories.organisations import (
    make_approach,
    make_member,
    make_organisation,
    make_tie,
)
from tests.factories.people import make_consent, make_person


def looks() -> list[tuple[str, list[str], list[str]]]:
    """Return kind, subjects and fields of every look written down."""
    entries = Entry.objects.filter(verb__endswith=".look").order_by("pk")
    return [(entry.kind, entry.subjects, entry.fields) for entry in entries]


def test_members_of_another_employer_are_only_counted(
    town: Town, browser: Client, association: Organisation
) -> None:
    make_member(association, make_person(town, family_name="佐々木"), part="会長")
    for _number in range(3):
        make_member(association, make_person(town, family_name="鈴木", employer=town.council))

    page = browser.get(association.get_absolute_url()).content.decode()

    assert ("佐々木" in page, "鈴木" in page, "ほか3人" in page) == (True, False, True)


def test_member_whose_name_was_not_agreed_to_is_only_counted(
    town: Town, browser: Client, association: Organisation
) -> None:
    for item in (Item.GIFTS, Item.NICKNAME):
        person = make_person(town, nickname=f"よびな-{item}", employer=town.council)
        make_consent(town, person, town.centre, item)
        make_member(association, person, part=f"役-{item}")

    page = browser.get(association.get_absolute_url()).content.decode()

    words = ("よびな-nickname", "役-nickname", "お名前は伏せています", "役-gifts", "ほか1人")
    assert [word in page for word in words] == [True, True, False, False, True]


def test_council_sees_the_number_of_members_and_no_name(
    town: Town, association: Organisation
) -> None:
    make_member(association, make_person(town, family_name="佐々木"))

    page = town.client(Role.COUNCIL_MEMBER).get(association.get_absolute_url()).content.decode()

    assert ("佐々木" in page, "1人" in page, looks()) == (False, True, [])


def test_contact_and_notes_are_for_staff(town: Town, browser: Client) -> None:
    shown = make_organisation(
        town, contact_name="もりさん", contact_phone="042-000-7777", notes="鍵は会長宅"
    )
    clients = (browser, town.client(Role.VIEWER), town.client(Role.COUNCIL_MEMBER))

    seen = [
        [
            words in client.get(shown.get_absolute_url()).content.decode()
            for words in ("もりさん", "042-000-7777", "鍵は会長宅")
        ]
        for client in clients
    ]

    assert seen == [[True] * 3, [False] * 3, [False] * 3]


def test_page_with_members_and_contact_writes_one_entry_under_the_persons(
    town: Town, coordinator: Viewer, browser: Client
) -> None:
    shown = make_organisation(town, contact_name="もりさん", notes="鍵は会長宅")
    person = make_person(town, family_name="佐々木")
    make_member(shown, person)
    make_approach(coordinator, shown)

    browser.get(shown.get_absolute_url())

    assert looks() == [
        (
            "person",
            [str(person.pk), str(shown.pk)],
            ["approaches", "contact_name", "name", "nickname", "notes"],
        )
    ]


def test_look_stands_in_the_members_own_record(town: Town, browser: Client) -> None:
    shown = make_organisation(town)
    person = make_person(town, family_name="佐々木")
    make_member(shown, person)

    browser.get(shown.get_absolute_url())

    entries = audit.about_person(person.pk, municipality=town.municipality.pk)
    assert [entry.verb for entry in entries] == ["organisations.look"]


def test_page_with_only_a_contact_writes_one_entry_under_the_organisation(
    town: Town, browser: Client
) -> None:
    shown = make_organisation(town, contact_phone="042-000-7777")

    browser.get(shown.get_absolute_url())

    assert looks() == [("organisation", [str(shown.pk)], ["contact_phone"])]


def test_page_with_nothing_private_writes_nothing(
    browser: Client, association: Organisation
) -> None:
    browser.get(association.get_absolute_url())

    assert looks() == []


def test_form_with_a_contact_in_it_writes_one_entry(town: Town, browser: Client) -> None:
    shown = make_organisation(town, contact_name="もりさん")

    browser.get(reverse("organisations:change", args=[shown.pk]))

    assert looks() == [("organisation", [str(shown.pk)], ["contact_name"])]


def test_persons_found_for_joining_write_one_entry(
    town: Town, browser: Client, association: Organisation
) -> None:
    person = make_person(town, family_name="佐々木")

    browser.get(reverse("organisations:join", args=[association.pk]), {"q": "佐々木"})

    assert [(kind, subjects) for kind, subjects, _fields in looks()] == [
        ("person", [str(person.pk), str(association.pk)])
    ]


@pytest.mark.parametrize("visibility", [Visibility.STAFF, Visibility.PROFESSIONALS])
def test_page_of_what_one_may_not_see_is_not_found(town: Town, visibility: Visibility) -> None:
    hidden = make_organisation(town, visibility=visibility)

    assert town.client(Role.COUNCIL_MEMBER).get(hidden.get_absolute_url()).status_code == 404


def test_page_of_the_next_town_is_not_found(next_town: Town, browser: Client) -> None:
    assert browser.get(make_organisation(next_town).get_absolute_url()).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_page_makes_the_same_queries_however_many_members_and_ties(
    town: Town,
    coordinator: Viewer,
    browser: Client,
    association: Organisation,
    django_assert_num_queries: DjangoAssertNumQueries,
    number: int,
) -> None:
    for _number in range(number):
        make_member(association, make_person(town))
        make_tie(association, make_organisation(town))
        make_approach(coordinator, association)
    browser.get(association.get_absolute_url())

    with django_assert_num_queries(21):
        browser.get(association.get_absolute_url())
