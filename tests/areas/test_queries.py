"""Reading the town: which municipalities are open, where somebody may write, which area is there."""

from datetime import timedelta

import pytest
from django.utils import timezone

from sasaeai.areas import actions, queries
from sasaeai.areas.models import Area, AreaPart, Population, Role
from sasaeai.audit.actor import MACHINE
from tests.factories.areas import Town


def test_town_is_found_by_its_code(town: Town) -> None:
    found = [queries.by_code(code) for code in (town.municipality.code, "000000")]

    assert found == [town.municipality, None]


def test_closed_portal_is_among_no_open_ones(town: Town, next_town: Town) -> None:
    next_town.municipality.portal_open = False
    next_town.municipality.save()

    assert list(queries.with_open_portal()) == [town.municipality]


def test_coordinator_is_responsible_for_the_own_area_and_what_is_below(town: Town) -> None:
    found = queries.responsible_areas(town.viewer(Role.COORDINATOR2))

    assert list(found) == [town.west, town.sakuradai, town.kashiwagi]


def test_below_an_area_lies_the_area_itself(town: Town, next_town: Town) -> None:
    assert set(queries.below(town.east)) == {town.east, town.aoume}


def live(area: Area, *bands: tuple[int, int | None, int], source: str = "台帳") -> None:
    """Let people live in an area in 2026, by the figures of one source."""
    rows = [
        Population(
            municipality=area.municipality, area=area, year=2026, age_from=low, age_to=high,
            sex="f", count=count, source=source,
        )
        for low, high, count in bands
    ]  # fmt: skip
    actions.put_population(MACHINE, rows)


def test_aged_are_counted_from_sixty_five_in_one_year(town: Town) -> None:
    live(town.west, (60, 64, 5), (65, 89, 3), (90, None, 1))
    viewer = town.viewer(Role.VIEWER)

    assert queries.aged_by_area(viewer, year=2026) == {town.west.pk: (4, 9, "台帳")}
    assert queries.aged_by_area(viewer, year=2021) == {}


def test_of_two_sources_the_one_written_last_counts_and_nothing_is_added(town: Town) -> None:
    live(town.west, (0, 64, 10), (65, None, 5), source="国勢調査")
    live(town.west, (0, 64, 12), (65, None, 6), source="台帳")
    viewer, part = town.viewer(Role.VIEWER), AreaPart(area=town.east, piece=town.west)

    before = queries.aged_by_area(viewer, year=2026), queries.sources(town.west, year=2026)
    live(town.west, (0, 64, 11), source="国勢調査")

    assert before == ({town.west.pk: (6, 18, "台帳")}, ["台帳", "国勢調査"])
    assert queries.aged_by_area(viewer, year=2026) == {town.west.pk: (5, 16, "国勢調査")}
    assert queries.composed_people([part], year=2026) == (5, 16)


def test_band_across_sixty_five_gives_no_number_of_the_aged(town: Town) -> None:
    live(town.west, (0, 59, 10), (60, 69, 4), (70, None, 5))
    part = AreaPart(area=town.east, piece=town.west)

    people = queries.aged_by_area(town.viewer(Role.VIEWER), year=2026)

    assert people == {town.west.pk: (None, 19, "台帳")}
    assert queries.composed_people([part], year=2026) == (None, 19)


def test_record_book_names_the_accounts_of_this_town_alone(town: Town, next_town: Town) -> None:
    ours, theirs = town.user(Role.VIEWER), next_town.user(Role.VIEWER)

    assert queries.names_on(town.municipality.pk, {ours.pk, theirs.pk}) == {ours.pk: ours.name}


@pytest.mark.parametrize(("ended", "there"), [(None, True), (0, True), (1, False)])
def test_area_is_there_to_its_last_day(town: Town, ended: int | None, *, there: bool) -> None:
    town.west.until = None if ended is None else timezone.localdate() - timedelta(days=ended)
    town.west.save()

    found = queries.area_on(town.municipality.pk, town.west.pk, timezone.localdate())

    assert found == (town.west if there else None)


def test_area_of_the_next_town_is_not_there(town: Town, next_town: Town) -> None:
    assert queries.area_on(town.municipality.pk, next_town.west.pk, timezone.localdate()) is None


SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [0, 1], [1, 1], [1, 0], [0, 0]]]}


def framed(area: Area, west: float) -> Area:
    """Give an area a boundary that is two hundredths of a degree wide."""
    area.boundary = SQUARE
    area.west, area.south, area.east, area.north = west, 35.6, west + 0.02, 35.62
    area.save()
    return area


def test_map_of_a_box_draws_the_districts_that_meet_it(town: Town) -> None:
    viewer = town.viewer(Role.VIEWER)
    framed(town.west, 139.5), framed(town.sakuradai, 139.5), framed(town.aoume, 139.8)  # fmt: skip

    drawn = [queries.drawn_in(viewer, (west, 35.5, west + 0.1, 35.7)) for west in (139.45, 139.2)]

    assert drawn == [[town.sakuradai], []]


def test_map_of_a_box_without_districts_draws_what_is_above(town: Town) -> None:
    framed(town.west, 139.5)

    found = queries.drawn_in(town.viewer(Role.VIEWER), (139.4, 35.5, 139.6, 35.7))

    assert found == [town.west]


def test_box_around_holds_everything_below_these_places(town: Town, next_town: Town) -> None:
    viewer = town.viewer(Role.VIEWER)
    framed(town.sakuradai, 139.5), framed(town.aoume, 139.8), framed(next_town.west, 139.0)  # fmt: skip

    found = [queries.box_around(viewer, paths) for paths in ([town.west.path], [], ["9999."])]

    assert found == [
        pytest.approx((139.5, 35.6, 139.52, 35.62)),
        pytest.approx((139.5, 35.6, 139.82, 35.62)),
        None,
    ]
