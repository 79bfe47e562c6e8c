"""Finding one's area by the name of one's 町: typed, chosen, not known."""

import pytest
from django.test import Client

from sasaeai.areas.models.area import Level
from sasaeai.areas.viewer import resident
from sasaeai.portal import places
from tests.factories.areas import AreaFactory, Town
from tests.portal.conftest import Place

CHOME = (("一", "いっ"), ("二", "に"))


@pytest.fixture
def streets(town: Town) -> Town:
    """Return the town with 町丁 in two of its districts."""
    for number, kana in CHOME:
        AreaFactory(
            parent=town.sakuradai,
            level=Level.TOWN,
            name=f"桜台{number}丁目",
            kana=f"さくらだい{kana}ちょうめ",
        )
    AreaFactory(parent=town.aoume, level=Level.TOWN, name="谷戸", kana="やと")
    return town


def names(town: Town, words: str) -> list[tuple[str, str]]:
    among = places.places(resident(town.municipality.pk))
    return [(place.name, place.area.name) for place in places.found(among, words)]


@pytest.mark.parametrize(
    "words", ["桜台", "桜台二丁目", "桜台2丁目", "桜台２−８−１", "さくらだい", "サクラダイ", "櫻台"]
)
def test_name_as_people_write_it_leads_to_its_area(streets: Town, words: str) -> None:
    assert names(streets, words) == [("桜台", "桜台")]


def test_part_of_a_name_leads_to_all_that_hold_it(streets: Town) -> None:
    AreaFactory(parent=streets.kashiwagi, level=Level.TOWN, name="谷戸前", kana="やとまえ")

    assert names(streets, "戸") == [("谷戸", "青梅"), ("谷戸前", "柏木")]


def test_of_an_area_in_an_area_of_its_name_the_smaller_one_is_meant(town: Town) -> None:
    AreaFactory(parent=town.east, name="北野")

    among = places.places(resident(town.municipality.pk))

    assert [one.area.level for one in places.found(among, "北野")] == [Level.DISTRICT]


@pytest.mark.parametrize("words", ["", " ", "どこか", "12"])
def test_what_nobody_is_called_leads_nowhere(streets: Town, words: str) -> None:
    assert names(streets, words) == []


def test_one_name_leads_on_to_the_list_that_was_asked_for(place: Place, streets: Town) -> None:
    url = f"{place.url}areas/"

    ends = [Client().get(url, asked)["Location"] for asked in (
        {"q": "谷戸"}, {"q": "谷戸", "to": "assets"},
    )]  # fmt: skip

    area = f"?area={streets.aoume.pk}"
    assert ends == [f"{place.url}{area}#week", f"{place.url}assets/{area}"]


def test_all_names_stand_under_their_kana(place: Place, streets: Town) -> None:
    response = Client().get(f"{place.url}areas/", {"q": "どこか"})

    rows = {row: [one.name for one in some] for row, some in response.context["rows"]}
    assert rows["さ{行|ぎょう}"] == ["桜台"]
    assert rows["や{行|ぎょう}"] == ["谷戸"]
    assert "つかりませんでした" in response.content.decode()


@pytest.mark.parametrize("page", ["", "activities/", "assets/", "print/"])
def test_every_start_offers_to_look_for_ones_area(place: Place, page: str) -> None:
    assert f"{place.url}areas/" in Client().get(place.url + page).content.decode()
