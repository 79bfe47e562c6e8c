"""A check renews the confidence, taking it back restores it; retiring can be undone."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from sasaeai.areas.models import Role
from sasaeai.assets import freshness
from sasaeai.assets.models import Asset, HalfLife
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory, check_asset


def page_after_post(client: Client, address: str, **data: object) -> str:
    return client.post(address, data, follow=True).content.decode()


@pytest.fixture
def asset(town: Town) -> Asset:
    made: Asset = AssetFactory(area=town.sakuradai)
    check_asset(town.viewer(Role.COORDINATOR2), made, days_ago=500)
    return made


def test_check_renews_the_confidence_and_undo_restores_it(town: Town, asset: Asset) -> None:
    client, today = town.client(Role.COORDINATOR2), town.viewer(Role.OFFICER).today
    before = (asset.checked_on, asset.checked_means, asset.check_due_on)
    address = reverse("assets:check", args=[asset.pk])

    page = page_after_post(client, address, means="visit", result="same", on=today.isoformat())
    asset.refresh_from_db()
    renewed = (asset.checked_on, asset.checked_means, freshness.state_of(asset, today))
    undo = reverse("assets:take_back_check", args=[asset.checks.get(on=today).pk])
    client.post(undo)
    asset.refresh_from_db()

    assert undo in page
    assert renewed == (today, "visit", "fresh")
    assert (asset.checked_on, asset.checked_means, asset.check_due_on) == before


def test_check_that_reached_nobody_renews_nothing(town: Town, asset: Asset) -> None:
    before = asset.check_due_on
    check_asset(town.viewer(Role.COORDINATOR2), asset, result="not_reached")

    assert asset.check_due_on == before


def test_check_of_one_field_leaves_the_others_as_old_as_they_were(town: Town, asset: Asset) -> None:
    viewer = town.viewer(Role.COORDINATOR2)
    check_asset(viewer, asset, fields=["phone"])

    assert freshness.state_of(asset, viewer.today) == "stale"


def test_check_of_somebody_else_is_not_taken_back(town: Town, asset: Asset) -> None:
    check = asset.checks.get()

    response = town.client(Role.OFFICER).post(reverse("assets:take_back_check", args=[check.pk]))

    assert response.status_code == 403
    assert asset.checks.count() == 1


@pytest.mark.parametrize("page", ["retire", "bring_back", "take_back_check", "take_back_answer"])
def test_undoing_and_retiring_want_a_post(town: Town, asset: Asset, page: str) -> None:
    response = town.client(Role.COORDINATOR2).get(reverse(f"assets:{page}", args=[asset.pk]))

    assert response.status_code == 405


def test_retiring_offers_the_way_back(town: Town, asset: Asset) -> None:
    client, today = town.client(Role.COORDINATOR2), town.viewer(Role.OFFICER).today
    undo = reverse("assets:bring_back", args=[asset.pk])

    page = page_after_post(client, reverse("assets:retire", args=[asset.pk]))
    asset.refresh_from_db()
    retired_on = asset.retired_on
    client.post(undo)
    asset.refresh_from_db()

    assert undo in page
    assert (retired_on, asset.retired_on) == (today, None)


def test_half_lives_of_the_town_count_from_the_next_check(town: Town, asset: Asset) -> None:
    viewer = town.viewer(Role.OFFICER)
    data = {"schedule": "10", "phone": "540", "fee": "540", "place": "1460"}

    town.client(Role.OFFICER).post(reverse("assets:half_lives"), data)
    check_asset(viewer, asset)

    assert HalfLife.objects.get(field="schedule").days == 10
    assert asset.check_due_on == viewer.today + timedelta(days=11)


def test_thread_shows_who_checked_how(town: Town, asset: Asset) -> None:
    page = town.client(Role.COORDINATOR2).get(asset.get_absolute_url()).content.decode()

    assert "電話で確かめた　変わりなかった" in page
    assert asset.checks.get().by.name in page
