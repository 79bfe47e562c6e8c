"""The page of something that is out of use: what it says, and the one thing to do."""

from datetime import date

from django.urls import reverse
from django.utils import timezone

from sasaeai.areas.models import Role
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory


def test_page_of_a_retired_asset_offers_to_bring_it_back_before_all_else(town: Town) -> None:
    hall = AssetFactory(area=town.sakuradai, retired_on=timezone.localdate())

    page = town.client(Role.COORDINATOR2).get(hall.get_absolute_url()).content.decode()

    buttons = [
        page.count(words) for words in ("一覧に戻す", "引退にする", "確かめたと記録する</span>")
    ]
    assert buttons == [1, 0, 0]
    assert page.index("引退しました") < page.index("一覧に戻す") < page.index('class="cols"')


def test_asset_retired_before_keeps_its_day(town: Town) -> None:
    hall = AssetFactory(area=town.sakuradai, retired_on="2026-04-01")

    town.client(Role.COORDINATOR2).post(reverse("assets:retire", args=[hall.pk]))

    hall.refresh_from_db()
    assert hall.retired_on == date(2026, 4, 1)
