"""The card of one person: what it shows to whom, and the entry each look leaves."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.people.models import Item
from tests.factories.areas import Town
from tests.factories.people import make_consent, make_gift, make_opening, make_person
from tests.people.reading import LIST, looks, queries_of, text


def test_card_makes_the_same_queries_for_one_and_three(town: Town) -> None:
    person = make_person(town)
    client, counts = town.client(Role.COORDINATOR2), []
    for codes in (["a"], ["b", "c"]):
        for code in codes:
            make_gift(person, code)
            make_consent(town, person, town.council)
            make_opening(person, town.viewer(Role.OFFICER).user)
        counts.append(queries_of(client, person.get_absolute_url()))

    assert counts[0] == counts[1]


def test_card_shows_the_record_and_who_looked(town: Town) -> None:
    person = make_person(town, family_name="佐倉", phone="042-000-1111", address="桜台1-2-3")
    make_gift(person, words="味噌づくり")
    client = town.client(Role.COORDINATOR2)

    text(client, person.get_absolute_url())
    page = text(client, person.get_absolute_url())

    shown = [
        words in page for words in ("佐倉", "042-000-1111", "桜台1-2-3", "味噌づくり", "見ました")
    ]
    assert shown == [True] * 5
    look = ([str(person.pk)], ["address", "gifts", "name", "nickname", "phone"])
    assert looks() == [look, look]


def test_card_by_consent_shows_only_the_items(town: Town) -> None:
    person = make_person(
        town, family_name="佐倉", nickname="さくちゃん", phone="042-000-1111", address="桜台1-2-3",
        notes="犬が苦手", email="sakura@example.jp",
    )  # fmt: skip
    make_gift(person, words="味噌づくり")
    make_consent(town, person, town.council, Item.NAME)

    page = text(town.client(Role.COORDINATOR1), person.get_absolute_url())

    words = (
        "佐倉",
        "さくちゃん",
        "042-000-1111",
        "桜台1-2-3",
        "犬が苦手",
        "sakura@",
        "味噌づくり",
        "だれが見たか",
    )
    assert [word in page for word in words] == [True] + [False] * 7


def test_hidden_address_is_on_no_page(town: Town) -> None:
    person = make_person(town, address="桜台1-2-3", hides_address=True)
    client = town.client(Role.COORDINATOR2)

    page = text(client, person.get_absolute_url())
    form = text(client, reverse("people:change", args=[person.pk]))

    assert ("桜台1-2-3" in page + form, "だれにも見せません" in page) == (False, True)


@pytest.mark.parametrize(("item", "told"), [(Item.ADDRESS, True), (Item.GIFTS, False)])
def test_that_an_address_is_hidden_is_told_with_the_address(
    town: Town, item: Item, *, told: bool
) -> None:
    person = make_person(town, hides_address=True)
    make_consent(town, person, town.council, item)

    page = text(town.client(Role.COORDINATOR1), person.get_absolute_url())

    assert ("だれにも見せません" in page) is told


@pytest.mark.parametrize(
    ("item", "told"),
    [
        (Item.NAME, True),
        (Item.NICKNAME, True),
        (Item.GIFTS, True),
        (Item.PHONE, False),
        (Item.ADDRESS, False),
    ],
)
def test_rest_is_told_with_what_one_would_ask_for(town: Town, item: Item, *, told: bool) -> None:
    person = make_person(town, paused_from=timezone.localdate())
    make_consent(town, person, town.council, item)
    client = town.client(Role.COORDINATOR1)

    pages = text(client, person.get_absolute_url()), text(client, LIST)

    assert ["お休み中" in page for page in pages] == [told, told]


@pytest.mark.parametrize("role", [Role.COORDINATOR1, Role.VIEWER, Role.OFFICER])
def test_hidden_person_answers_404(town: Town, role: Role) -> None:
    person = make_person(town)
    client = town.client(role)

    codes = {
        client.get(reverse(f"people:{name}", args=[pk])).status_code
        for name in ("person", "change", "pause", "add_gift", "give_consent")
        for pk in (person.pk, uuid4())
    }

    assert codes == {404}
