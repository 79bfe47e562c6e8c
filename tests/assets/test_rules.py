"""Who adds, changes and looks behind an asset: role × area."""

import pytest
from django.urls import reverse

from sasaeai.areas.models import Role
from sasaeai.assets import rules
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory, check_asset

STAFF = {Role.OFFICER, Role.COORDINATOR1, Role.COORDINATOR2, Role.WORK_COORDINATOR}


@pytest.mark.parametrize("role", list(Role))
def test_adding_depends_on_the_role(town: Town, role: Role) -> None:
    assert rules.may_add(town.viewer(role)) is (role in STAFF)


@pytest.mark.parametrize("role", list(Role))
def test_looking_behind_an_asset_depends_on_the_role(town: Town, role: Role) -> None:
    assert rules.may_see_private(town.viewer(role)) is (role in STAFF)


@pytest.mark.parametrize("role", list(Role))
def test_setting_half_lives_is_for_officers(town: Town, role: Role) -> None:
    assert rules.may_set_half_lives(town.viewer(role)) is (role == Role.OFFICER)


def test_coordinator_changes_what_lies_in_the_own_area_only(town: Town, next_town: Town) -> None:
    viewer = town.viewer(Role.COORDINATOR2)
    places = (town.sakuradai, town.west, town.aoume, town.root, next_town.sakuradai)

    may = [rules.may_change(viewer, AssetFactory(area=area)) for area in places]

    assert may == [True, True, False, False, False]


def test_check_is_taken_back_by_its_writer_only(town: Town) -> None:
    viewer = town.viewer(Role.COORDINATOR2)
    check = check_asset(viewer, AssetFactory(area=town.sakuradai))

    assert rules.may_take_back(viewer, check)
    assert not rules.may_take_back(town.viewer(Role.OFFICER), check)


@pytest.mark.parametrize("page", ["add", "suggestions", "half_lives"])
def test_page_for_staff_is_refused_to_a_viewer(town: Town, page: str) -> None:
    response = town.client(Role.VIEWER).get(reverse(f"assets:{page}"))

    assert response.status_code == 403


@pytest.mark.parametrize("page", ["change", "check"])
def test_changing_what_lies_elsewhere_is_refused(town: Town, page: str) -> None:
    elsewhere = AssetFactory(area=town.aoume)

    response = town.client(Role.COORDINATOR2).get(reverse(f"assets:{page}", args=[elsewhere.pk]))

    assert response.status_code == 403


@pytest.mark.parametrize("page", ["asset", "change", "check", "photo"])
def test_asset_of_the_next_town_is_not_found(town: Town, next_town: Town, page: str) -> None:
    beyond = AssetFactory(area=next_town.sakuradai)

    response = town.client(Role.OFFICER).get(reverse(f"assets:{page}", args=[beyond.pk]))

    assert response.status_code == 404
