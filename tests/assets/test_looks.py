"""Every look at what is not for everybody leaves one entry, and no other look leaves any."""

import pytest
from django.urls import reverse

from sasaeai.areas.models import Role
from sasaeai.areas.visibility import Visibility
from sasaeai.assets import actions
from sasaeai.assets.models import Asset
from sasaeai.audit.models import Entry
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory, SuggestionFactory, make_home


def looks(town: Town, role: Role, url: str) -> list[tuple[str, list[str], list[str]]]:
    """Open a page and return the entries it left: verb, subjects, fields."""
    client = town.client(role)
    before = Entry.objects.count()
    assert client.get(url).status_code == 200
    left = Entry.objects.order_by("pk")[before:]
    return [(entry.verb, entry.subjects, entry.fields) for entry in left]


def test_look_behind_an_asset_is_recorded_once_with_its_fields(town: Town) -> None:
    asset = AssetFactory(area=town.sakuradai, private_phone="042-000-5678", notes="鍵")

    left = looks(town, Role.COORDINATOR2, asset.get_absolute_url())

    assert left == [("assets.look", [str(asset.pk)], ["notes", "private_phone"])]


def test_look_of_a_viewer_without_right_is_not_recorded(town: Town) -> None:
    asset = AssetFactory(area=town.sakuradai, private_phone="042-000-5678")

    assert looks(town, Role.VIEWER, asset.get_absolute_url()) == []


def test_look_at_an_asset_with_nothing_private_is_not_recorded(town: Town) -> None:
    asset = AssetFactory(area=town.sakuradai, public_phone="042-000-1234")

    assert looks(town, Role.COORDINATOR2, asset.get_absolute_url()) == []


@pytest.mark.parametrize("page", ["asset", "change"])
def test_look_at_a_confidential_address_is_recorded(town: Town, page: str) -> None:
    home = make_home(town)

    left = looks(town, Role.COORDINATOR2, reverse(f"assets:{page}", args=[home.pk]))

    assert left == [("assets.look", [str(home.pk)], ["address"])]


def test_look_at_the_card_of_a_person_is_recorded_unless_it_is_public(town: Town) -> None:
    left = [
        looks(
            town,
            Role.VIEWER,
            AssetFactory(
                area=town.sakuradai, kind=Asset.Kind.PERSON, visibility=visibility
            ).get_absolute_url(),
        )
        for visibility in (Visibility.PROFESSIONALS, Visibility.PUBLIC)
    ]

    assert [[fields for _verb, _subjects, fields in entries] for entries in left] == [
        [["name"]],
        [],
    ]


def test_list_that_shows_nothing_private_is_not_recorded(town: Town) -> None:
    AssetFactory(area=town.sakuradai, private_phone="042-000-5678")

    assert looks(town, Role.COORDINATOR2, reverse("assets:list")) == []


def test_list_names_the_cards_of_persons_it_showed_in_one_entry(town: Town) -> None:
    AssetFactory(area=town.sakuradai, name="集会所")
    person = {"area": town.sakuradai, "kind": Asset.Kind.PERSON}
    AssetFactory(**person, name="公開の名人")
    cards = [
        AssetFactory(**person, name=name, visibility=Visibility.COUNCIL) for name in ("あ", "い")
    ]

    left = looks(town, Role.COORDINATOR2, reverse("assets:list"))

    assert left == [("assets.look_list", [str(card.pk) for card in cards], ["name"])]


def test_search_names_the_cards_of_persons_it_showed(town: Town) -> None:
    card = AssetFactory(
        area=town.sakuradai, kind=Asset.Kind.PERSON, name="将棋の名人", visibility="council"
    )
    actions.index([card])

    left = looks(town, Role.COORDINATOR2, f"{reverse('pages:search')}?q=将棋")

    assert left == [("assets.look_list", [str(card.pk)], ["name"])]


def test_list_shows_no_address_of_a_confidential_place(town: Town) -> None:
    make_home(town)

    page = town.client(Role.COORDINATOR2).get(reverse("assets:list")).content.decode()

    assert ("みんなの縁側" in page, "桜台2-8-1" in page) == (True, False)


def test_look_at_what_residents_told_is_recorded_once(town: Town) -> None:
    told = [SuggestionFactory(listed=AssetFactory(area=town.sakuradai)) for _number in range(3)]

    left = looks(town, Role.COORDINATOR2, reverse("assets:suggestions"))

    assert left == [
        (
            "assets.look_suggestions",
            [str(suggestion.listed_id) for suggestion in told],
            ["contact", "words"],
        )
    ]
