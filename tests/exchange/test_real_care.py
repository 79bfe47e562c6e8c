"""The real lists of 介護サービス事業所 of ../shared/data, with the counts that its README states."""

from collections import Counter

import pytest

from sasaeai.assets.models import Asset
from sasaeai.exchange.readers import establishments, plan
from sasaeai.exchange.readers.readings import Reading
from sasaeai.exchange.readers.whose import Whose
from tests.exchange.lists import run
from tests.shared_data import shared_file

NOWHERE = "139998"  # no town of this code is in any file: they are taken whole
# file: rows, with coordinates, at 0,0, other points that are none, establishments
WHOLE = {
    "kaigo_kohyo_inagi_area.csv": (488, 488, 0, 0, 397),
    "kaigo_kohyo_takamatsu_yuzawa.csv": (267, 267, 0, 0, 188),
    "kaigo_kohyo_730_shokibo_takino_japan.csv.gz": (5451, 5436, 6, 9, 5451),
    "kaigo_kohyo_160_tsusho_rehab_japan.csv.gz": (7737, 7733, 3, 1, 7737),
}
# file, municipality: the rows of the town, its establishments
OWN = {
    ("kaigo_kohyo_inagi_area.csv", "132250"): (20, 17),
    ("kaigo_kohyo_inagi_area.csv", "141305"): (134, 110),  # 川崎市, by its wards
    ("kaigo_kohyo_takamatsu_yuzawa.csv", "372013"): (234, 163),
    ("kaigo_kohyo_takamatsu_yuzawa.csv", "052078"): (33, 25),
    ("kaigo_kohyo_730_shokibo_takino_japan.csv.gz", "132250"): (2, 2),
    ("kaigo_kohyo_160_tsusho_rehab_japan.csv.gz", "372013"): (43, 43),
}


def read(name: str, code: str) -> Reading:
    path = shared_file(f"resources/{name}")
    return plan.read("care-providers", path.name, path.read_bytes(), whose=Whose(code))


@pytest.mark.parametrize("name", WHOLE)
def test_real_list_taken_whole_gives_the_counts_of_its_readme(name: str) -> None:
    reading = read(name, NOWHERE)
    rows, placed, zero, odd, places = WHOLE[name]
    assert (reading.rows, reading.skipped, reading.refused) == (rows, 0, 0)
    assert (reading.with_location, reading.without_location) == (placed, rows - placed)
    assert (len(reading.records), reading.duplicates) == (places, rows - places)
    words = Counter(
        "が0なので" in one.message for one in reading.messages if "地図に置き" in one.message
    )
    assert (words[True], words[False]) == (zero, odd)
    services = sum(len(establishments.services(made)) for made in reading.records)
    assert services == rows


@pytest.mark.parametrize(("name", "code"), OWN)
def test_real_list_gives_a_town_its_own_rows_and_skips_the_rest(name: str, code: str) -> None:
    reading = read(name, code)
    rows, places = OWN[name, code]
    assert (reading.rows, reading.skipped) == (rows, WHOLE[name][0] - rows)
    assert (len(reading.records), reading.duplicates) == (places, rows - places)
    assert {len(str(made["source_id"])) for made in reading.records} == {10}
    (told,) = (one for one in reading.messages if "読みとばしました" in one.message)
    assert told.message.startswith(f"{reading.skipped}件は")


@pytest.mark.django_db
def test_real_list_goes_in_once_and_changes_nothing_the_second_time() -> None:
    file = shared_file("resources/kaigo_kohyo_takamatsu_yuzawa.csv")
    first = run("care-providers", file, "--name", "高松市", code="372013")[1]
    second = run("care-providers", file, code="372013")[1]
    assert (first["created"], second["unchanged"], second["updated"]) == (163, 163, 0)
    places = Asset.objects.all()
    assert {(place.kind, place.longitude is None) for place in places} == {("place", False)}
    assert sum(place.description.startswith("サービス：") for place in places) == 163


@pytest.mark.django_db
def test_real_files_of_two_services_make_one_place_of_one_number() -> None:
    one = shared_file("resources/kaigo_kohyo_takamatsu_yuzawa.csv")
    other = shared_file("resources/kaigo_kohyo_160_tsusho_rehab_japan.csv.gz")
    run("care-providers", one, "--name", "高松市", code="372013")
    told = run("care-providers", other, code="372013")[1]
    assert (told["rows"], told["created"], told["skipped"]) == (43, 0, 7694)
    assert Asset.objects.count() == 163
    assert run("care-providers", other, code="372013")[1]["unchanged"] == 43
