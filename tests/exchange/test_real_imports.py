"""The real files of ../shared/data taken in by the command, with the counts that its README states."""

import pytest

from sasaeai.areas.models import Area
from sasaeai.areas.models.area import Level
from sasaeai.assets.models import Asset
from tests.exchange.lists import run
from tests.exchange.test_real_files import AREAS, PLACES
from tests.shared_data import shared_file

pytestmark = pytest.mark.django_db
CODES = {
    "05207_yuzawa.geojson": "052078",
    "13219_komae.geojson": "132195",
    "13224_tama.geojson": "132241",
    "37201_takamatsu.geojson": "372013",
    "akita_municipalities_n03_2021_s0010.geojson": "052078",
    "chiyoda_towns.geojson": "131016",
    "kagawa_municipalities_n03_2021_s0010.geojson": "372013",
    "sapporo_elementary_school_districts.geojson": "011002",
    "sapporo_junior_high_districts.geojson": "011002",
}


@pytest.mark.parametrize(
    ("name", "filled"),
    [("facilities/hachijo_onsen.csv", 5), ("facilities/katsushika_131229_tourism.csv", 3),
     ("facilities/komae_132195_aed.csv", 13), ("facilities/takamatsu_libraries.xlsx", 3),
     ("facilities/takamatsu_branch_offices.xlsx", 18)],
)  # fmt: skip
def test_real_list_fills_the_times_that_its_columns_tell(name: str, filled: int) -> None:
    rows, _placed, duplicates = PLACES[name]
    told = run("facilities", shared_file(name), "--name", "見本市")[1]
    timed = [row for row in Asset.objects.all() if row.times]
    assert (told["created"], len(timed)) == (rows - duplicates, filled)


def test_real_list_without_places_is_refused_as_json() -> None:
    code, told = run(
        "facilities", shared_file("facilities/takamatsu_open_data_list.xlsx"), "--dry-run"
    )
    assert (code, told["messages"][0]["level"]) == (1, "error")


@pytest.mark.parametrize("name", AREAS)
def test_real_boundaries_account_for_every_feature(name: str) -> None:
    if name == "japan_prefectures_s0001.topojson":
        assert run("boundaries", shared_file(f"areas/{name}"), "--dry-run")[0] == 1
        return
    told = run(
        "boundaries", shared_file(f"areas/{name}"), "--dry-run", code=CODES.get(name, "132250")
    )[1]
    counted = ("created", "updated", "unchanged", "refused", "duplicates")
    assert told["rows"] + told["skipped"] == AREAS[name][0]
    assert sum(told[part] for part in counted) == told["rows"]


def test_real_inagi_gets_its_boundary_and_its_towns() -> None:
    first = run("boundaries", shared_file("areas/13225_inagi.geojson"), "--name", "稲城市")[1]
    towns = run("towns", shared_file("addresses/132250_inagi_towns.json"))[1]
    root = Area.objects.get(parent=None)
    assert (first["rows"], first["updated"], first["duplicates"]) == (2, 1, 1)
    assert (root.boundary["type"], round(root.west, 5)) == ("MultiPolygon", 139.46416)
    assert (towns["rows"], towns["created"], towns["without_location"]) == (27, 27, 3)
    assert Area.objects.filter(level=Level.TOWN, parent=root).count() == 27
    assert run("towns", shared_file("addresses/132250_inagi_towns.json"))[1]["unchanged"] == 27


def test_real_shapefile_takes_its_side_files_along() -> None:
    file = shared_file("areas/27227_higashiosaka_towns.shp")
    told = run("boundaries", file, "--name", "東大阪市", code="272272")[1]
    assert (told["rows"], told["created"], told["duplicates"]) == (502, 501, 1)
    assert Area.objects.filter(level=Level.TOWN).count() == 501
    assert run("boundaries", file, code="272272")[1]["unchanged"] == 501


def test_real_addresses_are_placed_by_the_towns_taken_in_before() -> None:
    code = "052078"
    run("towns", shared_file("addresses/052078_yuzawa_towns.json"), "--name", "湯沢市", code=code)
    file = shared_file("facilities/yuzawa_educational_institutions_2022.json")
    told = run("facilities", file, code=code)[1]
    assert (told["with_location"], told["located_by_address"]) == (46, 46)
    assert Asset.objects.filter(placed_by_address=True).count() == 46
