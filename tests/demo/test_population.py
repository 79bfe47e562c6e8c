import pytest


def people(sasae, area, *, year=2026, age=0):
    blocks = {block.key for block in sasae.land.blocks_of(area)}
    return sum(
        row.people
        for row in sasae.population
        if row.area in blocks and row.year == year and row.age_from >= age
    )


@pytest.mark.parametrize(
    ("area", "total", "aged"), [("sasae", 94_000, 20_680), ("tonari", 8_000, 3_040)]
)
def test_sums_of_the_last_year_are_exact(sasae, area, total, aged):
    assert (people(sasae, area), people(sasae, area, age=65)) == (total, aged)


def test_years_are_six(sasae):
    assert sorted({row.year for row in sasae.population}) == [2021, 2022, 2023, 2024, 2025, 2026]


def test_neighbour_shrinks(sasae):
    assert people(sasae, "tonari", year=2021) > people(sasae, "tonari", year=2026)


def test_hill_estates_are_older_than_station_fronts(sasae):
    def aged(area):
        return people(sasae, area, age=65) / people(sasae, area)

    assert aged("minamidai") > 1.8 * aged("honmachi")


def test_every_block_has_people_of_every_year_and_band(sasae):
    assert len(sasae.population) == 52 * 6 * 21 * 2


def test_women_are_more_among_the_oldest(sasae):
    old = [row for row in sasae.population if row.age_from >= 85 and row.year == 2026]
    women = sum(row.people for row in old if row.sex == "f")
    assert women > 0.6 * sum(row.people for row in old)
