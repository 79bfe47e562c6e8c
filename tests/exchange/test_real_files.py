"""The real files of ../shared/data, with the counts that its README states."""

from collections import Counter
from pathlib import Path

import pytest

from sasaeai.exchange.readers import decode, gazettes, plan
from sasaeai.exchange.readers.messages import Refused
from sasaeai.exchange.readers.readings import Reading
from sasaeai.exchange.readers.whose import Whose
from tests.exchange.readme import FILES

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"
pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason="the real files (../shared/data) are not here"
)

# file: rows, with coordinates, duplicates (same name and address)
PLACES = {
    name: (one.rows, one.own_points, one.duplicates)
    for name, one in FILES.items()
    if one.kind == "facilities" and one.rows
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
    name: (one.rows, one.own_points)
    for name, one in FILES.items()
    if one.kind == "towns" and not one.skipped
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
    reading = read("towns", name, town="ささえ市")
    assert (reading.rows, reading.with_location) == TOWNS[name]


def test_nationwide_towns_are_read_whole_and_picked_by_city() -> None:
    path = DATA / "addresses" / "japan_towns_geolonia.csv.gz"
    found = gazettes.stream(path.name, path.read_bytes(), code="", city="", seen=Counter())
    every = [town for _number, town in found.towns]
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
