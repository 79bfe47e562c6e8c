"""A coordinator and a gathering: from its first week, through a rest, to its end."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from sasaeai.ui import dates
from tests.browser.steps import choose, follow, head, hear, press, tick, unfold, write

pytestmark = pytest.mark.browser


def becomes(page, state: str) -> None:
    """Say how the gathering stands now."""
    unfold(page, "様子を変える")
    tick(page, state)
    press(page, "様子を記録する")
    hear(page, f"「谷戸サロン」を「{state}」にしました。")


def will_rest(page) -> None:
    """Say on which day to come the gathering begins to rest, and when it goes on."""
    first, back = (timezone.localdate() + timedelta(days=days) for days in (10, 40))
    unfold(page, "様子を変える")
    tick(page, "お休み中")
    write(page, {"いつから": first.isoformat(), "また始まる日": back.isoformat()})
    press(page, "様子を記録する")
    said = [dates.near_day(day, today=timezone.localdate()) for day in (first, back)]
    hear(page, f"「谷戸サロン」を「{said[0]}からお休み、{said[1]}から再開」にしました。")


def test_gathering_is_written_down_rests_begins_again_and_ends(page_as, phone):
    page = page_as("谷戸", viewport=phone)
    page.goto("/today/")
    press(page, "メニュー")
    follow(page, "育てる")
    follow(page, "集まり・活動を書きたす")
    write(page, {"名前": "谷戸サロン"})
    choose(page, "地区", "谷戸一丁目")
    unfold(page, "いつ・どこで")
    weekly = page.get_by_role("group", name="1つめの曜日と時間")
    tick(weekly, "水")
    write(weekly, {"はじまり": "13:30", "おわり": "15:00"})
    monthly = page.get_by_role("group", name="2つめの曜日と時間")
    tick(monthly, "土")
    write(monthly, {"はじまり": "10:00", "おわり": "11:30"})
    unfold(monthly, "毎週でないとき")
    tick(monthly, "第2")
    press(page, "記録する")

    head(page, "谷戸サロン")
    grid = page.get_by_role("table", name="曜日と時間の表")
    expect(grid.get_by_role("cell", name="1時半")).to_be_visible()
    expect(grid.get_by_role("cell", name="第2")).to_be_visible()
    will_rest(page)
    for state in ("活動中", "お休み中", "活動中", "終わった"):
        becomes(page, state)
    expect(page.get_by_text("この活動は終わりました。")).to_be_visible()
    page.goto("/activities/")
    choose(page, "地区", "谷戸")
    press(page, "この条件で見る")
    expect(page.get_by_role("link", name="谷戸サロン")).to_have_count(0)
