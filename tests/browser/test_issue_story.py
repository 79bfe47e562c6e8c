"""What comes together becomes 地域課題: looked through, put together by mistake, and taken apart again."""

import pytest
from playwright.sync_api import expect

from tests.browser.steps import field, follow, head, hear, part, press, tick, undo, write

pytestmark = pytest.mark.browser

PHONE = {"width": 375, "height": 812}
SNOW, WEEDS = "雪の朝、坂を下りられない", "草が道をふさぐ"


def gather(page, title: str, *, kind: str, of: str) -> None:
    """Gather two of the three that come together; the last one is left out."""
    page.goto("/needs/issues/")
    row = page.get_by_role("listitem").filter(has_text=f"{of}・丘一丁目")
    row.get_by_role("link").click()
    head(page, "地域課題にまとめる")
    write(page, {"地域課題": title})
    tick(page, f"橋のたもとの{kind}（丘一丁目）")
    press(page, "まとめる")
    hear(page, "地域課題にまとめました。")
    expect(part(page, "もとのニーズ").get_by_role("link")).to_have_count(2)


def merge(page) -> None:
    follow(page, "ほかの課題に合わせる")
    # Each is told with its area and day, as two may have one name.
    into = field(page, "合わせる先")
    chosen = into.locator("option", has_text=WEEDS).get_attribute("value")
    into.select_option(value=chosen)
    press(page, "合わせる")
    hear(page, "一つに合わせました。")
    head(page, WEEDS)
    expect(part(page, "もとのニーズ").get_by_role("link")).to_have_count(4)


def test_issue_put_into_another_by_mistake_comes_out_again(page_as) -> None:
    page = page_as("丘", viewport=PHONE)
    gather(page, SNOW, kind="雪かき", of="除雪・雪下ろし・灯油の給油")
    gather(page, WEEDS, kind="草取り", of="庭の手入れ・草取り")
    page.goto("/needs/issues/")
    follow(page, SNOW)
    merge(page)
    undo(page)
    hear(page, "合わせる前に戻しました。")
    head(page, SNOW)
    merge(page)
    part(page, "ここに合わせた課題").get_by_role("link", name=SNOW).click()
    press(page, "元に戻す")
    hear(page, "合わせる前に戻しました。")
    expect(part(page, "もとのニーズ").get_by_role("link")).to_have_count(2)
