"""The rule of access: who sees a person's record."""

from datetime import timedelta

import pytest
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.people import queries, rules
from sasaeai.people.models import Item
from tests.factories.areas import Town
from tests.factories.people import make_consent, make_opening, make_person

DAY = timedelta(days=1)


def test_record_is_seen_by_the_body_that_recorded_it(town: Town) -> None:
    person = make_person(town)

    assert list(queries.visible_to(town.viewer(Role.COORDINATOR2))) == [person]


def test_record_is_not_seen_by_another_body_in_the_same_area(town: Town) -> None:
    make_person(town)

    assert list(queries.visible_to(town.viewer(Role.COORDINATOR1))) == []


def test_record_is_not_seen_by_the_same_body_elsewhere(town: Town) -> None:
    make_person(town, area=town.aoume)

    assert list(queries.visible_to(town.viewer(Role.COORDINATOR2))) == []


@pytest.mark.parametrize(
    ("dates", "seen"),
    [
        ({"given_on": 0}, 1),
        ({"given_on": 1}, 0),
        ({"given_on": -9, "until": 0}, 1),
        ({"given_on": -9, "until": -1}, 0),
        ({"given_on": -9, "withdrawn_on": 0}, 0),
    ],
)
def test_consent_counts_from_its_first_to_its_last_day(
    town: Town, dates: dict[str, int], seen: int
) -> None:
    person, today = make_person(town), timezone.localdate()
    days = {name: today + number * DAY for name, number in dates.items()}
    make_consent(town, person, town.council, **days)

    assert queries.visible_to(town.viewer(Role.COORDINATOR1)).count() == seen


def test_consent_shows_the_items_it_names_and_no_others(town: Town) -> None:
    person = make_person(town, family_name="佐倉", phone="042-000-1111", notes="ねこを飼っている")
    make_consent(town, person, town.council, Item.PHONE)
    viewer = town.viewer(Role.COORDINATOR1)

    (card,) = queries.cards(viewer, queries.visible_to(viewer))

    assert (card.called, card.nickname, card.phone, card.notes, card.shown) == (
        "お名前は伏せています",
        "",
        "042-000-1111",
        "",
        {"phone"},
    )


def test_two_consents_to_one_body_show_the_items_of_both(town: Town) -> None:
    person = make_person(town, family_name="佐倉", phone="042-000-1111")
    make_consent(town, person, town.council, Item.PHONE)
    make_consent(town, person, town.council, Item.NAME)
    make_consent(town, person, town.council, Item.NOTES, withdrawn_on=timezone.localdate())
    viewer = town.viewer(Role.COORDINATOR1)

    (card,) = queries.cards(viewer, queries.visible_to(viewer))

    assert card.items == {Item.NAME, Item.PHONE}


def test_officer_sees_a_record_only_while_it_is_opened(town: Town) -> None:
    person, other = make_person(town), make_person(town)
    officer = town.viewer(Role.OFFICER)
    make_opening(person, officer.user)
    make_opening(other, officer.user, minutes=-1)

    (card,) = queries.cards(officer, queries.visible_to(officer))

    assert (card.id, card.wholly) == (person.pk, True)


def test_opening_of_another_officer_shows_nothing(town: Town) -> None:
    make_opening(make_person(town), town.viewer(Role.OFFICER).user)

    assert list(queries.visible_to(town.viewer(Role.OFFICER))) == []


@pytest.mark.parametrize("role", [Role.COUNCIL_MEMBER, Role.VIEWER, Role.OFFICER])
def test_role_without_access_by_employer_sees_no_record(town: Town, role: Role) -> None:
    person = make_person(town)

    assert list(queries.visible_to(town.viewer(role))) == []
    assert person.pk


def test_viewer_of_a_body_sees_by_consent(town: Town) -> None:
    person = make_person(town, employer=town.council)
    make_consent(town, person, town.centre)

    assert list(queries.visible_to(town.viewer(Role.VIEWER))) == [person]


def test_hidden_address_is_in_no_card(town: Town) -> None:
    make_person(town, address="桜台1-2-3", hides_address=True)
    viewer = town.viewer(Role.COORDINATOR2)

    (card,) = queries.cards(viewer, queries.visible_to(viewer))

    assert (card.address, card.wholly, "address" in card.shown) == ("", True, False)


def test_record_of_the_next_town_is_not_seen(town: Town, next_town: Town) -> None:
    make_person(next_town)

    assert list(queries.visible_to(town.viewer(Role.COORDINATOR2))) == []


def test_record_of_the_next_town_is_not_seen_wholly_even_when_opened(
    town: Town, next_town: Town
) -> None:
    viewer = town.viewer(Role.OFFICER)

    assert rules.sees_wholly(viewer, make_person(town), opened=True) is True
    assert rules.sees_wholly(viewer, make_person(next_town), opened=True) is False
