"""The real files of ../shared/data, with the counts that its README states."""

from pathlib import Path

import pytest

from sasaeai.exchange.readers import decode, gazettes, plan
from sasaeai.exchange.readers.messages import Refused
from sasaeai.exchange.readers.readings import Reading
from sasaeai.exchange.readers.whose import Whose

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"
pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason="the real files (../shared/data) are not here"
)

# file: rows, with coordinates, duplicates (same name and address)
PLACES = {
    "facilities/hachijo_onsen.csv": (7, 7, 0),
    "facilities/hachijo_sightseeing.csv": (20, 20, 0),
    "facilities/hachijo_sightseeing.xlsx": (20, 20, 0),
    "facilities/katsushika_131229_tourism.csv": (3, 3, 0),
    "facilities/komae_132195_aed.csv": (57, 57, 5),
    "facilities/takamatsu_aed.xlsx": (450, 450, 2),
    "facilities/takamatsu_branch_offices.xlsx": (19, 19, 0),
    "facilities/takamatsu_community_centers.xlsx": (52, 52, 0),
    "facilities/takamatsu_evacuation_spaces.xlsx": (195, 195, 0),
    "facilities/takamatsu_hospitals.csv": (628, 627, 1),
    "facilities/takamatsu_libraries.xlsx": (5, 5, 0),
    "facilities/takamatsu_polling_places.xlsx": (70, 70, 0),
    "facilities/takamatsu_public_toilets.csv": (169, 169, 13),
    "facilities/tokyo_elementary_schools_points.geojson": (1311, 1311, 0),
    "facilities/yaizu_222127_aed.csv": (82, 82, 4),
    "facilities/yaizu_222127_child_rearing_support_center.csv": (9, 9, 0),
    "facilities/yaizu_222127_community_center.csv": (9, 9, 0),
    "facilities/yaizu_222127_elementary_school.csv": (13, 13, 0),
    "facilities/yaizu_222127_evacuation_space.csv": (31, 31, 0),
    "facilities/yaizu_222127_facilities_smartmap.csv": (28, 28, 0),
    "facilities/yaizu_222127_junior_high_school.csv": (9, 9, 0),
    "facilities/yaizu_222127_library.csv": (11, 11, 0),
    "facilities/yaizu_222127_park_info.csv": (142, 142, 0),
    "facilities/yaizu_222127_public_toilet.csv": (112, 112, 0),
    "facilities/yaizu_222127_public_wireless_lan.csv": (17, 17, 0),
    "facilities/yaizu_222127_tourism_sights.csv": (28, 28, 0),
    "facilities/yuzawa_educational_institutions_2022.json": (46, 0, 0),
    "facilities/yuzawa_evacuation_2022.json": (33, 0, 0),
    "facilities/yuzawa_libraries_2022.json": (4, 0, 0),
    "facilities/yuzawa_playgrounds_2022.json": (48, 0, 0),
    "resources/chiyoda_places.geojson": (92, 92, 0),
    "resources/takamatsu_chiiki_hokatsu.xlsx": (7, 7, 0),
    "resources/takamatsu_citizen_activity.xlsx": (4, 4, 0),
    "resources/takamatsu_disabled_welfare.xlsx": (8, 8, 0),
    "resources/takamatsu_elderly_welfare_centers.xlsx": (2, 2, 0),
    "resources/takamatsu_elderly_welfare_facilities.csv": (47, 47, 0),
    "resources/takamatsu_health_centers.xlsx": (9, 9, 0),
    "resources/takamatsu_rojin_ikoinoie.xlsx": (10, 10, 0),
    "resources/takamatsu_shakyo.xlsx": (7, 7, 0),
    "resources/takamatsu_shopping_street_traffic.xlsx": (15, 15, 0),
    "resources/yaizu_factory_outlets.csv": (32, 32, 0),
    "resources/yaizu_shops_retail.csv": (365, 365, 0),
    "resources/yaizu_suzumidokoro.csv": (108, 108, 0),
    "resources/yaizu_vegecheck.csv": (17, 17, 0),
    "resources/yuzawa_life_event_2022.json": (19, 0, 0),
    "resources/yuzawa_social_welfare_facilties_2022.json": (122, 0, 2),
    "resources/yuzawa_support_for_handicapped_2022.json": (9, 0, 0),
}
# file: features, areas after parts of one area are joined, features that cannot be drawn
AREAS = {
    "05207_yuzawa.geojson": (1, 1, 0),
    "13219_komae.geojson": (1, 1, 0),
    "13224_tama.geojson": (1, 1, 0),
    "13225_inagi.geojson": (2, 1, 0),
    "37201_takamatsu.geojson": (162, 1, 0),
    "akita_municipalities_n03_2021_s0010.geojson": (25, 25, 0),
    "chiyoda_towns.geojson": (59, 59, 0),
    "japan_municipalities_n03_2021_s0001.topojson": (1897, 1894, 1),
    "japan_prefectures_s0001.topojson": (47, 47, 0),
    "kagawa_municipalities_n03_2021_s0010.geojson": (17, 17, 0),
    "sapporo_elementary_school_districts.geojson": (202, 202, 0),
    "sapporo_junior_high_districts.geojson": (98, 97, 0),
    "tokyo_municipalities_n03_2021_s0010.geojson": (63, 63, 0),
}
TOWNS = {
    "052078_yuzawa_towns.json": (399, 399),
    "132195_komae_towns.json": (41, 41),
    "132250_inagi_towns.json": (27, 24),
    "372013_takamatsu_towns.json": (255, 255),
}
ENCODINGS = {
    "facilities/hachijo_onsen.csv": "CP932",
    "facilities/katsushika_131229_tourism.csv": "CP932",
    "facilities/komae_132195_aed.csv": "UTF-8",
    "facilities/yaizu_222127_library.csv": "UTF-8 (BOM)",
}


def read(kind: str, name: str, *, town: str = "") -> Reading:
    path = DATA / name
    return plan.read(kind, path.name, path.read_bytes(), whose=Whose("132250", town))


def test_every_real_list_and_area_is_named_here() -> None:
    named = {
        *PLACES,
        *(f"areas/{name}" for name in AREAS),
        "facilities/takamatsu_open_data_list.xlsx",
    }
    found = {
        f"{path.parent.name}/{path.name}"
        for room in ("facilities", "resources", "areas")
        for path in (DATA / room).iterdir()
        if not path.name.startswith(("kaigo_kohyo_", "27227_"))
    }
    assert found == named


@pytest.mark.parametrize("name", PLACES)
def test_real_list_gives_the_counts_of_its_readme(name: str) -> None:
    reading = read("facilities", name)
    rows, placed, duplicates = PLACES[name]
    assert (reading.rows, reading.with_location, reading.duplicates) == (rows, placed, duplicates)
    assert (reading.skipped, reading.refused) == (0, 0)
    assert (reading.without_location, len(reading.records)) == (rows - placed, rows - duplicates)


def test_real_list_without_places_is_refused() -> None:
    with pytest.raises(Refused, match="場所の名前の列"):
        read("facilities", "facilities/takamatsu_open_data_list.xlsx")


@pytest.mark.parametrize("name", ENCODINGS)
def test_real_list_names_its_encoding(name: str) -> None:
    assert read("facilities", name).encoding == ENCODINGS[name]


def test_real_csv_and_workbook_of_one_list_are_the_same_but_for_lost_letters() -> None:
    csv, workbook = (
        read("facilities", f"facilities/hachijo_sightseeing.{form}") for form in ("csv", "xlsx")
    )
    told = [{**record, "address": ""} for record in csv.records]
    assert told == [{**record, "address": ""} for record in workbook.records]


@pytest.mark.parametrize("name", AREAS)
def test_real_areas_give_the_features_of_their_readme(name: str) -> None:
    reading = read("boundaries", f"areas/{name}")
    features, areas, refused = AREAS[name]
    assert (reading.rows, len(reading.records), reading.refused) == (features, areas, refused)
    assert reading.duplicates == features - areas - refused


def test_real_shapefile_gives_the_areas_of_its_readme() -> None:
    files = {
        path.name: path.read_bytes() for path in (DATA / "areas").glob("27227_higashiosaka_towns.*")
    }
    reading = plan.read("boundaries", "t.zip", decode.bundled(files), whose=Whose("272272"))
    assert (reading.rows, len(reading.records), reading.duplicates, reading.encoding) == (
        502,
        501,
        1,
        "CP932",
    )
    assert len({area.code for area in reading.records}) == 501


@pytest.mark.parametrize("name", TOWNS)
def test_real_towns_of_a_city_give_the_counts_of_their_readme(name: str) -> None:
    reading = read("towns", f"addresses/{name}", town="ささえ市")
    assert (reading.rows, reading.with_location) == TOWNS[name]


def test_nationwide_towns_are_read_whole_and_picked_by_city() -> None:
    path = DATA / "addresses" / "japan_towns_geolonia.csv.gz"
    _, _, numbered = gazettes.stream(path.name, path.read_bytes(), code="", city="")
    every = [town for _, town in numbered]
    inagi = read("towns", "addresses/japan_towns_geolonia.csv.gz", town="稲城市")
    assert (len(every), sum(town.lat is not None for town in every)) == (277_676, 277_207)
    assert (inagi.rows, inagi.with_location) == (27, 24)


def test_real_addresses_without_points_are_placed_by_their_towns() -> None:
    towns = read("towns", "addresses/052078_yuzawa_towns.json", town="湯沢市").records
    path = DATA / "facilities" / "yuzawa_educational_institutions_2022.json"
    reading = plan.read(
        "facilities", path.name, path.read_bytes(), whose=Whose("052078", towns=towns)
    )
    assert (reading.with_location, reading.located_by_address) == (46, 46)


TEMPLATES = sorted(path.name for path in (DATA / "standards" / "templates").glob("*.csv"))
NO_PLACES = {
    "xxxxxx_fire_hydrant.csv",
    "xxxxxx_open_data_list.csv",
    "xxxxxx_population_yyyymmdd.csv",
}


@pytest.mark.parametrize("name", [name for name in TEMPLATES if name not in NO_PLACES])
def test_official_template_without_records_has_no_rows(name: str) -> None:
    reading = read("facilities", f"standards/templates/{name}")
    assert (reading.rows, reading.skipped) == (0, 0)


@pytest.mark.parametrize("name", [name for name in TEMPLATES if name in NO_PLACES])
def test_official_template_of_something_else_is_refused(name: str) -> None:
    with pytest.raises(Refused, match="場所の名前の列"):
        read("facilities", f"standards/templates/{name}")
