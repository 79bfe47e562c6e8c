"""The real tables of population of ../shared/data, with the counts that its README states."""

import pytest
from django.db.models import Sum

from sasaeai.areas.models import Area, Population
from sasaeai.areas.models.area import Level
from sasaeai.exchange.readers import plan
from sasaeai.exchange.readers.messages import Refused
from sasaeai.exchange.readers.readings import Reading
from sasaeai.exchange.readers.whose import Whose
from tests.exchange.lists import run
from tests.shared_data import shared_file

pytestmark = pytest.mark.django_db
# file, municipality: rows, skipped, with a point, year, people of known age, from 65 on, from 75 on
TABLES = {
    ("takamatsu_0066_202602_town_age.xlsx", "372013"): (235, 0, 235, 2026, 418_129, 120_999, 72_026),
    ("takamatsu_0066_202402_town_age.xlsx", "372013"): (235, 0, 235, 2024, 419_558, 120_134, 67_357),
    # 493,940 people in all: of 22,291 the age is not known. 619 records with their totals.
    ("estat_T001082_27227_higashiosaka.csv", "272272"): (
        479, 140, 0, 2020, 493_940 - 22_291, 135_791, 72_434,
    ),
}  # fmt: skip


def read(name: str, code: str) -> Reading:
    path = shared_file(f"population/{name}")
    return plan.read("population", path.name, path.read_bytes(), whose=Whose(code))


@pytest.mark.parametrize(("name", "code"), TABLES)
def test_real_table_gives_the_counts_of_its_readme(name: str, code: str) -> None:
    reading = read(name, code)
    rows, skipped, placed, year, people, old, oldest = TABLES[name, code]
    assert (reading.rows, reading.skipped, reading.refused) == (rows, skipped, 0)
    assert (reading.duplicates, reading.with_location) == (0, placed)
    assert {line.year for line in reading.records} == {year}
    counts = [pair for line in reading.records for pair in line.tally.counts.items()]
    assert [
        sum(n for band, n in counts if band.low >= age) for age in (0, 65, 75)
    ] == [people, old, oldest]  # fmt: skip
    assert [one.message for one in reading.messages if one.level != "info"] == []


def test_real_census_says_what_is_withheld_and_where_it_is_counted() -> None:
    messages = read("estat_T001082_27227_higashiosaka.csv", "272272").messages
    counts = [one.message.split("件")[0] for one in messages]
    assert counts[:3] == ["117", "23", "伏せられた12"]
    assert "「長田東四丁目」は「長田東三丁目」に" in messages[2].message
    assert messages[-1].message.startswith("年齢の分からない方22,291人は")


def test_real_census_joins_the_boundaries_of_its_own_codes() -> None:
    code = "272272"
    shapes = shared_file("areas/27227_higashiosaka_towns.shp")
    run("boundaries", shapes, "--name", "東大阪市", code=code)
    table = shared_file("population/estat_T001082_27227_higashiosaka.csv")
    told = run("population", table, code=code)[1]
    towns = Area.objects.filter(level=Level.TOWN)
    # Of 本庄中 only the whole is told: its blocks, which have boundaries, are withheld. The shapes of
    # 上石切町 carry other codes than its blocks, and no names of their own.
    new = towns.filter(boundary__isnull=True).order_by("name").values_list("name", flat=True)
    assert (told["created"], list(new)) == (479, ["上石切町一丁目", "上石切町二丁目", "本庄中"])
    assert told["messages"][-1]["each"] == ["本庄中", "上石切町一丁目", "上石切町二丁目"]
    assert Population.objects.values("area").distinct().count() == 479
    again = run("population", table, code=code)[1]
    assert (again["unchanged"], again["created"], again["updated"]) == (479, 0, 0)


def test_real_register_finds_the_blocks_of_the_town_and_a_second_year_beside_the_first() -> None:
    code = "372013"
    run(
        "towns", shared_file("addresses/372013_takamatsu_towns.json"), "--name", "高松市", code=code
    )
    before = Area.objects.count()
    for name in ("takamatsu_0066_202602_town_age.xlsx", "takamatsu_0066_202402_town_age.xlsx"):
        told = run("population", shared_file(f"population/{name}"), code=code)[1]
        assert (told["rows"], told["created"], told["messages"]) == (235, 235, [])
    assert Area.objects.count() == before
    people = Population.objects.values_list("year").annotate(people=Sum("count")).order_by("year")
    assert list(people) == [(2024, 419_558), (2026, 418_129)]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("population/takamatsu_0068_future_population.xlsx", "地域の列"),
        ("population/census2020_major_results_municipalities.xlsx", "町丁や地区ごとに数えた"),
        ("population/hokkaido_mesh500_2010_6441.csv", "見出しの行が見つかりません"),
        ("facilities/takamatsu_libraries.xlsx", "年齢と男女の列"),
    ],
)
def test_real_table_of_something_else_is_refused(name: str, words: str) -> None:
    path = shared_file(name)
    with pytest.raises(Refused, match=words):
        plan.read("population", path.name, path.read_bytes(), whose=Whose("372013"))


def test_official_template_without_records_has_no_rows() -> None:
    path = shared_file("standards/templates/xxxxxx_population_yyyymmdd.csv")
    reading = plan.read("population", path.name, path.read_bytes(), whose=Whose("372013"))
    assert (reading.rows, reading.skipped, len(reading.messages)) == (0, 0, 1)
