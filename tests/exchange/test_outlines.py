"""Boundaries and 町丁: which areas get them, which are new, which are another town's."""

import json

import pytest

from sasaeai.areas.models import Area
from sasaeai.areas.models.area import Level
from sasaeai.assets.models import Asset
from sasaeai.audit.actor import Actor
from sasaeai.exchange import actions
from sasaeai.exchange.models import Kind
from sasaeai.exchange.readers.messages import Refused
from tests.exchange import bringing
from tests.exchange.lists import choice, geojson, square
from tests.factories.areas import Town

SQUARE = square(139.50, 35.63)


def draw(town: Town, *features: tuple[dict[str, str], dict[str, object]], level: str = "") -> dict:
    """Return the counts of taking in boundaries."""
    here = Actor(municipality=town.municipality.pk)
    asked = choice(Kind.BOUNDARIES, level=level)
    return bringing.taken_in(here, asked, geojson(*features), town.municipality).counts


def place(town: Town, *rows: tuple[str, float | None, float | None]) -> dict:
    """Return the counts of taking in 町丁."""
    here = Actor(municipality=town.municipality.pk)
    listed = [{"town": name, "lat": lat, "lng": lng} for name, lat, lng in rows]
    data = json.dumps(listed).encode()
    return bringing.taken_in(
        here, choice(Kind.TOWNS, file_name="t.json"), data, town.municipality
    ).counts


@pytest.mark.parametrize(
    "properties",
    [{"name": "東京都ささえ市"}, {"name": "ささえ市"}, {"N03_004": "ささえ市", "N03_007": "13999"}],
)
def test_outline_of_the_town_goes_to_its_root(town: Town, properties: dict[str, str]) -> None:
    counts = draw(town, (properties, SQUARE))
    town.root.refresh_from_db()
    assert (counts["updated"], counts["created"]) == (1, 0)
    assert (town.root.boundary, town.root.west) == (SQUARE, 139.50)


def test_two_parts_of_the_town_are_one_boundary(town: Town) -> None:
    counts = draw(town, ({"name": "ささえ市"}, SQUARE), ({"name": "ささえ市"}, square(139.6, 35.6)))
    town.root.refresh_from_db()
    assert (counts["rows"], counts["updated"], counts["duplicates"]) == (2, 1, 1)
    assert town.root.boundary["type"] == "MultiPolygon"


def test_same_boundaries_again_change_nothing(town: Town) -> None:
    features = (({"name": "桜台"}, SQUARE), ({"name": "新町"}, square(139.52, 35.63)))
    first, second = draw(town, *features), draw(town, *features)
    assert (first["created"], first["updated"], second["unchanged"]) == (1, 1, 2)


def test_other_municipalities_of_a_nationwide_file_are_skipped(town: Town) -> None:
    counts = draw(
        town,
        ({"N03_004": "ささえ市", "N03_007": "13999"}, SQUARE),
        ({"N03_004": "八王子市", "N03_007": "13201"}, square(139.3, 35.6)),
        ({"N03_004": "所属未定地"}, square(139.2, 35.6)),
    )
    assert (counts["rows"], counts["updated"], counts["skipped"]) == (1, 1, 2)


@pytest.mark.parametrize("name", ["東京都多摩市", "神奈川県ささえ市", "神奈川県"])
def test_file_of_another_town_is_refused(town: Town, name: str) -> None:
    with pytest.raises(Refused, match="ささえ市の区域がこのファイルにありません"):
        draw(town, ({"name": name}, SQUARE))


def test_unknown_area_is_new_below_the_smallest_that_holds_it(town: Town) -> None:
    draw(town, ({"name": "川西"}, square(139.50, 35.63, 0.1)))
    draw(town, ({"name": "東京都ささえ市新町"}, SQUARE), ({"name": "離れ"}, square(140.5, 36.5)))
    found = {
        area.name: (area.parent, area.level)
        for area in Area.objects.filter(name__in=("新町", "離れ"))
    }
    assert found == {"新町": (town.west, Level.DISTRICT), "離れ": (town.root, Level.DISTRICT)}


def test_asked_level_draws_no_area_of_another_level(town: Town) -> None:
    counts = draw(town, ({"name": "桜台"}, SQUARE), level="town")
    assert counts["created"] == 1
    town.sakuradai.refresh_from_db()
    assert town.sakuradai.boundary is None


def test_census_small_areas_become_towns(town: Town) -> None:
    draw(town, ({"S_NAME": "桜台１丁目", "KEY_CODE": "13999001001"}, SQUARE))
    area = Area.objects.get(name="桜台１丁目")
    assert (area.level, area.code) == (Level.TOWN, "13999001001")


def test_towns_are_kept_with_and_without_a_point(town: Town) -> None:
    counts = place(town, ("桜台一丁目", 35.63, 139.50), ("山中", None, None))
    assert (counts["created"], counts["with_location"], counts["without_location"]) == (2, 1, 1)
    assert place(town, ("桜台一丁目", 35.63, 139.50), ("山中", None, None))["unchanged"] == 2
    assert place(town, ("桜台１丁目", 35.64, 139.50))["updated"] == 1


def test_address_without_a_point_is_placed_by_the_towns_and_marked(town: Town) -> None:
    place(town, ("桜台一丁目", 35.63, 139.50))
    data = "名称,住所\nサロン,ささえ市桜台1-2-3\n".encode()
    counts = bringing.taken_in(
        Actor(municipality=town.municipality.pk), choice(), data, town.municipality
    ).counts
    assert (counts["located_by_address"], counts["with_location"]) == (1, 1)
    asset = Asset.objects.get()
    assert (asset.latitude, asset.placed_by_address) == (35.63, True)
    assert asset.area.name == "桜台一丁目"


def number(town: Town, **codes: str) -> dict:
    """Return the counts of taking in 町丁 with the codes that a list of them gives."""
    here = Actor(municipality=town.municipality.pk)
    rows = "".join(f"{name},{code},35.64,139.51\n" for name, code in codes.items())
    data = f"町丁名,町字ID,緯度,経度\n{rows}".encode()
    asked = choice(Kind.TOWNS, file_name="t.csv", source="町丁")
    return bringing.taken_in(here, asked, data, town.municipality).counts


def test_area_keeps_the_code_by_which_the_census_knows_it(town: Town) -> None:
    census = ({"KEY_CODE": "13999001001", "S_NAME": "新町一丁目"}, SQUARE)
    draw(town, census)
    number(town, 新町一丁目="0001001")
    assert Area.objects.get(name="新町一丁目").code == "13999001001"
    assert draw(town, census)["unchanged"] == 1


def test_area_with_the_code_of_another_list_is_known_by_its_name(town: Town) -> None:
    number(town, 新町一丁目="0001001")
    counts = draw(town, ({"KEY_CODE": "13999001001", "S_NAME": "新町一丁目"}, SQUARE))
    assert (counts["updated"], counts["created"]) == (1, 0)


def test_town_that_is_called_otherwise_is_known_by_its_code(town: Town) -> None:
    number(town, 新町一丁目="0001001", 新町二丁目="0001002")
    counts = number(town, 桜新町一丁目="0001001", 新町二丁目="0001002")
    assert (counts["updated"], counts["unchanged"], counts["created"]) == (1, 1, 0)
    names = Area.objects.filter(level=Level.TOWN).values_list("name", flat=True)
    assert set(names) >= {"桜新町一丁目", "新町二丁目"}
    assert "新町一丁目" not in names


def test_areas_that_a_newer_edition_lacks_stay_and_are_told(town: Town) -> None:
    draw(town, ({"name": "新町"}, SQUARE), ({"name": "川西"}, square(139.6, 35.63)))
    asked = choice(Kind.BOUNDARIES)
    found, rows = bringing.looked_at(asked, geojson(({"name": "新町"}, SQUARE)), town.municipality)
    assert [row.name for row in rows if row.change == row.Change.MISSING] == ["川西"]
    assert "「川西」" in found.messages[-1].message


def test_what_an_edition_that_was_taken_back_named_is_not_in_use(town: Town) -> None:
    here = Actor(municipality=town.municipality.pk)
    file = geojson(({"name": "新町"}, SQUARE))
    asked = [choice(Kind.BOUNDARIES, source=source) for source in ("一", "二")]
    first, second = (bringing.taken_in(here, one, file, town.municipality) for one in asked)
    actions.undo(here, second)
    actions.undo(here, first)
    assert not Area.objects.filter(name="新町").exists()
