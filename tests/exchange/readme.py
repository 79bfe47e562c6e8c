"""What the README of ../shared/data says of the files that it marks with a KIND."""

import re
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

from tests.shared_data import FOLDER, shared_file

SHAPES = "areas/27227_higashiosaka_towns.shp"
SIDES = {".shx", ".dbf", ".prj"}


TOWNS = {
    "011002": "札幌市",
    "052078": "湯沢市",
    "131016": "千代田区",
    "131229": "葛飾区",
    "132195": "狛江市",
    "132241": "多摩市",
    "132250": "稲城市",
    "134015": "八丈町",
    "222127": "焼津市",
    "272272": "東大阪市",
    "372013": "高松市",
}
# Whose rows get no point of their own, or no area, without these.
BEFORE = {
    ("facilities", "052078"): "addresses/052078_yuzawa_towns.json",
    ("population", "372013"): "addresses/372013_takamatsu_towns.json",
    ("population", "272272"): SHAPES,
}


@dataclass(frozen=True, slots=True)
class Stated:
    """What a file gives to one town; no rows where it is refused whole.

    `placed` are the rows with a point of their own (None: all of them), `skipped` those of other
    towns and totals.
    """

    kind: str
    code: str
    rows: int = 0
    placed: int | None = None
    skipped: int = 0
    duplicates: int = 0
    refused: int = 0
    by_address: int = 0

    @property
    def new(self) -> int:
        """Return how many places or areas the rows come to."""
        return self.rows - self.duplicates - self.refused

    @property
    def own_points(self) -> int:
        """Return how many rows have a point of their own."""
        return self.rows if self.placed is None else self.placed

    @property
    def town(self) -> str:
        """Return the name of the town."""
        return TOWNS[self.code]


FILES = {
    "addresses/052078_yuzawa_towns.json": Stated("towns", "052078", 399),
    "addresses/132195_komae_towns.json": Stated("towns", "132195", 41),
    "addresses/132250_inagi_towns.json": Stated("towns", "132250", 27, 24),
    "addresses/372013_takamatsu_towns.json": Stated("towns", "372013", 255),
    "addresses/japan_towns_geolonia.csv.gz": Stated("towns", "132250", 27, 24, skipped=277_649),
    "areas/05207_yuzawa.geojson": Stated("boundaries", "052078", 1),
    "areas/13219_komae.geojson": Stated("boundaries", "132195", 1),
    "areas/13224_tama.geojson": Stated("boundaries", "132241", 1),
    "areas/13225_inagi.geojson": Stated("boundaries", "132250", 2, duplicates=1),
    "areas/27227_higashiosaka_towns.shp": Stated("boundaries", "272272", 502, duplicates=1),
    "areas/37201_takamatsu.geojson": Stated("boundaries", "372013", 162, duplicates=161),
    "areas/akita_municipalities_n03_2021_s0010.geojson": Stated(
        "boundaries", "052078", 1, skipped=24
    ),
    "areas/chiyoda_towns.geojson": Stated("boundaries", "131016", 59),
    "areas/japan_municipalities_n03_2021_s0001.topojson": Stated(
        "boundaries", "132250", 2, 1, skipped=1_895, refused=1
    ),
    "areas/japan_prefectures_s0001.topojson": Stated("boundaries", "132250"),
    "areas/kagawa_municipalities_n03_2021_s0010.geojson": Stated(
        "boundaries", "372013", 1, skipped=16
    ),
    "areas/sapporo_elementary_school_districts.geojson": Stated("boundaries", "011002", 202),
    "areas/sapporo_junior_high_districts.geojson": Stated("boundaries", "011002", 98, duplicates=1),
    "areas/tokyo_municipalities_n03_2021_s0010.geojson": Stated(
        "boundaries", "132250", 1, skipped=62
    ),
    "population/estat_T001082_27227_higashiosaka.csv": Stated(
        "population", "272272", 479, 0, skipped=140
    ),
    "population/takamatsu_0066_202402_town_age.xlsx": Stated("population", "372013", 235),
    "population/takamatsu_0066_202602_town_age.xlsx": Stated("population", "372013", 235),
    "facilities/hachijo_onsen.csv": Stated("facilities", "134015", 7),
    "facilities/hachijo_sightseeing.csv": Stated("facilities", "134015", 20),
    "facilities/hachijo_sightseeing.xlsx": Stated("facilities", "134015", 20),
    "facilities/katsushika_131229_tourism.csv": Stated("facilities", "131229", 3),
    "facilities/komae_132195_aed.csv": Stated("facilities", "132195", 57, duplicates=5),
    "facilities/takamatsu_aed.xlsx": Stated("facilities", "372013", 450, duplicates=2),
    "facilities/takamatsu_branch_offices.xlsx": Stated("facilities", "372013", 19),
    "facilities/takamatsu_community_centers.xlsx": Stated("facilities", "372013", 52),
    "facilities/takamatsu_evacuation_spaces.xlsx": Stated("facilities", "372013", 195),
    "facilities/takamatsu_hospitals.csv": Stated("facilities", "372013", 628, 627, duplicates=1),
    "facilities/takamatsu_libraries.xlsx": Stated("facilities", "372013", 5),
    "facilities/takamatsu_open_data_list.xlsx": Stated("facilities", "372013"),
    "facilities/takamatsu_polling_places.xlsx": Stated("facilities", "372013", 70),
    "facilities/takamatsu_public_toilets.csv": Stated("facilities", "372013", 169, duplicates=13),
    "facilities/tokyo_elementary_schools_points.geojson": Stated("facilities", "132250", 1311),
    "facilities/yaizu_222127_aed.csv": Stated("facilities", "222127", 82, duplicates=4),
    "facilities/yaizu_222127_child_rearing_support_center.csv": Stated("facilities", "222127", 9),
    "facilities/yaizu_222127_community_center.csv": Stated("facilities", "222127", 9),
    "facilities/yaizu_222127_elementary_school.csv": Stated("facilities", "222127", 13),
    "facilities/yaizu_222127_evacuation_space.csv": Stated("facilities", "222127", 31),
    "facilities/yaizu_222127_facilities_smartmap.csv": Stated("facilities", "222127", 28),
    "facilities/yaizu_222127_junior_high_school.csv": Stated("facilities", "222127", 9),
    "facilities/yaizu_222127_library.csv": Stated("facilities", "222127", 11),
    "facilities/yaizu_222127_park_info.csv": Stated("facilities", "222127", 142),
    "facilities/yaizu_222127_public_toilet.csv": Stated("facilities", "222127", 112),
    "facilities/yaizu_222127_public_wireless_lan.csv": Stated("facilities", "222127", 17),
    "facilities/yaizu_222127_tourism_sights.csv": Stated("facilities", "222127", 28),
    "facilities/yuzawa_educational_institutions_2022.json": Stated(
        "facilities", "052078", 46, 0, by_address=46
    ),
    "facilities/yuzawa_evacuation_2022.json": Stated("facilities", "052078", 33, 0, by_address=33),
    "facilities/yuzawa_libraries_2022.json": Stated("facilities", "052078", 4, 0, by_address=4),
    "facilities/yuzawa_playgrounds_2022.json": Stated("facilities", "052078", 48, 0, by_address=46),
    "resources/chiyoda_places.geojson": Stated("facilities", "131016", 92),
    "resources/takamatsu_chiiki_hokatsu.xlsx": Stated("facilities", "372013", 7),
    "resources/takamatsu_citizen_activity.xlsx": Stated("facilities", "372013", 4),
    "resources/takamatsu_disabled_welfare.xlsx": Stated("facilities", "372013", 8),
    "resources/takamatsu_elderly_welfare_centers.xlsx": Stated("facilities", "372013", 2),
    "resources/takamatsu_elderly_welfare_facilities.csv": Stated("facilities", "372013", 47),
    "resources/takamatsu_health_centers.xlsx": Stated("facilities", "372013", 9),
    "resources/takamatsu_rojin_ikoinoie.xlsx": Stated("facilities", "372013", 10),
    "resources/takamatsu_shakyo.xlsx": Stated("facilities", "372013", 7),
    "resources/takamatsu_shopping_street_traffic.xlsx": Stated("facilities", "372013", 15),
    "resources/yaizu_factory_outlets.csv": Stated("facilities", "222127", 32),
    "resources/yaizu_shops_retail.csv": Stated("facilities", "222127", 365),
    "resources/yaizu_suzumidokoro.csv": Stated("facilities", "222127", 108),
    "resources/yaizu_vegecheck.csv": Stated("facilities", "222127", 17),
    "resources/yuzawa_life_event_2022.json": Stated("facilities", "052078", 19, 0, by_address=4),
    "resources/yuzawa_social_welfare_facilties_2022.json": Stated(
        "facilities", "052078", 122, 0, duplicates=2, by_address=122
    ),
    "resources/yuzawa_support_for_handicapped_2022.json": Stated(
        "facilities", "052078", 9, 0, by_address=9
    ),
    "resources/kaigo_kohyo_160_tsusho_rehab_japan.csv.gz": Stated(
        "care-providers", "132250", 2, skipped=7_735
    ),
    "resources/kaigo_kohyo_730_shokibo_takino_japan.csv.gz": Stated(
        "care-providers", "132250", 2, skipped=5_449
    ),
    "resources/kaigo_kohyo_inagi_area.csv": Stated(
        "care-providers", "132250", 20, skipped=468, duplicates=3
    ),
    "resources/kaigo_kohyo_takamatsu_yuzawa.csv": Stated(
        "care-providers", "372013", 234, skipped=33, duplicates=71
    ),
    "population/ipss2023_tokyo_tama_islands.csv": Stated("projection", "132250"),
    "population/takamatsu_0068_future_population.xlsx": Stated("projection", "372013"),
}
TAKEN = {name: one for name, one in FILES.items() if one.kind != "projection"}


@cache
def kinds() -> dict[str, str]:
    """Return the KIND of each file as the README's table 「Import as」 gives it; later lines win."""
    table = re.search(r"^## Import as$(.*?)^## ", _text(), re.DOTALL | re.MULTILINE)
    found: dict[str, str] = {}
    for line in table[1].splitlines() if table else []:
        files, kind = (
            [*re.findall(r"`([^`]+)`", cell)] for cell in [*line.split("|"), "", ""][1:3]
        )
        found |= {
            name: kind[0] for name in _names() for one in files if kind and fnmatch(name, one)
        }
    return found


@cache
def contents() -> dict[str, str]:
    """Return the cell 「contents (measured)」 of each file."""
    rows = re.findall(r"^\| `([^`]+)` \|(.*)\|$", _text(), re.MULTILINE)
    return {
        name.replace("{shp,shx,dbf,prj}", "shp"): text.split(" | ")[4]
        for name, text in rows
        if text.count(" | ") >= 5
    }


def measured(name: str) -> tuple[int, int | None]:
    """Return the records of a file and how many have a point, None where the README does not say."""
    text = contents()[name]
    for words in (r"^(\d+) (?:rows|features|polygons)", r"^objects {'[^']+': (\d+)}"):
        if hit := re.match(words, text):
            placed = re.search(r"(\d+) with coordinates", text)
            shapes = "rows" not in hit[0]
            return int(hit[1]), int(placed[1]) if placed else int(hit[1]) if shapes else None
    if hit := re.match(r"^(\d+) towns, (\d+) without", text):
        return int(hit[1]), int(hit[1]) - int(hit[2])
    return sum(int(number) for number in re.findall(r"data\w*: (\d+)", text)), None


@cache
def _text() -> str:
    return shared_file("README.md").read_text()


def _names() -> list[str]:
    found = (path for path in FOLDER.rglob("*") if path.is_file() and path.suffix not in SIDES)
    return [Path(path).relative_to(FOLDER).as_posix() for path in found]
