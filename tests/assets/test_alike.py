"""What is called the same in the same area is shown before a second one is written down."""

import pytest
from django.test import Client
from django.urls import reverse

from sasaeai.areas.models import Role
from sasaeai.areas.visibility import Visibility
from sasaeai.assets import queries
from sasaeai.assets.models import Asset
from sasaeai.audit.models import Entry
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory
from tests.factories.photos import picture

ADD = reverse("assets:add")
NOTICE = "同じ名前のものが、この地区にもう書いてあります"


@pytest.fixture
def client(town: Town) -> Client:
    return town.client(Role.COORDINATOR2)


def written(town: Town, **more: object) -> dict[str, object]:
    """Return what one types for a hall in 桜台."""
    least = {"name": "桜台集会所", "kind": "place", "area": town.sakuradai.pk}
    return least | {"visibility": "staff", "origin": "existing"} | more


def test_same_name_in_the_same_area_is_shown_with_its_place(town: Town, client: Client) -> None:
    hall = AssetFactory(area=town.sakuradai, name="桜台集会所", address="桜台9-9")

    response = client.post(ADD, written(town, notes="鍵は会長宅"))

    page = response.content.decode()
    said = (NOTICE, hall.get_absolute_url(), "桜台9-9", "それでも登録する", "鍵は会長宅")
    assert (response.status_code, [words in page for words in said]) == (422, [True] * 5)
    assert Asset.objects.count() == 1


def test_same_name_is_written_down_when_asked_for_once_more(town: Town, client: Client) -> None:
    AssetFactory(area=town.sakuradai, name="桜台集会所")

    response = client.post(ADD, written(town, anyway="on"))

    assert (response.status_code, Asset.objects.count()) == (302, 2)


@pytest.mark.parametrize("name", ["　桜台集会所 ", "桜台 集会所"])
def test_name_that_search_takes_for_the_same_is_the_same(
    town: Town, client: Client, name: str
) -> None:
    AssetFactory(area=town.sakuradai, name="桜台集会所")

    assert NOTICE in client.post(ADD, written(town, name=name)).content.decode()


def test_same_name_in_another_area_is_written_down_at_once(town: Town, client: Client) -> None:
    AssetFactory(area=town.aoume, name="桜台集会所")

    assert client.post(ADD, written(town)).status_code == 302


def test_same_name_that_one_may_not_see_is_not_hinted_at(town: Town, next_town: Town) -> None:
    hidden = AssetFactory(area=town.sakuradai, name="桜台集会所", visibility=Visibility.STAFF)
    AssetFactory(area=next_town.sakuradai, name="桜台集会所")
    new = Asset(name="桜台集会所", area=town.sakuradai)

    seen = [queries.alike(town.viewer(role), new) for role in (Role.COORDINATOR2, Role.VIEWER)]

    assert seen == [[hidden], []]


def test_person_of_the_same_name_leaves_an_entry(town: Town, client: Client) -> None:
    card = AssetFactory(
        area=town.sakuradai, name="梅沢花子", kind="person", visibility=Visibility.STAFF
    )

    client.post(ADD, written(town, name="梅沢花子", kind="person"))

    assert Entry.objects.get(verb="assets.look_list").subjects == [str(card.pk)]


def test_photo_is_asked_for_again(town: Town, client: Client) -> None:
    AssetFactory(area=town.sakuradai, name="桜台集会所")

    page = client.post(ADD, written(town, photo=picture()))

    assert "写真だけは、もう一度選んでください。" in page.content.decode()
