"""Nothing but what is public leaves by the residents' door."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from sasaeai.activities.models import Activity
from sasaeai.areas.models import Municipality, Role
from sasaeai.areas.visibility import Visibility
from sasaeai.assets.models import Asset
from tests.factories.activities import ActivityFactory
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory, make_master
from tests.paper import reading
from tests.portal.conftest import SECRET, SECRET_PHONE, SECRET_POINT, Place


def addresses(place: Place) -> Iterator[str]:
    """Yield every page, filter and print of the portal that answers 200."""
    yield from ("", "activities/", "assets/", "print/", "thanks/", "voice/")
    for area in (place.town.west, place.town.sakuradai, place.town.east):
        yield from (f"{page}?area={area.pk}" for page in ("", "activities/", "assets/", "print/"))
    yield from (f"activities/?day={day}" for day in ("mon", "sun"))
    yield from (f"assets/?kind={kind}" for kind in Asset.Kind.values)
    for room, model in (("activities", Activity), ("assets", Asset)):
        for row in model.objects.all():
            yield from (f"{room}/{row.pk}/{page}" for page in ("", "card/", "tell/"))


def words(content: bytes, kind: str, folder: Path) -> str:
    """Return what stands on a page or a sheet."""
    if not kind.startswith("application/pdf"):
        return content.decode()
    return "".join(reading.words(content, folder))


@reading.needs_pdftotext
def test_no_page_or_print_tells_what_is_not_public(
    place: Place, client: Client, tmp_path: Path
) -> None:
    told, read = [], 0
    for address in addresses(place):
        response = client.get(place.url + address)
        text = words(response.content, response["Content-Type"], tmp_path)
        read += response.status_code == 200
        marks = (SECRET, SECRET_PHONE, *map(str, SECRET_POINT))
        told += [(address, mark) for mark in marks if mark in text]
    assert told == []
    assert read == 40


def test_staff_read_what_residents_do_not(place: Place) -> None:
    """The marks are really there: the same rows show them to those who may see them."""
    page = place.town.client(Role.OFFICER).get(f"/assets/{place.hall.pk}/")
    assert f"{SECRET}の覚え書き" in page.content.decode()


def test_confidential_place_is_told_as_its_area(place: Place, client: Client) -> None:
    page = client.get(f"{place.url}activities/{place.at_home.pk}/").content.decode()
    assert "くわしい" in page
    assert "桜台" in page
    assert "みんなの縁側" not in page
    assert 'class="map-pin"' not in page


def test_public_place_is_told_with_its_address_and_pin(place: Place, client: Client) -> None:
    page = client.get(f"{place.url}activities/{place.salon.pk}/").content.decode()
    assert "桜台1-2-3" in page
    assert 'class="map-pin"' in page


def test_person_card_never_tells_an_address(place: Place, client: Client) -> None:
    card = AssetFactory(
        area=place.town.sakuradai, kind=Asset.Kind.PERSON, name="針仕事の人", address="桜台9-9"
    )
    assert "桜台9-9" not in client.get(f"{place.url}assets/{card.pk}/").content.decode()


@pytest.mark.parametrize("page", ["", "card/", "tell/", "photo/"])
@pytest.mark.parametrize("visibility", ["professionals", "council", "staff"])
def test_row_that_is_not_public_is_not_there(
    page: str, visibility: str, place: Place, client: Client
) -> None:
    row = ActivityFactory(area=place.town.west, visibility=visibility)
    row.photo.save("x.jpg", ContentFile(b"jpeg"))
    thing = AssetFactory(area=place.town.west, visibility=visibility)
    assert client.get(f"{place.url}activities/{row.pk}/{page}").status_code == 404
    assert client.get(f"{place.url}assets/{thing.pk}/{page}").status_code == 404


def test_public_photo_is_shown(
    place: Place, client: Client, settings: object, tmp_path: object
) -> None:
    settings.MEDIA_ROOT = tmp_path
    place.hall.photo.save("x.jpg", ContentFile(b"jpeg"))
    response = client.get(f"{place.url}assets/{place.hall.pk}/photo/")
    assert b"".join(response.streaming_content) == b"jpeg"
    assert response["Content-Type"] == "image/jpeg"


def test_row_of_another_town_is_not_there(place: Place, next_town: Town, client: Client) -> None:
    other = ActivityFactory(area=next_town.west, visibility=Visibility.PUBLIC)
    code = next_town.municipality.code
    assert client.get(f"{place.url}activities/{other.pk}/").status_code == 404
    assert client.get(f"/portal/{code}/activities/{other.pk}/").status_code == 200
    assert (
        client.get(f"{place.url}print/?area={next_town.west.pk}")["Content-Type"]
        != "application/pdf"
    )


def test_closed_portal_is_not_there(place: Place, client: Client) -> None:
    everything = list(addresses(place))
    Municipality.objects.update(portal_open=False)
    found = {client.get(place.url + address).status_code for address in everything}
    assert found == {404}
    assert (
        client.post(f"{place.url}assets/{place.hall.pk}/tell/", {"words": "x"}).status_code == 404
    )


def test_unknown_town_is_not_there(place: Place, client: Client) -> None:
    assert client.get("/portal/999999/").status_code == 404
    assert client.get("/portal/nonsense/activities/").status_code == 404


@reading.needs_pdftotext
def test_what_takes_place_at_a_persons_tells_no_address(
    place: Place, client: Client, tmp_path: Path
) -> None:
    town = place.town
    master = make_master(town)
    activity = ActivityFactory(name="将棋の会", area=town.sakuradai, place=master)
    own = f"activities/{activity.pk}/"
    pages = [own, f"{own}card/", f"activities/?area={town.sakuradai.pk}"]
    pages += [f"assets/{master.pk}/", f"print/?area={town.sakuradai.pk}"]

    told = []
    for page in pages:
        response = client.get(place.url + page)
        text = words(response.content, response["Content-Type"], tmp_path)
        told.append((response.status_code, "9-8-7" in text))

    assert told == [(200, False)] * 5


def test_what_takes_place_at_a_persons_is_not_on_the_persons_page(
    place: Place, client: Client
) -> None:
    master = make_master(place.town)
    ActivityFactory(name="奥の将棋会", area=place.town.sakuradai, place=master)

    page = client.get(f"{place.url}assets/{master.pk}/").content.decode()

    assert "奥の将棋会" not in page
