"""Reading the town: which municipalities are open, where somebody may write, which area is there."""

from datetime import timedelta

import pytest
from django.utils import timezone

from sasaeai.areas import queries
from sasaeai.areas.models import Population, Role
from tests.factories.areas import Town

TODAY = timezone.localdate()


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


def test_aged_are_counted_from_sixty_five_in_one_year(town: Town) -> None:
    for year, age_from, count in ((2026, 60, 5), (2026, 65, 3), (2026, 90, 1), (2021, 65, 40)):
        Population.objects.create(
            municipality=town.municipality, area=town.west, year=year, age_from=age_from,
            sex="f", count=count, source="住民基本台帳",
        )  # fmt: skip

    assert queries.aged(town.west, year=2026) == (4, 9)
    assert queries.aged(town.east, year=2026) == (0, 0)


def test_record_book_names_the_accounts_of_this_town_alone(town: Town, next_town: Town) -> None:
    ours, theirs = town.user(Role.VIEWER), next_town.user(Role.VIEWER)

    assert queries.names_on(town.municipality.pk, {ours.pk, theirs.pk}) == {ours.pk: ours.name}


@pytest.mark.parametrize(("ended", "there"), [(None, True), (0, True), (1, False)])
def test_area_is_there_to_its_last_day(town: Town, ended: int | None, *, there: bool) -> None:
    town.west.until = None if ended is None else TODAY - timedelta(days=ended)
    town.west.save()

    found = queries.area_on(town.municipality.pk, town.west.pk, TODAY)

    assert found == (town.west if there else None)


def test_area_of_the_next_town_is_not_there(town: Town, next_town: Town) -> None:
    assert queries.area_on(town.municipality.pk, next_town.west.pk, TODAY) is None
