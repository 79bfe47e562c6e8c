"""A telephone number that stands on a page finds its row; one that is not for publishing never."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from sasaeai.activities import actions as activities
from sasaeai.areas.models import Role
from sasaeai.areas.visibility import Visibility
from sasaeai.assets import actions as assets
from sasaeai.base.models import Record
from sasaeai.organisations import actions as organisations
from tests.factories.activities import ActivityFactory
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory
from tests.factories.organisations import make_organisation

TYPED = ["042-300-1234", "0423001234", "０４２－３００－１２３４", "(042)300-1234", "042 300 1234"]
Put = Callable[..., Record]


def put_asset(town: Town, number: str, **inside: str) -> Record:
    public = {"area": town.sakuradai, "visibility": Visibility.PUBLIC, "public_phone": number}
    hidden = {"private_phone": inside["phone"], "notes": inside["notes"]} if inside else {}
    row = AssetFactory(name="集会所", **public, **hidden)
    assets.index([row])
    return row


def put_activity(town: Town, number: str, **inside: str) -> Record:
    public = {"area": town.sakuradai, "visibility": Visibility.PUBLIC, "public_phone": number}
    hidden = {"private_phone": inside["phone"], "notes": inside["notes"]} if inside else {}
    row = ActivityFactory(name="体操", **public, **hidden)
    activities.index([row])
    return row


def put_organisation(town: Town, number: str, **inside: str) -> Record:
    hidden = {"contact_phone": inside["phone"], "notes": inside["notes"]} if inside else {}
    row = make_organisation(
        town, name="さくら会", visibility=Visibility.PUBLIC, phone=number, **hidden
    )
    organisations.index([row])
    return row


ROOMS = pytest.mark.parametrize(
    ("put", "page"),
    [
        (put_asset, "assets:list"),
        (put_activity, "activities:list"),
        (put_organisation, "organisations:list"),
    ],
)


def found(client: Client, words: str) -> list[Record]:
    page = client.get(reverse("pages:search"), {"q": words})
    return [row for one in page.context["found"] for row in one.rows]


@pytest.mark.parametrize("typed", TYPED)
@pytest.mark.parametrize("kept", ["042-300-1234", "0423001234"])
@ROOMS
def test_number_on_the_page_finds_its_row_however_it_is_typed(
    town: Town, put: Put, page: str, kept: str, typed: str
) -> None:
    row = put(town, kept)
    client = town.client(Role.VIEWER)

    assert found(client, typed) == [row]
    assert str(row) in client.get(reverse(page), {"q": typed}).content.decode()


@pytest.mark.parametrize("role", [Role.VIEWER, Role.COORDINATOR2, Role.OFFICER])
@ROOMS
def test_number_not_for_publishing_finds_nothing_for_anybody(
    town: Town, put: Put, page: str, role: Role
) -> None:
    row = put(town, "042-300-1234", phone="090-0000-5678", notes="夜は 042-999-8765")
    client = town.client(role)

    assert found(client, "0423001234") == [row]
    for words in ("090-0000-5678", "09000005678", "5678", "042-999-8765", "0429998765"):
        assert found(client, words) == []
        listed = client.get(reverse(page), {"q": words})
        assert row.get_absolute_url() not in listed.content.decode()
        assert listed.context.get("total", 0) == 0


@ROOMS
def test_part_of_an_address_finds_no_number(town: Town, put: Put, page: str) -> None:
    put(town, "042-300-1234")

    assert found(town.client(Role.VIEWER), "2-3") == []


@pytest.mark.parametrize("typed", ["042-300-1234", "0423001234"])
def test_number_in_the_words_of_a_row_finds_it_too(town: Town, typed: str) -> None:
    row = AssetFactory(area=town.sakuradai, description="電話 042-300-1234（平日）")
    assets.index([row])

    assert found(town.client(Role.COORDINATOR2), typed) == [row]
